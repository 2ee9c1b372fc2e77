import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WORKSPACE } from "../docs/files.mjs";

const PLAN = "<!-- plan of the platform -->\n## Plan\n";

/** What a forge is asked, and answers. */
interface Asked {
  readonly request: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}
let asked: Asked[] = [];
let answers: Record<string, unknown> = {};
let server: Server;

beforeEach(async () => {
  asked = [];
  answers = {};
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      const call = `${request.method} ${request.url}`;
      const { authorization } = request.headers;
      asked.push({ request: call, authorization, body: text === "" ? undefined : JSON.parse(text) });
      response.statusCode = call in answers || request.method !== "GET" ? 200 : 404;
      response.end(JSON.stringify(answers[call] ?? {}));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(() => server.close());

async function comment(env: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), "comment-"));
  mkdirSync(join(folder, "plans"));
  writeFileSync(join(folder, "plans/plan.md"), PLAN);
  const child = spawn(process.execPath, [join(WORKSPACE, "pipelines/comment.mjs")], {
    cwd: folder,
    env,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = (await once(child, "close")) as [number];
  return { code, stderr, last: asked.at(-1) };
}

const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const github = () => ({
  GITHUB_ACTIONS: "true",
  GITHUB_API_URL: origin(),
  GITHUB_REPOSITORY: "org/platform",
  GITHUB_TOKEN: "of-the-run",
  PULL_REQUEST: "7",
});
const azure = () => ({
  SYSTEM_COLLECTIONURI: `${origin()}/org/`,
  SYSTEM_TEAMPROJECTID: "project",
  BUILD_REPOSITORY_ID: "repository",
  SYSTEM_PULLREQUEST_PULLREQUESTID: "7",
  SYSTEM_ACCESSTOKEN: "of-the-run",
});
const THREADS = "/org/project/_apis/git/repositories/repository/pullRequests/7/threads";
const page = (number: number) => `GET /repos/org/platform/issues/7/comments?per_page=100&page=${number}`;
const others = (count: number) =>
  Array.from({ length: count }, (_, id) => ({ id, body: "no", user: { type: "User" } }));

describe("the comment in GitHub", () => {
  it("is added to the pull request, with the run's own token", async () => {
    answers = { [page(1)]: [] };
    expect((await comment(github())).last).toEqual({
      request: "POST /repos/org/platform/issues/7/comments",
      authorization: "Bearer of-the-run",
      body: { body: PLAN },
    });
  });

  it("takes the place of the earlier one, wherever that is", async () => {
    answers = { [page(1)]: others(100), [page(2)]: [{ id: 4711, body: `${PLAN}old`, user: { type: "Bot" } }] };
    expect((await comment(github())).last).toMatchObject({
      request: "PATCH /repos/org/platform/issues/comments/4711",
      body: { body: PLAN },
    });
  });

  it("never takes the place of a person's, whatever it says", async () => {
    answers = { [page(1)]: [{ id: 1, body: PLAN, user: { type: "User" } }] };
    expect((await comment(github())).last?.request).toMatch(/^POST /);
  });

  it("fails with what was answered", async () => {
    const { code, stderr } = await comment(github());
    expect(code).toBe(1);
    expect(stderr).toContain("404");
  });
});

describe("the comment in Azure Repos", () => {
  it("is added as a closed thread, with the run's own token", async () => {
    answers = { [`GET ${THREADS}?api-version=7.1`]: { value: [] } };
    expect((await comment(azure())).last).toEqual({
      request: `POST ${THREADS}?api-version=7.1`,
      authorization: "Bearer of-the-run",
      body: { status: "closed", comments: [{ content: PLAN, commentType: "text" }] },
    });
  });

  it("takes the place of the earlier one", async () => {
    const value = [
      { id: 3, comments: [{ id: 1 }] },
      { id: 4, comments: [{ id: 2, content: `${PLAN}old` }] },
    ];
    answers = { [`GET ${THREADS}?api-version=7.1`]: { value } };
    expect((await comment(azure())).last).toMatchObject({
      request: `PATCH ${THREADS}/4/comments/2?api-version=7.1`,
      body: { content: PLAN },
    });
  });

  it("fails by naming what it isn't given", async () => {
    const { code, stderr } = await comment({ ...azure(), SYSTEM_ACCESSTOKEN: "" });
    expect(code).toBe(1);
    expect(stderr).toContain("SYSTEM_ACCESSTOKEN is not set");
  });
});
