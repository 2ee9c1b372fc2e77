import { homedir } from "node:os";
import { join } from "node:path";

/** The root of the workspace. */
export const WORKSPACE = join(import.meta.dirname, "../..");

/**
 * Where built programs and mirrors are kept, outside of every checkout.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string}
 */
export function cacheFolder(env = process.env) {
  return join(env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "private-aml-constructs", "terraform");
}
