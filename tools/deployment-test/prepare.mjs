import { cacheFolder, WORKSPACE } from "../lib/folders.mjs";
import { BadInputError } from "../lib/command.mjs";
import { provideProviders } from "../terraform/provider-source.mjs";
import { readWanted } from "../terraform/providers.mjs";
import { run } from "../lib/run.mjs";
import { provideTerraform } from "../terraform/terraform-program.mjs";

/** Path of the reference platform's configuration, relative to the workspace's root. */
export const REFERENCE_CONFIGURATION = "apps/reference-platform/platform.config.json";

/**
 * Finds Terraform or OpenTofu, and sets the environment of this process so that Terraform finds its providers.
 * @param {(line: string) => void} log
 * @param {{ program?: string | undefined, mirror?: boolean | undefined }} [options] the program, see `provideTerraform`;
 * whether to take providers from the mirror even if the registry can be reached
 * @returns {Promise<{ command: string, azurermMajors: readonly number[] }>} the program, and the available major
 * versions of azurerm
 */
export async function prepareTerraform(log, { program, mirror = false } = {}) {
  const wanted = readWanted();
  const building = { cache: cacheFolder(), log };
  const { command } = await provideTerraform(wanted, building, program);
  const source = await provideProviders(mirror ? "mirror" : undefined, wanted.providers, building);
  for (const [name, value] of Object.entries(source.env)) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
  for (const line of source.stubs) log(`!! ${line}`);
  for (const line of source.present) log(line);
  return { command, azurermMajors: source.azurermMajors };
}

/**
 * Synthesizes the reference platform.
 * @param {number} major major version of azurerm
 * @param {string} folder
 * @param {string} configuration path of the configuration file
 * @returns {Promise<void>}
 */
export async function synthesizePlatform(major, folder, configuration = REFERENCE_CONFIGURATION) {
  const { code, stdout, stderr } = await run(
    "node",
    [
      "apps/reference-platform/run.mjs",
      "synth",
      ...["--config", configuration],
      ...["--azurerm-major", String(major), "--out", folder],
    ],
    { cwd: WORKSPACE },
  );
  if (code !== 0)
    throw new BadInputError(`the reference platform could not be synthesized:\n${(stderr || stdout).trim()}`);
}
