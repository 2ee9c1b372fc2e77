import { describe, expect, it } from "vitest";
import {
  ACCOUNT,
  IDENTITY,
  IMAGES,
  makeDependentResources,
  makeWorkspace,
  ruleId,
  VAULT,
  WORKSPACE,
  workspaceBody,
} from "../../../support/platform.js";
import { GROUP, Sandbox } from "../../../support/sandbox.js";

const DAY = 24 * 3600;

/** A sandbox with a workspace's dependent resources, its identity's roles in effect. */
async function open(): Promise<Sandbox> {
  const sandbox = await Sandbox.open();
  await makeDependentResources(sandbox);
  sandbox.wait();
  return sandbox;
}

/** A workspace without a managed network or a user-assigned identity. */
const plain = { location: "canadacentral", identity: { type: "SystemAssigned" }, properties: {} };

describe("A workspace", () => {
  it("has what Azure sets, its GUID and names with its region included", async () => {
    const sandbox = await open();
    const { kind, sku, properties } = await sandbox.make(WORKSPACE, { ...plain, location: "Canada Central" });
    expect({ kind, sku }).toEqual({ kind: "Default", sku: { name: "Basic", tier: "Basic" } });
    const guid = properties.workspaceId;
    expect(guid).toMatch(/^[0-9a-f-]{36}$/);
    expect(properties).toMatchObject({
      friendlyName: "mlw-dev",
      hbiWorkspace: false,
      publicNetworkAccess: "Enabled",
      v1LegacyMode: false,
      managedNetwork: { isolationMode: "Disabled", outboundRules: {} },
      tenantId: sandbox.azure.identity.tenantId,
      discoveryUrl: "https://canadacentral.api.azureml.ms/discovery",
      mlFlowTrackingUri: `azureml://canadacentral.api.azureml.ms/mlflow/v1.0${WORKSPACE}`,
      notebookInfo: { fqdn: `ml-mlw-dev-canadacentral-${guid}.canadacentral.notebooks.azure.net` },
      privateEndpointConnections: [],
    });
  });

  it("keeps its GUID", async () => {
    const sandbox = await open();
    const { properties } = await sandbox.make(WORKSPACE, plain);
    expect((await sandbox.make(WORKSPACE, plain)).properties.workspaceId).toBe(properties.workspaceId);
  });

  it("shows ids of other services in another casing, as the service does", async () => {
    const sandbox = await open();
    const { properties } = await sandbox.make(WORKSPACE, workspaceBody());
    expect(properties.keyVault).toBe(VAULT.replace("Microsoft.KeyVault", "Microsoft.Keyvault"));
    expect(properties.applicationInsights).toContain("/providers/Microsoft.insights/");
    expect(properties.storageAccount).toBe(ACCOUNT);
  });

  it.each(["storageAccount", "keyVault", "containerRegistry", "applicationInsights"])(
    "needs its %s to be there",
    async (property) => {
      const sandbox = await open();
      expect(await sandbox.fail(WORKSPACE, workspaceBody({ [property]: `${VAULT}-none` }))).toMatchObject({
        status: 400,
        code: "InvalidResourceReference",
      });
    },
  );

  it("is configured with the identity that it acts as", async () => {
    const sandbox = await open();
    expect(await sandbox.fail(WORKSPACE, workspaceBody({ primaryUserAssignedIdentity: undefined }))).toEqual({
      status: 400,
      code: "ValidationError",
      message: "Primary user assigned identity must be set when the identity type is UserAssigned.",
    });
  });

  it("is validated by the schema of its api-version", async () => {
    const sandbox = await open();
    const failure = await sandbox.fail(WORKSPACE, workspaceBody({ v1LegacyMode: "no" }));
    expect(failure).toMatchObject({ status: 400, code: "ValidationError" });
    expect(failure?.message).toMatch(/^The request is invalid\. properties\.v1LegacyMode: expected /);
  });

  it.each([
    ["AllowInternetOutbound", "AllowOnlyApprovedOutbound", undefined],
    ["AllowOnlyApprovedOutbound", "AllowOnlyApprovedOutbound", undefined],
    ["Disabled", "AllowInternetOutbound", undefined],
    ["AllowOnlyApprovedOutbound", "AllowInternetOutbound", "ValidationError"],
    ["AllowInternetOutbound", "Disabled", "ValidationError"],
  ])("may only get more isolated: from %s to %s", async (before, after, code) => {
    const sandbox = await open();
    const body = (isolationMode: string) => workspaceBody({ managedNetwork: { isolationMode } });
    await sandbox.make(WORKSPACE, body(before));
    expect((await sandbox.fail(WORKSPACE, body(after)))?.code).toBe(code);
  });

  it("takes 90 seconds, and half an hour more where its network is to be made at once", async () => {
    const sandbox = await open();
    await sandbox.make(WORKSPACE, workspaceBody());
    expect(sandbox.azure.secondsSpentOn(WORKSPACE)).toBe(90);
    const at = `${WORKSPACE}2`;
    await sandbox.make(at, workspaceBody({ provisionNetworkNow: true }));
    expect(sandbox.azure.secondsSpentOn(at)).toBe(1890);
    expect((await sandbox.get(at)).body.properties.managedNetwork.status.status).toBe("Active");
  });

  it("has four datastores in its storage account, one of them the default", async () => {
    const sandbox = await open();
    const { properties } = await sandbox.make(WORKSPACE, workspaceBody({ systemDatastoresAuthMode: "Identity" }));
    const { value } = (await sandbox.get(`${WORKSPACE}/datastores`)).body;
    expect(value.map(({ name }: { name: string }) => name).sort()).toEqual([
      "workspaceartifactstore",
      "workspaceblobstore",
      "workspacefilestore",
      "workspaceworkingdirectory",
    ]);
    expect((await sandbox.get(`${WORKSPACE}/datastores/workspaceblobstore`)).body.properties).toMatchObject({
      datastoreType: "AzureBlob",
      isDefault: true,
      accountName: "stdev",
      containerName: `azureml-blobstore-${properties.workspaceId}`,
      credentials: { credentialsType: "None" },
    });
  });

  it.each(["models", "data", "components", "codes"])(
    "takes the first version of %s with its container",
    async (asset) => {
      const sandbox = await open();
      await sandbox.make(WORKSPACE, plain);
      const container = `${WORKSPACE}/${asset}/one`;
      expect((await sandbox.get(`${container}/versions/1`)).body.error.message).toContain("'read'");
      await sandbox.make(`${container}/versions/1`, { properties: { description: "first" } });
      expect((await sandbox.get(container)).status).toBe(200);
      expect(sandbox.azure.unknown).toEqual([]);
    },
  );

  it("has actions that are POST requests", async () => {
    const sandbox = await open();
    await sandbox.make(WORKSPACE, plain);
    expect((await sandbox.get(`${WORKSPACE}/listKeys`)).status).toBe(404);
  });

  it("answers the actions that clients ask of it", async () => {
    const sandbox = await open();
    await sandbox.make(WORKSPACE, plain);
    for (const action of ["listKeys", "resyncKeys", "diagnose"]) {
      expect((await sandbox.post(`${WORKSPACE}/${action}`)).status).toBe(200);
    }
    expect(sandbox.azure.unknown).toEqual([]);
  });
});

