import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { RehearsalEvent, RehearsalOptions } from "../../src/index.js";

const PROGRAM = join(import.meta.dirname, "fake-terraform.mjs");

/** What the program does instead of the usual, by `STACK COMMAND`; see fake-terraform.mjs. */
export type Scenario = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** A stack's Terraform, by its name; `needs` are the stacks that the manifest puts before it. */
export type Stacks = Readonly<
  Record<string, { readonly terraform?: Readonly<Record<string, unknown>>; readonly needs?: readonly string[] }>
>;

/** A line that the program has written about itself. */
export interface Call {
  readonly what: string;
  readonly key: string;
  readonly args: readonly string[];
  readonly pid: number;
  readonly env: Readonly<Record<string, string>>;
}

/** A temporary folder with stacks and a program that plays Terraform. */
export class Stage {
  public readonly folder = mkdtempSync(join(tmpdir(), "stage-"));
  public readonly events: RehearsalEvent[] = [];

  constructor(scenario: Scenario = {}) {
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }));
    mkdirSync(join(this.folder, "bin"));
    symlinkTo(PROGRAM, this.terraform);
    writeFileSync(join(this.folder, "bin/scenario.json"), JSON.stringify(scenario));
  }

  /** The program. */
  public get terraform(): string {
    return join(this.folder, "bin/terraform");
  }

  /** Writes stacks as a synth does. */
  public synthesized(stacks: Stacks): string {
    const folder = join(this.folder, "cdktf.out");
    const entries = Object.entries(stacks).map(([name, { terraform = oneResource(), needs = [] }]) => {
      this.write(`cdktf.out/stacks/${name}/main.tf.json`, terraform);
      return [name, { name, constructPath: name, workingDirectory: `stacks/${name}`, dependencies: needs }];
    });
    this.write("cdktf.out/manifest.json", { version: "0.21.0", stacks: Object.fromEntries(entries) });
    return folder;
  }

  /** Writes a file, as JSON if it's no text. */
  public write(path: string, content: unknown): string {
    const file = join(this.folder, path);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    return file;
  }

  /** Options of a rehearsal with the program. */
  public options(options: Partial<RehearsalOptions> & Pick<RehearsalOptions, "folders">): RehearsalOptions {
    return {
      terraform: this.terraform,
      onEvent: (event) => void this.events.push(event),
      limitSeconds: 60,
      ...options,
    };
  }

  /** What the program has written about itself so far. */
  public get calls(): readonly Call[] {
    const file = join(this.folder, "bin/calls.jsonl");
    if (!existsSync(file)) return [];
    return readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Call);
  }

  /** When what began and ended: `began aml-dev apply`. */
  public get sequence(): readonly string[] {
    return this.calls.map(({ what, key }) => `${what} ${key}`);
  }

  /** What the program was called for, in order. */
  public get began(): readonly string[] {
    return this.calls.filter(({ what }) => what === "began").map(({ key }) => key);
  }

  /** Waits until a line is there. */
  public async until(line: string): Promise<void> {
    while (!this.sequence.includes(line)) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /** The processes that were started, those of providers included. */
  public get processes(): readonly number[] {
    return this.calls.flatMap(({ what, pid }) => [
      pid,
      ...(what.startsWith("provider ") ? [Number(what.slice(9))] : []),
    ]);
  }
}

/** Terraform with one resource that needs no Azure. */
export function oneResource(type = "random_pet", name = "one"): Record<string, unknown> {
  return { resource: { [type]: { [name]: {} } } };
}

/** Whether a process runs. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // One that has ended and that nobody has asked after yet is still listed.
  return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
}

function symlinkTo(target: string, path: string): void {
  chmodSync(target, 0o755);
  symlinkSync(target, path);
}
