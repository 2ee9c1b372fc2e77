import { describe, expect, it } from "vitest";
import { reviewsOf } from "../../pipelines/reviews.mjs";

const GITHUB = {
  GITHUB_ACTIONS: "true",
  GITHUB_API_URL: "https://api",
  GITHUB_REPOSITORY: "org/ml",
  GITHUB_TOKEN: "t",
};
const AZURE = {
  SYSTEM_COLLECTIONURI: "https://dev/org/",
  SYSTEM_TEAMPROJECTID: "p",
  BUILD_REPOSITORY_ID: "r",
  SYSTEM_ACCESSTOKEN: "t",
};

/** A forge that answers by URL. */
function forge(answers: Readonly<Record<string, unknown>>) {
  return async (url: string): Promise<Response> =>
    Response.json(answers[url] ?? {}, { status: url in answers ? 200 : 404 });
}

describe("The reviews for the gate on approvals", () => {
  it("are those of the pull request of the commit with its head and its author, from all pages of GitHub's answer", async () => {
    const review = { user: { login: "anna" }, state: "APPROVED" };
    const url = "https://api/repos/org/ml/pulls/12/reviews?per_page=100";
    const answers = {
      "https://api/repos/org/ml/commits/abc/pulls": [{ number: 12, head: { sha: "head" }, user: { login: "carl" } }],
      [`${url}&page=1`]: Array(100).fill({ state: "COMMENTED" }),
      [`${url}&page=2`]: [review],
    };
    expect(await reviewsOf("abc", GITHUB, forge(answers))).toEqual({
      head: "head",
      author: "carl",
      reviews: [...Array(100).fill({ state: "COMMENTED" }), review],
    });
  });

  it("are the votes of Azure Repos with the time of each, the time of the last push, and the author", async () => {
    const repository = "https://dev/org/p/_apis/git/repositories/r";
    const vote = (publishedDate: string, voter: object) => ({
      publishedDate,
      properties: {
        CodeReviewThreadType: { $value: "VoteUpdate" },
        CodeReviewVoteResult: { $value: "10" },
        CodeReviewVotedByIdentity: { $value: "1" },
      },
      identities: { "1": voter },
    });
    const reviewers = {
      value: [
        { id: "1", uniqueName: "anna", vote: 10 },
        { id: "2", uniqueName: "ben", vote: 0 },
      ],
    };
    const answers = {
      [`${repository}/pullrequestquery?api-version=7.1`]: {
        results: [{}, { abc: [{ pullRequestId: 3, createdBy: { uniqueName: "carl" } }] }],
      },
      [`${repository}/pullRequests/3/reviewers?api-version=7.1`]: reviewers,
      [`${repository}/pullRequests/3/iterations?api-version=7.1`]: {
        value: [{ createdDate: "2026-01-02T00:00:00Z" }, { createdDate: "2026-01-01T00:00:00Z" }],
      },
      [`${repository}/pullRequests/3/threads?api-version=7.1`]: {
        value: [
          vote("2026-01-01T00:00:00Z", { id: "1" }),
          vote("2026-01-03T00:00:00Z", { id: "1" }),
          vote("2026-01-04T00:00:00Z", { id: "3" }),
          { publishedDate: "2026-01-05T00:00:00Z", properties: {} },
        ],
      },
    };
    expect(await reviewsOf("abc", AZURE, forge(answers))).toEqual({
      author: "carl",
      pushed: "2026-01-02T00:00:00Z",
      value: [
        { uniqueName: "anna", vote: 10, votedAt: "2026-01-03T00:00:00Z" },
        { uniqueName: "ben", vote: 0, votedAt: undefined },
      ],
    });
  });

  it("are missing for a commit without a pull request, and outside of a pipeline", async () => {
    const answers = { "https://api/repos/org/ml/commits/abc/pulls": [] };
    await expect(reviewsOf("abc", GITHUB, forge(answers))).rejects.toThrow("abc has no pull request");
    await expect(reviewsOf("abc", GITHUB, forge({}))).rejects.toThrow("404");
    await expect(reviewsOf("abc", {}, forge({}))).rejects.toThrow("SYSTEM_COLLECTIONURI is not set");
  });
});
