import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AzureEmulator } from "@org/azure-emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prepareTerraform } from "../../../../tools/deployment-test/prepare.mjs";
import { configuration, main } from "./support.js";

const PASSWORD = "not-a-real-one-1";
const GROUP = "rg-aml-dns-shared-cc-01";
const folder = mkdtempSync(join(tmpdir(), "reviewed-"));
let azure: AzureEmulator;
let azurermMajor: number;
let terraformEnvironment: Record<string, string | undefined>;

/** Providers that come from sources are built once on a machine. */
const BUILD_MILLISECONDS = 3_600_000;

beforeAll(async () => {
  const { command: program, azurermMajors } = await prepareTerraform(console.log);
  const { TF_CLI_CONFIG_FILE, TF_PLUGIN_CACHE_DIR } = process.env;
  terraformEnvironment = { TERRAFORM_BINARY_NAME: program, TF_CLI_CONFIG_FILE, TF_PLUGIN_CACHE_DIR };
  azurermMajor = Math.max(...azurermMajors);
  azure = await AzureEmulator.start({ speed: 600 });
}, BUILD_MILLISECONDS);
afterAll(async () => {
  await azure.stop();
  rmSync(folder, { recursive: true });
});

/** Runs a command of the app on the DNS stack, with real Terraform. */
async function command(...args: string[]): Promise<{ code: number; output: string }> {
  const child = spawn(
    process.execPath,
    [main, ...args, "dns-shared", "--config", configuration, "--azurerm-major", String(azurermMajor)],
    {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH: process.env["PATH"],
        HOME: process.env["HOME"],
        ...terraformEnvironment,
        ...azure.env,
        TF_VAR_subscription_id: azure.identity.subscriptionId,
        TF_VAR_tenant_id: azure.identity.tenantId,
        TF_VAR_deployment_principal_object_id: azure.identity.objectId,
        TF_VAR_jumpbox_admin_username: "anna",
        TF_VAR_jumpbox_admin_password: PASSWORD,
      },
    },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (output += text.toString()));
  const [code] = (await once(child, "close")) as [number];
  return { code, output };
}

describe("a review of real plans", { concurrent: false }, () => {
  it("shows what will be made, without a secret", async () => {
    const { code, output } = await command("plan", "--save", "plans");
    expect(output).toContain("13 to add, 0 to change, 0 to destroy");
    expect(code).toBe(0);
    expect(readdirSync(join(folder, "plans")).sort()).toEqual(["aml-dns-shared.plan.txt", "plan.md"]);
    const summary = readFileSync(join(folder, "plans/plan.md"), "utf8");
    expect(summary.match(/^- create /gm)).toHaveLength(13);
    expect(summary).not.toContain(azure.identity.subscriptionId);
  });

  it("is applied as it was shown, and then there is nothing left to change", async () => {
    const { code, output } = await command("deploy", "--reviewed", "plans");
    expect(output).toContain("Resources: 13 added, 0 changed, 0 destroyed");
    expect(code).toBe(0);
    expect(await command("plan", "--expect-no-changes")).toMatchObject({ code: 0 });
  });

  it("is refused once somebody has changed what it was made for, and applied when it is reviewed again", async () => {
    await command("plan", "--save", "plans");
    const id = `/subscriptions/${azure.identity.subscriptionId}/resourceGroups/${GROUP}`;
    await azure.put(id, { location: "canadacentral", tags: { by: "hand" } });
    const refused = await command("deploy", "--reviewed", "plans");
    expect(refused.output).toContain("the plan of aml-dns-shared is not the reviewed one");
    expect(refused.output).not.toContain("Apply complete");
    expect(refused.code).toBe(1);

    expect(await command("plan", "--expect-no-changes", "--save", "plans")).toMatchObject({ code: 3 });
    expect(readFileSync(join(folder, "plans/plan.md"), "utf8")).toMatch(
      /^- update `azurerm_resource_group\..*`: tags$/m,
    );
    const applied = await command("deploy", "--reviewed", "plans");
    expect(applied.output).toContain("Resources: 0 added, 1 changed, 0 destroyed");
    expect(applied.code).toBe(0);
  });
});
