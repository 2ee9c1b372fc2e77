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

/**
 * The arguments of this process. After `--help` or wrong arguments, it prints the usage and ends the process.
 * @template {NonNullable<import("node:util").ParseArgsConfig["options"]>} Options
 * @param {Options} options without `help`
 * @param {string} usage
 * @param {{ required?: number, optional?: number }} [positionals] how many arguments without a name there are
 * @returns {ReturnType<typeof parseArgs<{ args: string[], options: Options & { help: { type: "boolean" } }, allowPositionals: boolean }>>}
 */
export function scriptArguments(options, usage, { required = 0, optional = 0 } = {}) {
  const allowed = required + optional;
  try {
    const given = { ...options, help: /** @type {const} */ ({ type: "boolean" }) };
    const result = readArguments(process.argv.slice(2), given, usage, { positionals: allowed > 0 });
    const { values, positionals } = result;
    if ("help" in values) {
      console.log(usage);
      process.exit();
    }
    if (positionals.length < required) throw new BadInputError(`An argument is missing\n\n${usage}`);
    const [extra] = positionals.slice(allowed);
    if (extra !== undefined) throw new BadInputError(`Unexpected argument '${extra}'\n\n${usage}`);
    return result;
  } catch (error) {
    if (!(error instanceof BadInputError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
