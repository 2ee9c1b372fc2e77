import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changedFiles, commitOf, fileAt, git, lastRelease, releasedVersions, requireHistory } from "./git.mjs";

describe("a repository", () => {
  const folder = mkdtempSync(join(tmpdir(), "repository-"));
  const root = join(folder, "origin");
  const commit = (message: string) =>
    execFileSync("git", [
      "-C",
      root,
      "-c",
      "user.name=Someone",
      "-c",
      "user.email=someone@example.com",
      "commit",
      "-q",
      "-am",
      message,
    ]);

  beforeAll(() => {
    mkdirSync(root);
    git(root, ["init", "--quiet", "--initial-branch=main"]);
    writeFileSync(join(root, "a.txt"), "one\n");
    git(root, ["add", "."]);
    commit("Begin");
    for (const tag of ["@org/a@1.2.0", "@org/a@1.10.0", "@org/a@2.0.0-next.0", "@org/a@latest", "@org/ab@9.0.0"])
      git(root, ["tag", tag]);
    writeFileSync(join(root, "a.txt"), "two\n");
    commit("Go on");
    git(root, ["checkout", "--quiet", "--detach"]);
    writeFileSync(join(root, "a.txt"), "three\n");
    commit("Go elsewhere");
    git(root, ["tag", "@org/a@3.0.0"]);
    git(root, ["checkout", "--quiet", "main"]);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("knows the releases in its history, the newest first", () => {
    expect(releasedVersions(root, "@org/a")).toEqual(["2.0.0-next.0", "1.10.0", "1.2.0"]);
  });

  it("promises by its last release that isn't a pre-release", () => {
    expect(lastRelease(root, "@org/a")).toEqual({ tag: "@org/a@1.10.0", version: "1.10.0" });
    expect(lastRelease(root, "@org/b")).toBeUndefined();
  });

  it("reads files as they were", () => {
    expect(fileAt(root, "@org/a@1.2.0", "a.txt")).toBe("one\n");
    expect(fileAt(root, "main", "b.txt")).toBeUndefined();
  });

  it("lists what differs, uncommitted files too", () => {
    writeFileSync(join(root, "new.txt"), "");
    expect(changedFiles(root, "@org/a@1.2.0")).toEqual(["a.txt", "new.txt"]);
  });

  it("knows what is no commit", () => {
    expect(commitOf(root, "main")).toMatch(/^[0-9a-f]{40}$/);
    expect(commitOf(root, "nowhere")).toBeUndefined();
    expect(commitOf(root, "--all")).toBeUndefined();
  });

  it("isn't judged by a shallow clone", () => {
    const clone = join(folder, "shallow");
    git(folder, ["clone", "--quiet", "--depth", "1", `file://${root}`, clone]);
    expect(() => requireHistory(root)).not.toThrow();
    expect(() => requireHistory(clone)).toThrow("run `git fetch --unshallow --tags`");
  });

  it("repeats what Git says", () => {
    expect(() => git(root, ["show", "nowhere:a.txt"])).toThrow(/^git show nowhere:a\.txt: fatal: invalid object name/);
  });
});
