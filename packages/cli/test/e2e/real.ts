import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AzureEmulator } from "@org/azure-emulator";
import { prepareTerraform } from "../../../../tools/deployment-test/prepare.mjs";
import { main } from "./support.js";

/** A password of nobody. */
const PASSWORD = "not-a-real-one-1";

/** Providers that come from sources are built once on a machine. */
export const BUILD_MILLISECONDS = 3_600_000;

/** A folder, real Terraform or OpenTofu with its providers, and an Azure emulator. */
export class RealMachine {
  /** @param named the program, such as `tofu`; by default, Terraform */
  public static async start(named?: string): Promise<RealMachine> {
    const { command: program, azurermMajors } = await prepareTerraform(console.log, { program: named });
    return new RealMachine(program, Math.max(...azurermMajors), await AzureEmulator.start({ speed: 600 }));
  }

  public readonly folder = mkdtempSync(join(tmpdir(), "real-"));

  private constructor(
    private readonly program: string,
    private readonly azurermMajor: number,
    public readonly azure: AzureEmulator,
  ) {}

  /** Runs a command of the app. */
  public async command(...args: string[]): Promise<{ code: number; output: string }> {
    const { TF_CLI_CONFIG_FILE, TF_PLUGIN_CACHE_DIR, PATH, HOME } = process.env;
    const { identity, env } = this.azure;
    const child = spawn(process.execPath, [main, ...args, "--azurerm-major", String(this.azurermMajor)], {
      cwd: this.folder,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH,
        HOME,
        TERRAFORM_BINARY_NAME: this.program,
        TF_CLI_CONFIG_FILE,
        TF_PLUGIN_CACHE_DIR,
        ...env,
        TF_VAR_subscription_id: identity.subscriptionId,
        TF_VAR_tenant_id: identity.tenantId,
        TF_VAR_deployment_principal_object_id: identity.objectId,
        TF_VAR_jumpbox_admin_username: "anna",
        TF_VAR_jumpbox_admin_password: PASSWORD,
      },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (output += text.toString()));
    const [code] = (await once(child, "close")) as [number];
    return { code, output };
  }

  public async stop(): Promise<void> {
    await this.azure.stop();
    rmSync(this.folder, { recursive: true });
  }
}
