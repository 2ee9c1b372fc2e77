/** Stacks that were made without our libraries can be tested as well. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { Subnet } from "@cdktf/provider-azurerm/lib/subnet/index.js";
import { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network/index.js";
import { App, TerraformStack } from "cdktf";
import { describe, expect, inject, it } from "vitest";
import { pathShares } from "../../src/deployment-test/timeline.js";
import { runDeploymentTest } from "../../src/index.js";

const STACKS = join(import.meta.dirname, "stacks");

describe.concurrent("Stacks of anyone", () => {
  it("written by hand, with variables and a module beside them, are tested", { tags: "ci" }, async () => {
    const report = await runDeploymentTest({
      folders: [join(STACKS, "hcl")],
      terraform: inject("terraform"),
      variables: { workload: "orders" },
      limitSeconds: 240,
    });
    expect(report.problems).toEqual([]);
    expect(report.unknown).toEqual([]);
    expect(report.resources).toBe(8);
    const delay = report.timeline.estimated.find(({ span }) => span.address === "module.vault.time_sleep.settled");
    expect(delay?.span).toMatchObject({ kind: "wait", unscaledSeconds: 90 });
    expect(pathShares(report.timeline).delays).toBe(90);
  });

  it("synthesized by CDKTF as it comes, one reading from the other, are tested", async () => {
    const outdir = mkdtempSync(join(tmpdir(), "stock-"));
    try {
      const app = new App({ outdir, skipBackendCheck: true } as ConstructorParameters<typeof App>[0]);
      const hub = new TerraformStack(app, "hub");
      provide(hub);
      const group = new ResourceGroup(hub, "Group", { name: "rg-hub", location: "westeurope" });
      const network = new VirtualNetwork(hub, "Network", {
        name: "vnet-hub",
        resourceGroupName: group.name,
        location: group.location,
        addressSpace: ["10.30.0.0/16"],
      });
      const spoke = new TerraformStack(app, "spoke");
      provide(spoke);
      new Subnet(spoke, "Subnet", {
        name: "snet-spoke",
        resourceGroupName: group.name,
        virtualNetworkName: network.name,
        addressPrefixes: ["10.30.1.0/24"],
      });
      app.synth();
      const report = await runDeploymentTest({ folders: [outdir], terraform: inject("terraform"), limitSeconds: 240 });
      expect(report.problems).toEqual([]);
      expect(report.resources).toBe(3);
    } finally {
      rmSync(outdir, { recursive: true });
    }
  });

  it("with a provider that isn't supported are refused before anything runs", { tags: "ci" }, async () => {
    await expect(
      runDeploymentTest({ folders: [join(STACKS, "unplayed")], terraform: inject("terraform") }),
    ).rejects.toThrow(
      "stack unplayed uses the provider aws (hashicorp/aws), which the Azure emulator does not support",
    );
  });
});

function provide(stack: TerraformStack): void {
  new AzurermProvider(stack, "Azure", {
    features: [{}],
    subscriptionId: "00000000-0000-0000-0000-000000000000",
    resourceProviderRegistrations: "none",
  });
  // The bindings ask for azurerm 4, of which not every machine has one.
  stack.addOverride("terraform.required_providers.azurerm.version", ">= 4.0");
}
