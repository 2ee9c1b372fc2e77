import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { kill } from "../../src/deployment-test/work-folder.js";

describe("kill", () => {
  it("ends a process", async () => {
    const child = spawn("sleep", ["60"]);
    await once(child, "spawn");
    kill(child.pid ?? 0);
    expect(await once(child, "exit")).toEqual([null, "SIGKILL"]);
  });

  it("ends a group of processes", async () => {
    const leader = spawn("sh", ["-c", "sleep 60 & sleep 60"], { detached: true, stdio: ["ignore", "pipe", "ignore"] });
    await once(leader, "spawn");
    kill(-(leader.pid ?? 0));
    // The output is open as long as any of them runs.
    expect(await once(leader, "close")).toEqual([null, "SIGKILL"]);
  });

  it("leaves be what has ended", () => {
    // Linux numbers processes below this.
    expect(() => kill(4_194_305)).not.toThrow();
  });

  it("says so if it may not", () => {
    expect(() => kill(Number.NaN)).toThrow(TypeError);
  });
});
