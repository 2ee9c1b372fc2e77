/**
 * Global setup of the tests with real Terraform (`npm run test:deployment`): it provides Terraform with its providers,
 * and the synthesized reference platform. The teardown checks that the tests have left no files and processes.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "jsonc-parser";
import { WORKSPACE } from "../lib/folders.mjs";
import { prepareTerraform, REFERENCE_CONFIGURATION, synthesizePlatform } from "./prepare.mjs";

/** Signals that end Vitest without its teardown. */
const SIGNALS = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/** @typedef {"terraform" | "platform" | "platformWithData" | "platformWithKubernetes" | "platformWithFqdnRules" | "platformWithOtherTags"} Provided */

/** @typedef {{ provide: (name: Provided, value: string) => void }} Project */

/** @param {Project} project @returns {Promise<() => void>} */
export default async function setup(project) {
  const { command, azurermMajors } = await prepareTerraform(() => undefined);
  const folder = mkdtempSync(join(tmpdir(), "deployment-tests-"));
  try {
    await synthesizePlatforms(project, Math.max(...azurermMajors), folder);
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
  project.provide("terraform", command);
  const temporary = join(folder, "tmp");
  mkdirSync(temporary);
  process.env["TMPDIR"] = temporary;
  const interrupted = () => {
    clear(folder);
    process.exit(130);
  };
  for (const signal of SIGNALS) process.on(signal, interrupted);
  return () => {
    for (const signal of SIGNALS) process.off(signal, interrupted);
    const left = [...readdirSync(temporary), ...clear(folder)];
    if (left.length > 0) throw new Error(`the tests left behind: ${left.join(", ")}`);
  };
}

/**
 * Stops the processes that run in a folder, and removes it.
 * @param {string} folder
 * @returns {string[]} their command lines
 */
function clear(folder) {
  const processes = processesIn(folder);
  for (const { pid } of processes) process.kill(pid, "SIGKILL");
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  return processes.map(({ command }) => command);
}

/**
 * Synthesizes the stacks that the tests deploy.
 * @param {Project} project
 * @param {number} major major version of azurerm
 * @param {string} folder
 */
async function synthesizePlatforms(project, major, folder) {
  const reference = parse(readFileSync(join(WORKSPACE, REFERENCE_CONFIGURATION), "utf8"));
  const { environments, tags } = reference;
  /** @param {string} name */
  const example = (name) => ({
    ...parse(readFileSync(join(WORKSPACE, `apps/reference-platform/examples/${name}.config.json`), "utf8")),
    prefix: reference.prefix,
  });
  const reachingOut = { ...environments.dev, fqdnPresets: ["python"] };
  /** @type {[Provided, object][]} */
  const platforms = [
    ["platform", reference],
    ["platformWithData", example("data")],
    ["platformWithKubernetes", example("customer-network")],
    ["platformWithFqdnRules", { ...reference, environments: { ...environments, dev: reachingOut } }],
    ["platformWithOtherTags", { ...reference, tags: { ...tags, owner: "somebody-else" } }],
  ];
  for (const [name, configuration] of platforms) {
    const file = join(folder, `${name}.json`);
    writeFileSync(file, JSON.stringify(configuration));
    await synthesizePlatform(major, join(folder, name), file);
    project.provide(name, join(folder, name));
  }
}

/** The processes that run in a folder. @param {string} folder @returns {{ pid: number, command: string }[]} */
function processesIn(folder) {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        if (!readlinkSync(`/proc/${pid}/cwd`).startsWith(folder)) return [];
        const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
        return { pid: Number(pid), command };
      } catch {
        // It has ended, or belongs to another user.
        return [];
      }
    });
}
