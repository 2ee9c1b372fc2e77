import type { TerraformStack } from "cdktf";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { PeerNetwork, PlatformSubnet, PlatformVnet, VirtualNetworkPeering } from "../src/index.js";
import { requireClientPool } from "../src/vpn-gateway.js";
import { dependenciesOf, FakeMonitoring, groupIn, later, namesOf, resourcesOf, stackFor } from "./fixture.js";

const TENANT = "00000000-0000-4000-8000-00000000000a";
const CIRCUIT =
  "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-net/providers/Microsoft.Network/expressRouteCircuits/erc";
let stack: TerraformStack;

beforeEach(() => {
  stack = stackFor();
});

const network = (environment = "hub", addressSpace = "10.0.0.0/16", monitoring?: FakeMonitoring) =>
  new PlatformVnet(stack, `Network-${environment}`, {
    resourceGroup: groupIn(stack, `Group-${environment}`),
    names: namesOf(environment),
    addressSpace,
    monitoring,
  });
const vpn = { tenantId: TENANT, clientAddressPool: "172.31.0.0/24" };

describe("addVpnGateway", () => {
  it("is off by default (S2-ACC-02)", () => {
    network();
    expect(stack).not.toHaveResource("azurerm_virtual_network_gateway");
  });

  it("adds a gateway with OpenVPN and Entra sign-in, without certificates and secrets (S2-ACC-02)", () => {
    network().addVpnGateway(vpn);
    expect(stack).toHaveResource("azurerm_virtual_network_gateway", {
      name: "vpng-aml-hub-cc-01",
      type: "Vpn",
      vpn_type: "RouteBased",
      sku: "VpnGw1AZ",
      vpn_client_configuration: {
        address_space: ["172.31.0.0/24"],
        vpn_client_protocols: ["OpenVPN"],
        vpn_auth_types: ["AAD"],
        aad_tenant: `https://login.microsoftonline.com/${TENANT}`,
        aad_issuer: `https://sts.windows.net/${TENANT}/`,
        aad_audience: "c632b3df-fb67-4d84-bdcf-b95ad541b5c8",
      },
    });
    expect(stack).toHaveResource("azurerm_public_ip", { name: "pip-aml-vpn-hub-cc-01", zones: ["1", "2", "3"] });
    expect(stack).toHaveResource("azurerm_subnet", { name: "GatewaySubnet", address_prefixes: ["10.0.0.64/27"] });
  });

  it("creates no security group for the gateway's subnet, which could stop the gateway (S2-ACC-03)", () => {
    network().addVpnGateway(vpn);
    expect(stack).not.toHaveResource("azurerm_network_security_group");
    expect(stack).not.toHaveResource("azurerm_subnet_network_security_group_association");
    expect(stack).not.toHaveResource("azurerm_subnet_route_table_association");
  });

  it.each(["GatewaySubnet", "AzureFirewallSubnet"])("fails on a security group for %s (S2-ACC-03)", (subnetName) => {
    expect(() => network().addSubnet("Own", { addressPrefix: "10.0.0.64/26", subnetName, securityRules: [] })).toThrow(
      `Own.securityRules: got "${subnetName}"; allowed: no security group for AzureFirewallSubnet and GatewaySubnet`,
    );
  });

  it("takes a tenant that only Terraform knows, another SKU, another application and cloud", () => {
    network().addVpnGateway({
      ...vpn,
      tenantId: later(),
      sku: "VpnGw3AZ",
      audience: TENANT,
      authorityHost: "https://login.microsoftonline.us/",
      gatewayName: "vpng-central",
      publicIpName: "pip-central",
      subnet: "10.0.9.0/26",
    });
    expect(stack).toHaveResource("azurerm_virtual_network_gateway", {
      name: "vpng-central",
      sku: "VpnGw3AZ",
      generation: "Generation2",
      vpn_client_configuration: expect.objectContaining({
        aad_tenant: "https://login.microsoftonline.us/${var.later}",
        aad_audience: TENANT,
      }),
    });
  });

  it("sends its logs", () => {
    const monitoring = new FakeMonitoring(stack, "Monitoring");
    network("hub", "10.0.0.0/16", monitoring).addVpnGateway(vpn);
    expect(monitoring.sent.map(([path]) => path)).toContain("stack/Network-hub/VpnGateway/Diagnostics");
  });

  it("fails on a client pool that overlaps the network, or a network that is peered before or afterwards", () => {
    expect(() => network().addVpnGateway({ ...vpn, clientAddressPool: "10.0.4.0/24" })).toThrow(
      'VpnGateway.clientAddressPool: got "10.0.4.0/24"; allowed: blocks that do not overlap',
    );
    stack = stackFor();
    const before = network();
    before.peerWith(network("dev", "172.31.0.0/16"));
    expect(() => before.addVpnGateway(vpn)).toThrow("such as 172.31.0.0/16");
    stack = stackFor();
    const after = network();
    after.addVpnGateway(vpn);
    const dev = network("dev", "172.31.0.0/16");
    expect(() => dev.peerWith(after)).toThrow('Network-hub.clientAddressPool: got "172.31.0.0/24"');
  });

  it("finds every overlap of pool and network", () => {
    const scope = { node: { path: "VpnGateway" } };
    const block = fc.tuple(fc.nat({ max: 255 }), fc.integer({ min: 24, max: 28 }));
    fc.assert(
      fc.property(block, ([third, length]) => {
        expect(() => requireClientPool(scope, [`10.0.${third}.0/${length}`], ["10.0.0.0/16"])).toThrow(
          "do not overlap",
        );
        expect(() => requireClientPool(scope, [`10.1.${third}.0/${length}`], ["10.0.0.0/16"])).not.toThrow();
      }),
    );
  });

  it.each([
    ["no block", { clientAddressPool: [] }, "at least one block; fix: use 172.31.0.0/24"],
    ["no block in CIDR notation", { clientAddressPool: "172.31.0.0" }, "an IPv4 block in CIDR notation"],
    ["a tenant that isn't a GUID", { tenantId: "contoso" }, "VpnGateway.tenantId"],
    ["a SKU without Entra sign-in", { sku: "Basic" as never }, 'sku: got "Basic"'],
    ["a subnet smaller than /27", { subnet: "10.0.0.64/28" }, "Azure requires this size for gateways"],
  ])("fails on %s", (_, options, message) => {
    expect(() => network().addVpnGateway({ ...vpn, ...options })).toThrow(message);
  });

  it("fails on a sign-in service without the slash that joins it with the tenant", () => {
    expect(() => network().addVpnGateway({ ...vpn, authorityHost: "https://login.microsoftonline.us" })).toThrow(
      'VpnGateway.authorityHost: got "https://login.microsoftonline.us"; allowed: the URL of an Entra sign-in service',
    );
  });

  it("fails on a second one, and on an existing subnet with another name", () => {
    const vnet = network();
    vnet.addVpnGateway(vpn);
    expect(() => vnet.addVpnGateway(vpn)).toThrow("one of each kind in a network");
    const subnet = PlatformSubnet.fromSubnetId(stack, "Other", "/subnets/snet-gateway");
    expect(() => network("dev").addVpnGateway({ ...vpn, subnet })).toThrow("a subnet named GatewaySubnet");
  });
});

