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
 * @property {boolean} clockScaled whether its waits can be scaled, see clock-overlay.mjs
 * @property {string} is description
 * @property {string} folder folder of the executable
 */

/**
 * A version that isn't available.
 * @typedef {object} Absent
 * @property {string} source
 * @property {string} version
 * @property {string} asked MODULE@QUERY
 * @property {string} answer error of the Go proxy or the compiler
 */

/** @typedef {{ folder: string, configFile: string, present: Present[], absent: Absent[] }} Mirror */

/**
 * Creates the filesystem mirror, or finds an existing one. The name of a mirror is derived from its content, so a
 * mirror that Terraform is using never changes.
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

/** Providers without a host in their source are those of Terraform's registry for Terraform, and of OpenTofu's for OpenTofu. */
const HOSTS = ["registry.terraform.io", "registry.opentofu.org"];

/** @param {readonly Present[]} present @param {string} cache @returns {string} */
function makeMirror(present, cache) {
  const packages = present.map((provider) => [provider.source, provider.version, provider.folder]);
  const name = createHash("sha256")
    .update(JSON.stringify([HOSTS, packages]))
    .digest("hex")
    .slice(0, 12);
  const mirrors = join(cache, "mirrors");
  const folder = join(mirrors, name);
  if (existsSync(folder)) return folder;
  mkdirSync(mirrors, { recursive: true });
  const aside = mkdtempSync(join(mirrors, ".aside-"));
  mkdirSync(join(aside, "providers"));
  for (const host of HOSTS) {
    for (const provider of present) {
      const link = join(aside, "providers", host, provider.source, provider.version, platform());
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(provider.folder, link, "junction");
    }
  }
  writeFileSync(join(aside, "terraform.rc"), cliConfig(join(folder, "providers")));
  try {
    renameSync(aside, folder);
  } catch (error) {
    // Another process has created the same mirror meanwhile.
    if (!existsSync(folder)) throw error;
    rmSync(aside, { recursive: true });
  }
  return folder;
}

/**
 * A CLI configuration with which Terraform and OpenTofu install providers only from the mirror.
 * @param {string} mirror absolute path of the mirror's folder
 * @returns {string}
 */
export function cliConfig(mirror) {
  return `disable_checkpoint = true

provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(mirror)}
    include = ${JSON.stringify(HOSTS.map((host) => `${host}/*/*`))}
  }
}
`;
}
