import getReleasePlan from "@changesets/get-release-plan";
import { BadInputError } from "../lib/command.mjs";

/** @typedef {import("@changesets/types").ReleasePlan} ReleasePlan */

/**
 * @param {string} root
 * @returns {Promise<ReleasePlan>} what `changeset version` would do now
 * @throws {BadInputError} if a changeset can't be read, or names what isn't there
 */
export async function planOf(root) {
  try {
    return await getReleasePlan(root);
  } catch (error) {
    throw new BadInputError(`the changesets can't be read: ${/** @type {Error} */ (error).message}`);
  }
}

/**
 * @param {readonly string[]} names
 * @param {string} level
 * @param {string} text
 * @returns {string} how to write the changeset that is missing
 */
export function changesetFor(names, level, text) {
  const packages = names.map((name) => `"${name}": ${level}`);
  return [
    "run `npm run changeset` and choose, or write `.changeset/<any name>.md`:",
    ...["---", ...packages, "---", "", text].map((line) => `    ${line}`.trimEnd()),
  ].join("\n");
}
