/**
 * What two package.json files of a package promise differently.
 */
import semver from "semver";

/** @typedef {import("./packages.mjs").Manifest} Manifest */
/** @typedef {import("./levels.mjs").Weight} Weight */

/**
 * @param {Manifest} before
 * @param {Manifest} after
 * @returns {{ name: string, weight: Weight, what: string }[]}
 */
export function compareManifests(before, after) {
  return [
    ...names("entry", before.exports, after.exports),
    ...names("command", before.bin, after.bin),
    ...range("Node", before.engines?.["node"], after.engines?.["node"]),
    ...Object.keys({ ...before.peerDependencies, ...after.peerDependencies })
      .sort()
      .flatMap((peer) => comparePeer(peer, before, after)),
  ];
}

/** @param {string} kind @param {Record<string, unknown>} [before] @param {Record<string, unknown>} [after] */
function names(kind, before = {}, after = {}) {
  const gone = Object.keys(before).filter((name) => !(name in after));
  const come = Object.keys(after).filter((name) => !(name in before));
  return [
    ...gone.map((name) => ({ name: `${kind} ${name}`, weight: /** @type {const} */ ("break"), what: "is gone" })),
    ...come.map((name) => ({ name: `${kind} ${name}`, weight: /** @type {const} */ ("addition"), what: "is new" })),
  ];
}

/** @param {string} peer @param {Manifest} before @param {Manifest} after @returns {{ name: string, weight: Weight, what: string }[]} */
function comparePeer(peer, before, after) {
  const [old, now] = [before.peerDependencies?.[peer], after.peerDependencies?.[peer]];
  const optional = after.peerDependenciesMeta?.[peer]?.optional === true;
  if (old === undefined) {
    const weight = optional ? "addition" : "break";
    return [{ name: `peer ${peer}`, weight, what: `is new${optional ? "" : ": consumers have to install it"}` }];
  }
  if (before.peerDependenciesMeta?.[peer]?.optional === true && now !== undefined && !optional)
    return [{ name: `peer ${peer}`, weight: "break", what: "is required now" }];
  return range(`peer ${peer}`, old, now);
}

/** @param {string} name @param {string} [before] @param {string} [after] @returns {{ name: string, weight: Weight, what: string }[]} */
function range(name, before, after) {
  if (before === undefined || after === undefined || before === after) return [];
  const what = `was ${before}, is ${after}`;
  return [{ name, weight: semver.subset(before, after) ? "addition" : "break", what }];
}
