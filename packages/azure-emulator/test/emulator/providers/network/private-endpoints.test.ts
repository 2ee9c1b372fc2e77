import { describe, expect, it } from "vitest";
import {
  ACCOUNT,
  endpointBody,
  endpointId,
  IMAGES,
  makeAccount,
  makeImages,
  makeNetwork,
  makeRegistry,
  makeVault,
  makeWorkspace,
  NETWORK,
  REGISTRY,
  SUBNET,
  VAULT,
  WORKSPACE,
} from "../../../support/platform.js";
import { idOf, Sandbox } from "../../../support/sandbox.js";

const ENDPOINT = endpointId("pe");

async function open(prefix = "10.1.1.0/24"): Promise<Sandbox> {
  const sandbox = await Sandbox.open();
  await makeNetwork(sandbox, { pe: prefix });
  return sandbox;
}

/** Static addresses, by member. */
function statics(groupId: string, addresses: Record<string, string>) {
  return {
    ipConfigurations: Object.entries(addresses).map(([memberName, privateIPAddress]) => ({
      name: memberName,
      properties: { groupId, memberName, privateIPAddress },
    })),
  };
}

interface Shown {
  readonly fqdn: string;
  readonly ipAddresses: readonly string[];
}

async function namesOf(sandbox: Sandbox, id = ENDPOINT): Promise<Record<string, readonly string[]>> {
  const { body } = await sandbox.get(id);
  return Object.fromEntries(
    body.properties.customDnsConfigs.map(({ fqdn, ipAddresses }: Shown) => [fqdn, ipAddresses]),
  );
}

