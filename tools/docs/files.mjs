/** Lists and writes files of the repository. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { WORKSPACE } from "../lib/folders.mjs";

export { WORKSPACE };

/** @param {string} path from the root of the repository @returns {string} */
export function readText(path) {
  return readFileSync(join(WORKSPACE, path), "utf8");
}

/** @returns {string[]} paths from the root of the repository, including new files */
export function trackedFiles() {
  return execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: WORKSPACE,
    encoding: "utf8",
  })
    .split("\n")
    .filter((file) => file !== "" && existsSync(join(WORKSPACE, file)))
    .sort();
}
