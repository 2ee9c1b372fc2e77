import { spawn } from "node:child_process";
import { InterruptedError } from "../errors.js";

/** How a program ended. */
export interface Finished {
  readonly code: number;
  /** Its output; empty if it was attached to this process's terminal. */
  readonly stdout: string;
  readonly stderr: string;
}

/** How to run a program. */
export interface ProgramOptions {
  /** @default the working directory of this process */
  readonly cwd?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /**
   * Whether it uses this process's terminal; otherwise its output is collected.
   * @default false
   */
  readonly attached?: boolean | undefined;
  /**
   * Whether it is a script on Windows, which only a shell starts there.
   * @default false
   */
  readonly scriptOnWindows?: boolean | undefined;
}

/**
 * Runs a program to its end, whatever its exit code.
 *
 * A signal makes it stop once and in order, and this process waits for it: a second interrupt makes Terraform give up
 * at once and lose what it has not yet written to its state. In a terminal Ctrl-C reaches the program by itself, and
 * npm repeats it to this process; without one, the program runs in a process group of its own and gets the first signal
 * from here.
 * @throws InterruptedError if a signal came meanwhile
 * @throws Error with code ENOENT if there is no such program
 */
export function runProgram(command: string, args: readonly string[], options: ProgramOptions): Promise<Finished> {
  const inTerminal = process.stdin.isTTY;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      // Terraform leaves out advice on which command to run next.
      env: { ...options.env, TF_IN_AUTOMATION: "1" },
      detached: !inTerminal && process.platform !== "win32",
      shell: process.platform === "win32" && options.scriptOnWindows === true,
      stdio: options.attached ? "inherit" : ["ignore", "pipe", "pipe"],
    });
    let received: NodeJS.Signals | undefined;
    const pass = (signal: NodeJS.Signals) => {
      const first = received === undefined;
      received ??= signal;
      if (first && !(inTerminal && signal === "SIGINT")) child.kill(signal);
    };
    process.on("SIGINT", pass).on("SIGTERM", pass);
    const end = () => process.off("SIGINT", pass).off("SIGTERM", pass);
    let stdout = "";
    let stderr = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", (error) => {
      end();
      reject(error);
    });
    child.on("close", (code, signal) => {
      end();
      const stopped = received ?? signal;
      if (stopped === null) resolve({ code: code ?? 1, stdout, stderr });
      else reject(new InterruptedError(stopped, `${command} ${args[0] ?? ""} was interrupted by ${stopped}`));
    });
  });
}

/** Whether an error says that a program was not found. */
export function isMissingProgram(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
