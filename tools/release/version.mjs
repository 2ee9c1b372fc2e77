/**
 * `npm run version-packages`: runs `changeset version`, and then updates what changesets doesn't: the version ranges of
 * the app, which isn't released, and the lock file.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LAYERS } from "../layers.mjs";
import { scriptArguments } from "../lib/command.mjs";

scriptArguments({}, "usage: npm run version-packages");
const root = join(import.meta.dirname, "../..");

/** @param {string} command @param {string[]} args */
const run = (command, args) => execFileSync(command, args, { cwd: root, stdio: "inherit" });

/** @param {string} folder */
const textOf = (folder) => readFileSync(join(root, folder, "package.json"), "utf8");

run("npx", ["changeset", "version"]);
const [apps, packages] = ["apps/", "packages/"].map((parent) =>
  Object.values(LAYERS).flatMap(({ folder }) => (folder.startsWith(parent) ? folder : [])),
);
for (const app of apps ?? []) {
  const ranges = (packages ?? []).reduce((text, folder) => {
    const { name, version } = JSON.parse(textOf(folder));
    return text.replace(new RegExp(`("${name}": )"[^"]+"`), `$1"^${version}"`);
  }, textOf(app));
  writeFileSync(join(root, app, "package.json"), ranges);
}
run("npm", ["install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund"]);