describe("A workspace's managed network", () => {
  it("is made in half an hour by the action, with the rules that Azure needs itself", async () => {
    const sandbox = await open();
    await sandbox.make(WORKSPACE, workspaceBody());
    expect((await sandbox.post(`${WORKSPACE}/provisionManagedNetwork`, { includeSpark: true })).status).toBe(202);
    sandbox.wait(1799);
    const shown = async () => (await sandbox.get(WORKSPACE)).body.properties.managedNetwork;
    expect((await shown()).status).toEqual({ status: "Inactive", sparkReady: false });
    sandbox.wait(1);
    expect((await shown()).status).toEqual({ status: "Active", sparkReady: true });
    expect((await shown()).outboundRules).toMatchObject({
      __SYS_PE_stdev_blob: {
        category: "Required",
        status: "Active",
        destination: { serviceResourceId: ACCOUNT, subresourceTarget: "blob" },
      },
      __SYS_PE_stdev_file: { destination: { serviceResourceId: ACCOUNT, subresourceTarget: "file" } },
      "__SYS_PE_kv-dev_vault": { destination: { serviceResourceId: VAULT, subresourceTarget: "vault" } },
      __SYS_PE_acrdev_registry: {
        destination: { serviceResourceId: IMAGES, subresourceTarget: "registry" },
      },
    });
  });

  it("has inactive rules to what Azure needs before it is provisioned", async () => {
    const sandbox = await open();
    await sandbox.make(WORKSPACE, workspaceBody());
    const { outboundRules } = (await sandbox.get(WORKSPACE)).body.properties.managedNetwork;
    expect(outboundRules["__SYS_PE_kv-dev_vault"]).toMatchObject({ status: "Inactive", category: "Required" });
    expect(outboundRules.__SYS_ST_AzureMachineLearning_UDP).toEqual({
      type: "ServiceTag",
      category: "Required",
      status: "Inactive",
      destination: { serviceTag: "AzureMachineLearning", protocol: "UDP", portRanges: "5831", action: "Allow" },
    });
    expect(outboundRules.__SYS_ST_VirtualNetwork.status).toBe("Inactive");
  });

  it("has no rules to service tags where all outbound traffic is allowed", async () => {
    const sandbox = await open();
    await sandbox.make(WORKSPACE, workspaceBody({ managedNetwork: { isolationMode: "AllowInternetOutbound" } }));
    const { outboundRules } = (await sandbox.get(WORKSPACE)).body.properties.managedNetwork;
    expect(Object.keys(outboundRules).filter((name) => name.startsWith("__SYS_ST_"))).toEqual([]);
  });

  it("leads by itself to what is private only", async () => {
    const sandbox = await open();
    await sandbox.request("PATCH", VAULT, { properties: { publicNetworkAccess: "Enabled" } });
    sandbox.wait();
    await sandbox.make(WORKSPACE, workspaceBody({ provisionNetworkNow: true }));
    const { outboundRules } = (await sandbox.get(WORKSPACE)).body.properties.managedNetwork;
    expect(Object.keys(outboundRules)).not.toContain("__SYS_PE_kv-dev_vault");
  });

  it("is provisioned for serverless Spark later as well, and stays so", async () => {
    const sandbox = await Sandbox.open();
    await makeWorkspace(sandbox);
    const status = async () => (await sandbox.get(WORKSPACE)).body.properties.managedNetwork.status;
    expect(await status()).toEqual({ status: "Active", sparkReady: false });
    for (const body of [{ includeSpark: true }, {}]) {
      await sandbox.post(`${WORKSPACE}/provisionManagedNetwork`, body);
      sandbox.wait();
      expect(await status()).toEqual({ status: "Active", sparkReady: true });
    }
  });

  it("keeps its state when the workspace is written", async () => {
    const sandbox = await Sandbox.open();
    await makeWorkspace(sandbox);
    await sandbox.make(WORKSPACE, workspaceBody({ friendlyName: "again" }));
    expect((await sandbox.get(WORKSPACE)).body.properties.managedNetwork.status.status).toBe("Active");
  });

  it("has the rules in the workspace's body instead of its earlier ones", async () => {
    const sandbox = await Sandbox.open();
    await makeWorkspace(sandbox);
    await sandbox.make(ruleId("old"), { properties: { type: "FQDN", category: "UserDefined", destination: "a.org" } });
    const rule = { type: "FQDN", category: "UserDefined", destination: "pypi.org" };
    const managedNetwork = { isolationMode: "AllowOnlyApprovedOutbound", outboundRules: { new: rule } };
    await sandbox.make(WORKSPACE, workspaceBody({ managedNetwork }));
    const { outboundRules } = (await sandbox.get(WORKSPACE)).body.properties.managedNetwork;
    expect(outboundRules.new).toEqual({ ...rule, status: "Active" });
    expect(outboundRules.old).toBeUndefined();
    expect(outboundRules["__SYS_PE_kv-dev_vault"].category).toBe("Required");
  });

  it("keeps its rules where the workspace is written without any", async () => {
    const sandbox = await Sandbox.open();
    await makeWorkspace(sandbox);
    await sandbox.make(ruleId("old"), { properties: { type: "FQDN", category: "UserDefined", destination: "a.org" } });
    await sandbox.make(WORKSPACE, workspaceBody());
    const { outboundRules } = (await sandbox.get(WORKSPACE)).body.properties.managedNetwork;
    expect(outboundRules.old.destination).toBe("a.org");
  });
});

