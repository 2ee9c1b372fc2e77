import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { obtain } from "./builds.mjs";
import { cliConfig } from "./cli-config.mjs";
import { UnavailableError } from "../lib/command.mjs";
import { platform } from "./platform.mjs";
import { realProvider, standInProvider } from "./programs.mjs";

/** @typedef {import("./providers.mjs").WantedProvider} WantedProvider */
/** @typedef {import("./builds.mjs").BuildOptions} BuildOptions */

/**
 * A provider that the mirror has.
 * @typedef {object} Present
 * @property {string} source as in `hashicorp/azurerm`
 * @property {string} version the version that Terraform sees
 * @property {boolean} real false for a stand-in
 * @property {boolean} clockScaled whether its waits follow the scale in the environment
 * @property {string} is what it is, in words
 */

/**
 * A version that the mirror doesn't have.
 * @typedef {object} Absent
 * @property {string} source
 * @property {string} version
 * @property {string} asked MODULE@QUERY
 * @property {string} answer what was answered
 */

/** @typedef {{ folder: string, configFile: string, present: Present[], absent: Absent[] }} Mirror */

/**
 * Makes the filesystem mirror, or finds the one that is there. A mirror's content decides its name, so it is never
 * changed under a Terraform that uses it.
 * @param {readonly WantedProvider[]} wanted
 * @param {BuildOptions} options
 * @returns {Promise<Mirror>}
 */
export async function provideMirror(wanted, options) {
  /** @type {(Present & { package: string })[]} */
  const present = [];
  /** @type {Absent[]} */
  const absent = [];
  for (const provider of wanted) {
    const refused = [];
    for (const version of provider.versions) {
      const program = realProvider(provider, version);
      const result = await obtain(program, options);
      if ("folder" in result) {
        present.push({
          source: provider.source,
          version: version.version,
          real: true,
          clockScaled: provider.clockScaled === true,
          is: version.is,
          package: result.folder,
        });
      } else {
        refused.push({ source: provider.source, version: version.version, asked: program.from, answer: result.answer });
      }
    }
    absent.push(...refused);
    if (provider.standIn && refused.length === provider.versions.length) {
      const { version } = provider.standIn;
      const result = await obtain(standInProvider(provider, provider.standIn), options);
      if ("answer" in result)
        throw new UnavailableError(`the stand-in of ${provider.source} could not be built: ${result.answer}`);
      present.push({
        source: provider.source,
        version,
        real: false,
        clockScaled: false,
        is: `stand-in from the schema of ${version}`,
        package: result.folder,
      });
    }
  }
  const folder = lay(present, options.cache);
  return {
    folder: join(folder, "providers"),
    configFile: join(folder, "terraform.rc"),
    present: present.map(({ package: _, ...provider }) => provider),
    absent,
  };
}

/** @param {readonly (Present & { package: string })[]} present @param {string} cache @returns {string} */
function lay(present, cache) {
  const packages = present.map((provider) => [provider.source, provider.version, provider.package]);
  const name = createHash("sha256").update(JSON.stringify(packages)).digest("hex").slice(0, 12);
  const mirrors = join(cache, "mirrors");
  const folder = join(mirrors, name);
  if (existsSync(folder)) return folder;
  mkdirSync(mirrors, { recursive: true });
  const aside = mkdtempSync(join(mirrors, ".aside-"));
  for (const provider of present) {
    const link = join(aside, "providers/registry.terraform.io", provider.source, provider.version, platform());
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(provider.package, link, "junction");
  }
  mkdirSync(join(aside, "providers"), { recursive: true });
  writeFileSync(join(aside, "terraform.rc"), cliConfig(join(folder, "providers")));
  try {
    renameSync(aside, folder);
  } catch (error) {
    // Another process has laid the same mirror meanwhile.
    if (!existsSync(folder)) throw error;
    rmSync(aside, { recursive: true });
  }
  return folder;
}
