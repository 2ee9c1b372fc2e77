import { BadInputError } from "../lib/command.mjs";
import { run } from "../lib/run.mjs";
import { ROOT } from "./packages.mjs";

/** @typedef {import("./packages.mjs").Package} Package */

/**
 * What `npm pack` would put into a package's tarball.
 * @typedef {object} Packed
 * @property {string} filename
 * @property {number} size bytes of the tarball
 * @property {number} unpackedSize bytes of its files
 * @property {string} integrity `sha512-` and the hash of the tarball, base 64
 * @property {string[]} files paths in the package
 */

/**
 * Packs without writing anything.
 * @param {readonly Package[]} packages
 * @returns {Promise<Map<string, Packed>>} by the package's name
 */
export async function packAll(packages) {
  const folders = packages.map(({ folder }) => `./${folder}`);
  const { code, stdout, stderr } = await run("npm", ["pack", "--dry-run", "--json", ...folders], { cwd: ROOT });
  if (code !== 0) throw new BadInputError(`npm pack ended with exit code ${code}\n${stderr.trim()}`);
  return new Map(
    JSON.parse(stdout).map((/** @type {any} */ { name, filename, size, unpackedSize, integrity, files }) => [
      name,
      { filename, size, unpackedSize, integrity, files: files.map((/** @type {any} */ file) => file.path) },
    ]),
  );
}
