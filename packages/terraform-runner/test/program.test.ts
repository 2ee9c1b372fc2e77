import { readFileSync } from "node:fs";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { isMissingProgram, ProgramInterruptedError, runProgram, type ProgramOptions } from "../src/index.js";

const shell = (script: string, options: ProgramOptions = {}) => runProgram("sh", ["-c", script], options);

/** Goes on until a signal ends it. */
const UNTIL_STOPPED = "while :; do sleep 1 >/dev/null 2>&1 & wait $!; done";

/** Starts a process that is deaf to interrupts and holds the output open, as a provider does, and prints its id. */
const PROVIDER = `sh -c 'trap "" INT; while :; do sleep 60; done' & echo $!;`;

function isRunning(pid: number): boolean {
  try {
    // A process that has ended stays listed as a zombie until its parent asks for its exit code.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

/** Lets this process believe that it runs in a terminal, until the test ends. */
function inTerminal(): void {
  const { isTTY } = process.stdin;
  process.stdin.isTTY = true;
  onTestFinished(() => void (process.stdin.isTTY = isTTY));
}

/** The system takes some milliseconds to end a process that was killed. */
async function hasEnded(pid: number): Promise<void> {
  await vi.waitFor(() => expect(isRunning(pid)).toBe(false));
}

describe("runProgram", () => {
  it("returns exit code and output of a program that fails", async () => {
    expect(await shell("echo out; echo err >&2; exit 3")).toEqual({
      code: 3,
      stdout: "out\n",
      stderr: "err\n",
      timedOut: false,
    });
  });

  it("streams the lines of standard output", async () => {
    const lines: string[] = [];
    await shell("echo one; printf two", { onLine: (line) => lines.push(line) });
    expect(lines).toEqual(["one", "two"]);
  });

  it("adds variables to the environment, and removes those that are undefined", async () => {
    process.env["RUNNER_REMOVED"] = "there";
    onTestFinished(() => void Reflect.deleteProperty(process.env, "RUNNER_REMOVED"));
    const { stdout } = await shell('echo "$RUNNER_ADDED,$RUNNER_REMOVED"', {
      env: { RUNNER_ADDED: "added", RUNNER_REMOVED: undefined },
    });
    expect(stdout).toBe("added,\n");
  });

  it("rejects a missing program with an error that isMissingProgram recognizes", async () => {
    const error: unknown = await runProgram("no-such-program", []).catch((reason: unknown) => reason);
    expect(isMissingProgram(error)).toBe(true);
    expect(isMissingProgram(new Error("other"))).toBe(false);
  });

  it("doesn't wait for a process that outlives a failed program, but kills it", async () => {
    const { code, stdout } = await shell(`${PROVIDER} exit 1`);
    expect(code).toBe(1);
    await hasEnded(Number(stdout));
  });

  it("interrupts a program that takes too long, then kills it with everything that it has started", async () => {
    const { code, stdout, timedOut } = await shell(`${PROVIDER} trap "" INT; ${UNTIL_STOPPED}`, {
      timeoutSeconds: 0.2,
      graceSeconds: 0.05,
    });
    expect([code, timedOut]).toEqual([1, true]);
    await hasEnded(Number(stdout));
  });

  it("reports a program that ends in order after its time as failed", async () => {
    const timer = vi.spyOn(globalThis, "setTimeout");
    onTestFinished(() => timer.mockRestore());
    const { code, stdout } = await shell(`trap "echo saved; exit 0" INT; echo; ${UNTIL_STOPPED}`, {
      timeoutSeconds: 0.2,
    });
    expect([code, stdout]).toEqual([1, "\nsaved\n"]);
    // It would have had five seconds.
    expect(timer.mock.calls.map(([, milliseconds]) => milliseconds)).toEqual(expect.arrayContaining([200, 5000]));
  });

  it("rejects with the signal's reason after the program has ended", async () => {
    const stop = new AbortController();
    const ended: string[] = [];
    const run = shell(`trap "echo saved; exit 0" INT; echo ready; ${UNTIL_STOPPED}`, {
      signal: stop.signal,
      onLine: (line) => {
        ended.push(line);
        if (line === "ready") stop.abort(new Error("stopped by the user"));
      },
    });
    await expect(run).rejects.toThrow("stopped by the user");
    expect(ended).toEqual(["ready", "saved"]);
  });

  it("starts nothing once the signal was aborted", async () => {
    const lines: string[] = [];
    const signal = AbortSignal.abort(new Error("too late"));
    await expect(shell("echo started", { signal, onLine: (line) => lines.push(line) })).rejects.toThrow("too late");
    expect(lines).toEqual([]);
  });

  it("forwards the first SIGTERM of this process, and rejects when the program has ended", async () => {
    const listeners = process.listenerCount("SIGTERM");
    const lines: string[] = [];
    const run = shell(`trap "echo saved; exit 0" TERM; echo ready; ${UNTIL_STOPPED}`, {
      forwardSignals: true,
      onLine: (line) => {
        lines.push(line);
        if (line === "ready") process.emit("SIGTERM", "SIGTERM");
      },
    });
    const error: unknown = await run.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProgramInterruptedError);
    expect(error).toMatchObject({
      name: "ProgramInterruptedError",
      exitCode: 143,
      message: "sh -c was interrupted by SIGTERM",
    });
    expect(lines).toEqual(["ready", "saved"]);
    expect(process.listenerCount("SIGTERM")).toBe(listeners);
  });

  it("kills the program at another signal more than a second later, because npm repeats the first one", async () => {
    const now = vi.spyOn(performance, "now");
    const kill = vi.spyOn(process, "kill");
    onTestFinished(() => [now, kill].forEach((spy) => spy.mockRestore()));
    const kills: number[] = [];
    const run = shell(`trap "" TERM; echo ready; ${UNTIL_STOPPED}`, {
      forwardSignals: true,
      onLine: () => {
        for (const time of [5000, 6000, 6001]) {
          now.mockReturnValueOnce(time);
          process.emit("SIGTERM", "SIGTERM");
          kills.push(kill.mock.calls.length);
        }
      },
    });
    await expect(run).rejects.toThrow("was interrupted by SIGTERM");
    expect(kills).toEqual([0, 0, 1]);
  });

  it("doesn't forward Ctrl-C in a terminal, which reaches the program as well", async () => {
    inTerminal();
    const lines: string[] = [];
    const run = shell(`trap "echo again" INT; echo ready; sleep 0.05`, {
      forwardSignals: true,
      onLine: (line) => {
        lines.push(line);
        if (line === "ready") process.emit("SIGINT", "SIGINT");
      },
    });
    await expect(run).rejects.toThrow("was interrupted by SIGINT");
    expect(lines).toEqual(["ready"]);
  });

  it("starts a group of processes, except for a program that the terminal has to reach", async () => {
    const hasGroup = async (options: ProgramOptions) =>
      (await shell('read -r _ _ _ _ group _ </proc/$$/stat; [ "$group" = $$ ]', options)).code === 0;
    const forwarding = { forwardSignals: true };
    const inheriting = { output: "inherit" } as const;
    expect(await Promise.all([{}, forwarding, inheriting].map(hasGroup))).toEqual([true, true, true]);
    inTerminal();
    expect(await Promise.all([{}, forwarding, inheriting].map(hasGroup))).toEqual([true, false, false]);
  });

  it("connects the program with the output of this process where asked to", async () => {
    const script = "[ /proc/$$/fd/1 -ef /proc/$PPID/fd/1 ]";
    const [captured, inherited] = await Promise.all([shell(script), shell(script, { output: "inherit" })]);
    expect([captured.code, inherited.code]).toEqual([1, 0]);
  });
});
