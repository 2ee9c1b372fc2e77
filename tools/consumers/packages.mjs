import { readFileSync } from "node:fs";
import { join } from "node:path";
import { minVersion } from "semver";
import { LAYERS } from "../layers.mjs";
import { WORKSPACE } from "../lib/folders.mjs";

/**
 * @typedef {object} Manifest
 * @property {string} name
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [peerDependencies]
 * @property {Record<string, { optional?: boolean }>} [peerDependenciesMeta]
 */

/** The published packages by name. @returns {Map<string, { folder: string, manifest: Manifest }>} */
export function publishedPackages() {
  return new Map(
    Object.values(LAYERS)
      .filter(({ folder }) => folder.startsWith("packages/"))
      .map(({ folder }) => {
        const manifest = JSON.parse(readFileSync(join(WORKSPACE, folder, "package.json"), "utf8"));
        return [manifest.name, { folder, manifest }];
      }),
  );
}

/**
 * @param {Iterable<string>} names
 * @param {ReturnType<typeof publishedPackages>} packages
 * @returns {string[]} these packages and their dependencies among our packages
 */
export function withDependencies(names, packages) {
  const all = new Set(names);
  // The iteration includes items that are added meanwhile.
  for (const name of all)
    for (const dependency of Object.keys(packages.get(name)?.manifest.dependencies ?? {}))
      if (packages.has(dependency)) all.add(dependency);
  return [...all];
}

/**
 * @param {readonly string[]} names packages, including their dependencies
 * @param {ReturnType<typeof publishedPackages>} packages
 * @param {readonly string[]} [optional] optional peers to install as well
 * @returns {Record<string, string>} version ranges of the peers, by name
 */
export function peersOf(names, packages, optional = []) {
  /** @type {Record<string, string>} */
  const peers = {};
  for (const name of names) {
    const { peerDependencies = {}, peerDependenciesMeta = {} } = packages.get(name)?.manifest ?? {};
    for (const [peer, range] of Object.entries(peerDependencies))
      if (!peerDependenciesMeta[peer]?.optional || optional.includes(peer)) peers[peer] = range;
  }
  return peers;
}

/**
 * @param {Record<string, string>} ranges
 * @param {import("./consumers.mjs").End} end
 * @returns {Record<string, string>} versions to install. For "highest", npm selects the newest that runs on this Node
 */
export function atEnd(ranges, end) {
  if (end === "highest") return ranges;
  return Object.fromEntries(Object.entries(ranges).map(([name, range]) => [name, minVersion(range)?.version ?? range]));
}
