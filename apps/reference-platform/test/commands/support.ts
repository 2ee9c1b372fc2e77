import { spawn, spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle } from "../../scripts/bundle.mjs";

const here = import.meta.dirname;
const app = join(here, "../..");

let bundled: Promise<string> | undefined;

/** The app's bundle, made once, aside from the one that the app runs from. */
export function bundledApp(): Promise<string> {
  return (bundled ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), "bundle-"));
    await bundle(folder);
    return join(folder, "main.cjs");
  })());
}

/** What a state holds. */
export interface FakeState {
  /** Addresses of managed resources. */
  readonly resources: readonly string[];
  /** Stacks whose state it reads. */
  readonly reads?: readonly string[];
}

/** How the fake of Terraform behaves. */
interface FakeBehaviour {
  /** The call that fails, from its beginning: `aml-dev apply`. */
  readonly fails?: string;
  /** The call that waits for a signal. */
  readonly hangs?: string;
}

/** Variables of the default platform, none of them real. */
export const VARIABLES = {
  TF_VAR_subscription_id: "00000000-0000-4000-8000-00000000000a",
  TF_VAR_tenant_id: "00000000-0000-4000-8000-00000000000b",
  TF_VAR_deployment_principal_object_id: "00000000-0000-4000-8000-00000000000c",
  TF_VAR_jumpbox_admin_username: "anna",
  TF_VAR_jumpbox_admin_password: "not-a-real-one",
};

/** A folder with a configuration and a PATH that holds nothing but fakes. */
export class Workbench {
  public readonly folder = mkdtempSync(join(tmpdir(), "commands-"));
  /** The environment of a command: signed in, every variable given. */
  public env: Record<string, string> = { ...VARIABLES, ARM_USE_MSI: "true" };
  readonly #main: string;
  readonly #bin = join(this.folder, "bin");

  public constructor(main: string, configuration?: object) {
    this.#main = main;
    const file = join(this.folder, "platform.config.json");
    if (configuration) writeFileSync(file, JSON.stringify(configuration));
    else cpSync(join(app, "platform.config.json"), file);
    mkdirSync(this.#bin);
    this.program("terraform", readFileSync(join(here, "fake-terraform.mjs"), "utf8"));
  }

  /** Puts a program on PATH. @param source a JavaScript module */
  public program(name: string, source: string): void {
    const module = join(this.#bin, `${name}.mjs`);
    writeFileSync(module, source);
    const script = join(this.#bin, name);
    writeFileSync(script, `#!/bin/sh\nexec "${process.execPath}" "${module}" "$@"\n`);
    chmodSync(script, 0o755);
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
    writeFileSync(join(this.folder, `${stack}.tfstate`), JSON.stringify({ version: 4, resources: entries }));
  }

  /** Lets a plan of a stack say something, to people and as data. */
  public plan(stack: string, text: string, data: object = {}): void {
    writeFileSync(join(this.folder, `${stack}.plan.txt`), text);
    writeFileSync(join(this.folder, `${stack}.plan.json`), JSON.stringify(data));
  }

  /** Runs a command of the app to its end. */
  public run(args: readonly string[], behaviour: FakeBehaviour = {}) {
    return spawnSync(process.execPath, [this.#main, ...args], {
      cwd: this.folder,
      encoding: "utf8",
      input: "",
      env: this.#environment(behaviour),
    });
  }

  /** Starts a command of the app. */
  public start(args: readonly string[], behaviour: FakeBehaviour) {
    return spawn(process.execPath, [this.#main, ...args], {
      cwd: this.folder,
      env: this.#environment(behaviour),
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  /** How Terraform was called, but for questions: `aml-dev apply -auto-approve`. */
  public get calls(): string[] {
    const file = join(this.folder, "calls");
    return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
  }

  /** The calls that are more than preparation. */
  public get changes(): string[] {
    return this.calls.filter((call) => !call.includes(" init"));
  }

  /** What a synth wrote, read as JSON. */
  public written(path: string): unknown {
    return JSON.parse(readFileSync(join(this.folder, "cdktf.out", path), "utf8"));
  }

  #environment(behaviour: FakeBehaviour): NodeJS.ProcessEnv {
    return {
      PATH: `${this.#bin}`,
      ...this.env,
      FAKE_TERRAFORM: JSON.stringify({ folder: this.folder, ...behaviour }),
    };
  }
}