describe("A private endpoint", () => {
  it("is approved at once, in a minute", async () => {
    const sandbox = await open();
    await makeVault(sandbox);
    await sandbox.put(ENDPOINT, endpointBody(VAULT, "vault"));
    sandbox.wait(59);
    expect((await sandbox.get(ENDPOINT)).body.properties.customDnsConfigs).toBeUndefined();
    sandbox.wait(1);
    const { properties } = (await sandbox.get(ENDPOINT)).body;
    expect(properties.privateLinkServiceConnections).toEqual([
      {
        id: `${ENDPOINT}/privateLinkServiceConnections/vault`,
        name: "vault",
        properties: {
          privateLinkServiceId: VAULT,
          groupIds: ["vault"],
          provisioningState: "Succeeded",
          privateLinkServiceConnectionState: {
            status: "Approved",
            description: "Auto-Approved",
            actionsRequired: "None",
          },
        },
      },
    ]);
    expect(await namesOf(sandbox)).toEqual({ "kv-dev.vault.azure.net": ["10.1.1.4"] });
  });

  it("waits for a manual approval, which the inspection reports", async () => {
    const sandbox = await open();
    await makeVault(sandbox);
    const [connection] = (endpointBody(VAULT, "vault") as { properties: Record<string, unknown[]> }).properties[
      "privateLinkServiceConnections"
    ] ?? [undefined];
    await sandbox.make(
      ENDPOINT,
      endpointBody(VAULT, "vault", {
        privateLinkServiceConnections: [],
        manualPrivateLinkServiceConnections: [connection],
      }),
    );
    const [shown] = (await sandbox.get(ENDPOINT)).body.properties.manualPrivateLinkServiceConnections;
    expect(shown.properties.privateLinkServiceConnectionState.status).toBe("Pending");
    expect(sandbox.azure.inspect()).toEqual([
      { id: ENDPOINT, problem: "has a connection that is Pending, not Approved" },
    ]);
  });

  it("has a network interface in its group, with the addresses", async () => {
    const sandbox = await open();
    await makeVault(sandbox);
    const nic = idOf("Microsoft.Network/networkInterfaces", "nic-pe");
    await sandbox.make(ENDPOINT, endpointBody(VAULT, "vault", { customNetworkInterfaceName: "nic-pe" }));
    expect((await sandbox.get(ENDPOINT)).body.properties.networkInterfaces).toEqual([{ id: nic }]);
    const { properties } = (await sandbox.get(nic)).body;
    expect(properties.ipConfigurations).toHaveLength(1);
    expect(properties.ipConfigurations[0].properties).toMatchObject({
      privateIPAddress: "10.1.1.4",
      privateIPAllocationMethod: "Dynamic",
      privateLinkConnectionProperties: {
        groupId: "vault",
        requiredMemberName: "default",
        fqdns: ["kv-dev.vault.azure.net"],
      },
    });
  });

  it("is seen by its target, until it is deleted", async () => {
    const sandbox = await open();
    await makeAccount(sandbox);
    await sandbox.make(ENDPOINT, endpointBody(ACCOUNT, "blob"));
    const shown = async () => (await sandbox.get(ACCOUNT)).body.properties.privateEndpointConnections;
    expect(await shown()).toMatchObject([
      { properties: { privateEndpoint: { id: ENDPOINT }, privateLinkServiceConnectionState: { status: "Approved" } } },
    ]);
    await sandbox.delete(ENDPOINT);
    sandbox.wait();
    expect(await shown()).toEqual([]);
    expect(sandbox.azure.resources.filter(({ id }) => id.hasType("Microsoft.Network/networkInterfaces"))).toEqual([]);
  });

  it("is seen by a vault and a container registry, of which only the vault has no list without one", async () => {
    const sandbox = await open();
    await makeVault(sandbox);
    await makeImages(sandbox);
    const shown = async (id: string) => (await sandbox.get(id)).body.properties.privateEndpointConnections;
    expect([await shown(VAULT), await shown(IMAGES)]).toEqual([undefined, []]);
    await sandbox.make(ENDPOINT, endpointBody(VAULT, "vault"));
    await sandbox.make(`${ENDPOINT}-2`, endpointBody(IMAGES, "registry"));
    expect(await shown(VAULT)).toMatchObject([{ properties: { privateEndpoint: { id: ENDPOINT } } }]);
    expect(await shown(IMAGES)).toMatchObject([{ properties: { privateEndpoint: { id: `${ENDPOINT}-2` } } }]);
  });

  it("is seen by its subnet, on its own and within the network", async () => {
    const sandbox = await open();
    await makeVault(sandbox);
    await sandbox.make(ENDPOINT, endpointBody(VAULT, "vault"));
    const subnet = (await sandbox.get(SUBNET)).body;
    const [inNetwork] = (await sandbox.get(NETWORK)).body.properties.subnets;
    for (const { properties } of [subnet, inNetwork]) expect(properties.privateEndpoints).toEqual([{ id: ENDPOINT }]);
  });

  it("keeps its addresses when it's written again", async () => {
    const sandbox = await open();
    await makeVault(sandbox);
    await sandbox.make(ENDPOINT, endpointBody(VAULT, "vault"));
    await sandbox.make(ENDPOINT, { ...endpointBody(VAULT, "vault"), tags: { a: "b" } });
    expect(await namesOf(sandbox)).toEqual({ "kv-dev.vault.azure.net": ["10.1.1.4"] });
  });

  it("needs a subnet, a target and a sub-resource that the target offers", async () => {
    const sandbox = await open();
    await makeVault(sandbox);
    expect(await sandbox.fail(ENDPOINT, endpointBody(ACCOUNT, "blob"))).toMatchObject({
      status: 400,
      code: "InvalidResourceReference",
    });
    const subnet = { id: `${VAULT}/subnets/none` };
    expect(await sandbox.fail(ENDPOINT, endpointBody(VAULT, "vault", { subnet }))).toMatchObject({
      code: "InvalidResourceReference",
    });
    expect(await sandbox.fail(ENDPOINT, endpointBody(VAULT, "blob"))).toEqual({
      status: 400,
      code: "BadRequest",
      message: `Call to Microsoft.KeyVault/vaults failed. Error message: the group id 'blob' is not valid for '${VAULT}'. Valid group ids are: vault.`,
    });
  });

  it("fails where its subnet is full", async () => {
    const sandbox = await open("10.1.1.0/29");
    await makeImages(sandbox);
    await makeVault(sandbox);
    await sandbox.make(endpointId("images"), endpointBody(IMAGES, "registry"));
    await sandbox.make(ENDPOINT, endpointBody(VAULT, "vault"));
    expect(await sandbox.fail(endpointId("more"), endpointBody(VAULT, "vault"))).toMatchObject({
      status: 201,
      code: "SubnetIsFull",
    });
    expect((await sandbox.get(endpointId("more"))).body.properties.provisioningState).toBe("Failed");
  });
});

