import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { StoppedError, UnavailableError } from "./errors.js";
import { kill } from "./kill.js";

/** The oldest that says in JSON what `plan`, `apply` and `destroy` do to each resource, and that azapi and azurerm run on. */
const OLDEST = [1, 5] as const;
/** How long Terraform may take to end by itself once it's asked to. */
const GRACE_SECONDS = 5;

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
  /** Never 0 if it took too long. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** That it took too long, and its errors from `-json` output. */
  readonly errors: readonly TerraformDiagnostic[];
}

/** What to run. */
export interface TerraformCall {
  readonly args: readonly string[];
  readonly folder: string;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly onEvent?: (event: TerraformEvent) => void;
}

/** How Terraform is run. */
export interface TerraformOptions {
  /** Program on PATH, or its path. */
  readonly command: string;
  /** After which a run is stopped. */
  readonly limitSeconds: number;
  /** Stops whatever runs. */
  readonly signal: AbortSignal;
  /** How long a run that is stopped may take before it's killed. @default 5 */
  readonly graceSeconds?: number;
}

/** Terraform as a program. */
export class Terraform {
  readonly #options: TerraformOptions;

  constructor(options: TerraformOptions) {
    this.#options = options;
  }

  /**
   * Its version, `1.11.4`.
   * @throws UnavailableError if there is none, or one that is too old
   */
  public async version(): Promise<string> {
    const { command } = this.#options;
    const { code, stdout, stderr } = await this.run({ args: ["version", "-json"], folder: process.cwd() });
    const found = /"terraform_version":\s*"((\d+)\.(\d+)[^"]*)"/.exec(stdout);
    if (code !== 0 || !found) {
      throw new UnavailableError(
        `${command} is not Terraform: \`${command} version\` says ${JSON.stringify((stderr || stdout).trim())}`,
      );
    }
    const [, version = "", major, minor] = found;
    if (Number(major) < OLDEST[0] || (Number(major) === OLDEST[0] && Number(minor) < OLDEST[1])) {
      throw new UnavailableError(
        `${command} is Terraform ${version}: install ${OLDEST.join(".")} or later (https://developer.hashicorp.com/terraform/install), or say where it is with --terraform`,
      );
    }
    return version;
  }

  /**
   * Runs it to its end. When the time is over or the user wants to stop it is interrupted, and killed with all its
   * providers if it doesn't end then.
   * @throws UnavailableError if there is no such program
   * @throws StoppedError if the user wanted to stop
   */
  public async run({ args, folder, env = {}, onEvent }: TerraformCall): Promise<Finished> {
    const { command, limitSeconds, signal, graceSeconds = GRACE_SECONDS } = this.#options;
    if (signal.aborted) throw new StoppedError("stopped");
    const child = spawn(command, args, {
      cwd: folder,
      env: { ...cleanEnvironment(), ...env },
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own, so that the providers can be killed with it.
      detached: true,
    });
    const errors: TerraformDiagnostic[] = [];
    const timers: NodeJS.Timeout[] = [];
    const stop = (): void => {
      child.kill("SIGINT");
      timers.push(setTimeout(() => killAll(child), graceSeconds * 1000));
    };
    const tooLong = (): void => {
      errors.unshift({
        severity: "error",
        summary: `terraform ${args[0] ?? ""} took longer than ${limitSeconds} s and was stopped; --limit gives it more time`,
      });
      stop();
    };
    timers.push(setTimeout(tooLong, limitSeconds * 1000));
    signal.addEventListener("abort", stop, { once: true });
    let stdout = "";
    let stderr = "";
    createInterface({ input: child.stdout }).on("line", (line) => {
      stdout += `${line}\n`;
      const event = readEvent(line);
      if (event?.diagnostic?.severity === "error") errors.push(event.diagnostic);
      if (event) onEvent?.(event);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    try {
      const code = await ended(child);
      if (signal.aborted) throw new StoppedError("stopped");
      return { code: code || (errors.length > 0 ? 1 : 0), stdout, stderr, errors };
    } catch (error) {
      throw isMissing(error) ? missing(command) : error;
    } finally {
      timers.forEach(clearTimeout);
      signal.removeEventListener("abort", stop);
    }
  }
}

/** Its exit code, 1 if it was killed. A provider that outlives Terraform is killed: it would hold the output open. */
function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => {
      if (code !== 0) killAll(child);
    });
    child.on("close", (code) => resolve(code ?? 1));
  });
}

function killAll({ pid }: ChildProcess): void {
  if (pid !== undefined) kill(-pid);
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

function readEvent(line: string): TerraformEvent | undefined {
  if (!line.startsWith('{"@level"')) return undefined;
  return JSON.parse(line) as TerraformEvent;
}

function isMissing(error: unknown): boolean {
  return ["ENOENT", "EACCES"].includes((error as NodeJS.ErrnoException).code ?? "");
}

function missing(command: string): UnavailableError {
  return new UnavailableError(
    `there is no ${command} on PATH that could be run: install Terraform ${OLDEST.join(".")} or later (https://developer.hashicorp.com/terraform/install), or say where it is with --terraform`,
  );
}
