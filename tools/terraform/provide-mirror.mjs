import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UnavailableError } from "../lib/command.mjs";
import { obtain } from "./builds.mjs";
import { platform, realProvider, stubProvider } from "./programs.mjs";

/** @typedef {import("./providers.mjs").WantedProvider} WantedProvider */
/** @typedef {import("./builds.mjs").BuildOptions} BuildOptions */

/**
 * A provider in the mirror.
 * @typedef {object} Present
 * @property {string} source as in `hashicorp/azurerm`
 * @property {string} version the version that Terraform sees
 * @property {boolean} real false for a stub
 * @property {boolean} clockScaled whether its waits follow the scale in the environment
 * @property {string} is what it is, in words
 * @property {string} folder of the executable
 */

/**
 * A version that isn't available.
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
  /** @type {Present[]} */
  const present = [];
  /** @type {Absent[]} */
  const absent = [];
  for (const provider of wanted) {
    const { source, clockScaled = false } = provider;
    const before = present.length;
    for (const { version, query, is } of provider.versions) {
      const result = await obtain(realProvider(provider, { version, query, is }), options);
      if ("folder" in result) present.push({ source, version, real: true, clockScaled, is, folder: result.folder });
      else absent.push({ source, version, asked: `${provider.module}@${query}`, answer: result.answer });
    }
    if (!provider.stub || present.length > before) continue;
    const { version } = provider.stub;
    const result = await obtain(stubProvider(provider, provider.stub), options);
    if ("answer" in result) throw new UnavailableError(`the stub of ${source} could not be built: ${result.answer}`);
    const is = `stub provider from the schema of ${version}`;
    present.push({ source, version, real: false, clockScaled: false, is, folder: result.folder });
  }
  const folder = makeMirror(present, options.cache);
  return { folder: join(folder, "providers"), configFile: join(folder, "terraform.rc"), present, absent };
}

/** @param {readonly Present[]} present @param {string} cache @returns {string} */
function makeMirror(present, cache) {
  const packages = present.map((provider) => [provider.source, provider.version, provider.folder]);
  const name = createHash("sha256").update(JSON.stringify(packages)).digest("hex").slice(0, 12);
  const mirrors = join(cache, "mirrors");
  const folder = join(mirrors, name);
  if (existsSync(folder)) return folder;
  mkdirSync(mirrors, { recursive: true });
  const aside = mkdtempSync(join(mirrors, ".aside-"));
  mkdirSync(join(aside, "providers"));
  for (const provider of present) {
    const link = join(aside, "providers/registry.terraform.io", provider.source, provider.version, platform());
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(provider.folder, link, "junction");
  }
  writeFileSync(join(aside, "terraform.rc"), cliConfig(join(folder, "providers")));
  try {
    renameSync(aside, folder);
  } catch (error) {
    // Another process has made the same mirror meanwhile.
    if (!existsSync(folder)) throw error;
    rmSync(aside, { recursive: true });
  }
  return folder;
}

/**
 * Terraform's CLI configuration that takes providers from the mirror and from nowhere else.
 * @param {string} mirror absolute path of the mirror's folder
 * @returns {string}
 */
export function cliConfig(mirror) {
  return `disable_checkpoint = true

provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(mirror)}
    include = ["registry.terraform.io/*/*"]
  }
}
`;
}
