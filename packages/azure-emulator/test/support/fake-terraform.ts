import { basename } from "node:path";
import { Terraform, type TerraformEvent, type TerraformResult, type TerraformRunOptions } from "@org/terraform-runner";

/** Something that Terraform does. */
export type Action =
  /** Prints a line. */
  | { readonly print: string }
  /** Prints a line to standard error. */
  | { readonly stderr: string }
  /** Prints an event of `-json` output. */
  | { readonly say: Readonly<Record<string, unknown>> }
  /** Prints an error as an event. */
  | { readonly error: Readonly<Record<string, unknown>> }
  /** Prints what it usually prints. */
  | { readonly usual: true }
  /** Waits until another command has begun or ended: `began dev apply`. */
  | { readonly until: string }
  /** Doesn't end before it's interrupted. */
  | { readonly hang: true }
  | { readonly exit: number };

/** What Terraform does instead of the usual, by `STACK COMMAND`. */
export type Scenario = Readonly<Record<string, readonly Action[]>>;

/** A command that was run. */
interface Call {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Terraform in this process: follows a scenario, prints what Terraform would, and keeps what it was called with. Time
 * limits pass at once.
 */
export class FakeTerraform extends Terraform {
  /** When what began and ended: `began dev apply`. */
  public readonly sequence: string[] = [];
  /** What each command usually prints, by `STACK COMMAND`. */
  public readonly usual = new Map<string, string>();
  readonly #scenario: Scenario;
  readonly #calls = new Map<string, Call>();
  readonly #waiting = new Set<() => void>();

  constructor(scenario: Scenario = {}) {
    super({ command: "terraform", product: "Terraform", version: "1.11.4" });
    this.#scenario = scenario;
  }

  /** What a command was called with. */
  public callOf(key: string): Call {
    const call = this.#calls.get(key);
    if (!call) throw new Error(`${key} was not called; these were: ${[...this.#calls.keys()].join(", ")}`);
    return call;
  }

  /** Resolves when a line is logged: `began dev apply`. */
  public async until(line: string): Promise<void> {
    while (!this.sequence.includes(line)) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  public override async run(args: readonly string[], options: TerraformRunOptions = {}): Promise<TerraformResult> {
    options.signal?.throwIfAborted();
    const command = commandOf(args);
    const key = `${basename(options.cwd ?? "")} ${command}`;
    this.#calls.set(key, { args, env: { ...process.env, ...options.env } });
    this.#log(`began ${key}`);
    const run = new FakeRun(options);
    for (const action of this.#scenario[key] ?? [{ usual: true }]) {
      if ("until" in action) await this.until(action.until);
      else if ("usual" in action) run.print(this.usual.get(key) ?? "");
      else if ("hang" in action) {
        this.#log(`hanging ${key}`);
        await run.interrupted();
        this.#log(`interrupted ${key}`);
      } else run.do(action);
      if (run.over) break;
    }
    this.#log(`ended ${key}`);
    options.signal?.throwIfAborted();
    return run.result;
  }

  #log(line: string): void {
    this.sequence.push(line);
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
  }
}

function commandOf(args: readonly string[]): string {
  if (args.includes("-detailed-exitcode")) return "second plan";
  if (args[0] !== "show") return args[0] ?? "";
  return args.includes("second-plan") ? "show second plan" : "show plan";
}

/** One command of the fake. */
class FakeRun {
  public over = false;
  readonly #options: TerraformRunOptions;
  readonly #errors: NonNullable<TerraformEvent["diagnostic"]>[] = [];
  #code = 0;
  #stdout = "";
  #stderr = "";
  #timedOut = false;

  constructor(options: TerraformRunOptions) {
    this.#options = options;
  }

  public get result(): TerraformResult {
    const code = this.#timedOut ? this.#code || 1 : this.#code;
    return { code, stdout: this.#stdout, stderr: this.#stderr, timedOut: this.#timedOut, errors: this.#errors };
  }

  public do(action: Exclude<Action, { until: string } | { usual: true } | { hang: true }>): void {
    if ("print" in action) this.print(`${action.print}\n`);
    if ("stderr" in action) this.#stderr += `${action.stderr}\n`;
    if ("say" in action) this.print(eventLine(action.say));
    if ("error" in action) {
      this.print(eventLine({ type: "diagnostic", diagnostic: { severity: "error", ...action.error } }));
    }
    if ("exit" in action) {
      this.#code = action.exit;
      this.over = true;
    }
  }

  public print(text: string): void {
    this.#stdout += text;
    for (const line of text.split("\n").filter((one) => one.startsWith('{"@level"'))) {
      const event = JSON.parse(line) as TerraformEvent;
      if (event.diagnostic?.severity === "error") this.#errors.push(event.diagnostic);
      this.#options.onEvent?.(event);
    }
  }

  /** Waits until the user stops it; if that never happens, its time is over. */
  public async interrupted(): Promise<void> {
    const { signal, timeoutSeconds } = this.#options;
    await new Promise<void>((resolve) => {
      signal?.addEventListener("abort", () => resolve(), { once: true });
      if (timeoutSeconds !== undefined && timeoutSeconds <= 1) setTimeout(resolve, 0);
    });
    this.#timedOut = signal?.aborted !== true;
    this.over = true;
    this.#code = 1;
  }
}

/** A line of `-json` output. */
export function eventLine(event: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify({ "@level": "info", "@message": "", ...event })}\n`;
}
