/**
 * `npm run rename-scope -- @yours`: replaces the placeholder scope @org in all tracked files, so that the packages can
 * be published. Run `npm install` afterwards, which links the packages by their new names.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { scriptArguments } from "../lib/command.mjs";

const PLACEHOLDER = "@org";
const SCOPE = /^@[a-z0-9~-][a-z0-9._~-]*$/;

/**
 * Replaces the scope in names of packages, including regular expressions that escape the slash.
 * @param {string} text
 * @param {string} scope
 */
export function withScope(text, scope) {
  return text.replace(new RegExp(`${PLACEHOLDER}(?=\\\\?/|["'\`\\s:]|$)`, "gm"), scope);
}

/** @param {string} scope */
export function requireScope(scope) {
  if (SCOPE.test(scope) && scope !== PLACEHOLDER) return scope;
  throw new TypeError(`${scope} isn't an npm scope of yours; allowed: @ and lower-case letters, digits, dots, dashes`);
}

/**
 * Renames the scope in the tracked files of a folder.
 * @param {string} folder
 * @param {string} scope
 * @returns {string[]} the changed files
 */
export function renameScope(folder, scope) {
  requireScope(scope);
  const files = execFileSync("git", ["grep", "-lIz", PLACEHOLDER], { cwd: folder, encoding: "utf8" })
    .split("\0")
    .filter(Boolean);
  return files.filter((file) => {
    const path = join(folder, file);
    const before = readFileSync(path, "utf8");
    const after = withScope(before, scope);
    if (after !== before) writeFileSync(path, after);
    return after !== before;
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { positionals } = scriptArguments({}, "usage: npm run rename-scope -- @yours", { required: 1 });
  try {
    const changed = renameScope(process.cwd(), positionals[0] ?? "");
    console.log(`${changed.length} files changed; now run npm install, npm run generate and npm test`);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}
