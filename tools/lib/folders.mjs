import { homedir } from "node:os";
import { join } from "node:path";

/** The root of the workspace. */
export const WORKSPACE = join(import.meta.dirname, "../..");

/**
 * Folder of built programs and mirrors, outside of the work tree.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string}
 */
export function cacheFolder(env = process.env) {
  return join(env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "private-aml-constructs", "terraform");
}
