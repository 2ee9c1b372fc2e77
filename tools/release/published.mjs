/**
 * Which changes of a package reach the people who install it.
 */
import semver from "semver";
import { SCOPE } from "./packages.mjs";

/** @typedef {import("./packages.mjs").Manifest} Manifest */

const ALWAYS = ["src/", "README.md", "LICENSE", "package.json", "tsup.config.ts"];

/**
 * @param {string} file relative to the package's folder
 * @param {Pick<Manifest, "files">} manifest
 * @returns {boolean} whether the file, or what is built from it, is in the published package
 */
export function isPublished(file, { files = [] }) {
  const published = [...ALWAYS, ...files.filter((each) => each !== "dist").flatMap((each) => [each, `${each}/`])];
  return published.some((each) => (each.endsWith("/") ? file.startsWith(each) : file === each));
}

/**
 * Scripts and dev-dependencies do nothing for a consumer, and a version is what a release writes. A range of one of our
 * own packages that only follows its newest version tells npm nothing new: that version was in range already.
 * @param {Manifest} before
 * @param {Manifest} after
 * @returns {boolean} whether consumers can notice what changed in a package.json
 */
export function manifestChanged(before, after) {
  return text(before, before) !== text(after, before);
}

/**
 * @param {Manifest} manifest
 * @param {Manifest} before
 */
function text(manifest, before) {
  const dependencies = Object.entries(manifest.dependencies ?? {}).map(([name, range]) => {
    const old = before.dependencies?.[name];
    return [name, old !== undefined && follows(name, old, range) ? old : range];
  });
  const { version: _version, ...rest } = manifest;
  return JSON.stringify({ ...rest, dependencies, scripts: undefined, devDependencies: undefined });
}

/** @param {string} name @param {string} old @param {string} range */
function follows(name, old, range) {
  const lowest = semver.validRange(range) === null ? null : semver.minVersion(range);
  return name.startsWith(SCOPE) && lowest !== null && semver.satisfies(lowest, old);
}
