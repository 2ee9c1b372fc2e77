import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { LAYERS } from "../layers.mjs";

/**
 * The part of a package.json that these checks read.
 * @typedef {object} Manifest
 * @property {string} name
 * @property {string} version
 * @property {string} [license]
 * @property {Record<string, string>} [bin]
 * @property {Record<string, unknown>} [exports]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [devDependencies]
 * @property {Record<string, string>} [optionalDependencies]
 * @property {Record<string, string>} [peerDependencies]
 * @property {Record<string, { optional?: boolean }>} [peerDependenciesMeta]
 *
 * A package that is published.
 * @typedef {object} Package
 * @property {string} folder relative to the workspace, as the lock file has it
 * @property {string} path absolute
 * @property {Manifest} manifest
 *
 * A way into a package.
 * @typedef {object} Entry
 * @property {string} key `.` or `./something`, as an import of the package ends
 * @property {string} file the ES module, absolute
 */

/** The workspace. */
export const ROOT = join(import.meta.dirname, "../..");

/**
 * Every published package, in the order of the floors.
 * @returns {Package[]}
 */
export function publishedPackages() {
  return Object.values(LAYERS)
    .map(({ folder }) => ({ folder, path: join(ROOT, folder) }))
    .filter(({ folder, path }) => folder.startsWith("packages/") && existsSync(join(path, "package.json")))
    .map((place) => ({ ...place, manifest: readJson(join(place.path, "package.json")) }));
}

/**
 * What can be imported of a package, patterns written out.
 * @param {Pick<Package, "path" | "manifest">} of
 * @returns {Entry[]}
 */
export function entryPoints({ path, manifest }) {
  return Object.entries(manifest.exports ?? {}).flatMap(([key, conditions]) => {
    const file = /** @type {{ import?: { default?: string } }} */ (conditions).import?.default;
    if (!file) return [];
    if (!key.includes("*")) return [{ key, file: join(path, file) }];
    const [before = "", after = ""] = file.split("*");
    return readdirSync(join(path, before))
      .sort()
      .map((name) => ({ key: key.replace("*", name), file: join(path, `${before}${name}${after}`) }))
      .filter((entry) => existsSync(entry.file));
  });
}

/** @param {string} file @returns {any} */
export function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}
