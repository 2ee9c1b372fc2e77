/**
 * `npm run version-packages`: turns the changesets into versions, changelogs, ranges and a lock file. See docs/releasing.md.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BadInputError, runCommand } from "../lib/command.mjs";
import { terraformSection, withSection } from "./changelog-terraform.mjs";
import { planOf } from "./changeset-plan.mjs";
import { lastRelease } from "./git.mjs";
import { readPackages } from "./packages.mjs";
import { promisesAt, promisesHere } from "./promises.mjs";
import { compareTerraform } from "./terraform-diff.mjs";
import { unannouncedChanges } from "./unannounced-changes.mjs";

const root = join(import.meta.dirname, "../..");
const PRIVATE_MANIFESTS = ["apps/reference-platform/package.json"];

await runCommand(async () => {
  // What isn't announced can't be put right once the changesets are used up.
  const { problems } = await unannouncedChanges(root, readPackages(root));
  if (problems.length > 0) throw new BadInputError(`nothing was versioned:\n\n${problems.join("\n\n")}`);
  const { releases } = await planOf(root);
  node(["node_modules/@changesets/cli/bin.js", "version"]);
  const packages = readPackages(root);
  for (const each of packages) {
    const planned = releases.find(({ name, type }) => name === each.name && type !== "none");
    const release = lastRelease(root, each.name);
    if (!planned || !release) continue;
    const [before, after] = [promisesAt(root, each, release.tag).terraform, promisesHere(root, each).terraform];
    if (!before || !after) continue;
    const file = join(root, each.folder, "CHANGELOG.md");
    const section = terraformSection(release.version, compareTerraform(before, after));
    writeFileSync(file, withSection(readFileSync(file, "utf8"), planned.newVersion, section));
  }
  node(["tools/workspace/manifests.mjs", "--write"]);
  for (const path of PRIVATE_MANIFESTS) followVersions(join(root, path), packages);
  run("npm", [
    "install",
    "--package-lock-only",
    "--ignore-scripts",
    "--prefer-offline",
    "--no-audit",
    "--no-fund",
    "--silent",
  ]);
  return 0;
});

/** @param {readonly string[]} args */
function node(args) {
  run(process.execPath, args);
}

/** @param {string} command @param {readonly string[]} args @throws {BadInputError} if it fails; it has said why */
function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  if (error) throw error;
  if (status !== 0) throw new BadInputError(`stopped, because \`${args[0]}\` didn't succeed: see above`);
}

/**
 * An app that isn't released isn't versioned either, but has to take the packages as they are.
 * @param {string} file @param {readonly import("./packages.mjs").Package[]} packages
 */
function followVersions(file, packages) {
  const text = readFileSync(file, "utf8");
  const ranges = packages.reduce(
    (result, { name, manifest }) => result.replace(new RegExp(`("${name}": )"[^"]+"`), `$1"^${manifest.version}"`),
    text,
  );
  writeFileSync(file, ranges);
}
