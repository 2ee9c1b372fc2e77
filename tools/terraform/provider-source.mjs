import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { provideMirror } from "./provide-mirror.mjs";
import { absentLines, presentLines } from "./status.mjs";

/** @typedef {import("./builds.mjs").BuildOptions} BuildOptions */

/**
 * Where Terraform gets its providers from.
 * @typedef {object} ProviderSource
 * @property {NodeJS.ProcessEnv} env for Terraform
 * @property {boolean} oneAtATime whether only one `terraform init` may run at once
 * @property {readonly number[]} azurermMajors the major versions of azurerm that can be had
 * @property {readonly string[]} present what can be had, a line each
 * @property {readonly string[]} absent what can't, a line each
 */

const AZURERM = "hashicorp/azurerm";

/**
 * The mirror: what the Go proxy gave, and stand-ins.
 * @param {readonly import("./providers.mjs").WantedProvider[]} wanted
 * @param {BuildOptions} options
 * @returns {Promise<ProviderSource>}
 */
export async function fromMirror(wanted, options) {
  const mirror = await provideMirror(wanted, options);
  const azurerm = mirror.present.filter(({ source }) => source === AZURERM);
  const majors = azurerm.map(({ version }) => Number.parseInt(version, 10));
  return {
    env: { TF_CLI_CONFIG_FILE: mirror.configFile, TF_PLUGIN_CACHE_DIR: undefined },
    oneAtATime: false,
    azurermMajors: [...new Set(majors)],
    present: presentLines(mirror),
    absent: absentLines(mirror),
  };
}

/**
 * Terraform's own way to its providers: the registry, or whatever its CLI configuration says.
 * @param {string} cache
 * @returns {ProviderSource}
 */
export function fromRegistry(cache) {
  const plugins = join(cache, "plugins");
  mkdirSync(plugins, { recursive: true });
  return {
    env: { TF_PLUGIN_CACHE_DIR: plugins },
    // Terraform's plugin cache isn't safe for several at once.
    oneAtATime: true,
    azurermMajors: [4, 5],
    present: ["providers: installed by Terraform, as it is configured to"],
    absent: [],
  };
}
