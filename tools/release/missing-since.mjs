import { changedFiles, fileAt, releasedVersions } from "./git.mjs";
import { missingChangeset } from "./missing-changesets.mjs";
import { readPackages } from "./packages.mjs";

/** The tree that has nothing in it. */
const NOTHING = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

/** @typedef {{ ref: string, commit: string }} Base what is compared with, as people and as Git call it */

/**
 * @param {string} root
 * @param {readonly import("@changesets/types").NewChangeset[]} changesets that wait for a version
 * @param {Base} [base] each package's last release by default, be it a pre-release
 * @returns {import("./missing-changesets.mjs").Missing[]} packages that have changed without a changeset
 */
export function missingSince(root, changesets, base) {
  return readPackages(root).flatMap((each) => {
    const { ref, commit } = base ?? releaseOf(root, each.name);
    const changed = changedFiles(root, commit);
    const before = commit === NOTHING ? undefined : fileAt(root, commit, `${each.folder}/package.json`);
    const written = changesets.filter(({ id }) => changed.includes(`.changeset/${id}.md`));
    const missing = missingChangeset(each, {
      ref,
      changed,
      ...(before === undefined ? {} : { manifest: JSON.parse(before) }),
      announced: new Set(written.flatMap(({ releases }) => releases.map(({ name }) => name))),
    });
    return missing ? [missing] : [];
  });
}

/** @param {string} root @param {string} name @returns {Base} */
function releaseOf(root, name) {
  const [version] = releasedVersions(root, name);
  const tag = `${name}@${version}`;
  return version === undefined ? { ref: "the beginning", commit: NOTHING } : { ref: tag, commit: tag };
}
