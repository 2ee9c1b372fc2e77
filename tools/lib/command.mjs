import { parseArgs } from "node:util";

/** The input is wrong: exit code 1. */
export class BadInputError extends Error {}

/** A program that the command needs isn't available on this machine: exit code 2. */
export class UnavailableError extends Error {}

/**
 * Runs a command of these tools and sets the exit code of the process. Of known errors, only the message is printed.
 * @param {() => Promise<number>} command returns the exit code
 * @returns {Promise<void>}
 */
export async function runCommand(command) {
  try {
    process.exitCode = await command();
  } catch (error) {
    if (!(error instanceof BadInputError || error instanceof UnavailableError)) throw error;
    console.error(error.message);
    process.exitCode = error instanceof BadInputError ? 1 : 2;
  }
}

/**
 * Node's `parseArgs`, with the usage in its errors.
 * @template {NonNullable<import("node:util").ParseArgsConfig["options"]>} Options
 * @param {readonly string[]} args
 * @param {Options} options
 * @param {string} usage
 * @param {{ positionals?: boolean }} [allow]
 * @returns {ReturnType<typeof parseArgs<{ args: string[], options: Options, allowPositionals: boolean }>>}
 * @throws {BadInputError} for an unknown argument or a missing value
 */
export function readArguments(args, options, usage, { positionals = false } = {}) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: positionals });
  } catch (error) {
    throw new BadInputError(`${/** @type {Error} */ (error).message}\n\n${usage}`);
  }
}
