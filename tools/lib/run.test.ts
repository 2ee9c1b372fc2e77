import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { isMissingProgram, run } from "./run.mjs";

describe("run", () => {
  it("gives output and exit code of a program that fails", async () => {
    const script = "console.log('out'); console.error('err'); process.exitCode = 3;";
    expect(await run("node", ["-e", script])).toEqual({ code: 3, stdout: "out\n", stderr: "err\n" });
  });

  it("takes variables away that are undefined", async () => {
    const { stdout } = await run("node", ["-p", "process.env.HOME ?? 'homeless'"], { env: { HOME: undefined } });
    expect(stdout).toBe("homeless\n");
  });

  it("tells a missing program", async () => {
    await expect(run("no-such-program", [])).rejects.toSatisfy(isMissingProgram);
  });

  it("ends a program and what it started when it's stopped", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "run-")), "pid");
    const child = `require("node:fs").writeFileSync(${JSON.stringify(file)}, String(process.pid)); setInterval(() => {}, 1000)`;
    const script = `require("node:child_process").spawnSync(process.execPath, ["-e", ${JSON.stringify(child)}])`;
    const stop = new AbortController();
    const stopped = run("node", ["-e", script], { signal: stop.signal });
    const pid = await vi.waitFor(() => Number.parseInt(readFileSync(file, "utf8")), { timeout: 20_000 });
    stop.abort(new Error("stopped"));
    await expect(stopped).rejects.toThrow("stopped");
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow("ESRCH"), { timeout: 20_000 });
  });

  it("starts nothing after it's stopped", async () => {
    await expect(run("node", ["-v"], { signal: AbortSignal.abort(new Error("stopped")) })).rejects.toThrow("stopped");
  });
});
