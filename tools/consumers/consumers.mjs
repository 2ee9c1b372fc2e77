import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { ConsumerError } from "./project.mjs";
import { layOut, synthEnvironment } from "./template.mjs";

/** @typedef {import("./peers.mjs").End} End */
/** @typedef {import("./project.mjs").Project} Project */

/**
 * A kind of project that uses our packages.
 * @typedef {object} Consumer
 * @property {string} name
 * @property {string} is what it stands for
 * @property {readonly string[] | "all"} packages of ours that its package.json names
 * @property {readonly string[]} [optionalPeers] optional peers that it has nevertheless
 * @property {Partial<Record<End, Record<string, string>>>} tools exact versions of its own tools, for each end of the
 * ranges of peers that it's tested at
 * @property {object} [manifest] more of its package.json
 * @property {(project: Project, cdktf: string) => Promise<object>} [initialize] what writes its first files, and gives its
 * package.json
 * @property {string} [program] what is synthesized, in this folder
 * @property {(project: Project, use: Use) => Promise<Used>} use has it do what it's for
 */

/**
 * @typedef {object} Use
 * @property {string} outdir what to synthesize into
 * @property {Record<string, string>} env for its program
 * @property {string} apart an empty folder, from which nothing of the project is found
 */

/** @typedef {{ resolved?: string[], stacks?: string[] }} Used files that a compiler resolved; folders of stacks */

const APPS = join(import.meta.dirname, "apps");
/** Newer than the oldest Node that our packages run on: Vitest 5 refuses those of Node 20. */
const NODE_TYPES = { "@types/node": "22.20.5" };
/** The oldest that has every option of our strictest tsconfig, and the newest. */
const TYPESCRIPT = { lowest: { typescript: "5.6.3" }, highest: { typescript: "7.0.2" } };

/** @type {readonly Consumer[]} */
export const CONSUMERS = [
  {
    name: "bundle",
    is: "all libraries, bundled to one file that runs where nothing is installed",
    packages: "all",
    optionalPeers: ["@cdktf/provider-azuread"],
    tools: { highest: { ...NODE_TYPES, ...TYPESCRIPT.highest, esbuild: "0.28.2" } },
    manifest: { type: "module" },
    program: "bundle/main.ts",
    async use(project, { outdir, env, apart }) {
      copyApp(project, "bundle");
      await project.run("node_modules/.bin/tsc", ["-p", "."]);
      const outfile = join(apart, "main.cjs");
      await project.run("node_modules/.bin/esbuild", [
        "main.ts",
        "--bundle",
        "--platform=node",
        // The CommonJS build of jsonc-parser (UMD) can't be bundled.
        "--main-fields=module,main",
        // Loaded by those who test HCL only, and not made for bundlers.
        "--external:@cdktf/hcl2json",
        "--metafile=bundled.json",
        "--log-level=warning",
        `--outfile=${outfile}`,
      ]);
      await project.run("node", [outfile], { cwd: apart, env: { ...env, CDKTF_OUTDIR: outdir } });
      const stacks = join(outdir, "platform");
      await runCommands(project, stacks);
      const { inputs } = JSON.parse(readFileSync(project.path("bundled.json"), "utf8"));
      return { resolved: Object.keys(inputs).map((input) => project.path(input)), stacks: [stacks] };
    },
  },
  {
    name: "esm",
    is: "strict TypeScript, ES modules, the registry library alone",
    packages: ["@org/aml-registry"],
    tools: {
      lowest: { ...NODE_TYPES, ...TYPESCRIPT.lowest },
      highest: { ...NODE_TYPES, ...TYPESCRIPT.highest },
    },
    manifest: { type: "module" },
    program: "esm/main.ts",
    async use(project, { outdir, env }) {
      copyApp(project, "esm");
      const { stdout } = await project.run("node_modules/.bin/tsc", ["-p", ".", "--listFiles"]);
      await project.run("node", ["dist/main.js"], { env: { ...env, CDKTF_OUTDIR: outdir } });
      return { resolved: stdout.trim().split("\n"), stacks: [outdir] };
    },
  },
  {
    name: "template",
    is: "the template of `cdktf init`, run as `cdktf synth` runs it",
    packages: ["@org/aml-platform"],
    // ts-node needs the JavaScript API of TypeScript, which 7 doesn't have.
    tools: { highest: { ...NODE_TYPES, typescript: "5.9.3", "ts-node": "10.9.2" } },
    initialize,
    program: "template/main.ts",
    async use(project, { outdir, env }) {
      const { app } = JSON.parse(readFileSync(project.path("cdktf.json"), "utf8"));
      copyApp(project, "template");
      await project.run(app, [], { shell: true, env: { ...env, ...synthEnvironment(outdir) } });
      return { stacks: [outdir] };
    },
  },
  {
    name: "commonjs",
    is: "JavaScript, CommonJS",
    packages: ["@org/aml-workspace"],
    tools: { lowest: {}, highest: {} },
    program: "commonjs/main.cjs",
    async use(project, { outdir, env }) {
      cpSync(join(APPS, "commonjs/main.cjs"), project.path("main.js"));
      await project.run("node", ["main.js"], { env: { ...env, CDKTF_OUTDIR: outdir } });
      return { stacks: [outdir] };
    },
  },
  {
    name: "tests",
    is: "a stack tested with our matchers",
    packages: ["@org/aml-testing", "@org/provider-azapi"],
    tools: {
      lowest: { ...NODE_TYPES, ...TYPESCRIPT.lowest },
      highest: { ...NODE_TYPES, ...TYPESCRIPT.highest },
    },
    manifest: { type: "module" },
    async use(project) {
      copyApp(project, "tests");
      const { stdout } = await project.run("node_modules/.bin/tsc", ["-p", ".", "--listFiles"]);
      await project.run("node_modules/.bin/vitest", ["run"]);
      return { resolved: stdout.trim().split("\n") };
    },
  },
];

/**
 * Lays out the template of that version of CDKTF, out of the package that has it.
 * @param {Project} project
 * @param {string} cdktf version
 * @returns {Promise<object>} its package.json
 */
async function initialize(project, cdktf) {
  const pack = join(project.root, "template");
  mkdirSync(pack);
  await project.npm("pack", `@cdktf/cli-core@${cdktf}`, "--pack-destination", pack);
  await project.run("tar", ["-xzf", `cdktf-cli-core-${cdktf}.tgz`], { cwd: pack });
  const fields = { $base: basename(project.root), projectId: "template", sendCrashReports: "false", futureFlags: "" };
  layOut(join(pack, "package/templates/typescript"), project.folder, fields);
  return JSON.parse(readFileSync(project.path("package.json"), "utf8"));
}

/** @param {Project} project @param {string} name */
function copyApp(project, name) {
  cpSync(join(APPS, name), project.folder, { recursive: true });
}

/**
 * The commands of our packages, by npx as they are installed.
 * @param {Project} project @param {string} stacks
 */
async function runCommands(project, stacks) {
  await requireOutput(project, ["azure-emulator", "--help"], /azure-emulator test DIR/);
  await requireOutput(project, ["aml-posture", "check", stacks, "--threshold", "error"], / 0 errors, .* resources in /);
}

/** @param {Project} project @param {readonly string[]} command @param {RegExp} wanted */
async function requireOutput(project, command, wanted) {
  const { stdout } = await project.run("npx", ["--no-install", ...command]);
  if (wanted.test(stdout)) return;
  throw new ConsumerError(`${project.title}: \`npx ${command.join(" ")}\` doesn't say ${wanted}:\n${stdout}`);
}
