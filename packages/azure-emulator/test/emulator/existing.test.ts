import { afterEach, describe, expect, it } from "vitest";
import { AzureEmulator } from "../../src/index.js";

const GROUP = "/subscriptions/00000000-0000-4000-8000-00000000000c/resourceGroups/rg-hub";
const provider = (path: string) => `${GROUP}/providers/${path}`;
const HUB = provider("Microsoft.Network/virtualNetworks/vnet-hub");
const ZONE = provider("Microsoft.Network/privateDnsZones/privatelink.blob.core.windows.net");

describe("an existing resource", () => {
  const azures: AzureEmulator[] = [];
  afterEach(() => Promise.all(azures.splice(0).map((azure) => azure.stop())));
  const withExisting = async (...ids: (string | { id: string; properties: object })[]) => {
    const azure = new AzureEmulator();
    azures.push(azure);
    await azure.addExisting(ids.map((id) => (typeof id === "string" ? { id } : { ...id })) as { id: string }[]);
    return azure;
  };
  const read = async (azure: AzureEmulator, id: string) =>
    (await azure.request("GET", `${id}?api-version=2025-01-01`)).body as { properties: Record<string, unknown> };

  it.each([
    [HUB],
    [`${HUB}/subnets/snet-pe`],
    [ZONE],
    [provider("Microsoft.KeyVault/vaults/kv-cmk/keys/ml")],
    [provider("Microsoft.Storage/storageAccounts/stlake/blobServices/default/containers/orders")],
    [provider("Microsoft.ContainerRegistry/registries/crshared")],
    [provider("Microsoft.OperationalInsights/workspaces/log-central")],
    [provider("Microsoft.Insights/components/appi")],
    [provider("Microsoft.Insights/actionGroups/ag-ops")],
    [provider("Microsoft.ManagedIdentity/userAssignedIdentities/id-ml")],
    [provider("Microsoft.MachineLearningServices/registries/mlr-shared")],
    [provider("Microsoft.Compute/galleries/gal/images/jumpbox/versions/1.0.0")],
    [provider("Microsoft.Sql/servers/sql-sales")],
  ])("is there with its parents, without properties: %s", async (id) => {
    const azure = await withExisting(id);
    expect(azure.existing.map((one) => one.id.toString())).toEqual(expect.arrayContaining([GROUP, id]));
    expect((await azure.request("GET", `${id}?api-version=2025-01-01`)).status).toBe(200);
    expect(azure.unknown).toEqual([]);
  });

  it("has the properties that are given, and its subnets a place in its network", async () => {
    const space = { addressSpace: { addressPrefixes: ["10.0.0.0/24"] } };
    const azure = await withExisting(`${HUB}/subnets/a`, `${HUB}/subnets/b`, { id: HUB, properties: space });
    expect((await read(azure, HUB)).properties).toMatchObject(space);
    expect((await read(azure, `${HUB}/subnets/a`)).properties).toMatchObject({ addressPrefix: "10.0.0.192/26" });
    expect((await read(azure, `${HUB}/subnets/b`)).properties).toMatchObject({ addressPrefix: "10.0.0.128/26" });
  });

  it("has addresses that no other existing network has", async () => {
    const azure = await withExisting(HUB, `${HUB}2`);
    const spaces = await Promise.all([HUB, `${HUB}2`].map(async (id) => (await read(azure, id)).properties));
    expect(spaces.map(({ addressSpace }) => addressSpace)).toEqual([
      { addressPrefixes: ["100.64.0.0/16"] },
      { addressPrefixes: ["100.65.0.0/16"] },
    ]);
  });

  it("is, as an identity, the principal that is given", async () => {
    const id = provider("Microsoft.ManagedIdentity/userAssignedIdentities/id-ml");
    const properties = { principalId: "00000000-0000-4000-8000-0000000000aa" };
    expect((await read(await withExisting({ id, properties }), id)).properties).toMatchObject(properties);
  });

  it("is refused with its id where it isn't possible", async () => {
    const properties = { addressSpace: { addressPrefixes: ["10.0.0.0/30"] } };
    await expect(withExisting(`${HUB}/subnets/a`, { id: HUB, properties })).rejects.toThrow(
      `${HUB}/subnets/a has no place`,
    );
    const wrong = { id: HUB, properties: { addressSpace: { addressPrefixes: ["all"] } } };
    await expect(withExisting(wrong)).rejects.toThrow(`${HUB} can't exist: Address prefix all`);
  });
});
