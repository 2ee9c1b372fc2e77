import { describe, expect, it } from "vitest";
import { CANADA, makeNetwork, NETWORK } from "../../../support/platform.js";
import { idOf, Sandbox } from "../../../support/sandbox.js";

const GATEWAY = idOf("Microsoft.Network/virtualNetworkGateways", "vpng");
const ADDRESS = idOf("Microsoft.Network/publicIPAddresses", "pip");
const SUBNET = `${NETWORK}/subnets/GatewaySubnet`;
const POOL = { vpnClientAddressPool: { addressPrefixes: ["172.20.0.0/24"] }, vpnClientProtocols: ["OpenVPN"] };

function gateway({ subnet = SUBNET, sku = "VpnGw1AZ", clients = POOL as object | undefined, type = "Vpn" } = {}) {
  const properties = { subnet: { id: subnet }, publicIPAddress: { id: ADDRESS } };
  return {
    ...CANADA,
    properties: {
      gatewayType: type,
      sku: { name: sku, tier: sku },
      ipConfigurations: [{ name: "one", properties }],
      ...(clients && { vpnClientConfiguration: clients }),
    },
  };
}

async function open(zones: readonly string[] = ["1", "2", "3"]): Promise<Sandbox> {
  const sandbox = await Sandbox.open();
  await makeNetwork(sandbox, { GatewaySubnet: "10.1.1.0/27", other: "10.1.2.0/24" });
  await sandbox.make(ADDRESS, { ...CANADA, zones });
  return sandbox;
}

describe("A virtual network gateway", () => {
  it("lists its connections", async () => {
    const sandbox = await open();
    await sandbox.make(GATEWAY, gateway());
    const connection = idOf("Microsoft.Network/connections", "office");
    const properties = { connectionType: "IPsec", virtualNetworkGateway1: { id: GATEWAY } };
    await sandbox.make(connection, { ...CANADA, properties });
    const { body } = await sandbox.get(`${GATEWAY}/connections`);
    expect(body).toMatchObject({ value: [{ id: connection, name: "office", properties }] });
  });

  it("takes half an hour, and has settings of BGP even if it doesn't use BGP", async () => {
    const sandbox = await open();
    const { properties } = await sandbox.make(GATEWAY, gateway());
    expect(sandbox.azure.secondsSpentOn(GATEWAY)).toBe(1800);
    expect(properties).toMatchObject({
      enableBgp: false,
      vpnGatewayGeneration: "Generation1",
      bgpSettings: { asn: 65515, bgpPeeringAddresses: [{ defaultBgpIpAddresses: ["10.1.1.4"] }] },
    });
  });

  it("is in a subnet with the name that Azure requires", async () => {
    const sandbox = await open();
    expect(await sandbox.fail(GATEWAY, gateway({ subnet: `${NETWORK}/subnets/other` }))).toEqual({
      status: 400,
      code: "InvalidSubnetName",
      message: "Virtual network gateway vpng can only be created in a subnet that is named GatewaySubnet, not other.",
    });
  });

  it("has a zone-redundant SKU", async () => {
    const sandbox = await open();
    expect(await sandbox.fail(GATEWAY, gateway({ sku: "VpnGw1" }))).toMatchObject({
      status: 400,
      code: "NonAzSkusNotAllowedForVPNGateway",
    });
  });

  it("has a public address with zones, unless it's for ExpressRoute", async () => {
    const sandbox = await open([]);
    expect(await sandbox.fail(GATEWAY, gateway())).toMatchObject({
      status: 400,
      code: "VmssVpnGatewayPublicIpsMustHaveZonesConfigured",
    });
    const expressRoute = gateway({ type: "ExpressRoute", sku: "Standard", clients: undefined });
    expect(await sandbox.fail(GATEWAY, expressRoute)).toBeUndefined();
  });

  it("has addresses for its clients that aren't in its network", async () => {
    const sandbox = await open();
    const overlapping = { vpnClientAddressPool: { addressPrefixes: ["172.20.0.0/24", "10.1.128.0/24"] } };
    expect(await sandbox.fail(GATEWAY, gateway({ clients: overlapping }))).toEqual({
      status: 400,
      code: "VpnClientAddressPoolOverlap",
      message:
        "The virtual network gateway's VPN client address pool overlaps with the virtual network's address space. The overlapping address space prefixes are 10.1.0.0/16 and 10.1.128.0/24.",
    });
    expect(await sandbox.fail(GATEWAY, gateway({ clients: {} }))).toMatchObject({
      code: "VpnClientAddressPoolNotSpecified",
    });
  });

  it("holds its subnet and its address until it's deleted", async () => {
    const sandbox = await open();
    await sandbox.make(GATEWAY, gateway());
    expect((await sandbox.delete(SUBNET)).body.error.code).toBe("InUseSubnetCannotBeDeleted");
    expect((await sandbox.delete(ADDRESS)).body.error.code).toBe("PublicIPAddressCannotBeDeleted");
    await sandbox.delete(GATEWAY);
    sandbox.wait();
    expect((await sandbox.delete(SUBNET)).status).toBe(202);
  });
});

describe("The subnet of gateways", () => {
  it("has no security group", async () => {
    const sandbox = await open();
    const group = idOf("Microsoft.Network/networkSecurityGroups", "nsg");
    await sandbox.make(group, CANADA);
    const failure = await sandbox.fail(SUBNET, {
      properties: { addressPrefix: "10.1.1.0/27", networkSecurityGroup: { id: group } },
    });
    expect(failure).toMatchObject({ status: 400, code: "NetworkSecurityGroupCannotBeAttachedToGatewaySubnet" });
    expect(failure?.message).toContain("the network security group nsg can not be associated to the GatewaySubnet");
  });
});
