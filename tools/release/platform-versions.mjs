/**
 * Synthesizes the reference platform as it is, as it was, or with packages that were published.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { BadInputError } from "../lib/command.mjs";
import { commitOf, git } from "./git.mjs";
import { SCOPE } from "./packages.mjs";
import { sameModules } from "./same-modules.mjs";

/**
 * @typedef {object} Version
 * @property {string} label for people
 * @property {(folder: string, config: string) => string} synthesize in an empty folder; returns where the stacks are
 */

const PLATFORM = "apps/reference-platform";
const PUBLISHED = "npm:";
/** Of a work tree, to install and to synthesize. */
const NEEDED = ["apps", "packages", "package.json", "package-lock.json", "tsconfig.base.json", ".npmrc"];

/**
 * @param {string} root
 * @param {string | undefined} text what was asked for; the work tree if it is undefined
 * @param {{ registry?: string | undefined }} [options]
 * @returns {Version}
 * @throws {BadInputError} if there is no such version
 */
export function versionOf(root, text, { registry } = {}) {
  if (text === undefined) {
    return {
      label: "the work tree",
      synthesize: (folder, config) => synth(root, config, join(folder, "out"), "the work tree"),
    };
  }
  if (text.startsWith(PUBLISHED)) return publishedVersion(root, text.slice(PUBLISHED.length), registry);
  if (existsSync(join(text, "stacks"))) return { label: text, synthesize: () => resolve(text) };
  const commit = commitOf(root, text);
  if (commit)
    return {
      label: commit.startsWith(text) ? text : `${text} (${commit.slice(0, 7)})`,
      synthesize: (folder, config) => earlier(root, commit, text, folder, config),
    };
  throw new BadInputError(
    `'${text}' is no version to compare with: give a commit, branch or tag of this repository (\`git tag --list '@org/*'\` names the releases; fetch them by \`git fetch --tags\`), packages that were published (npm:@org/aml-platform@0.1.0), or a folder that a synth wrote`,
  );
}

/** @param {string} root @param {string} commit @param {string} label @param {string} folder @param {string} config */
function earlier(root, commit, label, folder, config) {
  const tree = join(folder, "tree");
  mkdirSync(tree);
  if (git(root, ["ls-tree", "--name-only", commit, "--", `${PLATFORM}/run.mjs`]) === "")
    throw new BadInputError(`${label} has no ${PLATFORM}/run.mjs: it is older than the reference platform`);
  const there = git(root, ["ls-tree", "--name-only", commit]).split("\n");
  const archive = execFileSync(
    "git",
    [
      "-C",
      root,
      "archive",
      commit,
      "--",
      ...NEEDED.filter((path) => there.includes(path)),
      ":(exclude,glob)**/test/**",
    ],
    { maxBuffer: 1024 * 1024 * 1024 },
  );
  execFileSync("tar", ["-x", "-C", tree], { input: archive });
  const [installed, wanted] = [root, tree].map((each) =>
    JSON.parse(readFileSync(join(each, "package-lock.json"), "utf8")),
  );
  if (sameModules(installed, wanted)) {
    linkModules(root, tree);
    for (const name of readdirSync(join(tree, "packages"))) linkPackage(tree, join(tree, "packages", name));
  } else {
    install(tree, label);
  }
  return synth(tree, config, join(folder, "out"), label);
}

/** @param {string} root @param {string} list packages with versions, by commas @param {string | undefined} registry @returns {Version} */
function publishedVersion(root, list, registry) {
  const wanted = list.split(",").filter(Boolean);
  const wrong = wanted.find((each) => !/^@org\/[\w-]+@.+$/.test(each));
  if (wanted.length === 0 || wrong !== undefined)
    throw new BadInputError(`'${wrong ?? list}' is no package with its version, such as npm:@org/aml-platform@0.1.0`);
  return {
    label: wanted.join(", "),
    synthesize(folder, config) {
      const tree = join(folder, "tree");
      for (const file of git(root, ["ls-files", PLATFORM, "package-lock.json"]).split("\n")) {
        if (!file.includes("/test/") && existsSync(join(root, file)))
          cpSync(join(root, file), join(tree, file), { recursive: true });
      }
      const base = JSON.parse(readFileSync(join(root, "tsconfig.base.json"), "utf8"));
      delete base.compilerOptions.paths;
      writeFileSync(join(tree, "tsconfig.base.json"), JSON.stringify(base));
      linkModules(root, tree);
      fetchPackages(tree, wanted, registry);
      // What the platform needs beside these.
      const others = Object.keys(oursOf(join(tree, PLATFORM)));
      fetchPackages(
        tree,
        others.map((name) => `${name}@latest`),
        registry,
      );
      return synth(tree, config, join(folder, "out"), wanted.join(", "));
    },
  };
}

/**
 * With everything of ours that they depend on: the first that asks for a package decides its version.
 * @param {string} tree @param {readonly string[]} wanted @param {string | undefined} registry
 */
function fetchPackages(tree, wanted, registry) {
  const queue = [...wanted];
  for (let spec = queue.shift(); spec !== undefined; spec = queue.shift()) {
    const name = spec.slice(0, spec.lastIndexOf("@"));
    const target = join(tree, "node_modules", name);
    if (existsSync(target)) continue;
    const { status, stdout, stderr } = spawnSync(
      "npm",
      ["pack", spec, "--json", "--pack-destination", tree, ...(registry === undefined ? [] : ["--registry", registry])],
      { cwd: tree, encoding: "utf8" },
    );
    if (status !== 0) throw new BadInputError(`${spec} can't be had: ${stderr.trim()}`);
    /** @type {{ filename: string }[]} */
    const [packed] = JSON.parse(stdout);
    mkdirSync(target, { recursive: true });
    execFileSync("tar", ["-xzf", join(tree, packed?.filename ?? ""), "-C", target, "--strip-components=1"]);
    queue.push(...Object.entries(oursOf(target)).map((dependency) => dependency.join("@")));
  }
}

/** @param {string} folder of a package @returns {Record<string, string>} what it needs of ours */
function oursOf(folder) {
  /** @type {{ dependencies?: Record<string, string> }} */
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return Object.fromEntries(Object.entries(dependencies).filter(([name]) => name.startsWith(SCOPE)));
}

/** Everything that isn't ours. @param {string} root @param {string} tree */
function linkModules(root, tree) {
  const modules = join(tree, "node_modules");
  mkdirSync(join(modules, SCOPE), { recursive: true });
  for (const name of readdirSync(join(root, "node_modules")))
    if (`${name}/` !== SCOPE) symlinkSync(join(root, "node_modules", name), join(modules, name));
}

/** @param {string} tree @param {string} folder */
function linkPackage(tree, folder) {
  const { name } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  symlinkSync(folder, join(tree, "node_modules", name));
}

/** @param {string} tree @param {string} label */
function install(tree, label) {
  console.error(`${label} was made with other dependencies: installing them`);
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel", "error"];
  const { status, stderr } = spawnSync("npm", args, { cwd: tree, encoding: "utf8" });
  if (status !== 0) throw new BadInputError(`the dependencies of ${label} can't be installed:\n${stderr.trim()}`);
}

/** @param {string} tree @param {string} config @param {string} out @param {string} label @returns {string} out */
function synth(tree, config, out, label) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(tree, PLATFORM, "run.mjs"), "synth", "--config", config, "--out", out],
    { cwd: tree, encoding: "utf8" },
  );
  if (status === 0) return out;
  throw new BadInputError(
    `${label} can't synthesize ${config}:\n${(stderr || stdout).trim()}\n\nGive a configuration that both versions understand: --config FILE`,
  );
}
