import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { goldenAddresses } from "./contract-rules.mjs";
import { filesAt, git } from "./git.mjs";

/** @typedef {import("./packages.mjs").Package} Package */
/** @typedef {import("./contract-rules.mjs").Promises} Promises */

/**
 * @param {string} root
 * @param {Package} each
 * @returns {Promises} what a package promises in the work tree
 */
export function promisesHere(root, each) {
  const api = join(root, each.folder, "api");
  const files = existsSync(api) ? readdirSync(api).map((file) => `${each.folder}/api/${file}`) : [];
  return promisesFrom(each, files, (path) => {
    const file = join(root, path);
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  });
}

/**
 * @param {string} root
 * @param {Package} each
 * @param {string} ref
 * @returns {Promises} what it promised at a commit
 */
export function promisesAt(root, each, ref) {
  const files = git(root, ["ls-tree", "--name-only", ref, `${each.folder}/api/`])
    .split("\n")
    .filter(Boolean);
  const others = ["package.json", "test/golden/addresses.json"].map((file) => `${each.folder}/${file}`);
  const texts = filesAt(root, ref, [...files, ...others]);
  return promisesFrom(each, files, (path) => texts.get(path));
}

/**
 * @param {Package} each
 * @param {readonly string[]} files of its api folder
 * @param {(path: string) => string | undefined} read
 * @returns {Promises}
 */
function promisesFrom({ folder, manifest }, files, read) {
  const reports = files
    .filter((path) => path.endsWith(".api.md"))
    .map((path) => /** @type {[string, string]} */ ([basename(path), read(path) ?? ""]));
  const terraform = read(`${folder}/api/terraform.json`);
  const golden = read(`${folder}/test/golden/addresses.json`);
  const ownManifest = read(`${folder}/package.json`);
  return {
    manifest: ownManifest === undefined ? manifest : JSON.parse(ownManifest),
    reports: new Map(reports),
    ...(terraform === undefined ? {} : { terraform: JSON.parse(terraform) }),
    addresses: golden === undefined ? [] : goldenAddresses(golden),
  };
}
