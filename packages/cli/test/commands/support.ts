import { chmodSync, cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { AzureClient } from "@org/azure-client";
import { type ProgramOptions, type ProgramResult, Terraform, TerraformError } from "@org/terraform-runner";
import type { TerraformProgram } from "../../src/context.js";
import { writeAside } from "../../src/output-directory.js";
import type { Summary } from "../../src/summary.js";
import { synthesize } from "../../src/synthesize.js";
import { runIn } from "../../src/run.js";

/** What a state holds. */
export interface FakeState {
  /** Addresses of managed resources. */
  readonly resources: readonly string[];
  /** Stacks whose state it reads. */
  readonly reads?: readonly string[];
}

/** The result of a program for its arguments. */
type FakeProgram = (args: readonly string[]) => Partial<ProgramResult>;

const SUCCESS: ProgramResult = { code: 0, stdout: "", stderr: "", timedOut: false };

/** Variables of the default platform, none of them real. */
export const VARIABLES = {
  TF_VAR_subscription_id: "00000000-0000-4000-8000-00000000000a",
  TF_VAR_tenant_id: "00000000-0000-4000-8000-00000000000b",
  TF_VAR_deployment_principal_object_id: "00000000-0000-4000-8000-00000000000c",
  TF_VAR_jumpbox_admin_username: "anna",
  TF_VAR_jumpbox_admin_password: "not-a-real-one",
};

/** The text of the default platform's configuration. */
export const DEFAULT_CONFIGURATION = readFileSync(
  join(import.meta.dirname, "../../../../apps/reference-platform/platform.config.json"),
  "utf8",
);

const prepared = new Map<string, { readonly folder: string; readonly summary: Summary }>();

/** Synthesizes a configuration once for all tests, and copies the stacks. */
const synthesizeOnce: typeof synthesize = (configuration, outdir, options = {}) => {
  if (options.extension) return synthesize(configuration, outdir, options);
  const key = JSON.stringify([
    configuration,
    { ...options, liftPreventDestroyOf: [...(options.liftPreventDestroyOf ?? [])] },
  ]);
  const known = prepared.get(key);
  const folder = known?.folder ?? mkdtempSync(join(tmpdir(), "stacks-"));
  const summary = known?.summary ?? synthesize(configuration, folder, options);
  prepared.set(key, { folder, summary });
  writeAside(outdir, (aside) => cpSync(folder, aside, { recursive: true }));
  return summary;
};

/** These tests have no Azure. */
function notSignedIn(): Promise<never> {
  const error = new Error("Please run 'az login' from a command prompt to authenticate before using this credential.");
  return Promise.reject(Object.assign(error, { name: "CredentialUnavailableError" }));
}

/** A folder with a configuration, and a machine on which only fakes are installed. */
export class Workbench {
  public readonly folder = mkdtempSync(join(tmpdir(), "commands-"));
  /** The environment of a command: signed in, every variable given. */
  public env: Record<string, string> = { ...VARIABLES, ARM_USE_MSI: "true" };
  /** Terraform's calls, without questions: `aml-dev apply -auto-approve`. */
  public readonly calls: string[] = [];
  /** What somebody types in the terminal; without answers there is none. */
  public readonly answers: string[] = [];
  /** The Azure CLI; without one it isn't installed. */
  public azureCli: FakeProgram | undefined;
  /** How long a call of Terraform takes; at once unless a test says otherwise. */
  public slow: (call: string) => Promise<void> = () => Promise.resolve();
  /** What a failing call of Terraform says. */
  public complaint = "Error: refused by the fake\n";
  /** Changes what was synthesized. */
  public edit: (outdir: string) => void = () => undefined;
  /** Finds Terraform; a fake that is always there unless {@link programs} are given. */
  #findTerraform = (): Promise<TerraformProgram> => Promise.resolve(this.#fakeTerraform());
  readonly #states = new Map<string, string>();
  readonly #plans = new Map<string, { readonly text: string; readonly data: object }>();
  #fails: string | undefined;

  public constructor(configuration?: object) {
    this.configure(configuration ? JSON.stringify(configuration) : DEFAULT_CONFIGURATION);
  }

  /** Has Terraform looked for among programs on PATH, shell scripts by their name. */
  public programs(scripts: Readonly<Record<string, string>>): void {
    for (const [name, script] of Object.entries(scripts)) {
      writeFileSync(join(this.folder, name), `#!/bin/sh\n${script}\n`);
      chmodSync(join(this.folder, name), 0o755);
    }
    const env = { ...this.env, PATH: this.folder };
    this.#findTerraform = () => Terraform.find({ env }, { env });
  }

  public configure(text: string): void {
    writeFileSync(join(this.folder, "platform.config.json"), text);
  }

  /** Lets a stack have a state. */
  public state(stack: string, { resources, reads = [] }: FakeState): void {
    const entries = [
      ...resources.map((address) => {
        const [type, name] = address.split(".");
        return { mode: "managed", type, name, instances: [] };
      }),
      ...reads.map((other) => ({
        mode: "data",
        type: "terraform_remote_state",
        name: `cross-stack-reference-input-${other}`,
        instances: [],
      })),
    ];
    this.#states.set(stack, JSON.stringify({ version: 4, resources: entries }));
  }

  /** Lets a plan of a stack say something, to people and as data. */
  public plan(stack: string, text: string, data: object = {}): void {
    this.#plans.set(stack, { text, data });
  }

  /**
   * Runs a command line.
   * @param fails the call of Terraform that fails, from its beginning: `aml-dev apply`
   */
  public async run(args: readonly string[], { fails }: { readonly fails?: string } = {}) {
    this.#fails = fails;
    let [stdout, stderr] = ["", ""];
    const status = await runIn(
      {
        cwd: this.folder,
        env: this.env,
        interactive: this.answers.length > 0,
        ask: (question) => {
          stdout += question;
          return Promise.resolve(this.answers.shift() ?? "");
        },
        print: (line) => (stdout += `${line}\n`),
        complain: (line) => (stderr += `${line}\n`),
        findTerraform: () => this.#findTerraform(),
        azureClient: () => Promise.resolve(new AzureClient({ credential: { getToken: notSignedIn } })),
        runProgram: (command, programArgs) => this.#run(command, programArgs),
        synthesize: (configuration, outdir, options) => {
          const summary = synthesizeOnce(configuration, outdir, options);
          this.edit(outdir);
          return summary;
        },
      },
      args,
    );
    return { status, stdout, stderr };
  }

  /** The calls that are more than preparation. */
  public get changes(): string[] {
    return this.calls.filter((call) => !call.includes(" init"));
  }

  /** A file of the output, read as JSON. */
  public written(path: string): unknown {
    return JSON.parse(readFileSync(join(this.folder, "cdktf.out", path), "utf8"));
  }

  #run(command: string, args: readonly string[]): Promise<ProgramResult> {
    if (command === "az" && this.azureCli) return Promise.resolve({ ...SUCCESS, ...this.azureCli(args) });
    return Promise.reject(Object.assign(new Error(`spawn ${command} ENOENT`), { code: "ENOENT" }));
  }

  #fakeTerraform(): TerraformProgram {
    const run = async (args: readonly string[], options: ProgramOptions = {}) => {
      const stack = basename(options.cwd ?? "");
      const answer = { ...SUCCESS, errors: [], ...this.#answer(args, stack) };
      await this.slow(`${stack} ${args.join(" ")}`);
      if (args[0] === "plan" || args[0] === "apply") options.onLine?.(`fake ${args[0] ?? ""}`);
      return answer;
    };
    return {
      command: "terraform",
      title: "Terraform v1.11.4",
      init: (options) => run(["init"], options),
      output: async (args, options) => {
        const result = await run(args, options);
        if (result.code !== 0) throw new TerraformError(`terraform ${args.join(" ")}`, result);
        return result.stdout;
      },
      run,
    };
  }

  #answer(args: readonly string[], stack: string): Partial<ProgramResult> {
    const call = `${stack} ${args.join(" ")}`;
    if (this.#fails !== undefined && call.startsWith(this.#fails)) {
      this.calls.push(call);
      return { code: 1, stderr: this.complaint };
    }
    if (args[0] === "state") return { stdout: this.#states.get(stack) ?? "" };
    if (args[0] === "show") {
      const { text, data } = this.#plans.get(stack) ?? { text: "No changes.\n", data: {} };
      const plan = { format_version: "1.2", planned_values: {}, configuration: { root_module: {}, stack }, ...data };
      return { stdout: args[1] === "-json" ? JSON.stringify(plan) : text };
    }
    this.calls.push(call);
    return {};
  }
}
