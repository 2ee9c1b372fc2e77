import { parseArgs } from "node:util";
import { BadInputError } from "./errors.mjs";

/**
 * @template {NonNullable<import("node:util").ParseArgsConfig["options"]>} Options
 * @param {readonly string[]} args
 * @param {Options} options
 * @param {string} usage
 * @param {{ positionals?: boolean }} [allow]
 * @returns {ReturnType<typeof parseArgs<{ args: string[], options: Options, allowPositionals: boolean }>>}
 * @throws {BadInputError} with the usage, for arguments that don't exist
 */
export function readArguments(args, options, usage, { positionals = false } = {}) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: positionals });
  } catch (error) {
    throw new BadInputError(`${/** @type {Error} */ (error).message}\n\n${usage}`);
  }
}
