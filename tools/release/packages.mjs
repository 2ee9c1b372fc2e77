import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LAYERS } from "../layers.mjs";

/**
 * @typedef {object} Manifest what these tools read of a package.json
 * @property {string} name
 * @property {string} version
 * @property {string[]} [files]
 * @property {Record<string, unknown>} [exports]
 * @property {Record<string, string>} [bin]
 * @property {Record<string, string>} [engines]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [devDependencies]
 * @property {Record<string, string>} [peerDependencies]
 * @property {Record<string, { optional?: boolean }>} [peerDependenciesMeta]
 */

/** @typedef {{ name: string, folder: string, manifest: Manifest }} Package */

/** The scope of our packages, as it begins a name. */
export const SCOPE = "@org/";

/**
 * @param {string} root
 * @returns {Package[]} the packages that are published, dependencies before their dependents
 */
export function readPackages(root) {
  const packages = Object.values(LAYERS)
    .filter(({ folder }) => folder.startsWith("packages/"))
    .map(({ folder }) => {
      /** @type {Manifest} */
      const manifest = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
      return { name: manifest.name, folder, manifest };
    });
  return inDependencyOrder(packages);
}

/**
 * @param {readonly Package[]} packages
 * @returns {Package[]}
 */
export function inDependencyOrder(packages) {
  const byName = new Map(packages.map((each) => [each.name, each]));
  /** @type {Set<Package>} */
  const ordered = new Set();
  /** @param {Package} each */
  const visit = (each) => {
    if (ordered.has(each)) return;
    for (const dependency of Object.keys(each.manifest.dependencies ?? {}).sort()) {
      const own = byName.get(dependency);
      if (own) visit(own);
    }
    ordered.add(each);
  };
  [...packages].sort((a, b) => (a.name < b.name ? -1 : 1)).forEach(visit);
  return [...ordered];
}
