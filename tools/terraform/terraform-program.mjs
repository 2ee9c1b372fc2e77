import { join } from "node:path";
import { obtain } from "./builds.mjs";
import { UnavailableError } from "../lib/command.mjs";
import { terraformCli } from "./programs.mjs";
import { isMissingProgram, run } from "../lib/run.mjs";

/** @typedef {import("./providers.mjs").Wanted} Wanted */
/** @typedef {import("./builds.mjs").BuildOptions} BuildOptions */

/** @typedef {{ command: string, version: string }} TerraformProgram */

/**
 * Finds Terraform on PATH (or the program that CDKTF's own variable TERRAFORM_BINARY_NAME names); builds one if it is
 * missing or too old.
 * @param {Wanted["terraform"]} wanted
 * @param {BuildOptions} options
 * @param {string} [command]
 * @returns {Promise<TerraformProgram>}
 * @throws {UnavailableError} if there is none and none can be built
 */
export async function provideTerraform(wanted, options, command = process.env["TERRAFORM_BINARY_NAME"] ?? "terraform") {
  const version = await versionOf(command);
  if (version !== undefined && !isOlder(version, wanted.minimum)) return { command, version };
  const why =
    version === undefined ? `there is no ${command} on PATH` : `${command} is ${version}, older than ${wanted.minimum}`;
  options.log(`${why}: taking terraform ${wanted.version}, built with Go`);
  const program = terraformCli(wanted);
  const result = await obtain(program, options);
  if ("answer" in result)
    throw new UnavailableError(`${why}, and ${program.title} could not be built: ${result.answer}`);
  return { command: join(result.folder, program.executable), version: wanted.version };
}

/** @param {string} command @returns {Promise<string | undefined>} undefined if there is no such program */
async function versionOf(command) {
  try {
    const { code, stdout, stderr } = await run(command, ["version", "-json"], { env: { CHECKPOINT_DISABLE: "1" } });
    if (code !== 0) throw new UnavailableError(`\`${command} version\` failed: ${stderr.trim()}`);
    return /** @type {{ terraform_version: string }} */ (JSON.parse(stdout)).terraform_version;
  } catch (error) {
    if (isMissingProgram(error)) return undefined;
    throw error;
  }
}

/**
 * @param {string} version as in 1.9.8
 * @param {string} than
 * @returns {boolean}
 */
export function isOlder(version, than) {
  return version.localeCompare(than, "en", { numeric: true }) < 0;
}
