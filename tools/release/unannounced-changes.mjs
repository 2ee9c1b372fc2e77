import { changesetFor, planOf } from "./changeset-plan.mjs";
import { changesBetween, judgePlan } from "./contract-rules.mjs";
import { lastRelease, requireHistory } from "./git.mjs";
import { promisesAt, promisesHere } from "./promises.mjs";

/** @typedef {import("./packages.mjs").Package} Package */

/**
 * Holds what is committed of the packages' promises against their last releases.
 * @param {string} root
 * @param {readonly Package[]} packages
 * @returns {Promise<{ problems: string[], unreleased: string[] }>} what no version announces; packages without a release
 */
export async function unannouncedChanges(root, packages) {
  requireHistory(root);
  const { releases } = await planOf(root);
  /** @type {string[]} */
  const unreleased = [];
  const problems = packages.flatMap((each) => {
    const release = lastRelease(root, each.name);
    if (!release) {
      unreleased.push(each.name);
      return [];
    }
    const planned = releases.find(({ name }) => name === each.name)?.newVersion ?? each.manifest.version;
    const changes = changesBetween(promisesAt(root, each, release.tag), promisesHere(root, each));
    const verdict = judgePlan(release.version, planned, changes);
    if (!verdict) return [];
    const plan =
      verdict.planned === "none" ? "no new version is planned" : `${planned} (${verdict.planned}) is planned`;
    return [
      [
        `${each.name} changes more since ${release.version} than its version says: ${plan}, a ${verdict.required} is needed`,
        ...verdict.unannounced.map(({ weight, text }) => `  ${weight}: ${text}`),
        `Undo it, keep the address by a \`moved\` block, or announce it: ${changesetFor([each.name], verdict.required, "What changes for users, and what they have to do.")}`,
      ].join("\n"),
    ];
  });
  return { problems, unreleased };
}
