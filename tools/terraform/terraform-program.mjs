import { join } from "node:path";
import { UnavailableError } from "../lib/command.mjs";
import { importSource } from "../lib/import-source.mjs";
import { obtain } from "./builds.mjs";
import { terraformCli } from "./programs.mjs";

/** @typedef {import("../../packages/terraform-runner/src/index.js").Terraform} Terraform */

/**
 * Finds Terraform or OpenTofu with `@org/terraform-runner`, and builds Terraform if there is none or only an older
 * version.
 * @param {import("./providers.mjs").Wanted["terraform"]} wanted
 * @param {import("./builds.mjs").BuildOptions} options
 * @param {string} [command] the program; by default, terraform or tofu on PATH
 * @returns {Promise<Terraform>}
 * @throws {UnavailableError} if there is none and it can't be built
 */
export async function provideTerraform(wanted, options, command) {
  /** @type {typeof import("../../packages/terraform-runner/src/index.js")} */
  const { Terraform, TerraformNotFoundError } = await importSource("packages/terraform-runner/src/index.ts");
  try {
    return await Terraform.find({ command, minimum: wanted.minimum });
  } catch (error) {
    if (!(error instanceof TerraformNotFoundError)) throw error;
    options.log(`${error.message}. Building terraform ${wanted.version} with Go instead`);
    const program = terraformCli(wanted);
    const result = await obtain(program, options);
    if ("answer" in result) {
      throw new UnavailableError(`${error.message}. ${program.title} could not be built: ${result.answer}`);
    }
    const built = join(result.folder, program.executable);
    return new Terraform({ command: built, product: "Terraform", version: wanted.version });
  }
}
