/** `npm run upgrade-diff -- FROM`: the effects of an upgrade on a deployed platform. See docs/releasing.md. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { BadInputError, runCommand, scriptArguments } from "../lib/command.mjs";
import { importSource } from "../lib/import-source.mjs";
import { losesAnything, upgradeText } from "./report.mjs";

const root = join(import.meta.dirname, "../..");
const { compareTerraform, readStacks, resourcesOf } = await importSource("packages/cli/src/compare/index.ts");
const CONFIG = "apps/reference-platform/platform.config.json";

const USAGE = `usage: npm run upgrade-diff -- FROM [--to TO] [--config FILE]

  FROM, --to   a folder that a synth wrote, or a commit, branch or tag of this repository; TO is the work tree if it
               isn't given
  --config     the platform's configuration, as both versions understand it
               (${CONFIG})

exit code: 0 nothing that is deployed is lost, 2 something is replaced, destroyed or refused by Azure, 1 wrong input`;

await runCommand(async () => {
  const { values, positionals } = scriptArguments({ to: { type: "string" }, config: { type: "string" } }, USAGE, {
    required: 1,
  });
  const [from = ""] = positionals;
  const { to, config = join(root, CONFIG) } = /** @type {{ to?: string, config?: string }} */ (values);
  const temporary = mkdtempSync(join(tmpdir(), "upgrade-diff-"));
  try {
    const before = synthesized(from, join(temporary, "from"), resolve(config));
    const after =
      to === undefined
        ? synth(root, join(temporary, "to"), resolve(config))
        : synthesized(to, join(temporary, "to"), resolve(config));
    const changes = compareTerraform(resourcesOf(readStacks(before)), resourcesOf(readStacks(after)));
    console.log(upgradeText({ from, to: to ?? "the work tree", changes }));
    return losesAnything(changes) ? 2 : 0;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
    execFileSync("git", ["worktree", "prune"], { cwd: root });
  }
});

/**
 * @param {string} version @param {string} folder path of a new folder @param {string} config @returns {string} the
 * folder with the stacks
 */
function synthesized(version, folder, config) {
  if (existsSync(join(version, "stacks"))) return version;
  const tree = `${folder}-tree`;
  run(
    "git",
    ["worktree", "add", "--quiet", "--detach", tree, version],
    root,
    `'${version}' is neither a folder with stacks nor a version in this repository (\`git tag --list\`)`,
  );
  run(
    "npm",
    ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--silent"],
    tree,
    `the dependencies of ${version} can't be installed`,
  );
  return synth(tree, folder, config);
}

/** @param {string} tree @param {string} out @param {string} config @returns {string} out */
function synth(tree, out, config) {
  run(
    "npm",
    ["run", "--silent", "synth", "--", "--config", config, "--out", out],
    tree,
    "give a configuration that both versions understand: --config FILE",
  );
  return out;
}

/** @param {string} program @param {string[]} args @param {string} cwd @param {string} fix @throws {BadInputError} */
function run(program, args, cwd, fix) {
  try {
    execFileSync(program, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    const { stderr } = /** @type {Error & { stderr?: string }} */ (error);
    throw new BadInputError(`${stderr?.trim() || error}\n${fix}`);
  }
}
