/**
 * What a release does to Terraform, for the people who upgrade.
 */
import { FATES } from "./terraform-diff.mjs";

/** @typedef {import("./terraform-diff.mjs").ResourceChange} ResourceChange */
/** @typedef {import("./terraform-diff.mjs").Fate} Fate */

/** @type {Readonly<Record<Fate, string>>} */
const TITLES = {
  replaced: "**Replaced** (destroyed, and made anew)",
  destroyed: "**Destroyed**",
  moved: "Moved, by `moved` blocks; nothing is destroyed",
  changed: "Changed in place",
  added: "Added",
};

/**
 * @param {string} released the version that is compared with
 * @param {readonly ResourceChange[]} changes
 * @returns {string} a section of a changelog
 */
export function terraformSection(released, changes) {
  if (changes.length === 0) return `### Terraform\n\nNothing changes since ${released}.\n`;
  const parts = FATES.flatMap((fate) => {
    const found = changes.filter((change) => change.fate === fate);
    return found.length === 0 ? [] : [`- ${TITLES[fate]}:\n${linesOf(fate, found).join("\n")}`];
  });
  return `### Terraform\n\nSince ${released}, in this package's examples:\n\n${parts.join("\n")}\n`;
}

/** @param {Fate} fate @param {readonly ResourceChange[]} changes */
function linesOf(fate, changes) {
  if (fate === "added" || fate === "changed") return byType(changes);
  return changes.map(({ address, from, changes: found, because }) => {
    const forcing = found.filter(({ forcesReplacement }) => forcesReplacement).map(({ path }) => `\`${path}\``);
    const causes = [...forcing, ...because.map((cause) => `replacement of \`${cause}\``)];
    const why = fate === "replaced" ? `: ${causes.join(", ")}` : "";
    return `  - \`${address}\`${from === undefined ? "" : `, was \`${from}\``}${why}`;
  });
}

/** One line a resource type: who upgrades wants to know the kind of change, not each of fifty role assignments. @param {readonly ResourceChange[]} changes */
function byType(changes) {
  /** @type {Map<string, { count: number, paths: Set<string> }>} */
  const types = new Map();
  for (const { address, changes: found } of changes) {
    const type = address.slice(address.indexOf("/") + 1).split(".")[0] ?? "";
    const entry = types.get(type) ?? { count: 0, paths: new Set() };
    entry.count += 1;
    for (const { path } of found) entry.paths.add(`\`${path.replace(/\[\d+\]/g, "")}\``);
    types.set(type, entry);
  }
  return [...types]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([type, { count, paths }]) => {
      const of = paths.size === 0 ? "" : `: ${[...paths].sort().join(", ")}`;
      return `  - ${count} \`${type}\`${of}`;
    });
}

/**
 * @param {string} changelog
 * @param {string} version
 * @param {string} section
 * @returns {string} with the section first in the version's entry
 */
export function withSection(changelog, version, section) {
  const heading = `## ${version}\n`;
  const start = changelog.indexOf(heading);
  if (start < 0) throw new Error(`the changelog has no entry for ${version}`);
  const after = start + heading.length;
  return `${changelog.slice(0, after)}\n${section}\n${changelog.slice(after).replace(/^\n+/, "")}`;
}
