import { isPublished, manifestChanged } from "./published.mjs";

/** @typedef {import("./packages.mjs").Package} Package */
/** @typedef {import("./packages.mjs").Manifest} Manifest */

/** What a new package begins with. */
const UNVERSIONED = "0.0.0";

/**
 * @typedef {object} Since what a package is compared with
 * @property {string} ref "release 1.2.0", "the first commit", a branch
 * @property {readonly string[]} changed files of the workspace that differ
 * @property {Manifest} [manifest] as it was; undefined if there was none
 * @property {ReadonlySet<string>} announced packages that changesets name which have been written since then
 */

/** @typedef {{ name: string, ref: string, files: string[] }} Missing */

/**
 * @param {Package} each
 * @param {Since} since
 * @returns {Missing | undefined} undefined if nothing that consumers get has changed, or a changeset says so
 */
export function missingChangeset({ name, folder, manifest }, { ref, changed, manifest: before, announced }) {
  // A version that was raised since then has used its changesets up.
  if (announced.has(name) || manifest.version !== (before?.version ?? UNVERSIONED)) return undefined;
  const files = changed
    .filter((file) => file.startsWith(`${folder}/`))
    .map((file) => file.slice(folder.length + 1))
    .filter((file) => isPublished(file, manifest))
    .filter((file) => file !== "package.json" || !before || manifestChanged(before, manifest));
  return files.length === 0 ? undefined : { name, ref, files: files.map((file) => `${folder}/${file}`) };
}
