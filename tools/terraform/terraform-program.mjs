import { basename, join } from "node:path";
import { UnavailableError } from "../lib/command.mjs";
import { importSource } from "../lib/import-source.mjs";
import { obtain } from "./builds.mjs";
import { openTofuCli, terraformCli } from "./programs.mjs";

/** @typedef {import("../../packages/terraform-runner/src/index.js").Terraform} Terraform */
/** @typedef {import("./providers.mjs").Wanted} Wanted */

/**
 * Finds Terraform or OpenTofu with `@org/terraform-runner`. If there is none or only an older version, builds OpenTofu
 * if it was named, otherwise Terraform.
 * @param {Pick<Wanted, "terraform" | "opentofu">} wanted
 * @param {import("./builds.mjs").BuildOptions} options
 * @param {string} [command] the program; by default, that in TERRAFORM_BINARY_NAME, or terraform or tofu on PATH
 * @returns {Promise<Terraform>}
 * @throws {UnavailableError} if there is none and it can't be built
 */
export async function provideTerraform(wanted, options, command = process.env["TERRAFORM_BINARY_NAME"] || undefined) {
  /** @type {typeof import("../../packages/terraform-runner/src/index.js")} */
  const { Terraform, TerraformNotFoundError } = await importSource("packages/terraform-runner/src/index.ts");
  const product = /^tofu(\.exe)?$/.test(basename(command ?? "")) ? "OpenTofu" : "Terraform";
  const { minimum, version } = product === "OpenTofu" ? wanted.opentofu : wanted.terraform;
  try {
    return await Terraform.find({ command, minimum });
  } catch (error) {
    if (!(error instanceof TerraformNotFoundError)) throw error;
    const program = product === "OpenTofu" ? openTofuCli(wanted.opentofu) : terraformCli(wanted.terraform);
    options.log(`${error.message}. Building ${program.title} with Go instead`);
    const result = await obtain(program, options);
    if ("answer" in result) {
      throw new UnavailableError(`${error.message}. ${program.title} could not be built: ${result.answer}`);
    }
    return new Terraform({ command: join(result.folder, program.executable), product, version });
  }
}
