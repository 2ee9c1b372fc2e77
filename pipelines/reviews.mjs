/**
 * `npm run promote:reviews`: writes the reviews of the pull request that last changed a promotion file, in GitHub Actions
 * or Azure Pipelines, as evidence for its gate on approvals: GitHub's with the head commit of the pull request, Azure
 * Repos's with the times of the last push and of the votes. The evidence names the author of the pull request, whose
 * approval doesn't count. The checkout needs the whole history.
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { BadInputError, runCommand, scriptArguments } from "../tools/lib/command.mjs";

/**
 * The reviews of the pull request of a commit, as the forge's API answers them, GitHub's with the head commit; of Azure Repos
 * votes with their times.
 * @param {string} commit
 * @param {Readonly<Record<string, string | undefined>>} env the environment of the pipeline
 * @param {(url: string, init: RequestInit) => Promise<Response>} request
 * @returns {Promise<unknown>}
 */
export async function reviewsOf(commit, env, request = fetch) {
  const given = (/** @type {string} */ name) => {
    const value = env[name];
    if (!value) throw new BadInputError(`${name} is not set: set it as GitHub Actions or Azure Pipelines do`);
    return value;
  };
  const ask = async (
    /** @type {string} */ token,
    /** @type {string} */ url,
    /** @type {object | undefined} */ body,
  ) => {
    const answer = await request(url, {
      method: body ? "POST" : "GET",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
    return /** @type {any} */ (await answer.json());
  };
  if (env["GITHUB_ACTIONS"]) {
    const repository = `${given("GITHUB_API_URL")}/repos/${given("GITHUB_REPOSITORY")}`;
    const token = given("GITHUB_TOKEN");
    const [pull] = await ask(token, `${repository}/commits/${commit}/pulls`, undefined);
    if (!pull) throw new BadInputError(`${commit} has no pull request`);
    const reviews = [];
    for (let page = 1; ; page += 1) {
      const found = await ask(token, `${repository}/pulls/${pull.number}/reviews?per_page=100&page=${page}`, undefined);
      reviews.push(...found);
      if (found.length < 100) return { head: pull.head.sha, author: pull.user.login, reviews };
    }
  }
  const project = `${given("SYSTEM_COLLECTIONURI")}${given("SYSTEM_TEAMPROJECTID")}`;
  const repository = `${project}/_apis/git/repositories/${given("BUILD_REPOSITORY_ID")}`;
  const token = given("SYSTEM_ACCESSTOKEN");
  const queries = ["lastMergeCommit", "commit"].map((type) => ({ type, items: [commit] }));
  const { results } = await ask(token, `${repository}/pullrequestquery?api-version=7.1`, { queries });
  const [pull] = results.flatMap(
    (/** @type {Record<string, { pullRequestId: number, createdBy: { uniqueName: string } }[]>} */ one) =>
      one[commit] ?? [],
  );
  if (!pull) throw new BadInputError(`${commit} has no pull request`);
  const [votes, iterations, threads] = await Promise.all(
    ["reviewers", "iterations", "threads"].map((part) =>
      ask(token, `${repository}/pullRequests/${pull.pullRequestId}/${part}?api-version=7.1`, undefined),
    ),
  );
  return {
    author: pull.createdBy.uniqueName,
    pushed: iterations.value
      .map((/** @type {{ createdDate: string }} */ one) => one.createdDate)
      .sort()
      .at(-1),
    value: votes.value.map((/** @type {{ id: string, uniqueName: string, vote: number }} */ reviewer) => ({
      uniqueName: reviewer.uniqueName,
      vote: reviewer.vote,
      votedAt: lastVoteOf(reviewer, threads.value),
    })),
  };
}

/**
 * When a reviewer of Azure Repos voted last, by the threads in which the system records votes; undefined if it isn't
 * known.
 * @param {{ id: string, uniqueName: string }} reviewer
 * @param {readonly any[]} threads
 * @returns {string | undefined}
 */
function lastVoteOf({ id, uniqueName }, threads) {
  return threads
    .filter(({ properties, identities }) => {
      const valueOf = (/** @type {string} */ name) => properties?.[name]?.$value;
      if (valueOf("CodeReviewThreadType") !== "VoteUpdate") return false;
      const voter = identities?.[valueOf("CodeReviewVotedByIdentity")];
      return valueOf("CodeReviewVotedByTfId") === id || voter?.id === id || voter?.uniqueName === uniqueName;
    })
    .map(({ publishedDate }) => publishedDate)
    .sort()
    .at(-1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { positionals } = scriptArguments(
    {},
    `usage: npm run promote:reviews -- FILE EVIDENCE

  FILE       the promotion file
  EVIDENCE   the file to write, such as reviews.json`,
    { required: 2 },
  );
  const [file = "", evidence = ""] = positionals;
  await runCommand(async () => {
    const commit = execFileSync("git", ["log", "-1", "--format=%H", "--", file], { encoding: "utf8" }).trim();
    if (commit === "") throw new BadInputError(`${file} is in no commit: commit it first`);
    writeFileSync(evidence, `${JSON.stringify(await reviewsOf(commit, process.env), null, 2)}\n`);
    console.log(`reviews of the pull request of ${commit} are in ${evidence}`);
    return 0;
  });
}
