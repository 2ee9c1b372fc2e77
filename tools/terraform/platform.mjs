const SYSTEMS = /** @type {Record<string, string>} */ ({ win32: "windows" });
const PROCESSORS = /** @type {Record<string, string>} */ ({ x64: "amd64", ia32: "386" });

/**
 * This machine in Terraform's and Go's words.
 * @param {string} [system] @param {string} [processor] as in Node's process
 * @returns {string} as in `linux_amd64`
 */
export function platform(system = process.platform, processor = process.arch) {
  return `${SYSTEMS[system] ?? system}_${PROCESSORS[processor] ?? processor}`;
}
