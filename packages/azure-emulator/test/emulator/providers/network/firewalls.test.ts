import { describe, expect, it } from "vitest";
import { CANADA, makeNetwork, NETWORK } from "../../../support/platform.js";
import { idOf, Sandbox } from "../../../support/sandbox.js";

const FIREWALL = idOf("Microsoft.Network/azureFirewalls", "afw");
const POLICY = idOf("Microsoft.Network/firewallPolicies", "afwp");
const RULES = `${POLICY}/ruleCollectionGroups/machine-learning`;
const ADDRESS = idOf("Microsoft.Network/publicIPAddresses", "pip");
const TABLE = idOf("Microsoft.Network/routeTables", "rt");
const SUBNET = `${NETWORK}/subnets/AzureFirewallSubnet`;

function firewall(subnet = SUBNET, more: object = {}) {
  const properties = { subnet: { id: subnet }, publicIPAddress: { id: ADDRESS } };
  return { ...CANADA, properties: { ipConfigurations: [{ name: "one", properties }], ...more } };
}

async function open(prefix = "10.1.1.0/26"): Promise<Sandbox> {
  const sandbox = await Sandbox.open();
  await makeNetwork(sandbox, { AzureFirewallSubnet: prefix, other: "10.1.2.0/24" });
  await sandbox.make(ADDRESS, CANADA);
  return sandbox;
}

describe("A firewall", () => {
  it("takes ten minutes, and gets the first address of its subnet", async () => {
    const sandbox = await open();
    const { properties } = await sandbox.make(FIREWALL, firewall());
    expect(sandbox.azure.secondsSpentOn(FIREWALL)).toBe(600);
    expect(properties).toMatchObject({ threatIntelMode: "Alert", sku: { name: "AZFW_VNet", tier: "Standard" } });
    expect(properties.ipConfigurations[0].properties.privateIPAddress).toBe("10.1.1.4");
  });

  it("keeps its address when it's written again", async () => {
    const sandbox = await open();
    await sandbox.make(FIREWALL, firewall());
    const { properties } = await sandbox.make(FIREWALL, { ...firewall(), tags: { a: "b" } });
    expect(properties.ipConfigurations[0].properties.privateIPAddress).toBe("10.1.1.4");
  });

  it("may have more public addresses, which need no subnet", async () => {
    const sandbox = await open();
    const body = firewall();
    const second = { name: "two", properties: { publicIPAddress: { id: ADDRESS } } };
    const ipConfigurations = [...body.properties.ipConfigurations, second];
    const { properties } = await sandbox.make(FIREWALL, { ...body, properties: { ipConfigurations } });
    expect(properties.ipConfigurations[1].properties.privateIPAddress).toBeUndefined();
  });

  it("is in a subnet with the name that Azure requires", async () => {
    const sandbox = await open();
    expect(await sandbox.fail(FIREWALL, firewall(`${NETWORK}/subnets/other`))).toEqual({
      status: 400,
      code: "InvalidSubnetName",
      message: "Azure Firewall afw can only be created in a subnet that is named AzureFirewallSubnet, not other.",
    });
  });

  it("needs a /26", async () => {
    const sandbox = await open("10.1.1.0/27");
    expect(await sandbox.fail(FIREWALL, firewall())).toEqual({
      status: 400,
      code: "InvalidSubnetSize",
      message: "Azure Firewall afw needs a subnet of at least /26; AzureFirewallSubnet is 10.1.1.0/27.",
    });
  });

  it("has its management traffic in another subnet, whose name Azure requires as well", async () => {
    const sandbox = await open();
    const management = (subnet: string) =>
      firewall(SUBNET, {
        managementIpConfiguration: {
          name: "management",
          properties: { subnet: { id: `${NETWORK}/subnets/${subnet}` }, publicIPAddress: { id: ADDRESS } },
        },
      });
    expect(await sandbox.fail(FIREWALL, management("other"))).toMatchObject({ code: "InvalidSubnetName" });
    await sandbox.make(`${NETWORK}/subnets/AzureFirewallManagementSubnet`, {
      properties: { addressPrefix: "10.1.3.0/26" },
    });
    const { properties } = await sandbox.make(FIREWALL, management("AzureFirewallManagementSubnet"));
    expect(properties.managementIpConfiguration.properties.privateIPAddress).toBe("10.1.3.4");
  });

  it("holds its subnet and its address until it's deleted", async () => {
    const sandbox = await open();
    await sandbox.make(FIREWALL, firewall());
    expect((await sandbox.delete(SUBNET)).body.error.code).toBe("InUseSubnetCannotBeDeleted");
    expect((await sandbox.delete(ADDRESS)).body.error.code).toBe("PublicIPAddressCannotBeDeleted");
    await sandbox.delete(FIREWALL);
    sandbox.wait();
    expect((await sandbox.delete(ADDRESS)).status).toBe(202);
  });

  it("keeps its way to the internet: a route table of its subnet needs that route", async () => {
    const sandbox = await open();
    const subnet = { properties: { addressPrefix: "10.1.1.0/26", routeTable: { id: TABLE } } };
    const route = (nextHopType: string) => [
      { name: "default", properties: { addressPrefix: "0.0.0.0/0", nextHopType } },
    ];
    await sandbox.make(TABLE, { ...CANADA, properties: { routes: route("VirtualAppliance") } });
    expect(await sandbox.fail(SUBNET, subnet)).toEqual({
      status: 400,
      code: "AzureFirewallSubnetRouteTableMustHaveDefaultRouteToInternet",
      message:
        "Route Table rt on firewall subnet AzureFirewallSubnet must have 0.0.0.0/0 route with next hop Internet.",
    });
    await sandbox.make(TABLE, { ...CANADA, properties: { routes: route("Internet") } });
    expect(await sandbox.fail(SUBNET, subnet)).toBeUndefined();
  });
});

