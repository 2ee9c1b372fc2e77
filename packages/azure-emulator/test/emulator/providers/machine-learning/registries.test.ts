import { describe, expect, it } from "vitest";
import { CANADA, makeRegistry, REGISTRY, registryBody } from "../../../support/platform.js";
import { GROUP, Sandbox, SUBSCRIPTION } from "../../../support/sandbox.js";

interface Region {
  readonly acrDetails: readonly { systemCreatedAcrAccount: { armResourceId: { resourceId: string } } }[];
  readonly storageAccountDetails: readonly {
    systemCreatedStorageAccount: { storageAccountName: string; armResourceId: { resourceId: string } };
  }[];
}

async function open(): Promise<{ sandbox: Sandbox; group: string; region: Region }> {
  const sandbox = await Sandbox.open();
  await makeRegistry(sandbox);
  const { properties } = (await sandbox.get(REGISTRY)).body;
  return { sandbox, group: properties.managedResourceGroup.resourceId, region: properties.regionDetails[0] };
}

describe("An Azure Machine Learning registry", () => {
  it("takes two and a half minutes", async () => {
    const { sandbox } = await open();
    expect(sandbox.azure.secondsSpentOn(REGISTRY)).toBe(150);
  });

  it("has what Azure sets, its GUID hidden", async () => {
    const { sandbox } = await open();
    const { properties, identity } = (await sandbox.get(REGISTRY)).body;
    expect(properties).toMatchObject({
      discoveryUrl: "https://canadacentral.api.azureml.ms/registrymanagement/v1.0/registries/mlr-shared/discovery",
      mlFlowRegistryUri: `azureml://canadacentral.api.azureml.ms/mlflow/v1.0${REGISTRY}`,
      intellectualPropertyPublisher: null,
      registryPrivateEndpointConnections: [],
    });
    expect(properties).not.toHaveProperty("registryId");
    expect(identity.principalId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("has a managed group, with a private storage account and container registry for each region", async () => {
    const { sandbox, group, region } = await open();
    expect(group).toMatch(new RegExp(`^${SUBSCRIPTION}/resourceGroups/azureml-rg-mlr-shared_[0-9a-f-]{36}$`));
    const account = region.storageAccountDetails[0]?.systemCreatedStorageAccount;
    const images = region.acrDetails[0]?.systemCreatedAcrAccount.armResourceId.resourceId ?? "";
    expect(account?.storageAccountName).toMatch(/^[0-9a-f]{24}$/);
    expect(account?.armResourceId.resourceId).toContain(`${group}/providers/Microsoft.Storage/storageAccounts/`);
    expect(images).toContain(`${group}/providers/Microsoft.ContainerRegistry/registries/`);
    for (const id of [account?.armResourceId.resourceId ?? "", images]) {
      expect((await sandbox.get(id)).body.properties.publicNetworkAccess).toBe("Disabled");
    }
    expect((await sandbox.get(`${account?.armResourceId.resourceId ?? ""}/blobServices/default`)).status).toBe(200);
    const made = sandbox.azure.resources.filter(({ id }) => id.isWithin(group));
    expect(new Set(made.map(({ origin }) => origin))).toEqual(new Set(["service"]));
  });

  it("keeps all of it when it's written again", async () => {
    const { sandbox, group, region } = await open();
    await sandbox.make(REGISTRY, { ...registryBody(), tags: { a: "b" } });
    const { properties } = (await sandbox.get(REGISTRY)).body;
    expect(properties.managedResourceGroup.resourceId).toBe(group);
    expect(properties.regionDetails[0]).toEqual(region);
  });

  it("takes all of it away when it's deleted", async () => {
    const { sandbox, group } = await open();
    await sandbox.delete(REGISTRY);
    sandbox.wait(120);
    expect(sandbox.azure.resources.filter(({ id }) => id.isWithin(group))).toEqual([]);
  });

  it("is deleted though its group is gone", async () => {
    const { sandbox, group } = await open();
    await sandbox.delete(group);
    sandbox.wait();
    expect((await sandbox.delete(REGISTRY)).status).toBe(202);
    sandbox.wait();
    expect((await sandbox.get(REGISTRY)).status).toBe(404);
  });

  it("has a name that no other one of the tenant has", async () => {
    const { sandbox } = await open();
    await sandbox.make(`${GROUP}-other`, CANADA);
    expect(await sandbox.fail(REGISTRY.replace("/rg/", "/rg-other/"), registryBody())).toEqual({
      status: 409,
      code: "Conflict",
      message: "Registry name 'mlr-shared' is already in use in the tenant.",
    });
  });

  it("is validated by the schema of its api-version", async () => {
    const sandbox = await Sandbox.open();
    const failure = await sandbox.fail(REGISTRY, { ...CANADA, properties: { regionDetails: "canadacentral" } });
    expect(failure).toMatchObject({ status: 400, code: "ValidationError" });
  });
});
