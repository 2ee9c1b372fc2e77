import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { removeLeftovers, WorkFolder } from "../../src/deployment-test/work-folder.js";

/** Linux numbers processes below this. */
const NO_PROCESS = 4_194_305;

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), "parent-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function leftBehind(parent: string, name: string, owner: number): string {
  const folder = join(parent, name);
  mkdirSync(folder);
  writeFileSync(join(folder, "owner"), String(owner));
  return folder;
}

describe("a work folder", () => {
  it("is there until it's removed, with what is in it", () => {
    const work = new WorkFolder(temporary());
    const inner = work.folder("a/b");
    expect(existsSync(inner)).toBe(true);
    work.remove();
    expect(existsSync(work.path)).toBe(false);
  });

  it("may be removed twice", () => {
    const work = new WorkFolder(temporary());
    work.remove();
    expect(() => work.remove()).not.toThrow();
  });
});

describe("removeLeftovers", () => {
  it("removes the folder of a process that is gone, and counts it", () => {
    const parent = temporary();
    const left = leftBehind(parent, "azure-emulator-1", NO_PROCESS);
    expect(removeLeftovers(parent)).toBe(1);
    expect(existsSync(left)).toBe(false);
  });

  it("ends what still works in such a folder, and nothing else", async () => {
    const parent = temporary();
    const left = leftBehind(parent, "azure-emulator-1", NO_PROCESS);
    mkdirSync(join(left, "stacks"));
    const [inside, outside] = [join(left, "stacks"), parent].map((cwd) => spawn("sleep", ["60"], { cwd }));
    onTestFinished(() => void outside?.kill());
    await Promise.all([inside, outside].map((child) => child && once(child, "spawn")));
    const ended = inside && once(inside, "exit");
    removeLeftovers(parent);
    expect(await ended).toEqual([null, "SIGKILL"]);
    expect(outside?.exitCode ?? outside?.signalCode).toBeNull();
  });

  it("leaves the folders of processes that run, whosever they are", () => {
    const parent = temporary();
    const [own, init] = [new WorkFolder(parent).path, leftBehind(parent, "azure-emulator-1", 1)];
    expect(removeLeftovers(parent)).toBe(0);
    expect([own, init].map((path) => existsSync(path))).toEqual([true, true]);
  });

  it("leaves what isn't a deployment test's", () => {
    const parent = temporary();
    leftBehind(parent, "something-else", NO_PROCESS);
    mkdirSync(join(parent, "azure-emulator-without-owner"));
    expect(removeLeftovers(parent)).toBe(0);
  });
});
