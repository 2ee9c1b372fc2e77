/**
 * `npm run check:changesets`: a change that consumers get comes with a changeset. See docs/releasing.md.
 */
import { join } from "node:path";
import { BadInputError, readArguments, runCommand } from "../lib/command.mjs";
import { changesetFor, planOf } from "./changeset-plan.mjs";
import { commitOf, git, requireHistory } from "./git.mjs";
import { missingSince } from "./missing-since.mjs";

const USAGE = `usage: npm run check:changesets [-- --since REF]

  --since   the branch that this one goes into, or any other commit (the branch named by GITHUB_BASE_REF or by
            SYSTEM_PULLREQUEST_TARGETBRANCH in a pipeline; else main, if this is another branch; else each package's last
            release)

exit code: 0 every change is announced, 1 not`;

const SHOWN = 5;

const root = join(import.meta.dirname, "../..");

await runCommand(async () => {
  const { values } = readArguments(
    process.argv.slice(2),
    { since: { type: "string" }, help: { type: "boolean" } },
    USAGE,
  );
  if (values["help"]) {
    console.log(USAGE);
    return 0;
  }
  const given = /** @type {string | undefined} */ (values["since"]);
  if (given !== undefined && !commitOf(root, given))
    throw new BadInputError(
      `there is no commit '${given}' here: give a branch, a tag or a commit that \`git log\` knows`,
    );
  const { changesets } = await planOf(root);
  const base = given === undefined ? target() : given;
  const fork = base === undefined ? undefined : git(root, ["merge-base", base, "HEAD"]);
  if (fork === undefined) requireHistory(root);

  const missing = missingSince(root, changesets, fork === undefined ? undefined : { ref: base ?? fork, commit: fork });
  if (missing.length === 0) {
    console.log(`every change since ${base ?? "the last releases"} is announced`);
    return 0;
  }
  for (const { name, ref, files } of missing) {
    console.error(`${name} has changed since ${ref} without a changeset:`);
    for (const file of files.slice(0, SHOWN)) console.error(`  ${file}`);
    if (files.length > SHOWN) console.error(`  and ${files.length - SHOWN} more`);
  }
  const names = missing.map(({ name }) => name);
  console.error(`\nTo announce it, ${changesetFor(names, "patch", "What changes for users.")}`);
  console.error("A change that no user notices is announced as `none` in place of `patch`.");
  return 1;
});

/** @returns {string | undefined} the branch that this one goes into; undefined on that branch itself */
function target() {
  const named =
    process.env["GITHUB_BASE_REF"] || process.env["SYSTEM_PULLREQUEST_TARGETBRANCH"]?.replace("refs/heads/", "");
  if (named) {
    const branch = [`origin/${named}`, named].find((each) => commitOf(root, each));
    if (branch) return branch;
    throw new BadInputError(
      `the pipeline names the branch '${named}', which isn't here: run \`git fetch origin ${named}\``,
    );
  }
  const main = ["origin/main", "main"].find((each) => commitOf(root, each));
  const head = commitOf(root, "HEAD");
  return main === undefined || git(root, ["merge-base", main, "HEAD"]) === head ? undefined : main;
}
