/** The Python SDK of Azure Machine Learning works with the deployed reference platform. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROLES } from "@org/azure-catalog";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { RehearsedPlatform } from "./rehearsed-platform.js";
import { readRunbook } from "./runbook.js";

const AZURE_ML = inject("azureMl");

describe.skipIf(AZURE_ML === "")("The Azure Machine Learning SDK", { concurrent: true }, () => {
  let platform: RehearsedPlatform;

  beforeAll(async () => {
    platform = await RehearsedPlatform.open({ privateAccess: true });
  });

  afterAll(() => platform.close());

  /** What a script prints. */
  async function run(script: string, args: readonly string[]): Promise<unknown> {
    const file = join(import.meta.dirname, script);
    const { code, stdout, stderr } = await platform.run(AZURE_ML, "python", [file, ...args]);
    if (code !== 0) throw new Error(stderr);
    // The SDK prints its progress before.
    return JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
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
    expect(await run("az_ml.py", [subscriptionId, ...commands])).toEqual([
      { public: access, network: isolation, build: expect.stringMatching(/./) },
      { public: access, regions: ["canadacentral"] },
      expect.any(Array),
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

  it("creates a workspace with what it depends on, by an ARM template", async () => {
    const { azure } = platform;
    const { subscriptionId } = azure.identity;
    const group = `/subscriptions/${subscriptionId}/resourceGroups/rg-new`;
    await azure.put(group, { location: "canadacentral" });
    const created = (await run("create_workspace.py", [subscriptionId, "rg-new"])) as Readonly<Record<string, string>>;
    expect(created).toMatchObject({
      name: "mlw-new",
      public_network_access: "Disabled",
      isolation_mode: "allow_only_approved_outbound",
      team: "vision",
    });
    for (const name of ["storage_account", "key_vault", "application_insights"]) {
      const { body } = await azure.request("GET", `${created[name]}?api-version=2025-01-01`);
      expect(body).toMatchObject({
        id: expect.stringContaining(`${group}/`),
        properties: { provisioningState: "Succeeded" },
      });
    }
    expect(azure.unknown.filter(({ what }) => what.includes("rg-new"))).toEqual([]);
  });

  it("registers data as docs/runbooks/data.md does, and has no class for SQL databases (S3-DAT-11)", async () => {
    const datastores = `${platform.output("dev", "workspace_id")}/datastores`;
    const create = (name: string, apiVersion: string, properties: object) =>
      platform.azure.request("PUT", `${datastores}/${name}?api-version=${apiVersion}&skipValidation=true`, {
        properties,
      });
    await create("raw", "2025-12-01", {
      datastoreType: "AzureDataLakeGen2",
      accountName: "stlakedevcc01",
      filesystem: "raw",
      credentials: { credentialsType: "None" },
    });
    const [code] = readRunbook("data.md").find(({ title }) => title === "Register data")?.blocks ?? [];
    const file = join(platform.folder, "register.py");
    writeFileSync(file, code?.text.replace("<subscription>", platform.azure.identity.subscriptionId) ?? "");
    const { stdout, stderr } = await platform.run(AZURE_ML, "python", [file]);
    const [store, path] = stdout.trim().split("\n").slice(-2);
    expect(stderr).not.toContain("Traceback");
    expect(store).toBe("stlakedevcc01 raw");
    expect(path).toMatch(/datastores\/raw\/paths\/rides\/2026-11\/$/);

    const contents = {
      contentsType: "AzureSqlDatabase",
      serverName: "sql-dev",
      databaseName: "features",
      endpoint: "database.windows.net",
      portNumber: 1433,
      credentials: { credentialsType: "None" },
    };
    await create("features", "2021-03-01-preview", { contents });
    const results = await run("datastores.py", [
      platform.azure.identity.subscriptionId,
      platform.output("dev", "workspace_resource_group_name"),
      platform.output("dev", "workspace_name"),
    ]);
    await platform.azure.request("DELETE", `${datastores}/features?api-version=2021-03-01-preview`);
    expect(results).toEqual({
      rides: expect.stringMatching(/datastores\/raw\/paths\/rides\/2026-11\/$/),
      versions: ["2026-11"],
      get: expect.stringMatching(/Error/),
      list: expect.stringMatching(/Error/),
    });
  });

  it("registers, shares, lists, gets, downloads and deploys assets", async () => {
    const registry = platform.output("dev", "registry_id");
    await openStorage(platform, registry);
    const folder = mkdtempSync(join(platform.folder, "assets-"));
    const results = await run("assets.py", [
      platform.azure.identity.subscriptionId,
      platform.output("dev", "workspace_resource_group_name"),
      platform.output("dev", "workspace_name"),
      platform.output("prod", "workspace_resource_group_name"),
      platform.output("prod", "workspace_name"),
      platform.output("dev", "registry_name"),
      folder,
    ]);
    const assets = "azureml://registries/mlrdevcc01";
    expect(results).toEqual({
      registered: ["taxi", "1", { stage: "dev" }],
      downloaded_from_workspace: true,
      missing: expect.stringMatching(/^ResourceNotFoundError: .*models\/taxi\/versions\/1 does not exist/),
      shared: [`${assets}/models/taxi/versions/1`, { stage: "dev" }, true],
      shared_again: "ValidationException: A model with this name and version already exists in registry",
      closed_storage: expect.stringContaining("does not let registry 'mlrdevcc01' in"),
      models: ["taxi"],
      versions: ["1"],
      latest: "1",
      downloaded_from_registry: true,
      data: `${assets}/data/rides/versions/1`,
      environment: `${assets}/environments/sklearn/versions/1`,
      closed_registry: expect.stringContaining("The container registry of registry 'mlrdevcc01' is private"),
      component: `${assets}/components/train/versions/1`,
      missing_environment: expect.stringContaining("refers to the environment"),
      uploaded: [`${assets}/models/direct/versions/1`, "custom_model"],
      tags: { approved: "yes" },
      active: [],
      endpoint: "Succeeded",
      deployed: [`${assets}/models/taxi/versions/1`, 2],
      missing_model: expect.stringContaining("models/taxi/versions/9"),
    });
  });
});

/** Lets the registry and the deployment principal read and write the files of the workspace. */
async function openStorage(platform: RehearsedPlatform, registry: string): Promise<void> {
  const { azure } = platform;
  const { subscriptionId, tenantId, objectId } = azure.identity;
  const account = platform.output("dev", "storage_account_id");
  const rule = { tenantId, resourceId: registry };
  const networkAcls = { defaultAction: "Deny", bypass: "AzureServices", resourceAccessRules: [rule] };
  await azure.request("PATCH", `${account}?api-version=2025-01-01`, {
    properties: { publicNetworkAccess: "Enabled", networkAcls },
  });
  await azure.put(`${account}/providers/Microsoft.Authorization/roleAssignments/${objectId}`, {
    properties: {
      roleDefinitionId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${ROLES.storageBlobDataContributor.id}`,
      principalId: objectId,
      principalType: "ServicePrincipal",
    },
  });
}
