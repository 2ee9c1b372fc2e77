/**
 * What a package makes in Terraform: the resources of its examples, with their arguments, committed beside its API report.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** @typedef {Record<string, unknown>} Arguments */

/**
 * @typedef {object} Contract
 * @property {Record<string, Arguments>} resources by stack and address: `aml-dev/azurerm_subnet.Network_1A2B3C4D`
 * @property {Record<string, string>} moved where a resource that is already deployed is now, by where it was
 */

/** The composition's example is the reference platform. */
const REFERENCE_PLATFORM = "@org/aml-platform";

/**
 * @param {string} root
 * @param {readonly string[]} names of the packages
 * @returns {Map<string, Contract>} of those that make resources, by package
 */
export function contractsOf(root, names) {
  const out = mkdtempSync(join(tmpdir(), "terraform-contracts-"));
  try {
    run(root, ["tools/libraries/synth.mjs", "4", join(out, "libraries")]);
    synthesizePlatform(root, join(out, "platform"));
    const libraries = readStacks(join(out, "libraries"));
    return new Map(
      names.flatMap((name) => {
        const prefix = `${name.replace("@org/", "")}-`;
        const stacks =
          name === REFERENCE_PLATFORM
            ? readStacks(join(out, "platform"))
            : libraries
                .filter(({ name: stack }) => stack.startsWith(prefix))
                .map(({ name: stack, content }) => ({ name: stack.slice(prefix.length), content }));
        return stacks.length > 0 ? [[name, contractOf(stacks)]] : [];
      }),
    );
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** @param {string} root @param {string} out @param {readonly string[]} [more] options of the platform's command */
export function synthesizePlatform(root, out, more = []) {
  const platform = "apps/reference-platform";
  run(root, [`${platform}/run.mjs`, "synth", "--config", `${platform}/platform.config.json`, "--out", out, ...more]);
}

/** @param {string} root @param {readonly string[]} args */
function run(root, args) {
  execFileSync(process.execPath, args, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
}

/** @typedef {{ name: string, content: Record<string, any> }} StackContent */

/**
 * @param {string} folder that a synth wrote
 * @returns {StackContent[]}
 */
export function readStacks(folder) {
  const stacks = join(folder, "stacks");
  return readdirSync(stacks)
    .sort()
    .map((name) => ({ name, file: join(stacks, name, "cdk.tf.json") }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => ({ name, content: JSON.parse(readFileSync(file, "utf8")) }));
}

/**
 * @param {readonly StackContent[]} stacks
 * @returns {Contract}
 */
export function contractOf(stacks) {
  /** @type {[string, Arguments][]} */
  const resources = [];
  /** @type {[string, string][]} */
  const moved = [];
  for (const { name: stack, content } of stacks) {
    for (const [type, named] of Object.entries(content["resource"] ?? {})) {
      for (const [name, { "//": _metadata, ...args }] of Object.entries(named))
        resources.push([`${stack}/${type}.${name}`, args]);
    }
    for (const { from, to } of content["moved"] ?? []) moved.push([`${stack}/${from}`, `${stack}/${to}`]);
  }
  return { resources: Object.fromEntries(resources.sort(byKey)), moved: Object.fromEntries(moved.sort(byKey)) };
}

/** @param {readonly [string, unknown]} a @param {readonly [string, unknown]} b */
function byKey([a], [b]) {
  return a < b ? -1 : 1;
}
