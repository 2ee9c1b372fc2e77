/**
 * Holds what has changed since the last release against the version that is planned for it.
 */
import { compareReports } from "./api-diff.mjs";
import { levelBetween, reaches, requiredLevel } from "./levels.mjs";
import { compareManifests } from "./manifest-diff.mjs";
import { compareTerraform, WEIGHTS } from "./terraform-diff.mjs";

/** @typedef {import("./levels.mjs").Level} Level */
/** @typedef {import("./levels.mjs").Weight} Weight */
/** @typedef {import("./terraform-contract.mjs").Contract} Contract */

/**
 * @typedef {object} Promises what a version of a package promises
 * @property {import("./packages.mjs").Manifest} manifest
 * @property {ReadonlyMap<string, string>} reports API reports by file name
 * @property {Contract} [terraform]
 * @property {readonly string[]} addresses that the tests hold
 */

/** @typedef {{ weight: Weight, text: string }} Change */

/**
 * @param {Promises} before
 * @param {Promises} after
 * @returns {Change[]} breaks first
 */
export function changesBetween(before, after) {
  /** @type {Change[]} */
  const changes = compareManifests(before.manifest, after.manifest).map(({ name, weight, what }) => ({
    weight,
    text: `${name} ${what}`,
  }));
  for (const [file, report] of after.reports) {
    const old = before.reports.get(file);
    if (old === undefined) continue;
    const entry = file === "index.api.md" ? "" : ` (${file.replace(".api.md", "")})`;
    for (const { name, weight, what } of compareReports(old, report))
      changes.push({ weight, text: `API: \`${name}\`${entry} ${what}` });
  }
  const nothing = { resources: {}, moved: {} };
  const fates = compareTerraform(before.terraform ?? nothing, after.terraform ?? nothing);
  for (const { address, fate, from, because, changes: found } of fates) {
    const cause = found.find((change) => change.forcesReplacement)?.path ?? because[0];
    const why = fate === "replaced" ? ` (${cause})` : from === undefined ? "" : ` (from ${from})`;
    changes.push({ weight: WEIGHTS[fate], text: `Terraform: ${address} is ${fate}${why}` });
  }
  const explained = new Set(fates.flatMap(({ address, from }) => [inStack(address), inStack(from ?? address)]));
  for (const address of before.addresses) {
    if (after.addresses.includes(address) || explained.has(inStack(address))) continue;
    changes.push({ weight: "break", text: `Terraform: ${address} is destroyed (test/golden/addresses.json)` });
  }
  const order = ["break", "addition", "fix"];
  return changes.sort((a, b) => order.indexOf(a.weight) - order.indexOf(b.weight));
}

/** @param {string} address @returns {string} without the stack */
function inStack(address) {
  return address.slice(address.indexOf("/") + 1);
}

/**
 * @param {string} text of a test/golden/addresses.json: a list, or lists by example
 * @returns {string[]}
 */
export function goldenAddresses(text) {
  /** @type {string[] | Record<string, string[]>} */
  const content = JSON.parse(text);
  return [...new Set(Array.isArray(content) ? content : Object.values(content).flat())];
}

/**
 * @param {string} released the version that the changes are counted from
 * @param {string} planned the version that the changesets lead to
 * @param {readonly Change[]} changes
 * @returns {{ planned: Level, required: Level, unannounced: Change[] } | undefined} undefined if the plan announces them all
 */
export function judgePlan(released, planned, changes) {
  const level = levelBetween(released, planned);
  const unannounced = changes.filter(({ weight }) => !reaches(level, requiredLevel(weight, released)));
  const heaviest = unannounced[0];
  return heaviest && { planned: level, required: requiredLevel(heaviest.weight, released), unannounced };
}
