import { homedir } from "node:os";
import { join } from "node:path";

/**
 * Where built programs and mirrors are kept, outside every work tree.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string}
 */
export function cacheFolder(env = process.env) {
  return join(env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "private-aml-constructs", "terraform");
}
