import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { KeyVault } from "@cdktf/provider-azurerm/lib/key-vault/index.js";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { describe, expect, it } from "vitest";
import { Posture } from "../src/index.js";

function app(): { app: App; vault: KeyVault } {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), "enforce-")), stackTraces: false });
  const shared = new TerraformStack(app, "shared");
  new AzurermProvider(shared, "azurerm", { features: [{}] });
  const group = new ResourceGroup(shared, "Group", {
    name: "rg",
    location: "canadacentral",
    tags: { environment: "shared" },
  });
  const stack = new TerraformStack(app, "dev");
  new AzurermProvider(stack, "azurerm", { features: [{}] });
  const vault = new KeyVault(stack, "Vault", {
    name: "kv-dev",
    location: group.location,
    resourceGroupName: group.name,
    tenantId: "00000000-0000-0000-0000-000000000000",
    skuName: "standard",
    tags: { environment: "dev" },
  });
  new TerraformOutput(stack, "vault", { value: vault.id });
  return { app, vault };
}

describe("Posture.enforce", () => {
  it("fails a synth that breaks a rule, and names the construct and the fix", () => {
    const { app: platform } = app();
    Posture.enforce(platform);
    expect(() => platform.synth()).toThrow(
      /posture error vault-public-access: dev\/Vault: public_network_access_enabled is not set; Azure's default is Enabled\. Set public_network_access_enabled = false\./,
    );
  });

  it("lets a synth pass whose findings are exempted or below the threshold", () => {
    const { app: platform } = app();
    const rules = [
      "vault-public-access",
      "vault-default-deny",
      "vault-role-based",
      "private-endpoint-missing",
      "check-bastion-only",
    ];
    Posture.enforce(platform, {
      threshold: "error",
      today: "2026-11-21",
      exemptions: rules.map((rule) => ({
        rule,
        address: "dev/*",
        reason: "a vault for trying things out",
        expires: "2027-01-01",
      })),
    });
    expect(() => platform.synth()).not.toThrow();
  });

  it("sees what aspects and later calls changed", () => {
    const { app: platform, vault } = app();
    Posture.enforce(platform, { threshold: "error" });
    vault.publicNetworkAccessEnabled = false;
    expect(() => platform.synth()).toThrow(/vault-default-deny/);
    expect(() => platform.synth()).not.toThrow(/vault-public-access/);
  });

  it("fails at once on options that are wrong", () => {
    expect(() => Posture.enforce(app().app, { threshold: "fatal" as never })).toThrow(/threshold: .*given "fatal"/);
  });
});