describe("The names of a private endpoint", () => {
  it("of a workspace hold its GUID and its region, and have three addresses (S0-OUT-04)", async () => {
    const sandbox = await open();
    await makeWorkspace(sandbox);
    await sandbox.make(ENDPOINT, endpointBody(WORKSPACE, "amlworkspace"));
    const guid = (await sandbox.get(WORKSPACE)).body.properties.workspaceId;
    const inRegion = `${guid}.workspace.canadacentral`;
    expect(await namesOf(sandbox)).toEqual({
      [`${inRegion}.api.azureml.ms`]: ["10.1.1.4"],
      [`${inRegion}.cert.api.azureml.ms`]: ["10.1.1.4"],
      [`ml-mlw-dev-canadacentral-${guid}.canadacentral.notebooks.azure.net`]: ["10.1.1.5"],
      [`*.${guid}.inference.canadacentral.api.azureml.ms`]: ["10.1.1.6"],
    });
  });

  it("of an Azure Machine Learning registry hold its GUID and its region", async () => {
    const sandbox = await open();
    await makeRegistry(sandbox);
    await sandbox.make(ENDPOINT, endpointBody(REGISTRY, "amlregistry"));
    const [name = ""] = Object.keys(await namesOf(sandbox));
    expect(name).toMatch(/^[0-9a-f-]{36}\.registry\.canadacentral\.api\.azureml\.ms$/);
  });

  it("of a container registry are its own and its regional data endpoint's", async () => {
    const sandbox = await open();
    await makeImages(sandbox);
    await sandbox.make(ENDPOINT, endpointBody(IMAGES, "registry"));
    expect(await namesOf(sandbox)).toEqual({
      "acrdev.canadacentral.data.azurecr.io": ["10.1.1.4"],
      "acrdev.azurecr.io": ["10.1.1.5"],
    });
  });

  it.each(["blob", "file", "queue", "table", "dfs", "web"])("of %s storage are the account's", async (service) => {
    const sandbox = await open();
    await makeAccount(sandbox);
    await sandbox.make(ENDPOINT, endpointBody(ACCOUNT, service));
    expect(await namesOf(sandbox)).toEqual({ [`stdev.${service}.core.windows.net`]: ["10.1.1.4"] });
  });
});

describe("The static addresses of a private endpoint", () => {
  it("are the members' that they are given for", async () => {
    const sandbox = await open();
    await makeImages(sandbox);
    const addresses = { registry: "10.1.1.20", registry_data_canadacentral: "10.1.1.21" };
    await sandbox.make(ENDPOINT, endpointBody(IMAGES, "registry", statics("registry", addresses)));
    expect(await namesOf(sandbox)).toEqual({
      "acrdev.canadacentral.data.azurecr.io": ["10.1.1.21"],
      "acrdev.azurecr.io": ["10.1.1.20"],
    });
  });

  it("leave the rest to Azure, which gives none of them away", async () => {
    const sandbox = await open();
    await makeImages(sandbox);
    await sandbox.make(ENDPOINT, endpointBody(IMAGES, "registry", statics("registry", { registry: "10.1.1.4" })));
    expect(await namesOf(sandbox)).toEqual({
      "acrdev.canadacentral.data.azurecr.io": ["10.1.1.5"],
      "acrdev.azurecr.io": ["10.1.1.4"],
    });
  });

  it.each([
    ["10.1.2.4", "PrivateIPAddressNotInSubnet"],
    ["10.1.1.0", "PrivateIPAddressInReservedRange"],
    ["10.1.1.4", "PrivateIPAddressIsAllocated"],
  ])("can't be %s", async (address, code) => {
    const sandbox = await open();
    await makeVault(sandbox);
    await makeAccount(sandbox);
    await sandbox.make(endpointId("first"), endpointBody(VAULT, "vault"));
    const body = endpointBody(ACCOUNT, "blob", statics("blob", { blob: address }));
    expect(await sandbox.fail(ENDPOINT, body)).toMatchObject({ code });
  });

  it("are for members that there are: a vault's is called default", async () => {
    const sandbox = await open();
    await makeVault(sandbox);
    const body = endpointBody(VAULT, "vault", statics("vault", { vault: "10.1.1.20" }));
    expect(await sandbox.fail(ENDPOINT, body)).toEqual({
      status: 400,
      code: "BadRequest",
      message:
        "The IP configuration 'vault' of private endpoint 'pe' is for member 'vault' of group 'vault', which is not there. Members are: default.",
    });
    await sandbox.make(ENDPOINT, endpointBody(VAULT, "vault", statics("vault", { default: "10.1.1.20" })));
    expect(await namesOf(sandbox)).toEqual({ "kv-dev.vault.azure.net": ["10.1.1.20"] });
  });

  it("are taken under any name where the members' names aren't known", async () => {
    const sandbox = await open();
    await makeRegistry(sandbox);
    const body = endpointBody(REGISTRY, "amlregistry", statics("amlregistry", { amlregistry: "10.1.1.20" }));
    await sandbox.make(ENDPOINT, body);
    expect(Object.values(await namesOf(sandbox))).toEqual([["10.1.1.20"]]);
  });
});
