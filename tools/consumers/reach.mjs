import { readdirSync, realpathSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * @param {string} folder
 * @returns {string[]} symbolic links in it that lead out of it
 */
export function linksOut(folder) {
  const whole = realpathSync(folder);
  return readdirSync(whole, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isSymbolicLink())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((link) => !isWithin(whole, realpathSync(link)));
}

/**
 * @param {string} folder
 * @param {readonly string[]} modules paths or URLs of modules that were resolved; Node's own are left out
 * @returns {string[]} those that aren't in the folder
 */
export function modulesOutside(folder, modules) {
  const whole = realpathSync(folder);
  const files = modules
    .filter((module) => !module.startsWith("node:"))
    .map((module) => (module.startsWith("file:") ? fileURLToPath(module) : module));
  return [...new Set(files)].filter((file) => !isWithin(whole, file));
}

/** @param {string} folder @param {string} path @returns {boolean} whether the path is the folder or in it */
export function isWithin(folder, path) {
  const from = relative(folder, path);
  return from !== ".." && !from.startsWith(join("..", "/")) && !isAbsolute(from);
}
