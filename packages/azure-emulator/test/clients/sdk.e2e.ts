/** The Python SDK of Azure Machine Learning works with the deployed reference platform. */
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { RehearsedPlatform } from "./rehearsed-platform.js";
import { readRunbook } from "./runbook.js";

const AZURE_ML = inject("azureMl");

describe.skipIf(AZURE_ML === "")("The Azure Machine Learning SDK", { concurrent: true }, () => {
  let platform: RehearsedPlatform;

  beforeAll(async () => {
    platform = await RehearsedPlatform.open();
  });

  afterAll(() => platform.close());

  /** What a script prints. */
  async function run(script: string, args: readonly string[]): Promise<unknown> {
    const file = join(import.meta.dirname, script);
    const { code, stdout, stderr } = await platform.run(AZURE_ML, "python", [file, ...args]);
    if (code !== 0) throw new Error(stderr);
    return JSON.parse(stdout);
  }

  it("reads what docs/runbooks/verification.md reads inside the network", async () => {
    const section = readRunbook("verification.md").find(({ title }) => title === "Access inside the network");
    const [access, isolation] = section?.expected ?? [];
    const commands = section?.blocks[0]?.text.split("\n").filter((line) => line !== "") ?? [];
    expect(commands.map((command) => command.split(" --")[0])).toEqual([
      "az ml workspace show",
      "az ml registry show",
      "az ml model list",
    ]);
    const { subscriptionId } = platform.azure.identity;
    expect(await run("az_ml.py", [subscriptionId, ...commands.slice(0, 2)])).toEqual([
      { public: access, network: isolation, build: expect.stringMatching(/./) },
      { public: access, regions: ["canadacentral"] },
    ]);
  });

  it("reads a workspace, and changes its outbound rules and environments", async () => {
    const results = await run("workspace.py", [
      platform.azure.identity.subscriptionId,
      platform.output("dev", "workspace_resource_group_name"),
      platform.output("dev", "workspace_name"),
      platform.output("dev", "storage_account_id"),
    ]);
    expect(results).toMatchObject({
      workspace: {
        name: "mlwdevcc01",
        location: "canadacentral",
        public_network_access: "Disabled",
        isolation_mode: "AllowOnlyApprovedOutbound",
        network: "Active",
      },
      workspaces: ["mlwdevcc01"],
      datastores: ["workspaceartifactstore", "workspaceblobstore", "workspacefilestore", "workspaceworkingdirectory"],
      default_datastore: "workspaceblobstore",
      computes: [["amlcc-dev-cc01", "amlcompute"]],
      provisioned: "Active",
      created_rule: ["AllowPyPi", "pypi.org", "Active"],
      created_endpoint_rule: "file",
      rules: [
        ["AllowDevRegistryAccess", "UserDefined"],
        ["AllowFiles", "UserDefined"],
      ],
      environment: ["sklearn", "1", "mcr.microsoft.com/azureml/curated/sklearn:1"],
      environments: ["1"],
    });
  });
});
