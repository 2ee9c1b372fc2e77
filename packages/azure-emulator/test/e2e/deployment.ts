import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SynthModel } from "@org/aml-synth-model";
import { inject } from "vitest";
import { AzureEmulator, type AzureEmulatorOptions } from "../../src/index.js";
import { OVERRIDE_FILE, overrideOf } from "../../src/deployment-test/override.js";
import type { EditedStack } from "./edited-stack.js";
import { isRefusedWrite, QUICK, REAL_CLOCK } from "./experiment.js";

/** A line of what Terraform says, as far as it is read. */
interface Line {
  readonly type: string;
  readonly change?: { readonly resource: { readonly addr: string }; readonly action: string };
  readonly diagnostic?: {
    readonly severity: string;
    readonly summary: string;
    readonly detail?: string;
    readonly address?: string;
  };
}

/** What came of a run of Terraform. */
export interface Run {
  readonly code: number | null;
  /** What it has changed or would change: addresses by action. */
  readonly changes: Readonly<Record<string, readonly string[]>>;
  /** What it found otherwise than it had left it, as far as that matters to the changes: addresses. */
  readonly drift: readonly string[];
  /** Its errors, with their details. */
  readonly errors: readonly string[];
  /** What it found to be there already and wants imported: ids by address. */
  readonly importable: Readonly<Record<string, string>>;
}

/** A run that went well. */
export const DONE = { code: 0, errors: [] };
/** A plan in which nothing is left to be done. */
export const NOTHING = { ...DONE, changes: {} };

/** How a run of Terraform goes. */
export interface RunOptions {
  /** Terraform and its providers are killed, as if the machine went down, when Terraform says this. */
  readonly killAt?: RegExp;
}

/** A stack that stays deployed to an Azure emulator, for what happens after the first apply. */
export class Deployment {
  public readonly azure: AzureEmulator;
  readonly #folder: string;
  #refused = 0;

  private constructor(azure: AzureEmulator, folder: string) {
    this.azure = azure;
    this.#folder = folder;
    azure.onRequest((request) => {
      if (isRefusedWrite(request)) this.#refused += 1;
    });
  }

  /** Makes the stack ready to be applied, has something done with it, and leaves nothing. */
  public static async use(
    stack: EditedStack,
    options: AzureEmulatorOptions,
    work: (deployment: Deployment) => Promise<void>,
  ): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), "deployment-"));
    const azure = await AzureEmulator.start({ latencies: QUICK, realClock: REAL_CLOCK, ...options, folder });
    try {
      const deployment = new Deployment(azure, folder);
      deployment.configure(stack, options.speed);
      const { code, errors } = await deployment.#run(["init"]);
      if (code !== 0) throw new Error(errors.join("\n"));
      await work(deployment);
    } finally {
      await azure.stop();
      rmSync(folder, { recursive: true });
    }
  }

  /** How many writes Azure has refused since this was asked last. */
  public takeRefused(): number {
    const refused = this.#refused;
    this.#refused = 0;
    return refused;
  }

  /** Puts another version of the stack in the place of the one before. */
  public configure({ json }: EditedStack, speed = 60): void {
    const model = SynthModel.fromStacks({ dev: json });
    const stack = model.stack("dev");
    const { json: override } = overrideOf(model, stack, {
      speed,
      statePath: () => join(this.#folder, "state.tfstate"),
      keepPreventDestroy: false,
    });
    this.#write("cdk.tf.json", json);
    this.#write(OVERRIDE_FILE, override);
    const { subscriptionId, tenantId, objectId } = this.azure.identity;
    this.#write("emulator.auto.tfvars.json", {
      subscription_id: subscriptionId,
      tenant_id: tenantId,
      deployment_principal_object_id: objectId,
    });
  }

  /** Adopts resources that are there. */
  public adopt(ids: Readonly<Record<string, string>>): void {
    this.#write("imports.tf.json", { import: Object.entries(ids).map(([to, id]) => ({ to, id })) });
  }

  public plan(): Promise<Run> {
    return this.#run(["plan", "-json", "-lock-timeout=5s"]);
  }

  public apply(args: readonly string[] = [], options: RunOptions = {}): Promise<Run> {
    return this.#run(["apply", "-json", "-auto-approve", "-parallelism=30", ...args], options);
  }

  public destroy(): Promise<Run> {
    return this.#run(["destroy", "-json", "-auto-approve", "-parallelism=30"]);
  }

  #write(name: string, content: unknown): void {
    writeFileSync(join(this.#folder, name), JSON.stringify(content, undefined, 2));
  }

  #run(args: readonly string[], { killAt }: RunOptions = {}): Promise<Run> {
    return new Promise((resolve, reject) => {
      const child = spawn(inject("terraform"), args, {
        cwd: this.#folder,
        env: {
          ...process.env,
          ...this.azure.env,
          // Killed providers leave their sockets.
          TMPDIR: this.#folder,
          CHECKPOINT_DISABLE: "1",
          TF_INPUT: "0",
        },
        stdio: ["ignore", "pipe", "pipe"],
        // A group of its own, so that the providers can be killed with it.
        detached: true,
      });
      let [output, complaints] = ["", ""];
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        if (killAt?.test(text)) process.kill(-(child.pid ?? 0), "SIGKILL");
      });
      child.stderr.setEncoding("utf8").on("data", (text: string) => (complaints += text));
      child.on("error", reject);
      child.on("close", (code) => resolve(readRun(code, output, complaints)));
    });
  }
}

function readRun(code: number | null, output: string, complaints: string): Run {
  const changes: Record<string, string[]> = {};
  const drift: string[] = [];
  const errors = complaints === "" ? [] : [complaints];
  const importable: Record<string, string> = {};
  for (const text of output.split("\n")) {
    if (!text.startsWith("{") || !text.endsWith("}")) continue;
    const { type, change, diagnostic } = JSON.parse(text) as Line;
    if (change && type === "planned_change") (changes[change.action] ??= []).push(change.resource.addr);
    if (change && type === "resource_drift") drift.push(change.resource.addr);
    if (diagnostic?.severity !== "error") continue;
    const error = `${diagnostic.summary}\n${diagnostic.detail ?? ""}`;
    errors.push(error);
    const [, id] = /resource with the ID "([^"]+)" already exists - to be managed via Terraform/.exec(error) ?? [];
    if (id !== undefined && diagnostic.address !== undefined) importable[diagnostic.address] = id;
  }
  return { code, changes, drift, errors, importable };
}
