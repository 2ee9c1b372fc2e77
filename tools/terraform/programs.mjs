import { join } from "node:path";
import { WORKSPACE } from "../lib/folders.mjs";
import { providerName } from "./providers.mjs";

/** @typedef {import("./providers.mjs").WantedCli} WantedCli */
/** @typedef {import("./providers.mjs").WantedProvider} WantedProvider */
/** @typedef {import("./providers.mjs").WantedVersion} WantedVersion */

/**
 * A program to build with Go.
 * @typedef {object} Program
 * @property {string} title for people
 * @property {string} executable the file's name
 * @property {string} from argument of `go install`, MODULE@QUERY, or package that `go build` builds in `folder`
 * @property {string} [folder] absolute path of a Go module of this repository; without it, the module comes from the Go
 * proxy
 * @property {string} linkerFlags
 * @property {boolean} [clockScaled] whether its waits can be scaled, see clock-overlay.mjs
 * @property {string} [schema] absolute path of a file that is copied next to the executable as {@link STUB_SCHEMA}
 */

/** The file that distinguishes a stub provider from the real one, wherever Terraform installs it. */
export const STUB_SCHEMA = "stub-schema.json";

/**
 * Omits symbol tables, which makes programs a third smaller. Terraform reads each provider completely for its checksum.
 */
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
 * @param {NonNullable<WantedProvider["stub"]>} stub
 * @returns {Program}
 */
export function stubProvider(provider, stub) {
  return {
    title: `${providerName(provider.source)}: stub provider from the schema of ${stub.version}`,
    executable: providerExecutable(provider.source, stub.version),
    from: ".",
    folder: join(WORKSPACE, stub.program),
    linkerFlags: SMALL,
    schema: join(WORKSPACE, stub.schema),
  };
}

/**
 * Terraform's go.mod replaces its nested modules by folders that the published module doesn't contain, so `go install`
 * rejects it. The module in `program` requires these nested modules at the commit of the release.
 * @param {WantedCli} wanted
 * @returns {Program}
 */
export function terraformCli(wanted) {
  return cli(wanted, { title: "terraform", executable: "terraform", from: wanted.package });
}

/**
 * OpenTofu's go.mod replaces a module too, so `go install` rejects it. The module in `program` replaces the same one.
 * @param {WantedCli} wanted
 * @returns {Program}
 */
export function openTofuCli(wanted) {
  return cli(wanted, { title: "OpenTofu", executable: "tofu", from: `${wanted.package}/cmd/tofu` });
}

/**
 * @param {WantedCli} wanted
 * @param {{ title: string, executable: string, from: string }} product
 * @returns {Program}
 */
function cli({ version, program, package: source }, { title, executable, from }) {
  return {
    title: `${title} ${version}`,
    executable: executableName(executable),
    from,
    folder: join(WORKSPACE, program),
    linkerFlags: `${SMALL} -X ${source}/version.dev=no`,
  };
}

/** @param {string} source @param {string} version @returns {string} */
function providerExecutable(source, version) {
  return executableName(`terraform-provider-${providerName(source)}_v${version}`);
}

/**
 * @param {string} name
 * @returns {string} the file name of an executable on this system
 */
export function executableName(name) {
  return process.platform === "win32" ? `${name}.exe` : name;
}

const SYSTEMS = /** @type {Record<string, string>} */ ({ win32: "windows" });
const PROCESSORS = /** @type {Record<string, string>} */ ({ x64: "amd64", ia32: "386" });

/**
 * This machine's platform, by the names of Terraform and Go.
 * @param {string} [system] @param {string} [processor] as in Node's process
 * @returns {string} as in `linux_amd64`
 */
export function platform(system = process.platform, processor = process.arch) {
  return `${SYSTEMS[system] ?? system}_${PROCESSORS[processor] ?? processor}`;
}
