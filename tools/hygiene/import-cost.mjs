import { statSync } from "node:fs";
import { join } from "node:path";
import { run } from "../lib/run.mjs";

/**
 * What an import loads: the same on every machine, unlike its time.
 * @typedef {object} ImportCost
 * @property {number} modules
 * @property {number} bytes of those modules' files
 */

const probe = join(import.meta.dirname, "import-probe.mjs");

/**
 * @param {string} file an ES or CommonJS module
 * @returns {Promise<string[]>} every file that importing it loads, itself included
 * @throws {Error} if it can't be imported
 */
export async function filesLoadedBy(file) {
  const { code, stdout, stderr } = await run(process.execPath, [probe, file]);
  if (code !== 0) throw new Error(`${file} can't be imported: ${stderr.trim()}`);
  // What a module prints while it loads comes before.
  return JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
}

/**
 * @param {readonly string[]} files that an import loads
 * @param {ReadonlySet<string>} given files that are loaded anyway
 * @returns {ImportCost}
 */
export function costOf(files, given) {
  const own = files.filter((file) => !given.has(file));
  return { modules: own.length, bytes: own.reduce((sum, file) => sum + statSync(file).size, 0) };
}

/**
 * @param {readonly string[]} files that an import loads
 * @returns {string | undefined} the index of a whole provider, if it is among them
 */
export function providerIndexAmong(files) {
  return files.find((file) => /[\\/]@(cdktf|org)[\\/]provider-[^\\/]+[\\/]lib[\\/]index\.c?js$/.test(file));
}

/**
 * @param {readonly string[]} files that an import loads
 * @param {readonly string[]} names of packages
 * @returns {string[]} those of the packages that have a file among them
 */
export function packagesAmong(files, names) {
  const loaded = files.map((file) => file.replaceAll("\\", "/"));
  return names.filter((name) => loaded.some((file) => file.includes(`/node_modules/${name}/`)));
}
