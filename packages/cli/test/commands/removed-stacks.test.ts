import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Workbench } from "./support.js";

const environment = { addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24" };
const onlyDev = { environments: { dev: environment } };
const STATE = JSON.stringify({
  version: 4,
  resources: [{ mode: "managed", type: "azurerm_key_vault", name: "Vault", instances: [] }],
});

/** A platform whose stack of another environment is still deployed from here. */
function after(removed: string, configuration: object = onlyDev): Workbench {
  const bench = new Workbench(configuration);
  writeFileSync(join(bench.folder, `terraform.${removed}.tfstate`), STATE);
  bench.state(removed, { resources: ["azurerm_key_vault.Vault"] });
  return bench;
}

describe("a deployed stack that the configuration no longer has", () => {
  it.each([["synth"], ["plan"], ["deploy", "--auto-approve"]])(
    "is named by %s, with the command that destroys it",
    async (...args) => {
      const { stderr } = await after("aml-test").run(args);
      expect(stderr).toContain("aml-test is deployed but no longer in the configuration");
      expect(stderr).toContain("aml destroy aml-test");
    },
  );

  it("is found by the folder where Terraform ran, if its state is in Azure", async () => {
    const bench = new Workbench({
      ...onlyDev,
      backend: {
        type: "azurerm",
        resourceGroupName: "rg-terraform-state",
        storageAccountName: "sttfstate01",
        containerName: "tfstate",
      },
    });
    mkdirSync(join(bench.folder, "cdktf.out/stacks/aml-test/.terraform"), { recursive: true });
    expect((await bench.run(["synth"])).stderr).toContain("aml destroy aml-test");
  });

  it("is not one that is in the configuration, of another platform, or empty", async () => {
    const bench = after("other-test");
    writeFileSync(join(bench.folder, "terraform.aml-dev.tfstate"), STATE);
    writeFileSync(join(bench.folder, "terraform.aml-old.tfstate"), JSON.stringify({ version: 4, resources: [] }));
    expect((await bench.run(["synth"])).stderr).toBe("");
  });

  it("is destroyed by its name", async () => {
    const bench = after("aml-test");
    expect((await bench.run(["destroy", "test", "--auto-approve"])).status).toBe(0);
    expect(bench.changes).toEqual(["aml-test destroy -input=false -auto-approve"]);
    const written = bench.written("stacks/aml-test/cdk.tf.json") as Record<string, object>;
    expect(Object.keys(written["provider"] ?? {})).toEqual(["azapi", "azurerm", "time"]);
    expect(written["resource"]).toBeUndefined();
    expect(written).toMatchObject({
      terraform: { backend: { local: { path: "../../../terraform.aml-test.tfstate" } } },
    });
  });

  it("is destroyed with its own backend and subscription, which it had in the configuration", async () => {
    const backend = {
      type: "azurerm",
      resourceGroupName: "rg-test-state",
      storageAccountName: "sttest01",
      containerName: "tfstate",
      key: "test/{stack}.tfstate",
    };
    const subscriptions = { test: "00000000-0000-4000-8000-00000000000d" };
    const test = { ...environment, addressSpace: "10.2.0.0/16", privateEndpointSubnet: "10.2.1.0/24" };
    const bench = new Workbench({
      subscriptions,
      environments: { dev: environment, test: { ...test, subscription: "test", backend } },
    });
    await bench.run(["synth"]);
    mkdirSync(join(bench.folder, "cdktf.out/stacks/aml-test/.terraform"), { recursive: true });
    bench.configure(JSON.stringify(onlyDev));
    bench.state("aml-test", { resources: ["azurerm_key_vault.Vault"] });
    expect((await bench.run(["synth"])).stderr).toContain("aml destroy test");
    expect((await bench.run(["destroy", "aml-test", "--auto-approve"])).status).toBe(0);
    expect(bench.written("stacks/aml-test/cdk.tf.json")).toMatchObject({
      terraform: {
        backend: {
          azurerm: {
            resource_group_name: "rg-test-state",
            storage_account_name: "sttest01",
            key: "test/aml-test.tfstate",
          },
        },
      },
      provider: { azurerm: [{ subscription_id: subscriptions.test }] },
    });
    const { terraform } = bench.written("stacks/aml-test/cdk.tf.json") as { terraform: { backend: object } };
    expect(Object.keys(terraform.backend)).toEqual(["azurerm"]);
  });

  it("is not named any more once it is destroyed", async () => {
    const bench = after("aml-test");
    await bench.run(["destroy", "test", "--auto-approve"]);
    writeFileSync(join(bench.folder, "terraform.aml-test.tfstate"), JSON.stringify({ version: 4, resources: [] }));
    expect((await bench.run(["synth"])).stderr).toBe("");
  });

  it("is, as the base of an environment, not destroyed before the rest of it", async () => {
    const bench = after("aml-test");
    writeFileSync(join(bench.folder, "terraform.aml-test-base.tfstate"), STATE);
    bench.state("aml-test-base", { resources: ["azurerm_key_vault.Vault"] });
    const { status, stderr } = await bench.run(["destroy", "aml-test-base", "--auto-approve"]);
    expect([status, stderr]).toEqual([1, expect.stringContaining("aml-test is deployed and needs it")]);
    expect(stderr).toContain("destroy both: aml destroy test");
    expect(bench.changes).toEqual([]);
  });

  it("is destroyed only with --lift-prevent-destroy if it may be production", async () => {
    const bench = after("aml-prod");
    const { status, stderr } = await bench.run(["destroy", "prod", "--auto-approve"]);
    expect(status).toBe(1);
    expect(stderr).toContain("its name may be that of a production environment");
    expect(bench.changes).toEqual([]);
    expect((await bench.run(["destroy", "prod", "--auto-approve", "--lift-prevent-destroy"])).status).toBe(0);
  });

  it("is never destroyed along with the others", async () => {
    const bench = after("aml-test");
    bench.state("aml-dev", { resources: ["azurerm_virtual_network.Network"] });
    await bench.run(["destroy", "dev", "--auto-approve"]);
    expect(bench.changes).toEqual(["aml-dev destroy -no-color -input=false -auto-approve"]);
  });
});
