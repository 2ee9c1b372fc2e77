import { execFileSync } from "node:child_process";
import semver from "semver";
import { BadInputError } from "../lib/command.mjs";

/** Bytes of an answer. */
const MOST = 256 * 1024 * 1024;

/**
 * @param {string} root a work tree
 * @param {readonly string[]} args
 * @returns {string} what Git printed, without the last line break
 * @throws {BadInputError} with Git's own words
 */
export function git(root, args) {
  try {
    return execFileSync("git", ["-C", root, ...args], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      maxBuffer: MOST,
    }).replace(/\n$/, "");
  } catch (error) {
    const { stderr = "", message } = /** @type {Error & { stderr?: string }} */ (error);
    throw new BadInputError(`git ${args.join(" ")}: ${stderr.trim() || message}`);
  }
}

/**
 * @param {string} root
 * @param {string} ref a branch, a tag, a commit
 * @returns {string | undefined} the commit
 */
export function commitOf(root, ref) {
  try {
    return git(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]);
  } catch {
    // The only question was whether there is one.
    return undefined;
  }
}

/**
 * @param {string} root
 * @param {string} ref
 * @param {string} path relative to the root
 * @returns {string | undefined} the text of a file as it was, undefined if it wasn't there
 */
export function fileAt(root, ref, path) {
  return filesAt(root, ref, [path]).get(path);
}

/**
 * @param {string} root
 * @param {string} ref
 * @param {readonly string[]} paths relative to the root
 * @returns {Map<string, string>} the texts of those that were there
 */
export function filesAt(root, ref, paths) {
  const answer = execFileSync("git", ["-C", root, "cat-file", "--batch"], {
    input: paths.map((path) => `${ref}:${path}\n`).join(""),
    maxBuffer: MOST,
  });
  /** @type {Map<string, string>} */
  const files = new Map();
  let position = 0;
  for (const path of paths) {
    const end = answer.indexOf("\n", position);
    const size = /^\w+ blob (\d+)$/.exec(answer.toString("utf8", position, end))?.[1];
    position = end + 1;
    if (size === undefined) continue;
    files.set(path, answer.toString("utf8", position, position + Number(size)));
    position += Number(size) + 1;
  }
  return files;
}

/**
 * @param {string} root
 * @param {string} ref
 * @returns {string[]} files that differ from how they were, uncommitted and new ones too
 */
export function changedFiles(root, ref) {
  const lines = [
    git(root, ["diff", "--name-only", "--no-renames", ref]),
    git(root, ["ls-files", "--others", "--exclude-standard"]),
  ];
  return [...new Set(lines.flatMap((text) => text.split("\n")).filter(Boolean))].sort();
}

/**
 * The last release of a package that wasn't a pre-release, by its tag `@org/name@1.2.3`.
 * @param {string} root
 * @param {string} name
 * @returns {{ tag: string, version: string } | undefined} undefined if it was never released
 */
export function lastRelease(root, name) {
  const version = releasedVersions(root, name).find((each) => semver.prerelease(each) === null);
  return version === undefined ? undefined : { tag: `${name}@${version}`, version };
}

/**
 * @param {string} root
 * @param {string} name
 * @returns {string[]} every version that this commit's history has a tag for, the newest first
 */
export function releasedVersions(root, name) {
  return git(root, ["tag", "--list", `${name}@*`, "--merged", "HEAD"])
    .split("\n")
    .map((tag) => tag.slice(name.length + 1))
    .filter((version) => semver.valid(version) !== null)
    .sort(semver.rcompare);
}

/**
 * @param {string} root
 * @throws {BadInputError} if releases can't be seen from here
 */
export function requireHistory(root) {
  if (git(root, ["rev-parse", "--is-shallow-repository"]) !== "true") return;
  throw new BadInputError(
    "this clone is shallow, so the tags of earlier releases can't be seen: run `git fetch --unshallow --tags` (in GitHub Actions: `fetch-depth: 0`)",
  );
}
