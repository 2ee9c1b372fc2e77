/**
 * What has to be right before the first package of a release is published.
 */
import semver from "semver";
import { SCOPE } from "./packages.mjs";

/** @typedef {import("./packages.mjs").Package} Package */

/** npm signs in by the identity of a pipeline from this version on. */
const TRUSTED_PUBLISHING = "11.5.1";

/**
 * @param {readonly string[]} status lines of `git status --porcelain`
 * @returns {string[]}
 */
export function dirtyTree(status) {
  if (status.length === 0) return [];
  return [`the work tree isn't clean, so no commit says what would be published: commit or undo\n${indent(status)}`];
}

/**
 * @param {readonly string[]} ids of changesets that no version has used
 * @returns {string[]}
 */
export function unusedChangesets(ids) {
  if (ids.length === 0) return [];
  return [`changesets wait for a version: run \`npm run version-packages\` and commit what it writes\n${indent(ids.map((id) => `.changeset/${id}.md`))}`]; // prettier-ignore
}

/**
 * @param {readonly Package[]} packages that are to be published
 * @returns {string[]}
 */
export function unversioned(packages) {
  return packages
    .filter(({ manifest }) => manifest.version === "0.0.0")
    .map(({ name }) => `${name} was never given a version: add a changeset, run \`npm run version-packages\``);
}

/**
 * Ranges of siblings have to hold what is released with them or was before.
 * @param {readonly Package[]} packages all of the workspace
 * @returns {string[]}
 */
export function siblingsOutOfRange(packages) {
  const versions = new Map(packages.map(({ name, manifest }) => [name, manifest.version]));
  return packages.flatMap(({ name, manifest }) =>
    Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies })
      .filter(([sibling]) => sibling.startsWith(SCOPE))
      .flatMap(([sibling, range]) => {
        const version = versions.get(sibling);
        if (version === undefined) return [`${name} depends on ${sibling}, which isn't in this workspace`];
        if (semver.satisfies(version, range, { includePrerelease: true })) return [];
        return [`${name} asks for ${sibling} ${range}, and ${version} is released: run \`npm run manifests\``];
      }),
  );
}

/**
 * A peer's range is a promise that the tests have to have kept, and that the siblings of a package can share.
 * @param {readonly Package[]} packages all of the workspace
 * @param {Readonly<Record<string, string>>} tested exact versions that the workspace is tested with
 * @returns {string[]}
 */
export function peersOutOfRange(packages, tested) {
  const byName = new Map(packages.map((each) => [each.name, each]));
  return packages.flatMap(({ name, manifest }) =>
    Object.entries(manifest.peerDependencies ?? {}).flatMap(([peer, range]) => {
      const version = tested[peer];
      const problems = [];
      if (semver.validRange(range) === null) return [`${name}: '${range}' is no range of versions of the peer ${peer}`];
      if (version === undefined) problems.push(`${name}: nothing says which version of the peer ${peer} it was tested with: add it to the workspace's devDependencies`); // prettier-ignore
      else if (!semver.satisfies(version, range)) problems.push(`${name}: the peer ${peer} ${range} leaves out ${version}, which it was tested with: correct PEERS in tools/workspace/manifests.mjs`); // prettier-ignore
      for (const sibling of Object.keys(manifest.dependencies ?? {})) {
        const other = byName.get(sibling)?.manifest.peerDependencies?.[peer];
        if (other !== undefined && !semver.intersects(range, other)) problems.push(`${name} asks for the peer ${peer} ${range}, ${sibling} below it for ${other}: no version is both`); // prettier-ignore
      }
      return problems;
    }),
  );
}

/**
 * @param {Package} each
 * @param {readonly string[]} files of the packed package
 * @returns {string[]}
 */
export function missingFiles({ name, manifest }, files) {
  const wanted = [...targetsOf(manifest.exports), ...Object.values(manifest.bin ?? {})];
  const missing = [...new Set(wanted)]
    .map((target) => target.replace(/^\.\//, ""))
    .filter((target) => !files.some((file) => matches(target, file)));
  return missing.length === 0
    ? []
    : [`${name} isn't built, run \`npm run build\`; its package lacks\n${indent(missing)}`];
}

/** @param {unknown} target @returns {string[]} */
function targetsOf(target) {
  if (typeof target === "string") return [target];
  return typeof target === "object" && target !== null ? Object.values(target).flatMap(targetsOf) : [];
}

/** @param {string} target with `*` for what a pattern of exports stands for @param {string} file */
function matches(target, file) {
  const [start = "", end] = target.split("*");
  return end === undefined ? file === target : file.startsWith(start) && file.endsWith(end);
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} npmVersion
 * @returns {string[]} why npm couldn't prove where the packages come from
 */
export function withoutProvenance(env, npmVersion) {
  const problems = [];
  if (!env["ACTIONS_ID_TOKEN_REQUEST_URL"] && !env["SIGSTORE_ID_TOKEN"])
    problems.push("nothing here proves where the packages come from: publish from the release workflow, whose job has `permissions: id-token: write`"); // prettier-ignore
  if (semver.lt(npmVersion, TRUSTED_PUBLISHING))
    problems.push(`npm ${npmVersion} can't sign in by the identity of a pipeline: take ${TRUSTED_PUBLISHING} or newer`);
  if (env["NPM_TOKEN"])
    problems.push("NPM_TOKEN is set: releases sign in by the identity of the pipeline; remove the token and revoke it");
  return problems;
}

/**
 * @param {string} version
 * @returns {string} the npm tag by which `npm install` finds it: `next` for 1.0.0-next.0
 */
export function distTag(version) {
  const [channel] = semver.prerelease(version) ?? [];
  return channel === undefined ? "latest" : String(channel);
}

/**
 * @typedef {"publish" | "published" | "taken"} Standing
 * @param {string | undefined} standing the integrity of what the registry has by this name and version
 * @param {string} ours the integrity of what was packed
 * @returns {Standing} `published` if an interrupted release got that far
 */
export function standingOf(standing, ours) {
  if (standing === undefined) return "publish";
  return standing === ours ? "published" : "taken";
}

/** @param {readonly string[]} lines */
function indent(lines) {
  return lines.map((line) => `    ${line}`).join("\n");
}
