import { describe, expect, it } from "vitest";
import { CLUSTER, cluster, NODES, prepareCluster } from "../../../support/kubernetes.js";
import { CANADA } from "../../../support/platform.js";
import { idOf, Sandbox } from "../../../support/sandbox.js";

const TABLE = idOf("Microsoft.Network/routeTables", "rt");
const NAT = idOf("Microsoft.Network/natGateways", "ng");
const subnet = { addressPrefix: "10.1.4.0/24" };

async function open(prefix?: string): Promise<Sandbox> {
  const sandbox = await Sandbox.open();
  await prepareCluster(sandbox, prefix);
  return sandbox;
}

describe("A cluster's network profile", () => {
  it("has services at addresses that no subnet of the network has", async () => {
    const sandbox = await open();
    const network = { serviceCidr: "10.1.0.0/16", dnsServiceIP: "10.1.0.10" };
    expect(await sandbox.fail(CLUSTER, cluster({ network }))).toEqual({
      status: 400,
      code: "ServiceCidrOverlapExistingSubnetsCidr",
      message: "The specified service CIDR 10.1.0.0/16 is conflicted with an existing subnet CIDR 10.1.4.0/24.",
    });
  });

  it.each([
    ["10.201.0.10", "DnsServiceIpOutOfServiceCidr"],
    ["10.200.0.1", "DnsServiceIpConflicting"],
  ])("doesn't have DNS at %s", async (dnsServiceIP, code) => {
    const sandbox = await open();
    expect(await sandbox.fail(CLUSTER, cluster({ network: { dnsServiceIP } }))).toMatchObject({ status: 400, code });
  });

  it("needs addresses for as many pods as all of its nodes may have", async () => {
    const sandbox = await open("10.1.4.0/26");
    expect(await sandbox.fail(CLUSTER, cluster())).toMatchObject({
      status: 400,
      code: "InsufficientSubnetSize",
      message: expect.stringMatching(
        /^Pre-allocated IPs 62 exceeds IPs available 59 in Subnet Cidr 10\.1\.4\.0\/26, Subnet Name nodes\./,
      ) as string,
    });
    const scaling = { enableAutoScaling: true, minCount: 1, maxCount: 2, count: 1 };
    expect(await sandbox.fail(CLUSTER, cluster({ pool: scaling }))).toMatchObject({ code: "InsufficientSubnetSize" });
    expect(await sandbox.fail(CLUSTER, cluster({ pool: { count: 1 } }))).toBeUndefined();
  });

  it("is written again with the addresses that it has", async () => {
    const sandbox = await open("10.1.4.0/25");
    await sandbox.make(CLUSTER, cluster());
    expect(await sandbox.fail(CLUSTER, cluster())).toBeUndefined();
  });

  it("uses no subnet that belongs to another service", async () => {
    const sandbox = await open();
    const delegations = [{ name: "one", properties: { serviceName: "Microsoft.Web/serverFarms" } }];
    await sandbox.make(NODES, { properties: { ...subnet, delegations } });
    expect(await sandbox.fail(CLUSTER, cluster())).toMatchObject({ status: 400, code: "SubnetIsDelegated" });
  });
});

describe("The way out of a cluster", () => {
  const routed = cluster({ network: { outboundType: "userDefinedRouting" } });
  const translated = cluster({ network: { outboundType: "userAssignedNATGateway" } });
  const table = (routes: object[]) => ({ ...CANADA, properties: { routes } });
  const route = (nextHopType: string) => ({ name: "default", properties: { addressPrefix: "0.0.0.0/0", nextHopType } });

  it("by a route needs a route table with a default route to an appliance", async () => {
    const sandbox = await open();
    const code = async () => (await sandbox.fail(CLUSTER, routed))?.code;
    expect(await code()).toBe("ExistingRouteTableNotAssociatedWithSubnet");
    await sandbox.make(TABLE, table([]));
    await sandbox.make(NODES, { properties: { ...subnet, routeTable: { id: TABLE } } });
    expect(await code()).toBe("RouteTableMissingDefaultRouteError");
    await sandbox.make(TABLE, table([route("Internet")]));
    expect(await code()).toBe("RouteTableInvalidNextHop");
    await sandbox.make(TABLE, table([route("VirtualAppliance")]));
    expect(await code()).toBeUndefined();
    const group = idOf("x/y", "z").replace(/rg\/.*/, "MC_rg_aks_canadacentral");
    expect((await sandbox.get(`${group}/providers/Microsoft.Network/publicIPAddresses`)).body.value).toEqual([]);
  });

  it("by a NAT gateway needs one with a public address", async () => {
    const sandbox = await open();
    const code = async () => (await sandbox.fail(CLUSTER, translated))?.code;
    expect(await code()).toBe("SubnetNotAssociatedWithNATGateway");
    await sandbox.make(NAT, CANADA);
    await sandbox.make(NODES, { properties: { ...subnet, natGateway: { id: NAT } } });
    expect(await code()).toBe("NATGatewayNotAssociatedWithPublicIPOrIPPrefix");
    const address = idOf("Microsoft.Network/publicIPAddresses", "pip");
    await sandbox.make(address, CANADA);
    await sandbox.make(NAT, { ...CANADA, properties: { publicIpAddresses: [{ id: address }] } });
    expect(await code()).toBeUndefined();
  });

  it("isn't a NAT gateway of AKS in a subnet of your own", async () => {
    const sandbox = await open();
    const network = { outboundType: "managedNATGateway" };
    expect(await sandbox.fail(CLUSTER, cluster({ network }))).toMatchObject({
      code: "ManagedNATGatewayWithCustomVNetNotAllowed",
    });
  });
});
