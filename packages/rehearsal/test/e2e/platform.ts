import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import { rehearse, type RehearsalOptions, type RehearsalReport } from "../../src/index.js";

declare module "vitest" {
  interface ProvidedContext {
    /** The program. */
    terraform: string;
    /** The folder of the reference platform, as synthesized. */
    platform: string;
  }
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Block = Record<string, any>;

/** What takes the providers long and has nothing to do with workspaces: left out of the experiments. */
const BESIDE = [
  "azurerm_monitor_diagnostic_setting",
  "azurerm_windows_virtual_machine",
  "azurerm_network_interface",
  "azurerm_bastion_host",
  "azurerm_public_ip",
];

/** A stack of the reference platform, to take things away from. */
export class EditedStack {
  public readonly json: Block;

  constructor(text: string) {
    this.json = JSON.parse(text) as Block;
  }

  /** Addresses whose construct path fits. */
  public find(type: string, path: RegExp): string[] {
    return Object.entries(this.json["resource"]?.[type] ?? {})
      .filter(([, block]) => path.test((block as Block)["//"]?.metadata?.path ?? ""))
      .map(([name]) => `${type}.${name}`);
  }

  /** The one address whose construct path fits. */
  public one(type: string, path: RegExp): string {
    const [first, ...more] = this.find(type, path);
    if (first === undefined || more.length > 0) throw new Error(`${type} ${path}: ${[first, ...more].join(", ")}`);
    return first;
  }

  public block(address: string): Block {
    const [type = "", name = ""] = address.split(".");
    return this.json["resource"][type][name] as Block;
  }

  /** Takes a resource away; what depended on it depends on what it depended on. */
  public remove(address: string): this {
    const [type = "", name = ""] = address.split(".");
    const inherited = (this.block(address)["depends_on"] ?? []) as string[];
    const { [name]: _, ...others } = this.json["resource"][type] as Block;
    this.json["resource"][type] = others;
    if (Object.keys(others).length === 0) this.json["resource"] = without(this.json["resource"], type);
    for (const blocks of Object.values(this.json["resource"] as Record<string, Block>)) {
      for (const block of Object.values(blocks) as Block[]) {
        const needs = block["depends_on"] as string[] | undefined;
        if (!needs?.includes(address)) continue;
        block["depends_on"] = [...new Set(needs.flatMap((need) => (need === address ? inherited : need)))];
      }
    }
    // What only counted its id, in a gate's trigger.
    const text = JSON.stringify(this.json).replaceAll(`${address}.id, `, "").replaceAll(`, ${address}.id`, "");
    Object.assign(this.json, JSON.parse(text));
    for (const [output, { value }] of Object.entries((this.json["output"] ?? {}) as Record<string, Block>)) {
      if (String(value).includes(address)) this.json["output"] = without(this.json["output"], output);
    }
    return this;
  }

  /** Leaves what azapi retries to fail at once. */
  public withoutRetry(address: string): this {
    delete this.block(address)["retry"];
    return this;
  }

  /** Has azapi give up soon. */
  public impatient(): this {
    for (const blocks of Object.values(this.json["resource"] as Record<string, Block>)) {
      for (const block of Object.values(blocks) as Block[]) {
        if (block["retry"] && block["timeouts"]) block["timeouts"] = { create: "25m", update: "25m", delete: "25m" };
      }
    }
    return this;
  }
}

/** What became of an experiment. */
export interface Outcome {
  readonly report: RehearsalReport;
  /** The first problem's message; empty if there is none. */
  readonly problem: string;
  /** How often Azure has answered a write with an error of the code. */
  answers(code: string): number;
}

/** Deploys the shared DNS and the development environment after a change to the latter. */
export async function deployEdited(
  edit: (dev: EditedStack) => unknown,
  options: Partial<RehearsalOptions> = {},
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "experiment-"));
  const codes: string[] = [];
  try {
    cpSync(inject("platform"), folder, { recursive: true });
    const manifest = join(folder, "manifest.json");
    const { stacks, ...rest } = JSON.parse(readFileSync(manifest, "utf8")) as { stacks: Block };
    delete stacks["aml-prod"];
    rmSync(join(folder, "stacks/aml-prod"), { recursive: true });
    writeFileSync(manifest, JSON.stringify({ ...rest, stacks }));
    change(join(folder, "stacks/aml-dns-shared/cdk.tf.json"), (dns) => {
      for (const role of dns.find("azurerm_role_assignment", /./)) dns.remove(role);
    });
    change(join(folder, "stacks/aml-dev/cdk.tf.json"), (dev) => {
      for (const type of BESIDE) for (const address of dev.find(type, /./)) dev.remove(address);
      for (const address of dev.find("azurerm_role_assignment", /DeploymentRoles/)) dev.remove(address);
      edit(dev);
    });
    const report = await rehearse({
      folders: [folder],
      terraform: inject("terraform"),
      destroy: false,
      limitSeconds: 300,
      ...options,
      rules: { "workspace-role-bundle": true, ...options.rules },
      onStart: (azure) => {
        azure.onRequest(({ code, method }) => {
          if (code !== undefined && method !== "GET") codes.push(code);
        });
        options.onStart?.(azure);
      },
    });
    return {
      report,
      problem: report.problems.map(({ address, message }) => `${address ?? ""}: ${message}`)[0] ?? "",
      answers: (code) => codes.filter((one) => one === code).length,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function without(block: Block, name: string): Block {
  return Object.fromEntries(Object.entries(block).filter(([other]) => other !== name));
}

function change(file: string, edit: (stack: EditedStack) => unknown): void {
  const stack = new EditedStack(readFileSync(file, "utf8"));
  edit(stack);
  writeFileSync(file, JSON.stringify(stack.json, undefined, 2));
}
