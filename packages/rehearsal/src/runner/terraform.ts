import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { StoppedError, UnavailableError } from "./errors.js";

/** A line of Terraform's `-json` output, as far as it is read. */
export interface TerraformEvent {
  readonly type: string;
  readonly "@message": string;
  readonly "@timestamp"?: string;
  readonly hook?: {
    readonly resource: { readonly addr: string; readonly resource_type?: string };
    readonly action?: string;
  };
  readonly change?: { readonly resource: { readonly addr: string }; readonly action: string };
  readonly changes?: { readonly add: number; readonly change: number; readonly remove: number };
  readonly diagnostic?: TerraformDiagnostic;
}

/** What Terraform has to say. */
export interface TerraformDiagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail?: string;
  readonly address?: string;
}

/** How a run of Terraform ended. */
export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Its errors, from `-json` output. */
  readonly errors: readonly TerraformDiagnostic[];
  readonly seconds: number;
}

/** What to run. */
export interface TerraformCall {
  readonly args: readonly string[];
  readonly folder: string;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly onEvent?: (event: TerraformEvent) => void;
}

/** Terraform as a program. */
export class Terraform {
  readonly #command: string;
  readonly #limitSeconds: number;
  readonly #signal: AbortSignal;

  /**
   * @param command program on PATH
   * @param limitSeconds after which a run is killed
   * @param signal kills whatever runs
   */
  constructor(command: string, limitSeconds: number, signal: AbortSignal) {
    this.#command = command;
    this.#limitSeconds = limitSeconds;
    this.#signal = signal;
  }

  /**
   * Its version, `1.11.4`.
   * @throws UnavailableError if there is none
   */
  public async version(): Promise<string> {
    const { code, stdout, stderr } = await this.run({ args: ["version", "-json"], folder: process.cwd() });
    if (code !== 0) throw new UnavailableError(`\`${this.#command} version\` failed: ${stderr.trim()}`);
    return (JSON.parse(stdout) as { terraform_version: string }).terraform_version;
  }

  /**
   * Runs it to its end, or kills it with all its providers.
   * @throws UnavailableError if there is no such program
   * @throws StoppedError if it was stopped, Error if it took too long
   */
  public run({ args, folder, env = {}, onEvent }: TerraformCall): Promise<Finished> {
    return new Promise((resolve, reject) => {
      const started = performance.now();
      const child = spawn(this.#command, args, {
        cwd: folder,
        env: { ...cleanEnvironment(), ...env },
        stdio: ["ignore", "pipe", "pipe"],
        // A group of its own, so that the providers can be killed with it.
        detached: process.platform !== "win32",
      });
      const errors: TerraformDiagnostic[] = [];
      let [stdout, stderr] = ["", ""];
      let killed: Error | undefined;
      const kill = (reason: Error): void => {
        killed ??= reason;
        killGroup(child.pid);
      };
      const limit = setTimeout(() => {
        kill(new Error(`terraform ${args[0] ?? ""} took longer than ${this.#limitSeconds} s and was killed`));
      }, this.#limitSeconds * 1000);
      const onAbort = (): void => kill(new StoppedError("stopped"));
      if (this.#signal.aborted) onAbort();
      this.#signal.addEventListener("abort", onAbort, { once: true });

      createInterface({ input: child.stdout }).on("line", (line) => {
        stdout += `${line}\n`;
        const event = readEvent(line);
        if (event?.diagnostic?.severity === "error") errors.push(event.diagnostic);
        if (event) onEvent?.(event);
      });
      child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
      child.on("error", (error: NodeJS.ErrnoException) => {
        reject(error.code === "ENOENT" ? missing(this.#command) : error);
      });
      child.on("close", (code) => {
        clearTimeout(limit);
        this.#signal.removeEventListener("abort", onAbort);
        if (killed) reject(killed);
        else resolve({ code: code ?? 1, stdout, stderr, errors, seconds: (performance.now() - started) / 1000 });
      });
    });
  }
}

/** The environment without what would lead Terraform or its providers elsewhere. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(ARM_|AZURE_|TF_CLI_ARGS|TF_WORKSPACE|TF_DATA_DIR|TF_LOG|TF_REATTACH)/i.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
  };
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch (error) {
    // It has ended by itself meanwhile.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function readEvent(line: string): TerraformEvent | undefined {
  if (!line.startsWith('{"@level"')) return undefined;
  return JSON.parse(line) as TerraformEvent;
}

function missing(command: string): UnavailableError {
  return new UnavailableError(
    `there is no ${command} on PATH: install Terraform 1.5 or later (https://developer.hashicorp.com/terraform/install), or say where it is with --terraform`,
  );
}
