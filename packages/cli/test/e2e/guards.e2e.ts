import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BUILD_MILLISECONDS, RealMachine } from "./real.js";

let machine: RealMachine;
beforeAll(async () => {
  machine = await RealMachine.start();
}, BUILD_MILLISECONDS);
afterAll(() => machine.stop());

const configure = (configuration: object) =>
  writeFileSync(join(machine.folder, "platform.config.json"), JSON.stringify(configuration));
const dev = { addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24" };
const zone = (name: string) =>
  `/subscriptions/00000000-0000-4000-8000-00000000000c/resourceGroups/rg-dns/providers/Microsoft.Network/privateDnsZones/${name}`;
const existingZones = {
  api: zone("privatelink.api.azureml.ms"),
  notebooks: zone("privatelink.notebooks.azure.net"),
  blob: zone("privatelink.blob.core.windows.net"),
  file: zone("privatelink.file.core.windows.net"),
  queue: zone("privatelink.queue.core.windows.net"),
  table: zone("privatelink.table.core.windows.net"),
  vault: zone("privatelink.vaultcore.azure.net"),
  acr: zone("privatelink.azurecr.io"),
};

describe("a deployed stack, with real Terraform", { concurrent: false }, () => {
  it("is applied by the plan that was shown", async () => {
    configure({ environments: { dev } });
    const { code, output } = await machine.command("deploy", "dns-shared", "--auto-approve");
    expect(output).toContain("Resources: 13 added, 0 changed, 0 destroyed");
    expect(code).toBe(0);
  });

  it("is not replaced while it is protected, and the way out is named", async () => {
    configure({ environments: { dev }, namingSuffix: "02" });
    const { code, output } = await machine.command("deploy", "dns-shared", "--auto-approve");
    expect(output).toContain("Instance cannot be destroyed");
    expect(output).toContain("add --allow-replace aml-dns-shared/<address>");
    expect(output).not.toContain("Apply complete");
    expect(code).toBe(1);
  });

  it("is named once the configuration no longer has it, and destroyed from its state", async () => {
    configure({
      subscriptions: { connectivity: "00000000-0000-4000-8000-00000000000c" },
      dns: { existingZones },
      environments: { dev },
    });
    expect((await machine.command("synth")).output).toContain("aml destroy aml-dns-shared");
    const refused = await machine.command("destroy", "dns-shared", "--auto-approve");
    expect(refused.output).toContain("its name may be that of a production environment");
    expect(refused.code).toBe(1);
    const { code, output } = await machine.command("destroy", "dns-shared", "--auto-approve", "--lift-prevent-destroy");
    expect(output).toContain("Resources: 13 destroyed");
    expect(code).toBe(0);
    expect((await machine.command("synth")).output).not.toContain("no longer in the configuration");
  });
});
