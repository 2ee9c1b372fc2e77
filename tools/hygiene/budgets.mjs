/**
 * What a package weighs.
 * @typedef {object} Weight
 * @property {number} packed bytes of its tarball
 * @property {number} unpacked bytes of the files in it
 * @property {Record<string, import("./import-cost.mjs").ImportCost>} imports what importing each entry point loads, but
 *   for `cdktf` and `constructs` where the consumer brings them
 *
 * The weights at the last release, `baseline.json`.
 * @typedef {Record<string, Weight & { version: string }>} Baseline
 *
 * A measure of a package that may be more than the ratio allows, until the next release.
 * @typedef {object} Acceptance
 * @property {string} package
 * @property {string} measure as in the message, like `packed` or `imports . modules`
 * @property {number} upTo
 * @property {string} because
 *
 * `budgets.json`.
 * @typedef {object} Budgets
 * @property {number} ratio to the last release, of everything measured
 * @property {Record<string, number>} slack what a measure may grow by whatever the ratio, by its last word: a ratio alone
 *   would forbid a package of one module a second one
 * @property {readonly Acceptance[]} accepted
 */

/**
 * A measure that is over its budget.
 * @typedef {object} Excess
 * @property {string} package
 * @property {string} measure
 * @property {number} was
 * @property {number} is
 * @property {number} allowed
 */

/**
 * @param {Record<string, Weight>} weights now, by package
 * @param {Baseline} baseline
 * @param {Budgets} budgets
 * @returns {Excess[]} a package or entry point that the last release hadn't has no budget yet
 */
export function excesses(weights, baseline, { ratio, slack, accepted }) {
  return Object.entries(weights).flatMap(([name, weight]) => {
    const before = measuresOf(baseline[name]);
    return [...measuresOf(weight)].flatMap(([measure, is]) => {
      const was = before.get(measure);
      if (was === undefined) return [];
      const upTo = accepted.find((one) => one.package === name && one.measure === measure)?.upTo ?? 0;
      const allowed = Math.max(Math.floor(was * ratio), was + (slack[lastWord(measure)] ?? 0), upTo);
      return is > allowed ? [{ package: name, measure, was, is, allowed }] : [];
    });
  });
}

/** @param {Excess} excess */
export function excessText({ package: name, measure, was, is, allowed }) {
  return (
    `${name}: ${measure} is ${is}, was ${was} at the last release (x${(is / was).toFixed(2)}), allowed is ${allowed}: ` +
    `make it smaller, or accept it with 'npm run check:hygiene -- accept ${name} "the reason"'`
  );
}

/**
 * @param {readonly Excess[]} excesses of one package
 * @param {string} because
 * @returns {Acceptance[]} that allow what is now
 */
export function acceptances(excesses, because) {
  return excesses.map(({ package: name, measure, is }) => ({ package: name, measure, upTo: is, because }));
}

/**
 * @param {Budgets} budgets
 * @param {readonly Acceptance[]} more
 * @returns {Budgets} with those, each measure once, in a fixed order
 */
export function withAcceptances(budgets, more) {
  const replaced = (/** @type {Acceptance} */ { package: name, measure }) =>
    more.some((one) => one.package === name && one.measure === measure);
  const accepted = [...budgets.accepted.filter((one) => !replaced(one)), ...more];
  return {
    ...budgets,
    accepted: accepted.sort((a, b) => compare(a.package, b.package) || compare(a.measure, b.measure)),
  };
}

/**
 * @param {Weight | undefined} weight
 * @returns {Map<string, number>} by what it is called
 */
function measuresOf(weight) {
  if (!weight) return new Map();
  const imports = Object.entries(weight.imports).flatMap(([entry, { modules, bytes }]) => [
    /** @type {const} */ ([`imports ${entry} modules`, modules]),
    /** @type {const} */ ([`imports ${entry} bytes`, bytes]),
  ]);
  return new Map([["packed", weight.packed], ["unpacked", weight.unpacked], ...imports]);
}

/** @param {string} measure */
function lastWord(measure) {
  return measure.slice(measure.lastIndexOf(" ") + 1);
}

/** @param {string} a @param {string} b */
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
