/**
 * `npm run plan:comment`: comments plans/plan.md on the pull request of a run, in GitHub Actions or Azure Pipelines, and
 * replaces the comment of an earlier run.
 */
import { existsSync, readFileSync } from "node:fs";
import { BadInputError, runCommand, scriptArguments } from "../tools/lib/command.mjs";

/**
 * The API for comments on pull requests.
 * @typedef {object} Forge
 * @property {() => Promise<string | undefined>} find finds the address of the comment that begins with the mark
 * @property {(address: string, text: string) => Promise<void>} replace
 * @property {(text: string) => Promise<void>} add
 */

const FILE = "plans/plan.md";

scriptArguments({}, "usage: npm run plan:comment");
await runCommand(async () => {
  if (!existsSync(FILE)) throw new BadInputError(`there is no ${FILE}: run \`npm run plan\` with --save plans first`);
  const text = readFileSync(FILE, "utf8");
  const mark = text.slice(0, text.indexOf("\n"));
  const forge = process.env["GITHUB_ACTIONS"] ? github(mark) : azureRepos(mark);
  const address = await forge.find();
  await (address === undefined ? forge.add(text) : forge.replace(address, text));
  console.log(address === undefined ? "commented" : "comment replaced");
  return 0;
});

/** @param {string} mark the first line of the comment @returns {Forge} */
function github(mark) {
  const issues = `${given("GITHUB_API_URL")}/repos/${given("GITHUB_REPOSITORY")}/issues`;
  const comments = `${issues}/${given("PULL_REQUEST")}/comments`;
  const token = given("GITHUB_TOKEN");
  return {
    find: async () => {
      for (let page = 1; ; page += 1) {
        /** @type {{ id: number, body?: string, user?: { type?: string } }[]} */
        const found = await ask(token, "GET", `${comments}?per_page=100&page=${page}`);
        const own = found.find(({ body, user }) => user?.type === "Bot" && body?.startsWith(mark));
        if (own) return `${issues}/comments/${own.id}`;
        if (found.length < 100) return undefined;
      }
    },
    replace: (own, body) => ask(token, "PATCH", own, { body }),
    add: (body) => ask(token, "POST", comments, { body }),
  };
}

/** @param {string} mark the first line of the comment @returns {Forge} */
function azureRepos(mark) {
  const project = `${given("SYSTEM_COLLECTIONURI")}${given("SYSTEM_TEAMPROJECTID")}`;
  const pull = `${given("BUILD_REPOSITORY_ID")}/pullRequests/${given("SYSTEM_PULLREQUEST_PULLREQUESTID")}`;
  const threads = `${project}/_apis/git/repositories/${pull}/threads`;
  const version = "api-version=7.1";
  const token = given("SYSTEM_ACCESSTOKEN");
  return {
    find: async () => {
      /** @type {{ value: { id: number, comments: { id: number, content?: string }[] }[] }} */
      const { value } = await ask(token, "GET", `${threads}?${version}`);
      for (const thread of value) {
        const own = thread.comments.find(({ content }) => content?.startsWith(mark));
        if (own) return `${threads}/${thread.id}/comments/${own.id}?${version}`;
      }
      return undefined;
    },
    replace: (own, content) => ask(token, "PATCH", own, { content }),
    // Closed, so that it doesn't block a policy that requires all comments to be resolved.
    add: (content) =>
      ask(token, "POST", `${threads}?${version}`, { status: "closed", comments: [{ content, commentType: "text" }] }),
  };
}

/**
 * @param {string} token
 * @param {string} method
 * @param {string} url
 * @param {object} [body]
 * @returns {Promise<any>} the response
 */
async function ask(token, method, url, body) {
  const answer = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** @param {string} name name of an environment variable @returns {string} */
function given(name) {
  const value = process.env[name];
  if (!value)
    throw new BadInputError(`${name} is not set: set it as GitHub Actions or Azure Pipelines do on a pull request`);
  return value;
}
