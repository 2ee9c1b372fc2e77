import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "oxfmt";
import { WORKSPACE } from "./folders.mjs";

/**
 * @param {string} path determines the language
 * @param {string} text
 * @returns {Promise<string>} the text as `npm run format` would format it
 */
export async function formatted(path, text) {
  const { ignorePatterns: _, ...options } = JSON.parse(readFileSync(join(WORKSPACE, ".oxfmtrc.json"), "utf8"));
  const { code, errors } = await format(path, text, options);
  if (errors.length > 0) throw new Error(`${path}: ${errors.map(({ message }) => message).join("; ")}`);
  return code;
}
