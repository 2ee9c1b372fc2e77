import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import { createInterface } from "node:readline";

const GRACE_SECONDS = 5;
/** Within this time, a second signal is the first one again: npm repeats those of the terminal. */
const SAME_SIGNAL_MILLISECONDS = 1000;

/** Options of {@link runProgram}. */
export interface ProgramOptions {
  /**
   * Working directory.
   * @default - the one of this process
   */
  readonly cwd?: string | undefined;
  /**
   * Added to the environment of this process; `undefined` removes a variable.
   * @default - nothing
   */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /**
   * `capture` collects what the program writes, `inherit` connects it with the terminal of this process.
   * @default "capture"
   */
  readonly output?: "capture" | "inherit" | undefined;
  /**
   * Receives each line of standard output as soon as it is written, if output is captured.
   * @default - none
   */
  readonly onLine?: ((line: string) => void) | undefined;
  /**
   * Interrupts the program. If it doesn't end within {@link graceSeconds}, it is killed, with all processes that it has
   * started. The run then rejects with the signal's reason.
   * @default - the program is not interrupted
   */
  readonly signal?: AbortSignal | undefined;
  /**
   * Seconds after which the program is interrupted in the same way.
   * @default - no limit
   */
  readonly timeoutSeconds?: number | undefined;
  /**
   * Seconds that an interrupted program gets to end by itself.
   * @default 5
   */
  readonly graceSeconds?: number | undefined;
  /**
   * Whether SIGINT and SIGTERM to this process are passed on once, and the run rejects with
   * {@link ProgramInterruptedError} after the program has ended. Use it for interactive commands, which users stop with
   * Ctrl-C. Another signal after more than a second kills the program: what isn't in Terraform's state yet is lost.
   * @default false
   */
  readonly forwardSignals?: boolean | undefined;
  /**
   * Whether the program is a script on Windows, which needs a shell.
   * @default false
   */
  readonly scriptOnWindows?: boolean | undefined;
}

/** Result of a program. */
export interface ProgramResult {
  /** The exit code; 1 if a signal killed the program. */
  readonly code: number;
  /** Empty if the output was inherited. */
  readonly stdout: string;
  /** Empty if the output was inherited. */
  readonly stderr: string;
  /** Whether it took longer than `timeoutSeconds`; the code is then not 0. */
  readonly timedOut: boolean;
}

/** A signal to this process ended a program whose signals were forwarded. */
export class ProgramInterruptedError extends Error {
  /** 128 and the signal's number, as shells report it. */
  public readonly exitCode: number;

  public constructor(signal: NodeJS.Signals, message: string) {
    super(message);
    this.name = "ProgramInterruptedError";
    this.exitCode = 128 + constants.signals[signal];
  }
}

/**
 * Runs a program to its end, whatever its exit code.
 * @throws ProgramInterruptedError if a forwarded signal ended it
 * @throws the reason of `signal` if it was aborted
 * @throws Error with code `ENOENT` if there is no such program, see {@link isMissingProgram}
 */
export async function runProgram(
  command: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<ProgramResult> {
  const { signal, output = "capture", forwardSignals = false, graceSeconds = GRACE_SECONDS, onLine } = options;
  signal?.throwIfAborted();
  const inTerminal = process.stdin.isTTY;
  const ownGroup = process.platform !== "win32" && !(inTerminal && (forwardSignals || output === "inherit"));
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    // The processes that the program starts are killed with it as a group.
    detached: ownGroup,
    shell: process.platform === "win32" && options.scriptOnWindows === true,
    stdio: output === "inherit" ? "inherit" : ["ignore", "pipe", "pipe"],
  });
  const killAll = (): void => kill(child, ownGroup);
  const timers: NodeJS.Timeout[] = [];
  const interrupt = (): void => {
    child.kill("SIGINT");
    timers.push(setTimeout(killAll, graceSeconds * 1000));
  };
  let timedOut = false;
  if (options.timeoutSeconds !== undefined) {
    const tooLong = (): void => {
      timedOut = true;
      interrupt();
    };
    timers.push(setTimeout(tooLong, options.timeoutSeconds * 1000));
  }
  let received: NodeJS.Signals | undefined;
  let receivedAt = 0;
  const forward = (name: NodeJS.Signals): void => {
    if (received !== undefined && performance.now() - receivedAt > SAME_SIGNAL_MILLISECONDS) killAll();
    if (received === undefined) receivedAt = performance.now();
    // Ctrl-C in a terminal reaches the program directly, and npm repeats the signal to this process.
    if (received === undefined && !(inTerminal && name === "SIGINT")) child.kill(name);
    received ??= name;
  };
  if (forwardSignals) process.on("SIGINT", forward).on("SIGTERM", forward);
  signal?.addEventListener("abort", interrupt, { once: true });

  let stdout = "";
  let stderr = "";
  if (child.stdout) {
    createInterface({ input: child.stdout }).on("line", (line) => {
      stdout += `${line}\n`;
      onLine?.(line);
    });
  }
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  // A process that outlives a failed program would hold its output open.
  child.on("exit", (code) => {
    if (code !== 0 && ownGroup) killAll();
  });
  try {
    const [code, endedBy] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (...end) => resolve(end));
    });
    signal?.throwIfAborted();
    const stoppedBy = received ?? (forwardSignals ? endedBy : null);
    if (stoppedBy) {
      throw new ProgramInterruptedError(stoppedBy, `${command} ${args[0] ?? ""} was interrupted by ${stoppedBy}`);
    }
    return { code: timedOut ? code || 1 : (code ?? 1), stdout, stderr, timedOut };
  } finally {
    timers.forEach(clearTimeout);
    signal?.removeEventListener("abort", interrupt);
    process.off("SIGINT", forward).off("SIGTERM", forward);
  }
}

/** Whether an error means that the program doesn't exist or can't be started. */
export function isMissingProgram(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "EACCES");
}

function kill({ pid }: ChildProcess, group: boolean): void {
  if (pid === undefined) return;
  try {
    process.kill(group ? -pid : pid, "SIGKILL");
  } catch (error) {
    // It has already ended.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
