/**
 * What an upgrade does, as text.
 */
import { FATES } from "./terraform-diff.mjs";

/** @typedef {import("./terraform-diff.mjs").ResourceChange} ResourceChange */
/** @typedef {import("./terraform-diff.mjs").ArgumentChange} ArgumentChange */
/** @typedef {import("./terraform-diff.mjs").Fate} Fate */

/** @typedef {{ from: string, to: string, changes: readonly ResourceChange[] }} Upgrade */

/** @type {Readonly<Record<Fate, string>>} */
export const EXPLAINED = {
  replaced: "destroyed and made anew",
  destroyed: "gone from the program",
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
      .map(({ fate, count }) => `${count} ${fate}`)
      .join(", "),
  );
  for (const { fate } of countsOf(changes)) {
    lines.push("", `${fate.toUpperCase()} (${EXPLAINED[fate]})`);
    for (const change of changes.filter((each) => each.fate === fate)) {
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
 * @returns {string} in one line, its middle left out if it's long
 */
export function valueText(value) {
  const text = value === undefined ? "(none)" : JSON.stringify(value);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST / 2)} … ${text.slice(-LONGEST / 2)}`;
}

/**
 * @param {readonly ResourceChange[]} changes
 * @returns {{ fate: Fate, count: number }[]} losses first
 */
export function countsOf(changes) {
  return FATES.map((fate) => ({ fate, count: changes.filter((change) => change.fate === fate).length })).filter(
    ({ count }) => count > 0,
  );
}

/**
 * @param {readonly ResourceChange[]} changes
 * @returns {boolean} whether anything that is deployed is destroyed
 */
export function losesAnything(changes) {
  return changes.some(({ fate }) => fate === "replaced" || fate === "destroyed");
}
