import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Workbench } from "./support.js";

const environment = { addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24", production: false };
const platform = (changes: object = {}) => ({ environments: { dev: environment }, ...changes });

/** What the second of two synths says. */
async function afterwards(before: object, after: object) {
  const bench = new Workbench(before);
  await bench.run(["synth"]);
  bench.configure(JSON.stringify(after));
  return { bench, ...(await bench.run(["synth"])) };
}

/** All files of a folder with their contents. */
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => [join(entry.parentPath, entry.name), readFileSync(join(entry.parentPath, entry.name), "utf8")]);

describe("a synth after another one", () => {
  it.each([[{ namingSuffix: "02" }], [{ location: "westeurope" }]])(
    "says before a deployment what loses its data by %j, and passes",
    async (change) => {
      const { status, stderr } = await afterwards(platform(), platform(change));
      expect(status).toBe(0);
      expect(stderr).toMatch(/warning: compared with the last synth in cdktf\.out, this one replaces \d+ resources/);
      for (const type of ["storage_account", "key_vault", "container_registry", "log_analytics_workspace"]) {
        expect(stderr).toMatch(new RegExp(`  aml-dev-base/azurerm_${type}\\.\\w+: replaced, because of name`));
      }
      expect(stderr).toMatch(/ {2}aml-dev\/azapi_resource\.Environment_Workspace_\w+: replaced/);
      expect(stderr).toMatch(/ {2}aml-dev-base\/azapi_resource\.Environment_Registry_\w+: replaced/);
      expect(stderr).not.toContain("azurerm_private_endpoint");
      expect(stderr).toContain("--allow-replace ADDRESS");
    },
  );

  it("counts the resources with data, and names each of them", async () => {
    const { stderr } = await afterwards(platform(), platform({ namingSuffix: "02" }));
    const count = Number(/loses the data of (\d+):/.exec(stderr)?.[1]);
    expect(stderr.match(/^ {2}aml-dev(-base)?\/.*: replaced, because of/gm)).toHaveLength(count);
  });

  it("names what is removed", async () => {
    const keyVaultId =
      "/subscriptions/00000000-0000-4000-8000-00000000000d/resourceGroups/rg-sec/providers/Microsoft.KeyVault/vaults/kv-ml";
    const { stderr } = await afterwards(
      platform(),
      platform({ environments: { dev: { ...environment, keyVaultId } } }),
    );
    expect(stderr).toMatch(/aml-dev-base\/azurerm_key_vault\.Environment_Workspace_KeyVault_\w+: removed/);
  });

  it("names the stack of a renamed environment, its data and the command that destroys it", async () => {
    const { bench, stderr } = await afterwards(platform(), platform({ environments: { test: environment } }));
    expect(stderr).toMatch(
      /warning: aml-dev is no longer in the configuration: if it is deployed, its \d+ resources stay in Azure/,
    );
    expect(stderr).toMatch(/\d+ of them with data: aml-dev-base\/.*azurerm_storage_account/);
    expect(stderr).toMatch(/warning: aml-dev-base is .* aml destroy dev$/m);
    for (const stack of ["aml-dev", "aml-dev-base"]) bench.state(stack, { resources: ["azurerm_key_vault.Vault"] });
    expect((await bench.run(["destroy", "dev", "--auto-approve"])).status).toBe(0);
    expect(bench.changes).toEqual([
      "aml-dev destroy -no-color -input=false -auto-approve",
      "aml-dev-base destroy -no-color -input=false -auto-approve",
    ]);
  });

  it.each([
    ["nothing has changed", platform()],
    ["a tag has changed", platform({ tags: { costcenter: "4711" } })],
    ["a cluster is removed", platform({ environments: { dev: { ...environment, computeCluster: false } } })],
  ])("says nothing where %s", async (_, after) => {
    expect((await afterwards(platform(), after)).stderr).toBe("");
  });

  it("leaves equal bytes, and no file beside the output", async () => {
    const bench = new Workbench(platform());
    await bench.run(["synth"]);
    const before = filesIn(bench.folder);
    await bench.run(["synth"]);
    expect(filesIn(bench.folder)).toEqual(before);
    expect(existsSync(join(bench.folder, "cdktf.out/stacks/aml-dev/cdk.tf.json"))).toBe(true);
  });
});
