import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { DeploymentTestEvent, DeploymentTestOptions } from "../../src/index.js";
import { eventLine, FakeTerraform, type Scenario } from "./fake-terraform.js";

/** A stack's Terraform, by its name; `needs` are the stacks that the manifest puts before it. */
export type Stacks = Readonly<
  Record<string, { readonly terraform?: Readonly<Record<string, unknown>>; readonly needs?: readonly string[] }>
>;

/** A temporary folder with stacks, and a Terraform for them. */
export class Stage {
  public readonly folder = mkdtempSync(join(tmpdir(), "stage-"));
  public readonly events: DeploymentTestEvent[] = [];
  public readonly terraform: FakeTerraform;

  constructor(scenario: Scenario = {}) {
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }));
    this.#ownTemporaryFolder();
    this.terraform = new FakeTerraform(scenario);
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
      "show plan": JSON.stringify(planOf(stack)),
      "second plan": "",
      "show second plan": "{}\n",
      destroy: [...planned, summary, worked("delete")].join(""),
    };
    for (const [command, text] of Object.entries(usual)) this.terraform.usual.set(`${stack} ${command}`, text);
  }

  /** Writes a file, as JSON if it's no text. */
  public write(path: string, content: unknown): string {
    const file = join(this.folder, path);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    return file;
  }

  /** Options of a deployment test with that Terraform. */
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
    return this.terraform.sequence;
  }

  /** What Terraform was called for, in order: `dev apply`. */
  public get began(): readonly string[] {
    return this.sequence.filter((line) => line.startsWith("began ")).map((line) => line.slice("began ".length));
  }

  /** What a command was called with. */
  public argumentsOf(key: string): readonly string[] {
    return this.terraform.callOf(key).args;
  }

  /** The environment that a command saw. */
  public environmentOf(key: string): Readonly<Record<string, string | undefined>> {
    return this.terraform.callOf(key).env;
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
}

/** Terraform with one resource that needs no Azure. */
export function oneResource(type = "random_pet", name = "one"): Record<string, unknown> {
  return { resource: { [type]: { [name]: {} } } };
}

/** A plan as `terraform show -json` prints it, of nothing. */
function planOf(stack: string): object {
  return { format_version: "1.2", planned_values: {}, configuration: { root_module: {}, stack } };
}

function addressesIn({ resource = {} }: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(resource as Record<string, object>).flatMap(([type, blocks]) =>
    Object.keys(blocks).map((name) => `${type}.${name}`),
  );
}
