import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * @param {Pick<import("../hygiene/packages.mjs").Package, "path" | "manifest">} each
 * @returns {string[]} the files that its package.json names and that aren't there; a pattern stands for a folder
 */
export function missingFiles({ path, manifest }) {
  return [...new Set([...filesIn(manifest.exports), ...filesIn(manifest.bin)])].filter((file) => {
    const star = file.indexOf("*");
    if (star < 0) return !existsSync(join(path, file));
    const parent = join(path, file.slice(0, star));
    return !existsSync(parent) || readdirSync(parent).length === 0;
  });
}

/** @param {unknown} value @returns {string[]} */
function filesIn(value) {
  if (typeof value === "string") return [value];
  return Object.values(/** @type {object | undefined} */ (value) ?? {}).flatMap(filesIn);
}