describe("addExpressRouteGateway", () => {
  it("adds a gateway, and the connection to a circuit that exists (S4-NET-04)", () => {
    network().addExpressRouteGateway({ circuitId: CIRCUIT });
    expect(stack).toHaveResource("azurerm_virtual_network_gateway", {
      name: "ergw-aml-hub-cc-01",
      type: "ExpressRoute",
      sku: "ErGw1AZ",
      vpn_client_configuration: undefined,
    });
    expect(stack).toHaveResource("azurerm_virtual_network_gateway_connection", {
      type: "ExpressRoute",
      express_route_circuit_id: CIRCUIT,
    });
  });

  it("shares the subnet with a VPN gateway, and is created after it (S4-NET-04)", () => {
    const vnet = network();
    vnet.addVpnGateway(vpn);
    vnet.addExpressRouteGateway();
    expect(Object.keys(resourcesOf(stack, "azurerm_subnet")).filter((id) => id.includes("Gateway"))).toHaveLength(1);
    expect(dependenciesOf(stack, "azurerm_virtual_network_gateway", "Network-hub_ExpressRouteGateway")).toContainEqual(
      expect.stringMatching(/^azurerm_virtual_network_gateway\.Network-hub_VpnGateway/),
    );
    expect(stack).not.toHaveResource("azurerm_virtual_network_gateway_connection");
  });

  it.each([
    ["another SKU", { sku: "Standard" as never }, 'sku: got "Standard"'],
    ["the id of another resource", { circuitId: CIRCUIT.replace("Circuits", "Ports") }, "circuitId"],
  ])("fails on %s", (_, options, message) => {
    expect(() => network().addExpressRouteGateway(options)).toThrow(message);
  });

  it("fails on another subnet than that of the network's VPN gateway", () => {
    const vnet = network();
    vnet.addVpnGateway(vpn);
    expect(() => vnet.addExpressRouteGateway({ subnet: "10.0.8.0/27" })).toThrow("which both share");
  });
});

describe("peerWith", () => {
  it("fails on the network itself, by whatever name", () => {
    const vnet = network();
    expect(() => vnet.peerWith(vnet)).toThrow("a hub isn't peered with itself");
    const id = CIRCUIT.replace("expressRouteCircuits/erc", "virtualNetworks/vnet-hub");
    const existing = PeerNetwork.fromVirtualNetworkId(stack, "One", id, { name: "hub" });
    const same = PeerNetwork.fromVirtualNetworkId(stack, "Same", id.toUpperCase(), { name: "central" });
    expect(() => new VirtualNetworkPeering(stack, "Peering", { vnet: existing, remote: same })).toThrow(
      "a hub isn't peered with itself",
    );
  });
});
