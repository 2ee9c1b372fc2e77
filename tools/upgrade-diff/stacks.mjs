/**
 * The resources of synthesized stacks with their arguments: what an upgrade changes, and what each package holds in
 * test/golden/terraform.json.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** @typedef {Record<string, unknown>} Arguments */

/**
 * @typedef {object} Synthesized
 * @property {Record<string, Arguments>} resources by stack and address: `aml-dev/azurerm_subnet.Network_1A2B3C4D`
 * @property {Record<string, string>} moved where a resource that is already deployed is now, by where it was
 */

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
 * @returns {Synthesized}
 */
export function resourcesOf(stacks) {
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