describe("A deleted workspace", () => {
  async function deleted(query = ""): Promise<{ sandbox: Sandbox; guid: string }> {
    const sandbox = await Sandbox.open();
    await makeWorkspace(sandbox);
    const guid = (await sandbox.get(WORKSPACE)).body.properties.workspaceId;
    await sandbox.delete(WORKSPACE + query);
    sandbox.wait(300);
    return { sandbox, guid };
  }
  const names = (sandbox: Sandbox) => sandbox.azure.softDeleted.map(({ resource }) => resource.id.toString());

  it("is gone in five minutes, with its computes and rules, and soft-deleted for 14 days", async () => {
    const { sandbox } = await deleted();
    expect(sandbox.azure.resources.filter(({ id }) => id.isWithin(WORKSPACE))).toEqual([]);
    expect(names(sandbox)).toEqual([WORKSPACE]);
    sandbox.wait(14 * DAY - 1);
    expect(names(sandbox)).toEqual([WORKSPACE]);
    sandbox.wait(1);
    expect(names(sandbox)).toEqual([]);
  });

  it("is not soft-deleted where it's purged at once", async () => {
    expect(names((await deleted("?forceToPurge=true")).sandbox)).toEqual([]);
  });

  it("is purged by a second deletion", async () => {
    const { sandbox } = await deleted();
    expect((await sandbox.delete(WORKSPACE)).status).toBe(204);
    expect(names(sandbox)).toEqual([WORKSPACE]);
    expect((await sandbox.delete(`${WORKSPACE}?forceToPurge=true`)).status).toBe(204);
    expect(names(sandbox)).toEqual([]);
    sandbox.wait(150);
    expect((await sandbox.put(WORKSPACE, workspaceBody())).status).toBe(202);
  });

  it("is recovered by who asks for it, and is the same workspace", async () => {
    const { sandbox, guid } = await deleted();
    sandbox.wait(150);
    // A property of versions before those that the catalog has the schema of.
    const body = workspaceBody({ allowRecoverSoftDeletedWorkspace: "True" });
    expect((await sandbox.request("PUT", WORKSPACE, body, "2022-05-01")).status).toBe(202);
    sandbox.wait();
    const { properties } = (await sandbox.get(WORKSPACE)).body;
    expect(properties.workspaceId).toBe(guid);
    expect(properties).not.toHaveProperty("allowRecoverSoftDeletedWorkspace");
    expect(names(sandbox)).toEqual([]);
  });

  it("is another workspace when it's created again", async () => {
    const { sandbox, guid } = await deleted("?forceToPurge=true");
    sandbox.wait(150);
    const { properties } = await sandbox.make(WORKSPACE, workspaceBody());
    expect(properties.workspaceId).not.toBe(guid);
  });

  it("is also caused by the deletion of its group", async () => {
    const sandbox = await Sandbox.open();
    await makeWorkspace(sandbox);
    await sandbox.delete(GROUP);
    sandbox.wait();
    expect(names(sandbox)).toContain(WORKSPACE);
    expect(sandbox.azure.resources.filter(({ id }) => id.isWithin(IDENTITY))).toEqual([]);
  });
});
