import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { readValidateAnswer } from "./findings.mjs";
import { platform } from "./platform.mjs";
import { STAND_IN_SCHEMA } from "./programs.mjs";
import { run } from "../lib/run.mjs";

/** @typedef {import("./stacks.mjs").Stack} Stack */
/** @typedef {import("./findings.mjs").Finding} Finding */

/**
 * How to run Terraform, and with whose providers.
 * @typedef {object} Terraform
 * @property {string} command
 * @property {NodeJS.ProcessEnv} env
 * @property {<T>(init: () => Promise<T>) => Promise<T>} [turn] runs a `terraform init` when it may
 */

/** @typedef {{ version: string, standIn: boolean }} UsedProvider */

/**
 * @typedef {object} Verdict
 * @property {Stack} stack
 * @property {"accepted" | "refused" | "not judged"} verdict not judged: a provider that it asks for can't be had
 * @property {Record<string, UsedProvider>} providers by source, as in `hashicorp/azurerm`
 * @property {Finding[]} findings
 * @property {number} seconds
 */

/** What a run of Terraform leaves in a stack's folder; none of it is part of what was synthesized. */
const LEFTOVERS = /^(\.terraform|\.terraform\.lock\.hcl|terraform\..*\.tfstate|terraform\.tfstate.*)$/;
const NO_PROVIDER = /Failed to (query available provider packages|install provider)/;

/**
 * Has real Terraform and its providers judge a stack, in a copy of its folder.
 * @param {Stack} stack
 * @param {Terraform} terraform
 * @returns {Promise<Verdict>}
 */
export async function judge(stack, terraform) {
  const started = Date.now();
  const folder = mkdtempSync(join(tmpdir(), "validate-"));
  const terraformHere = terraformIn(folder, terraform);
  /** @param {Pick<Verdict, "verdict" | "findings"> & Partial<Verdict>} found @returns {Verdict} */
  const verdict = (found) => ({ stack, providers: {}, seconds: (Date.now() - started) / 1000, ...found });
  try {
    cpSync(stack.folder, folder, { recursive: true, filter: (path) => !LEFTOVERS.test(basename(path)) });
    const turn = terraform.turn ?? ((init) => init());
    const init = await turn(() => terraformHere("init", "-backend=false", "-input=false"));
    if (init.code !== 0) {
      const message = init.stderr.trim() || init.stdout.trim();
      return verdict({
        verdict: NO_PROVIDER.test(message) ? "not judged" : "refused",
        findings: [{ severity: "error", message: unwrapped(message) }],
      });
    }
    const { stdout, stderr } = await terraformHere("validate", "-json");
    const answer = readValidateAnswer(stdout || stderr, stack);
    return verdict({
      verdict: answer.valid ? "accepted" : "refused",
      findings: answer.findings,
      providers: usedProviders((await terraformHere("version", "-json")).stdout, folder),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} folder
 * @param {Terraform} terraform
 * @returns {(subcommand: string, ...args: string[]) => Promise<import("../lib/run.mjs").Finished>}
 */
function terraformIn(folder, { command, env }) {
  return (subcommand, ...args) =>
    run(command, [subcommand, ...args, ...(args.includes("-json") ? [] : ["-no-color"])], {
      cwd: folder,
      env: { CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", TF_WORKSPACE: undefined, TF_DATA_DIR: undefined, ...env },
    });
}

/** Terraform breaks its messages to 78 columns. @param {string} message @returns {string} */
function unwrapped(message) {
  return message
    .split("\n\n")
    .map((paragraph) => paragraph.replaceAll("\n", " ").trim())
    .join("\n");
}

/**
 * @param {string} stdout of `terraform version -json` in an initialized folder
 * @param {string} folder
 * @returns {Record<string, UsedProvider>} by source
 */
function usedProviders(stdout, folder) {
  const answer = /** @type {{ provider_selections?: Record<string, string> }} */ (JSON.parse(stdout));
  return Object.fromEntries(
    Object.entries(answer.provider_selections ?? {}).map(([address, version]) => {
      const installed = join(folder, ".terraform/providers", address, version, platform());
      return [
        address.split("/").slice(-2).join("/"),
        { version, standIn: existsSync(join(installed, STAND_IN_SCHEMA)) },
      ];
    }),
  );
}
