/** The effects of an upgrade, as text. */

/** @typedef {import("../../packages/cli/src/compare/index.js").ComparedResource} ResourceChange */
/** @typedef {ResourceChange["changes"][number]} ArgumentChange */
/** @typedef {ResourceChange["action"]} PlanAction */

/** @typedef {{ from: string, to: string, changes: readonly ResourceChange[] }} Upgrade */

/** Explanations of the actions, the most severe first. @type {Readonly<Record<PlanAction, string>>} */
export const EXPLAINED = {
  replaced: "destroyed and created again",
  destroyed: "gone from the program",
  refused: "in place, but Azure refuses it while something has an address in the block",
  moved: "at another address, by a moved block; nothing is destroyed",
  changed: "in place",
  added: "new",
};

const LONGEST = 96;

/**
 * @param {Upgrade} upgrade
 * @returns {string}
 */
export function upgradeText({ from, to, changes }) {
  const lines = [`from ${from} to ${to}`];
  if (changes.length === 0) return [...lines, "nothing changes", ""].join("\n");
  lines.push(
    countsOf(changes)
      .map(({ action, count }) => `${count} ${action}`)
      .join(", "),
  );
  for (const { action } of countsOf(changes)) {
    lines.push("", `${action.toUpperCase()} (${EXPLAINED[action]})`);
    for (const change of changes.filter((each) => each.action === action)) {
      lines.push(`  ${change.address}`);
      if (change.from !== undefined) lines.push(`    was ${change.from}`);
      for (const cause of change.because) lines.push(`    because of ${cause}`);
      for (const argument of change.changes) lines.push(`    ${argumentText(argument)}`);
    }
  }
  return [...lines, ""].join("\n");
}

/** @param {ArgumentChange} change */
function argumentText({ path, before, after, forcesReplacement }) {
  return `${path}: ${valueText(before)} -> ${valueText(after)}${forcesReplacement ? "  # forces replacement" : ""}`;
}

/**
 * @param {unknown} value
 * @returns {string} on one line, without the middle if it is long
 */
export function valueText(value) {
  const text = value === undefined ? "(none)" : JSON.stringify(value);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST / 2)} … ${text.slice(-LONGEST / 2)}`;
}

/**
 * @param {readonly ResourceChange[]} changes
 * @returns {{ action: PlanAction, count: number }[]} counts, losses first
 */
export function countsOf(changes) {
  return /** @type {PlanAction[]} */ (Object.keys(EXPLAINED))
    .map((action) => ({
      action,
      count: changes.filter((change) => change.action === action).length,
    }))
    .filter(({ count }) => count > 0);
}

/**
 * @param {readonly ResourceChange[]} changes
 * @returns {boolean} whether a deployed resource is destroyed, or Azure rejects a change
 */
export function losesAnything(changes) {
  return changes.some(({ action }) => action === "replaced" || action === "destroyed" || action === "refused");
}
