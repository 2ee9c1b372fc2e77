import { describe, expect, it } from "vitest";
import { DEFAULT_CONFIGURATION, Workbench } from "./support.js";

const DESTROY = "destroy -no-color -input=false -auto-approve";
const REGISTRY = "azapi_resource.Environment_Registry_FC62AC4F";
const NETWORK = "azurerm_virtual_network.Environment_Network";
const ZONE = "azurerm_private_dns_zone.Dns_Zones_blob_700B0F23";

/** The default platform as it stands after a deployment. */
function deployed(configuration?: object): Workbench {
  const bench = new Workbench(configuration);
  bench.state("aml-dns-shared", { resources: ["azurerm_resource_group.ResourceGroup", ZONE] });
  bench.state("aml-dev-base", { resources: [REGISTRY] });
  bench.state("aml-dev", { resources: [NETWORK], reads: ["aml-dns-shared", "aml-dev-base"] });
  bench.state("aml-prod-base", { resources: [REGISTRY] });
  bench.state("aml-prod", { resources: [NETWORK], reads: ["aml-dns-shared", "aml-prod-base", "aml-dev-base"] });
  return bench;
}

describe("destroy", () => {
  it("refuses dev while prod is deployed, says what in prod needs it, and what to do (S0-PRO-15)", async () => {
    const bench = deployed();
    const { status, stderr } = await bench.run(["destroy", "dev", "--auto-approve", "--lift-prevent-destroy"]);
    expect(status).toBe(1);
    expect(stderr).toContain("aml-dev-base, aml-dev can't be destroyed");
    expect(stderr).toContain(
      "aml-prod is deployed and needs it: azapi_resource.Environment_Workspace_OutboundRules_AllowDev",
    );
    expect(stderr).toContain("aml destroy aml-prod aml-dev-base aml-dev");
    expect(stderr).toContain("Nothing was changed.");
    expect(bench.changes).toEqual([]);
  });

  it("refuses dev while prod is deployed with a link to it that the configuration no longer has", async () => {
    const bench = deployed();
    bench.configure(DEFAULT_CONFIGURATION.replace('"connectTo": ["dev"]', '"connectTo": []'));
    const { status, stderr } = await bench.run(["destroy", "dev", "--auto-approve"]);
    expect(status).toBe(1);
    expect(stderr).toContain("the configuration no longer connects them, the deployment still does");
    expect(stderr).toContain("aml deploy aml-prod");
  });

  it("destroys dev once prod is deployed without the connection", async () => {
    const bench = deployed();
    bench.configure(DEFAULT_CONFIGURATION.replace('"connectTo": ["dev"]', '"connectTo": []'));
    bench.state("aml-prod", { resources: [NETWORK], reads: ["aml-dns-shared", "aml-prod-base"] });
    expect((await bench.run(["destroy", "dev", "--auto-approve"])).status).toBe(0);
    expect(bench.changes).toEqual([`aml-dev ${DESTROY}`, `aml-dev-base ${DESTROY}`]);
  });

  it("destroys the workspace of dev while prod uses its registry, and leaves the registry (S0-PRO-15)", async () => {
    const bench = deployed();
    expect((await bench.run(["destroy", "aml-dev", "--auto-approve"])).status).toBe(0);
    expect(bench.changes).toEqual(["aml-dev destroy -input=false -auto-approve"]);
  });

  it("refuses shared DNS while an environment is deployed", async () => {
    const { status, stderr } = await deployed().run([
      "destroy",
      "dns-shared",
      "--auto-approve",
      "--lift-prevent-destroy",
    ]);
    expect(status).toBe(1);
    expect(stderr).toContain("aml-dev is deployed and needs it");
    expect(stderr).toContain("aml-prod is deployed and needs it");
  });

  it("looks into a state in Azure just as into a local one", async () => {
    const bench = deployed({
      backend: {
        type: "azurerm",
        resourceGroupName: "rg-terraform-state",
        storageAccountName: "sttfstate01",
        containerName: "tfstate",
      },
    });
    const { status, stderr } = await bench.run(["destroy", "dev", "--auto-approve", "--lift-prevent-destroy"]);
    expect(status).toBe(1);
    expect(stderr).toContain("aml-prod is deployed and needs it");
  });

  it("refuses what is protected from being destroyed before it destroys anything else (S0-REG-11)", async () => {
    const bench = deployed();
    const { status, stderr } = await bench.run(["destroy", "--auto-approve"]);
    expect(status).toBe(1);
    expect(stderr).toContain(`contains resources that the configuration protects: ${REGISTRY}`);
    expect(stderr).toContain(`contains resources that the configuration protects: ${ZONE}`);
    expect(stderr).toContain("--lift-prevent-destroy");
    expect(bench.changes).toEqual([]);
  });

  it("destroys everything in the reverse order, protected or not, where both is said (S3-LIM-02)", async () => {
    const bench = deployed();
    expect((await bench.run(["destroy", "--auto-approve", "--lift-prevent-destroy"])).status).toBe(0);
    expect(bench.changes).toEqual(
      ["aml-prod", "aml-dev", "aml-prod-base", "aml-dns-shared", "aml-dev-base"].map((stack) => `${stack} ${DESTROY}`),
    );
    expect(JSON.stringify(bench.written("stacks/aml-dev-base/cdk.tf.json"))).not.toContain('"prevent_destroy":true');
  });

  it("lifts the protection for this once: the next synth has it again", async () => {
    const bench = deployed();
    await bench.run(["destroy", "--auto-approve", "--lift-prevent-destroy"]);
    await bench.run(["synth"]);
    expect(JSON.stringify(bench.written("stacks/aml-dev-base/cdk.tf.json"))).toContain('"prevent_destroy":true');
    expect(JSON.stringify(bench.written("stacks/aml-dns-shared/cdk.tf.json"))).toContain('"prevent_destroy":true');
  });

  it("destroys prod alone, because nothing depends on it, once its protection is lifted", async () => {
    const bench = deployed();
    expect((await bench.run(["destroy", "prod", "--auto-approve"])).status).toBe(1);
    expect((await bench.run(["destroy", "prod", "--auto-approve", "--lift-prevent-destroy"])).status).toBe(0);
    expect(bench.changes).toEqual([`aml-prod ${DESTROY}`, `aml-prod-base ${DESTROY}`]);
  });

  it("leaves out stacks without resources", async () => {
    const bench = new Workbench();
    const { status, stdout } = await bench.run(["destroy", "--auto-approve"]);
    expect(status).toBe(0);
    expect(bench.changes).toEqual([]);
    expect(stdout).toMatch(/^aml-dev: nothing to destroy$/m);
  });
});