describe("A firewall policy", () => {
  async function withPolicy(): Promise<Sandbox> {
    const sandbox = await open();
    await sandbox.make(POLICY, CANADA);
    return sandbox;
  }

  it("needs to be there for its firewall", async () => {
    const sandbox = await open();
    const failure = await sandbox.fail(FIREWALL, firewall(SUBNET, { firewallPolicy: { id: POLICY } }));
    expect(failure).toMatchObject({ code: "InvalidResourceReference" });
  });

  it("can't be deleted while a firewall or another policy uses it", async () => {
    const sandbox = await withPolicy();
    await sandbox.make(FIREWALL, firewall(SUBNET, { firewallPolicy: { id: POLICY } }));
    await sandbox.make(`${POLICY}-child`, { ...CANADA, properties: { basePolicy: { id: POLICY } } });
    expect((await sandbox.get(POLICY)).body.properties).toMatchObject({
      firewalls: [{ id: FIREWALL }],
      childPolicies: [{ id: `${POLICY}-child` }],
    });
    expect((await sandbox.delete(POLICY)).body.error).toEqual({
      code: "FirewallPolicyInUse",
      message: `Firewall Policy ${POLICY} cannot be deleted because it is in use by ${FIREWALL}.`,
    });
    await sandbox.delete(FIREWALL);
    sandbox.wait();
    expect((await sandbox.delete(POLICY)).body.error.code).toBe("FirewallPolicyInUse");
  });

  it("shows its groups of rules, which are written one after the other", async () => {
    const sandbox = await withPolicy();
    await sandbox.put(RULES, { properties: { priority: 100, ruleCollections: [] } });
    expect(await sandbox.fail(`${RULES}-2`, { properties: { priority: 200 } })).toMatchObject({
      status: 409,
      code: "AnotherOperationInProgress",
    });
    sandbox.wait();
    expect((await sandbox.get(POLICY)).body.properties.ruleCollectionGroups).toEqual([{ id: RULES }]);
  });
});
