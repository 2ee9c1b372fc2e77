import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { findingsOf } from "./findings.mjs";
import { platform, STUB_SCHEMA } from "./programs.mjs";

/** @typedef {import("./stacks.mjs").Stack} Stack */
/** @typedef {import("./findings.mjs").Finding} Finding */
/** @typedef {Pick<import("./terraform-program.mjs").Terraform, "init" | "validate" | "output">} Terraform */

/**
 * Options of {@link validateStack}.
 * @typedef {object} ValidateOptions
 * @property {NodeJS.ProcessEnv} [env] environment in which Terraform finds the providers
 * @property {<T>(init: () => Promise<T>) => Promise<T>} [turn] runs `terraform init` when it is allowed
 */

/** @typedef {{ version: string, stub: boolean }} UsedProvider */

/**
 * @typedef {object} Result
 * @property {Stack} stack
 * @property {"accepted" | "refused" | "not checked"} outcome not checked: a provider isn't available
 * @property {Record<string, UsedProvider>} providers by source, as in `hashicorp/azurerm`
 * @property {Finding[]} findings
 * @property {number} seconds
 */

/** Files that a run of Terraform leaves in a stack's folder, which are not part of the synthesized stack. */
const LEFTOVERS = /^(\.terraform|\.terraform\.lock\.hcl|terraform\..*\.tfstate|terraform\.tfstate.*)$/;
const NO_PROVIDER = /Failed to (query available provider packages|install provider)/;

/**
 * Validates a stack with Terraform and its providers, in a copy of its folder.
 * @param {Stack} stack
 * @param {Terraform} terraform
 * @param {ValidateOptions} [options]
 * @returns {Promise<Result>}
 */
export async function validateStack(stack, terraform, { env, turn = (init) => init() } = {}) {
  const started = Date.now();
  const cwd = mkdtempSync(join(tmpdir(), "validate-"));
  const where = { cwd, env: { TF_WORKSPACE: undefined, TF_DATA_DIR: undefined, ...env } };
  /** @param {Omit<Result, "stack" | "seconds">} found @returns {Result} */
  const result = (found) => ({ stack, seconds: (Date.now() - started) / 1000, ...found });
  try {
    cpSync(stack.folder, cwd, { recursive: true, filter: (path) => !LEFTOVERS.test(basename(path)) });
    const init = await turn(() => terraform.init({ ...where, backend: false }));
    if (init.code !== 0) {
      const message = init.stderr.trim() || init.stdout.trim();
      return result({
        outcome: NO_PROVIDER.test(message) ? "not checked" : "refused",
        providers: {},
        findings: [{ severity: "error", message: unwrapped(message) }],
      });
    }
    const { valid, diagnostics } = await terraform.validate(where);
    return result({
      outcome: valid ? "accepted" : "refused",
      findings: findingsOf(diagnostics, stack),
      providers: usedProviders(await terraform.output(["version", "-json"], where), cwd),
    });
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

/** Joins the lines of Terraform's messages, which it wraps at 78 columns. @param {string} message @returns {string} */
function unwrapped(message) {
  return message
    .split("\n\n")
    .map((paragraph) => paragraph.replaceAll("\n", " ").trim())
    .join("\n");
}

/**
 * @param {string} stdout output of `terraform version -json` in an initialized folder
 * @param {string} folder
 * @returns {Record<string, UsedProvider>} by source
 */
function usedProviders(stdout, folder) {
  const answer = /** @type {{ provider_selections?: Record<string, string> }} */ (JSON.parse(stdout));
  return Object.fromEntries(
    Object.entries(answer.provider_selections ?? {}).map(([address, version]) => {
      const installed = join(folder, ".terraform/providers", address, version, platform());
      return [address.split("/").slice(-2).join("/"), { version, stub: existsSync(join(installed, STUB_SCHEMA)) }];
    }),
  );
}
