import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { DeploymentTestEvent, DeploymentTestOptions } from "../../src/index.js";

const PROGRAM = join(import.meta.dirname, "fake-terraform.sh");

/** Something that the program does. */
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
  /** Waits until a file is there. */
  | { readonly file: string }
  /** Starts a process that behaves like a provider. */
  | { readonly provider: true }
  /** Doesn't end before it's interrupted; if it's deaf, not even then. */
  | { readonly hang: true | "deaf" }
  | { readonly exit: number };

/** What the program does instead of the usual, by `STACK COMMAND`. */
export type Scenario = Readonly<Record<string, readonly Action[]>>;

/** A stack's Terraform, by its name; `needs` are the stacks that the manifest puts before it. */
export type Stacks = Readonly<
  Record<string, { readonly terraform?: Readonly<Record<string, unknown>>; readonly needs?: readonly string[] }>
>;

/** A temporary folder with stacks and a program that behaves like Terraform. */
export class Stage {
  public readonly folder = mkdtempSync(join(tmpdir(), "stage-"));
  public readonly events: DeploymentTestEvent[] = [];

  constructor(scenario: Scenario = {}) {
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }));
    this.#ownTemporaryFolder();
    for (const name of ["usual", "scenario", "calls"]) mkdirSync(join(this.folder, "bin", name), { recursive: true });
    symlinkSync(PROGRAM, this.terraform);
    this.write("bin/usual/version", '{ "terraform_version": "1.11.4" }\n');
    for (const [key, actions] of Object.entries(scenario)) {
      this.write(`bin/scenario/${key}`, actions.map((action) => `${commandFor(action)}\n`).join(""));
    }
  }

  /** The program. */
  public get terraform(): string {
    return join(this.folder, "bin/terraform");
  }

  /** Writes stacks as a synth does. */
  public synthesized(stacks: Stacks): string {
    const entries = Object.entries(stacks).map(([name, { terraform = oneResource(), needs = [] }]) => {
      this.write(`cdktf.out/stacks/${name}/main.tf.json`, terraform);
      this.usually(name, addressesIn(terraform));
      return [name, { name, constructPath: name, workingDirectory: `stacks/${name}`, dependencies: needs }];
    });
    this.write("cdktf.out/manifest.json", { version: "0.21.0", stacks: Object.fromEntries(entries) });
    return join(this.folder, "cdktf.out");
  }

  /** Says what Terraform usually prints for a stack with some resources. */
  public usually(stack: string, addresses: readonly string[] = []): void {
    const summary = eventLine({ type: "change_summary", changes: { add: addresses.length, change: 0, remove: 0 } });
    const planned = addresses.map((addr) =>
      eventLine({ type: "planned_change", change: { resource: { addr }, action: "delete" } }),
    );
    const worked = (action: string): string =>
      addresses
        .flatMap((addr) =>
          ["apply_start", "apply_complete"].map((type) => ({ type, hook: { resource: { addr }, action } })),
        )
        .map(eventLine)
        .join("");
    const usual = {
      init: "",
      validate: '{ "valid": true, "diagnostics": [] }\n',
      plan: summary,
      apply: worked("create"),
      graph: "",
      show: "{}\n",
      "second plan": "",
      destroy: [...planned, summary, worked("delete")].join(""),
    };
    for (const [command, text] of Object.entries(usual)) this.write(`bin/usual/${stack} ${command}`, text);
  }

  /** Writes a file, as JSON if it's no text. */
  public write(path: string, content: unknown): string {
    const file = join(this.folder, path);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    return file;
  }

  /** Options of a deployment test with the program. */
  public options(
    options: Partial<DeploymentTestOptions> & Pick<DeploymentTestOptions, "folders">,
  ): DeploymentTestOptions {
    return {
      terraform: this.terraform,
      onEvent: (event) => void this.events.push(event),
      limitSeconds: 60,
      ...options,
    };
  }

  /** When what began and ended: `began dev apply`. */
  public get sequence(): readonly string[] {
    return this.#linesOf("log");
  }

  /** What the program was called for, in order: `dev apply`. */
  public get began(): readonly string[] {
    return this.sequence.filter((line) => line.startsWith("began ")).map((line) => line.slice("began ".length));
  }

  /** What a command was called with. */
  public argumentsOf(key: string): readonly string[] {
    return this.#linesOf(`calls/${key}.args`);
  }

  /** The environment that a command saw. */
  public environmentOf(key: string): Readonly<Record<string, string>> {
    return Object.fromEntries(
      this.#linesOf(`calls/${key}.env`).map((line) => [
        line.slice(0, line.indexOf("=")),
        line.slice(line.indexOf("=") + 1),
      ]),
    );
  }

  /** Waits until the program has logged a line. */
  public async until(line: string): Promise<void> {
    while (!this.sequence.includes(line)) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /** The processes that were started and still run, those of providers included. */
  public get running(): readonly number[] {
    return this.#linesOf("pids").map(Number).filter(isRunning);
  }

  /** Has temporary files of this test's lie in a folder of its own: other tests run at the same time. */
  #ownTemporaryFolder(): void {
    const before = tmpdir();
    const own = mkdtempSync(join(before, "stage-tmp-"));
    process.env["TMPDIR"] = own;
    onTestFinished(() => {
      process.env["TMPDIR"] = before;
      rmSync(own, { recursive: true, force: true });
    });
  }

  #linesOf(path: string): readonly string[] {
    const file = join(this.folder, "bin", path);
    return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
  }
}

/** Terraform with one resource that needs no Azure. */
export function oneResource(type = "random_pet", name = "one"): Record<string, unknown> {
  return { resource: { [type]: { [name]: {} } } };
}

function addressesIn({ resource = {} }: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(resource as Record<string, object>).flatMap(([type, blocks]) =>
    Object.keys(blocks).map((name) => `${type}.${name}`),
  );
}

function eventLine(event: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify({ "@level": "info", "@message": "", ...event })}\n`;
}

function commandFor(action: Action): string {
  if ("print" in action) return `printf '%s\\n' ${quoted(action.print)}`;
  if ("stderr" in action) return `printf '%s\\n' ${quoted(action.stderr)} >&2`;
  if ("say" in action) return commandFor({ print: eventLine(action.say).trimEnd() });
  if ("error" in action) {
    return commandFor({ say: { type: "diagnostic", diagnostic: { severity: "error", ...action.error } } });
  }
  if ("until" in action) return `until_logged ${quoted(action.until)}`;
  if ("file" in action) return `until_there ${quoted(action.file)}`;
  if ("hang" in action) return `hang ${quoted(action.hang === "deaf" ? ":" : "exit 1")}`;
  if ("exit" in action) return `leave ${action.exit}`;
  return "usual" in action ? "usual" : "provider";
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function isRunning(pid: number): boolean {
  try {
    // One that has ended and that nobody has asked after yet is still listed.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
