import { describe, expect, it } from "vitest";
import { CANADA, makeNetwork, NETWORK, SUBNET } from "../../../support/platform.js";
import { idOf, Sandbox } from "../../../support/sandbox.js";

const NIC = idOf("Microsoft.Network/networkInterfaces", "nic");
const nic = { ...CANADA, properties: { ipConfigurations: [{ name: "one", properties: { subnet: { id: SUBNET } } }] } };
const subnet = (addressPrefix: string) => ({ properties: { addressPrefix } });

describe("A virtual network", () => {
  it.each([[[]], [["10.1.0.0"]], [["10.1.0.0/16", "everything"]]])(
    "needs its address space in CIDR: %j",
    async (spaces) => {
      const sandbox = await Sandbox.open();
      const body = { ...CANADA, properties: { addressSpace: { addressPrefixes: spaces } } };
      expect(await sandbox.fail(NETWORK, body)).toMatchObject({ status: 400, code: "InvalidAddressPrefixFormat" });
    },
  );

  it("shows its subnets, which are separate resources", async () => {
    const sandbox = await Sandbox.open();
    await makeNetwork(sandbox, { pe: "10.1.1.0/24", vm: "10.1.2.0/24" });
    const { properties } = (await sandbox.get(NETWORK)).body;
    expect(properties.subnets.map(({ id }: { id: string }) => id)).toEqual([
      `${NETWORK}/subnets/pe`,
      `${NETWORK}/subnets/vm`,
    ]);
    expect((await sandbox.get(SUBNET)).body.properties.addressPrefix).toBe("10.1.1.0/24");
  });

  it("loses the subnets that it's written without, and keeps them where it says nothing about them", async () => {
    const sandbox = await Sandbox.open();
    await makeNetwork(sandbox, { pe: "10.1.1.0/24", vm: "10.1.2.0/24" });
    const addressSpace = { addressPrefixes: ["10.1.0.0/16"] };
    await sandbox.make(NETWORK, { ...CANADA, properties: { addressSpace } });
    expect((await sandbox.get(`${NETWORK}/subnets`)).body.value).toHaveLength(2);
    await makeNetwork(sandbox, { vm: "10.1.2.0/24" });
    expect((await sandbox.get(`${NETWORK}/subnets`)).body.value).toHaveLength(1);
  });

  it("keeps what its subnets are when it's written with them", async () => {
    const sandbox = await Sandbox.open();
    await makeNetwork(sandbox);
    await sandbox.make(NIC, nic);
    await makeNetwork(sandbox);
    expect((await sandbox.get(SUBNET)).body.properties.ipConfigurations).toEqual([
      { id: `${NIC}/ipConfigurations/one` },
    ]);
  });

  it("can't be deleted, or lose a subnet, while resources are in it", async () => {
    const sandbox = await Sandbox.open();
    await makeNetwork(sandbox);
    await sandbox.make(NIC, nic);
    const words = {
      code: "InUseSubnetCannotBeDeleted",
      message: `Subnet pe is in use by ${NIC}/ipConfigurations/one and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet. See aka.ms/deletesubnet.`,
    };
    expect((await sandbox.delete(NETWORK)).body.error).toEqual(words);
    const addressSpace = { addressPrefixes: ["10.1.0.0/16"] };
    const without = await sandbox.fail(NETWORK, { ...CANADA, properties: { addressSpace, subnets: [] } });
    expect(without).toEqual({ status: 400, ...words });
    await sandbox.delete(NIC);
    sandbox.wait();
    expect((await sandbox.delete(NETWORK)).status).toBe(202);
  });
});

describe("A subnet", () => {
  it("has what Azure sets where nothing is said", async () => {
    const sandbox = await Sandbox.open();
    await makeNetwork(sandbox, {});
    expect((await sandbox.make(SUBNET, subnet("10.1.1.0/24"))).properties).toEqual({
      addressPrefix: "10.1.1.0/24",
      delegations: [],
      privateEndpointNetworkPolicies: "Disabled",
      privateLinkServiceNetworkPolicies: "Enabled",
      ipConfigurations: [],
      privateEndpoints: [],
      provisioningState: "Succeeded",
    });
  });

  it.each([["10.2.0.0/24"], ["10.0.0.0/8"], [""]])("is inside its network, unlike %j", async (prefix) => {
    const sandbox = await Sandbox.open();
    await makeNetwork(sandbox, {});
    expect(await sandbox.fail(SUBNET, subnet(prefix))).toMatchObject({ status: 400, code: "NetcfgInvalidSubnet" });
  });

  it.each(["10.1.1.0/24", "10.1.0.0/20", "10.1.1.128/25"])(
    "does not overlap another one, unlike %s",
    async (prefix) => {
      const sandbox = await Sandbox.open();
      await makeNetwork(sandbox);
      expect(await sandbox.fail(`${NETWORK}/subnets/other`, subnet(prefix))).toMatchObject({
        status: 400,
        code: "NetcfgSubnetRangesOverlap",
      });
    },
  );

  it("overlaps itself when it's written again", async () => {
    const sandbox = await Sandbox.open();
    await makeNetwork(sandbox);
    const body = { properties: { addressPrefixes: ["10.1.1.0/24"] } };
    expect(await sandbox.fail(SUBNET, body)).toBeUndefined();
  });

  it.each(["networkSecurityGroup", "routeTable", "natGateway"])("refers to a %s that is there", async (property) => {
    const sandbox = await Sandbox.open();
    await makeNetwork(sandbox, {});
    const properties = { addressPrefix: "10.1.1.0/24", [property]: { id: idOf("Microsoft.Network/x", "none") } };
    expect(await sandbox.fail(SUBNET, { properties })).toMatchObject({ status: 400, code: "InvalidResourceReference" });
  });

  it("is written while no other one of its network is", async () => {
    const sandbox = await Sandbox.open();
    await makeNetwork(sandbox, {});
    await sandbox.put(SUBNET, subnet("10.1.1.0/24"));
    const other = await sandbox.put(`${NETWORK}/subnets/vm`, subnet("10.1.2.0/24"));
    expect([other.status, other.body.error.code]).toEqual([409, "AnotherOperationInProgress"]);
    sandbox.wait(4);
    expect((await sandbox.put(`${NETWORK}/subnets/vm`, subnet("10.1.2.0/24"))).status).toBe(201);
  });

  it("can't be deleted while resources are in it", async () => {
    const sandbox = await Sandbox.open();
    await makeNetwork(sandbox);
    await sandbox.make(NIC, nic);
    expect((await sandbox.delete(SUBNET)).body.error.code).toBe("InUseSubnetCannotBeDeleted");
    await sandbox.delete(NIC);
    sandbox.wait();
    expect((await sandbox.delete(SUBNET)).status).toBe(202);
  });
});

describe("A subnet in use", () => {
  it("keeps its block, but may get another in addition", async () => {
    const sandbox = await Sandbox.open();
    await makeNetwork(sandbox);
    await sandbox.make(NIC, nic);
    expect(await sandbox.fail(SUBNET, subnet("10.1.1.0/25"))).toEqual({
      status: 400,
      code: "InUsePrefixCannotBeDeleted",
      message: "IpPrefix 10.1.1.0/24 on Subnet pe has active allocations and cannot be deleted.",
    });
    const more = { properties: { addressPrefixes: ["10.1.1.0/24", "10.1.2.0/24"] } };
    expect(await sandbox.fail(SUBNET, more)).toBeUndefined();
  });
});
