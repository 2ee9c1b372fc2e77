import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { inject } from "vitest";
import { type Finished, run } from "../../../../tools/lib/run.mjs";
import { AzureEmulator, type AzureEmulatorOptions, type EmulatorSnapshot } from "../../src/index.js";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder with the programs of the Azure CLI; empty without it. */
    azureCli: string;
    /** The folder with the Python of the Azure Machine Learning SDK; empty without it. */
    azureMl: string;
    /** The folder with the saved reference platform. */
    savedPlatform: string;
  }
}

/** The deployed reference platform: its states, and an emulator with its resources that clients can use. */
export class RehearsedPlatform {
  public readonly azure: AzureEmulator;
  /** A folder in which the stacks have the same path as in the repository. */
  public readonly folder: string;

  private constructor(azure: AzureEmulator, folder: string) {
    this.azure = azure;
    this.folder = folder;
  }

  public static async open(options: AzureEmulatorOptions = {}): Promise<RehearsedPlatform> {
    const saved = inject("savedPlatform");
    const folder = mkdtempSync(join(tmpdir(), "clients-"));
    const stacks = join(folder, "apps/reference-platform/cdktf.out/stacks");
    mkdirSync(stacks, { recursive: true });
    cpSync(join(saved, "stacks"), stacks, { recursive: true });
    const snapshot = JSON.parse(readFileSync(join(saved, "azure.json"), "utf8")) as EmulatorSnapshot;
    return new RehearsedPlatform(await AzureEmulator.start({ snapshot, folder, speed: 600, ...options }), folder);
  }

  /**
   * Runs a program with the emulator instead of Azure.
   * @param programs folder with programs that are found first
   */
  public run(programs: string, command: string, args: readonly string[]): Promise<Finished> {
    const env = {
      ...this.azure.env,
      PATH: [programs, process.env["PATH"] ?? ""].join(delimiter),
      AZURE_CONFIG_DIR: join(this.folder, "azure-cli"),
      AZURE_CORE_COLLECT_TELEMETRY: "no",
      AZURE_CORE_ONLY_SHOW_ERRORS: "yes",
      // Only outputs are read, so no configuration of mirrors is needed.
      TF_CLI_CONFIG_FILE: undefined,
      TF_VAR_deployment_principal_object_id: this.azure.identity.objectId,
    };
    return run(command, args, { cwd: this.folder, env });
  }

  /** Signs in the Azure CLI. */
  public async signIn(azureCli: string): Promise<void> {
    const { clientId, tenantId } = this.azure.identity;
    const secret = this.azure.env["AZURE_CLIENT_SECRET"] ?? "";
    const principal = ["--service-principal", "--username", clientId, "--password", secret, "--tenant", tenantId];
    const { code, stderr } = await this.run(azureCli, "az", ["login", ...principal]);
    if (code !== 0) throw new Error(stderr);
  }

  /** An output of an environment, from either of its stacks. */
  public output(environment: string, name: string): string {
    const stacks = [`aml-${environment}`, `aml-${environment}-base`];
    const [value] = stacks.flatMap((stack) => this.outputs(stack)[name]?.value ?? []);
    if (typeof value !== "string") throw new TypeError(`${stacks.join(" and ")} have no output ${name}`);
    return value;
  }

  /** The outputs of a stack, by name. */
  public outputs(stack: string): Readonly<Record<string, { readonly value: unknown }>> {
    const file = join(this.folder, "apps/reference-platform/cdktf.out/stacks", stack, "terraform.tfstate");
    const state = JSON.parse(readFileSync(file, "utf8")) as {
      readonly outputs: ReturnType<RehearsedPlatform["outputs"]>;
    };
    return state.outputs;
  }

  public async close(): Promise<void> {
    await this.azure.stop();
    rmSync(this.folder, { recursive: true });
  }
}
