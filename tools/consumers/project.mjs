import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../lib/run.mjs";
import { linksOut, modulesOutside } from "./reach.mjs";

const RECORDER = join(import.meta.dirname, "recorder");

/** What a consumer found wrong. */
export class ConsumerError extends Error {}

/** A stranger's project. */
export class Project {
  #recorded;

  /**
   * @param {object} options
   * @param {string} options.title
   * @param {string} options.root everything of the consumer: its project, and what it makes beside that
   * @param {NodeJS.ProcessEnv} options.env of its processes
   * @param {AbortSignal} options.signal
   */
  constructor({ title, root, env, signal }) {
    this.title = title;
    this.root = root;
    this.folder = join(root, "project");
    this.env = env;
    this.signal = signal;
    this.#recorded = join(root, "recorder/modules.jsonl");
    mkdirSync(this.folder, { recursive: true });
    cpSync(RECORDER, join(root, "recorder"), { recursive: true });
  }

  /** @param {string} path @returns {string} the absolute path */
  path(path) {
    return join(this.folder, path);
  }

  /** @param {string} name @param {object} content */
  writeJson(name, content) {
    writeFileSync(this.path(name), `${JSON.stringify(content, null, 2)}\n`);
  }

  /**
   * Runs a program in the project. What Node resolves in it is noted.
   * @param {string} command @param {readonly string[]} args
   * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, shell?: boolean, mayFail?: boolean }} [options]
   * @returns {Promise<import("../lib/run.mjs").Finished>}
   * @throws {ConsumerError} with its output, if it fails
   */
  async run(command, args, { env = {}, cwd = this.folder, shell = false, mayFail = false } = {}) {
    const recorder = `--require ${join(this.root, "recorder/recorder.cjs")}`;
    const finished = await run(command, args, {
      cwd,
      shell,
      signal: this.signal,
      env: {
        ...this.env,
        ...env,
        NODE_OPTIONS: [env["NODE_OPTIONS"], recorder].filter(Boolean).join(" "),
        RECORDED_MODULES: this.#recorded,
      },
    });
    if (finished.code !== 0 && !mayFail) throw failed(this.title, [command, ...args], finished);
    return finished;
  }

  /** @param {readonly string[]} args of npm, which is no part of the project: what it loads isn't noted */
  async npm(...args) {
    const finished = await run("npm", args, { cwd: this.folder, signal: this.signal, env: this.env });
    if (finished.code !== 0) throw failed(this.title, ["npm", ...args], finished);
    return finished;
  }

  /**
   * Installs what package.json says, with npm's own checks of peers and engines.
   * @throws {ConsumerError} if npm refuses, warns of peers or engines, or what it left isn't whole
   */
  async install() {
    const { stderr } = await this.npm("install");
    const warnings = peerWarnings(stderr);
    if (warnings.length > 0) throw new ConsumerError(`${this.title}: npm install warns\n${warnings.join("\n")}`);
    await this.npm("ls", "--all");
  }

  /**
   * @param {readonly string[]} files that were resolved beside the noted ones, by a compiler
   * @throws {ConsumerError} if anything outside of the consumer is reachable
   */
  refuseOutside(files = []) {
    const links = linksOut(this.root);
    const modules = [...this.#recordedModules(), ...files];
    const outside = [...links, ...modulesOutside(this.root, modules)];
    if (modules.length === 0) throw new ConsumerError(`${this.title}: no module was noted, so nothing is proved`);
    if (outside.length === 0) return;
    throw new ConsumerError(`${this.title} reaches what isn't its own:\n${outside.slice(0, 10).join("\n")}`);
  }

  /** @returns {string[]} what the project's own programs resolved; npx is npm's */
  #recordedModules() {
    if (!existsSync(this.#recorded)) return [];
    const processes = readFileSync(this.#recorded, "utf8")
      .trim()
      .split("\n")
      .map((line) => /** @type {{ program: string, modules: string[] }} */ (JSON.parse(line)));
    return processes
      .filter(({ program }) => !/[\\/](npm|npx)(-cli\.js)?$/.test(program))
      .flatMap(({ modules }) => modules);
  }
}

/**
 * @param {string} stderr of npm
 * @returns {string[]} lines that warn of peers or engines
 */
export function peerWarnings(stderr) {
  return stderr.split("\n").filter((line) => /^npm warn (ERESOLVE|EBADENGINE|EPEERINVALID|.*peer)/i.test(line));
}

/** @param {string} title @param {readonly string[]} command @param {import("../lib/run.mjs").Finished} finished */
function failed(title, command, { code, stdout, stderr }) {
  const output = [stdout, stderr].map((text) => text.trim()).filter(Boolean);
  return new ConsumerError(
    `${title}: \`${command.join(" ")}\` ended with exit code ${code}\n${output.join("\n").slice(-4000)}`,
  );
}
