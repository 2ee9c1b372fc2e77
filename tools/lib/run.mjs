import { spawn } from "node:child_process";

/** @typedef {{ code: number, stdout: string, stderr: string }} Finished */

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env] added to this process's environment
 * @param {boolean} [options.shell]
 * @param {(line: string) => void} [options.onErrorLine] receives each line of standard error as soon as it is written
 * @param {AbortSignal} [options.signal] ends the program and all its child processes
 * @returns {Promise<Finished>} whatever the exit code
 * @throws {Error} with code ENOENT if there is no such program
 */
export function run(command, args, { cwd, env, shell = false, onErrorLine, signal } = {}) {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const child = spawn(command, args, {
      cwd,
      shell,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      // A separate process group, which can be ended as a whole.
      detached: signal !== undefined,
    });
    const end = () => child.pid && child.exitCode === null && child.signalCode === null && process.kill(-child.pid);
    signal?.addEventListener("abort", end);
    let stdout = "";
    let stderr = "";
    let line = "";
    child.stdout.setEncoding("utf8").on("data", (/** @type {string} */ text) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
      stderr += text;
      if (!onErrorLine) return;
      const lines = (line + text).split("\n");
      line = lines.pop() ?? "";
      lines.forEach(onErrorLine);
    });
    child.on("error", reject);
    child.on("close", (code) => {
      signal?.removeEventListener("abort", end);
      if (signal?.aborted) reject(signal.reason);
      else resolve({ code: code ?? 1, stdout, stderr });
    });
  });
}

/**
 * @param {unknown} error
 * @returns {boolean} whether the program doesn't exist
 */
export function isMissingProgram(error) {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
