import { join } from "node:path";
import { WORKSPACE } from "../lib/folders.mjs";
import { providerName } from "./providers.mjs";

/** @typedef {import("./providers.mjs").Wanted} Wanted */
/** @typedef {import("./providers.mjs").WantedProvider} WantedProvider */
/** @typedef {import("./providers.mjs").WantedVersion} WantedVersion */

/**
 * A program to build with Go.
 * @typedef {object} Program
 * @property {string} title for people
 * @property {string} executable the file's name
 * @property {string} from what `go install` is given, MODULE@QUERY, or what `go build` builds in `folder`
 * @property {string} [folder] absolute path of a Go module of ours; without it, the Go proxy is asked
 * @property {string} linkerFlags
 * @property {boolean} [clockScaled] whether its waits follow the scale in the environment, see clock-overlay.mjs
 * @property {string} [schema] absolute path of a file that is laid beside the executable as {@link STAND_IN_SCHEMA}
 */

/** The file by which a stand-in is known from the real provider, wherever Terraform has put it. */
export const STAND_IN_SCHEMA = "stand-in-schema.json";

/** Without symbol tables: a third smaller, and Terraform reads each provider in full for its checksum. */
const SMALL = "-s -w";

/**
 * @param {WantedProvider} provider
 * @param {WantedVersion} wanted
 * @returns {Program}
 */
export function realProvider(provider, wanted) {
  return {
    title: `${providerName(provider.source)} ${wanted.version} (${wanted.is}${provider.clockScaled ? ", clock scaled" : ""})`,
    executable: providerExecutable(provider.source, wanted.version),
    from: `${provider.module}@${wanted.query}`,
    linkerFlags: SMALL,
    ...(provider.clockScaled ? { clockScaled: true } : {}),
  };
}

/**
 * @param {WantedProvider} provider
 * @param {NonNullable<WantedProvider["standIn"]>} standIn
 * @returns {Program}
 */
export function standInProvider(provider, standIn) {
  return {
    title: `${providerName(provider.source)}: stand-in from the schema of ${standIn.version}`,
    executable: providerExecutable(provider.source, standIn.version),
    from: ".",
    folder: join(WORKSPACE, standIn.program),
    linkerFlags: SMALL,
    schema: join(WORKSPACE, standIn.schema),
  };
}

/**
 * Terraform's go.mod replaces its nested modules by folders that its published module lacks, so `go install` refuses
 * it; the module in `program` names those nested modules at the commit of the release.
 * @param {Wanted["terraform"]} terraform
 * @returns {Program}
 */
export function terraformCli(terraform) {
  return {
    title: `terraform ${terraform.version}`,
    executable: executableName("terraform"),
    from: terraform.package,
    folder: join(WORKSPACE, terraform.program),
    linkerFlags: `${SMALL} -X ${terraform.package}/version.dev=no`,
  };
}

/** @param {string} source @param {string} version @returns {string} */
function providerExecutable(source, version) {
  return executableName(`terraform-provider-${providerName(source)}_v${version}`);
}

/**
 * @param {string} name
 * @returns {string} as this system writes it
 */
export function executableName(name) {
  return process.platform === "win32" ? `${name}.exe` : name;
}
