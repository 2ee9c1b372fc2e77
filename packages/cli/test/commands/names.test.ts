import { describe, expect, it } from "vitest";
import { Workbench } from "./support.js";

const dev = (fields: object = {}) => ({
  environments: { dev: { addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24", ...fields } },
});

/** The names by their kinds that `names --json` prints. */
async function namesOf(configuration: object): Promise<{ readonly kind: string; readonly name: string }[]> {
  const { stdout } = await new Workbench(configuration).run(["names", "--json"]);
  return (JSON.parse(stdout) as { kind: string; name: string }[]).map(({ kind, name }) => ({ kind, name }));
}

describe("names", () => {
  it("prints what everything will be called, as a table (S0-NAM-19)", async () => {
    const { status, stdout } = await new Workbench().run(["names"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^\| shared +\| azurerm_resource_group\.ResourceGroup +\| resource group +\| rg-aml-dns-shared-cc-01 /m,
    );
    expect(stdout).toMatch(/^\| prod +\| azapi_resource\.\w+ +\| .+ \| mlwprodcc01 +\| resource group \| \d+ +\|$/m);
    expect(stdout).toMatch(/^\| prod +\| stack +\| Terraform stack and state +\| aml-prod /m);
  });

  it("prints the same as data", async () => {
    const { stdout } = await new Workbench({ prefix: "ds", namingSuffix: "p7" }).run(["names", "--json"]);
    expect(JSON.parse(stdout)).toContainEqual({
      environment: "dev",
      of: expect.stringContaining("azurerm_storage_account.") as string,
      kind: "storage account",
      name: "stdevccp7",
      unique: "global",
      left: 15,
    });
  });

  it("lists only what the configuration creates", async () => {
    const names = await namesOf(dev({ registry: false, computeCluster: false, existingRegistries: [REGISTRY] }));
    const kinds = new Set(names.map(({ kind }) => kind));
    for (const kind of ["budget", "Bastion host", "virtual machine", "Azure Machine Learning registry"]) {
      expect(kinds).not.toContain(kind);
    }
    expect(kinds).toContain("Azure Machine Learning workspace");
  });

  it("lists clusters and instances by the names that they get", async () => {
    const names = await namesOf(
      dev({
        computeCluster: { name: "cpu" },
        computeClusters: [{ name: "gpu" }],
        computeInstances: [{ name: "ci-anna", assignedUserObjectId: "00000000-0000-4000-8000-00000000000a" }],
      }),
    );
    expect(names).toContainEqual({ kind: "compute cluster", name: "cpu" });
    expect(names).toContainEqual({ kind: "compute cluster", name: "gpu" });
    expect(names).toContainEqual({ kind: "compute instance", name: "ci-anna" });
  });

  it("refuses a configuration whose names Azure would refuse", async () => {
    const { status, stderr } = await new Workbench({ resourcePrefixes: { storage: "storage-account" } }).run(["names"]);
    expect(status).toBe(1);
    expect(stderr).toContain("storage");
  });

  it("writes nothing", async () => {
    const bench = new Workbench();
    await bench.run(["names"]);
    expect(() => bench.written("manifest.json")).toThrow("ENOENT");
  });
});

const REGISTRY = {
  registryId:
    "/subscriptions/00000000-0000-4000-8000-00000000000d/resourceGroups/rg-ml/providers/Microsoft.MachineLearningServices/registries/mlr-central",
  ruleName: "AllowCentralRegistry",
};
