import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BadInputError } from "../lib/command.mjs";

/**
 * A synthesized stack.
 * @typedef {object} Stack
 * @property {string} name
 * @property {string} folder
 * @property {string} file its cdk.tf.json
 * @property {string} text the file's content
 * @property {StackJson} json
 */

/**
 * The parts of a cdk.tf.json that these tools read.
 * @typedef {object} StackJson
 * @property {{ required_providers?: Record<string, { source?: string, version?: string }> }} [terraform]
 * @property {Record<string, Record<string, Record<string, unknown>>>} [resource]
 * @property {Record<string, Record<string, Record<string, unknown>>>} [data]
 */

const FIX = "give the folder that a synth wrote, such as apps/reference-platform/cdktf.out";

/**
 * Reads synthesized stacks.
 * @param {string} folder folder with manifest.json and stacks/<name>/cdk.tf.json
 * @returns {Stack[]} sorted by name
 * @throws {BadInputError} if it isn't such a folder, or has no stack
 */
export function readStacks(folder) {
  const manifestFile = join(folder, "manifest.json");
  if (!existsSync(manifestFile))
    throw new BadInputError(`${folder} has no manifest.json, so no synth wrote it: ${FIX}`);
  const manifest = /** @type {{ stacks?: Record<string, { synthesizedStackPath: string }> }} */ (
    readJson(manifestFile)
  );
  const stacks = Object.entries(manifest.stacks ?? {}).sort(([one], [other]) => one.localeCompare(other, "en"));
  if (stacks.length === 0) throw new BadInputError(`${manifestFile} names no stack: ${FIX}`);
  return stacks.map(([name, { synthesizedStackPath }]) => {
    const file = join(folder, synthesizedStackPath);
    if (!file.endsWith(".json")) {
      throw new BadInputError(
        `${manifestFile}: the stack ${name} is ${synthesizedStackPath}: synthesize JSON, not HCL`,
      );
    }
    if (!existsSync(file))
      throw new BadInputError(`${manifestFile} names ${synthesizedStackPath}, which is missing: synthesize again`);
    return { name, folder: join(file, ".."), file, text: readFileSync(file, "utf8"), json: readJson(file) };
  });
}

/** @param {string} file @returns {any} */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new BadInputError(`${file} is not JSON (${/** @type {Error} */ (error).message}): synthesize again`);
  }
}

/**
 * @param {StackJson} json
 * @returns {number} number of managed resources, without data sources
 */
export function countResources(json) {
  return Object.values(json.resource ?? {}).reduce((count, ofType) => count + Object.keys(ofType).length, 0);
}
