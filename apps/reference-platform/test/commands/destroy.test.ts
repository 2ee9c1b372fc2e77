import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { bundledApp, Workbench } from "./support.js";

let main: string;
beforeAll(async () => {
  main = await bundledApp();
});

const DESTROY = "destroy -input=false -auto-approve";
const REGISTRY = "azapi_resource.Environment_Registry_FC62AC4F";
const ZONE = "azurerm_private_dns_zone.Dns_Zones_blob_700B0F23";

/** The default platform as it stands after a deployment. */
function deployed(configuration?: object): Workbench {
  const bench = new Workbench(main, configuration);
  bench.state("aml-dns-shared", { resources: ["azurerm_resource_group.ResourceGroup", ZONE] });
  bench.state("aml-dev", { resources: [REGISTRY], reads: ["aml-dns-shared"] });
  bench.state("aml-prod", { resources: [REGISTRY], reads: ["aml-dns-shared", "aml-dev"] });
  return bench;
}

describe("destroy", () => {
  it("S0-PRO-15 refuses dev while prod stands, says what in prod needs it, and what to do", () => {
    const bench = deployed();
    const { status, stderr } = bench.run(["destroy", "dev", "--auto-approve", "--lift-prevent-destroy"]);
    expect(status).toBe(1);
    expect(stderr).toContain("aml-dev can't be destroyed");
    expect(stderr).toContain(
      "aml-prod stands and needs it: azapi_resource.Environment_Workspace_OutboundRules_AllowDev",
    );
    expect(stderr).toContain("npm run destroy -- aml-prod aml-dev");
    expect(stderr).toContain("Nothing was changed.");
    expect(bench.changes).toEqual([]);
  });

  it("refuses dev while prod is deployed with a link to it that the configuration no longer has", () => {
    const bench = deployed();
    const file = join(bench.folder, "platform.config.json");
    writeFileSync(file, readFileSync(file, "utf8").replace('"connectTo": ["dev"]', '"connectTo": []'));
    const { status, stderr } = bench.run(["destroy", "dev", "--auto-approve"]);
    expect(status).toBe(1);
    expect(stderr).toContain("the configuration has let go of it, the deployment not yet");
    expect(stderr).toContain("npm run deploy -- aml-prod");
  });

  it("destroys dev once prod is detached and deployed so", () => {
    const bench = deployed();
    const file = join(bench.folder, "platform.config.json");
    writeFileSync(file, readFileSync(file, "utf8").replace('"connectTo": ["dev"]', '"connectTo": []'));
    bench.state("aml-prod", { resources: [REGISTRY], reads: ["aml-dns-shared"] });
    expect(bench.run(["destroy", "dev", "--auto-approve"]).status).toBe(0);
    expect(bench.changes).toEqual([`aml-dev ${DESTROY}`]);
  });

  it("refuses shared DNS while an environment stands", () => {
    const { status, stderr } = deployed().run(["destroy", "dns-shared", "--auto-approve", "--lift-prevent-destroy"]);
    expect(status).toBe(1);
    expect(stderr).toContain("aml-dev stands and needs it");
    expect(stderr).toContain("aml-prod stands and needs it");
  });

  it("looks into a state in Azure just as into a local one", () => {
    const bench = deployed({
      backend: {
        type: "azurerm",
        resourceGroupName: "rg-terraform-state",
        storageAccountName: "sttfstate01",
        containerName: "tfstate",
      },
    });
    const { status, stderr } = bench.run(["destroy", "dev", "--auto-approve", "--lift-prevent-destroy"]);
    expect(status).toBe(1);
    expect(stderr).toContain("aml-prod stands and needs it");
  });

  it("S0-REG-11 refuses what is protected from being destroyed before it destroys anything else", () => {
    const bench = deployed();
    const { status, stderr } = bench.run(["destroy", "--auto-approve"]);
    expect(status).toBe(1);
    expect(stderr).toContain(`it holds what the configuration protects: ${REGISTRY}`);
    expect(stderr).toContain(`it holds what the configuration protects: ${ZONE}`);
    expect(stderr).toContain("--lift-prevent-destroy");
    expect(bench.changes).toEqual([]);
  });

  it("S3-LIM-02 destroys everything in the reverse order, protected or not, where both is said", () => {
    const bench = deployed();
    expect(bench.run(["destroy", "--auto-approve", "--lift-prevent-destroy"]).status).toBe(0);
    expect(bench.changes).toEqual([`aml-prod ${DESTROY}`, `aml-dev ${DESTROY}`, `aml-dns-shared ${DESTROY}`]);
    expect(JSON.stringify(bench.written("stacks/aml-dev/cdk.tf.json"))).not.toContain('"prevent_destroy":true');
  });

  it("lifts the protection for this once: the next synth has it again", () => {
    const bench = deployed();
    bench.run(["destroy", "--auto-approve", "--lift-prevent-destroy"]);
    bench.run(["synth"]);
    expect(JSON.stringify(bench.written("stacks/aml-dev/cdk.tf.json"))).toContain('"prevent_destroy":true');
    expect(JSON.stringify(bench.written("stacks/aml-dns-shared/cdk.tf.json"))).toContain('"prevent_destroy":true');
  });

  it("destroys prod alone without further ado", () => {
    const bench = deployed();
    expect(bench.run(["destroy", "prod", "--auto-approve"]).status).toBe(0);
    expect(bench.changes).toEqual([`aml-prod ${DESTROY}`]);
  });

  it("leaves stacks alone that hold nothing", () => {
    const bench = new Workbench(main);
    const { status, stdout } = bench.run(["destroy", "--auto-approve"]);
    expect(status).toBe(0);
    expect(bench.changes).toEqual([]);
    expect(stdout).toMatch(/^aml-dev: nothing to destroy$/m);
  });
});
