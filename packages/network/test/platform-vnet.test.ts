import { BASTION_SECURITY_RULES } from "@org/azure-catalog";
import { AnnotationMetadataEntryType, type TerraformStack } from "cdktf";
import { beforeEach, describe, expect, it } from "vitest";
import {
  type AddJumpboxOptions,
  BastionHost,
  type IPlatformVnet,
  PlatformSubnet,
  PlatformVnet,
  type PlatformVnetProps,
  type VirtualNetworkAttributes,
  warnUnreachable,
} from "../src/index.js";
import { dependenciesOf, FakeMonitoring, groupIn, later, namesOf, only, resourcesOf, stackFor } from "./fixture.js";

let stack: TerraformStack;

beforeEach(() => {
  stack = stackFor();
});

const network = (props: Partial<PlatformVnetProps> = {}) =>
  new PlatformVnet(stack, "Network", {
    resourceGroup: groupIn(stack),
    names: namesOf("dev"),
    addressSpace: "10.1.0.0/16",
    ...props,
  });
const existing = (attributes: Partial<VirtualNetworkAttributes> = {}) =>
  PlatformVnet.fromVirtualNetworkAttributes(stack, "Network", {
    virtualNetworkId: "/vnet",
    virtualNetworkName: "vnet-existing",
    resourceGroup: groupIn(stack),
    names: namesOf("dev"),
    privateEndpointSubnet: { subnetId: "/vnet/subnets/pe", addressPrefix: "10.1.1.0/24" },
    addressSpace: ["10.1.0.0/16"],
    ...attributes,
  });
const login = { adminUsername: "azureadmin", adminPassword: "${var.jumpbox_password}" };
const jumpboxOf = (vnet: IPlatformVnet, options: Partial<AddJumpboxOptions> = {}) =>
  vnet.addJumpbox({ ...login, ...options });

const subnets = () =>
  Object.fromEntries(Object.values(resourcesOf(stack, "azurerm_subnet")).map((subnet) => [subnet.name, subnet]));
const rulesOf = (name: string) => {
  const groups = Object.values(resourcesOf(stack, "azurerm_network_security_group"));
  return groups.find((group) => group.name === name)?.security_rule as Record<string, unknown>[];
};

describe("PlatformVnet", () => {
  it("is a network in the given group, which knows Azure's own DNS (S0-NET-09) (S0-NET-01, S0-NET-08)", () => {
    network({ tags: { environment: "dev" } });
    const written = only(stack, "azurerm_virtual_network");
    expect(written).toMatchObject({
      name: "vnet-aml-dev-cc-01",
      resource_group_name: "${azurerm_resource_group.Group.name}",
      location: "${azurerm_resource_group.Group.location}",
      address_space: ["10.1.0.0/16"],
      tags: { environment: "dev" },
    });
    expect(written).not.toHaveProperty("dns_servers");
    expect(Object.keys(resourcesOf(stack, "azurerm_resource_group"))).toEqual(["Group"]);
  });

  it("takes other DNS servers (S0-NET-09)", () => {
    network({ dnsServers: ["10.9.0.4"] });
    expect(stack).toHaveResource("azurerm_virtual_network", { dns_servers: ["10.9.0.4"] });
  });

  it("takes another name and region", () => {
    network({ vnetName: "vnet-own", location: "canadaeast", privateEndpointSubnetName: "endpoints" });
    expect(stack).toHaveResource("azurerm_virtual_network", { name: "vnet-own", location: "canadaeast" });
    expect(Object.keys(subnets())).toEqual(["endpoints"]);
  });

  it("has a subnet for private endpoints, without Azure's implicit way out (S0-NET-03, S0-NET-12)", () => {
    const vnet = network();
    expect(subnets()["snet-aml-pe-dev-cc-01"]).toMatchObject({
      virtual_network_name: expect.stringMatching(/^\$\{azurerm_virtual_network\.Network_\w+\.name\}$/),
      address_prefixes: ["10.1.1.0/24"],
      private_endpoint_network_policies: "Disabled",
      default_outbound_access_enabled: false,
    });
    expect(vnet.privateEndpointSubnet.addressPrefix).toBe("10.1.1.0/24");
    expect(vnet).toMatchObject({ environmentName: "dev", addressSpace: ["10.1.0.0/16"] });
  });

  it("takes another subnet for private endpoints", () => {
    network({ addressSpace: ["10.1.0.0/16", "10.9.0.0/16"], privateEndpointSubnet: "10.9.0.0/27" });
    expect(subnets()["snet-aml-pe-dev-cc-01"]).toMatchObject({ address_prefixes: ["10.9.0.0/27"] });
  });

  it("has no peering, no public address, no security rule by default (S0-ARC-02, S0-ARC-12)", () => {
    network();
    expect(stack).not.toHaveResource("azurerm_virtual_network_peering");
    expect(stack).not.toHaveResource("azurerm_public_ip");
    expect(stack).not.toHaveResource("azurerm_network_security_group");
  });

  it("sends its alerts and metrics (S0-NET-06)", () => {
    const monitoring = new FakeMonitoring(stack, "Monitoring");
    network({ monitoring });
    expect(monitoring.sent).toEqual([["stack/Network/Diagnostics", ["VMProtectionAlerts"], ["AllMetrics"]]]);
  });

  it("hands its monitoring on to what is added (S0-NET-06)", () => {
    const monitoring = new FakeMonitoring(stack, "Monitoring");
    const vnet = network({ monitoring, natGateway: true, endpointSubnetSecurityGroup: true });
    vnet.addBastion({});
    jumpboxOf(vnet);
    expect(monitoring.sent.map(([path]) => path.replace("stack/Network/", ""))).toEqual([
      "Diagnostics",
      "NatGateway/Diagnostics",
      "PrivateEndpointSubnetSecurityGroup/Diagnostics",
      "BastionSubnetSecurityGroup/Diagnostics",
      "Bastion/Diagnostics",
      "Bastion/PublicIpDiagnostics",
      "JumpboxSubnetSecurityGroup/Diagnostics",
    ]);
  });

  it("logs its flows when asked to (S0-NET-10)", () => {
    network({ flowLogs: { storageAccountId: "/storage" }, tags: { environment: "dev" } });
    expect(stack).toHaveResource("azurerm_network_watcher_flow_log", {
      name: expect.stringMatching(/^fl-\$\{azurerm_virtual_network/),
      storage_account_id: "/storage",
      tags: { environment: "dev" },
    });
  });

  it("puts a security group on the subnet for private endpoints, which then applies to them (S0-NET-11)", () => {
    network({ endpointSubnetSecurityGroup: true });
    expect(subnets()["snet-aml-pe-dev-cc-01"]).toMatchObject({ private_endpoint_network_policies: "Enabled" });
    expect(rulesOf("nsg-aml-pe-dev-cc-01")).toEqual([
      expect.objectContaining({
        name: "AllowVirtualNetworkInbound",
        priority: 200,
        direction: "Inbound",
        access: "Allow",
        protocol: "Tcp",
        source_address_prefix: "VirtualNetwork",
        destination_port_ranges: ["443", "445", "1433"],
      }),
      expect.objectContaining({ name: "DenyAllInbound", priority: 4096, direction: "Inbound", access: "Deny" }),
    ]);
    expect(stack).toHaveResource("azurerm_subnet_network_security_group_association");
  });

  it("takes rules of one's own for it (S0-NET-11)", () => {
    const [, denyAll] = BASTION_SECURITY_RULES;
    network({ endpointSubnetSecurityGroup: [denyAll] });
    expect(rulesOf("nsg-aml-pe-dev-cc-01")).toHaveLength(1);
  });

  it("waits for what its group waits for (S0-RBC-05)", () => {
    const dependencies = [groupIn(stack, "Role")];
    network({ resourceGroup: { name: "rg", id: "/rg", location: "canadacentral", dependencies } });
    expect(stack).toHaveResource("azurerm_virtual_network", { depends_on: ["azurerm_resource_group.Role"] });
  });
});

describe("PlatformVnet fails", () => {
  it("on an empty address space", () => {
    expect(() => network({ addressSpace: [] })).toThrow(
      "stack/Network.addressSpace: got []; allowed: at least one block",
    );
  });

  it("on Docker's range, with the reason", () => {
    expect(() => network({ addressSpace: "172.17.0.0/16" })).toThrow("Docker's bridge on Azure ML computes uses it");
  });

  it("on blocks of one network that overlap", () => {
    expect(() => network({ addressSpace: ["10.1.0.0/16", "10.1.4.0/24"] })).toThrow('got "10.1.4.0/24"');
  });

  it("on a subnet outside the network (S0-NET-05)", () => {
    expect(() => network({ privateEndpointSubnet: "10.2.1.0/24" })).toThrow(
      'stack/Network.privateEndpointSubnet: got "10.2.1.0/24"; allowed: a block within 10.1.0.0/16; fix: move the subnet',
    );
  });

  it.each(["10.1.1.0/30", "10.1.1.0/29"])("on %s for private endpoints, with the reason", (privateEndpointSubnet) => {
    expect(() => network({ privateEndpointSubnet })).toThrow(
      `got "${privateEndpointSubnet}"; allowed: a block from /2 to /28: an environment's endpoints take 11 addresses, and ` +
        "Azure reserves 5; fix: use 10.1.1.0/28",
    );
  });

  it("not on a /28 for private endpoints", () => {
    network({ privateEndpointSubnet: "10.1.1.0/28" });
  });

  it("on DNS servers that are no addresses", () => {
    expect(() => network({ dnsServers: ["dns.example.com"] })).toThrow(
      'stack/Network.dnsServers: got "dns.example.com"',
    );
  });

  it("on a name that Azure refuses", () => {
    expect(() => network({ vnetName: "v" })).toThrow('stack/Network.vnetName: got "v"');
  });

  it("on two NAT gateways", () => {
    expect(() => network({ natGateway: true, natGatewayId: "/nat" })).toThrow(
      'stack/Network.natGatewayId: got "/nat"; allowed: natGateway or natGatewayId, not both',
    );
  });

  it("not on blocks that only Terraform knows", () => {
    network({ addressSpace: later(), privateEndpointSubnet: later() });
    stack = stackFor();
    network({ addressSpace: ["10.1.0.0/16", later()], privateEndpointSubnet: "10.2.0.0/24" });
  });
});

describe("addSubnet", () => {
  it("adds a subnet with rules, behind those before it", () => {
    const vnet = network();
    vnet.addSubnet("Agents", { addressPrefix: "10.1.4.0/24", securityRules: BASTION_SECURITY_RULES });
    expect(subnets()["snet-aml-agents-dev-cc-01"]).toMatchObject({
      address_prefixes: ["10.1.4.0/24"],
      default_outbound_access_enabled: false,
    });
    expect(dependenciesOf(stack, "azurerm_subnet", "Network_Agents")).toEqual([
      expect.stringMatching(/^azurerm_subnet\.Network_PrivateEndpointSubnet/),
    ]);
    expect(rulesOf("nsg-aml-agents-dev-cc-01")).toHaveLength(8);
  });

  it("takes what a subnet takes", () => {
    const vnet = network({ natGateway: true });
    vnet.addSubnet("Agents", {
      addressPrefix: "10.1.4.0/29",
      subnetName: "agents",
      networkSecurityGroupId: "/nsg",
      natGateway: true,
      defaultOutboundAccessEnabled: true,
      privateEndpointNetworkPolicies: "RouteTableEnabled",
      serviceEndpoints: ["Microsoft.Storage"],
    });
    expect(subnets().agents).toMatchObject({
      default_outbound_access_enabled: true,
      private_endpoint_network_policies: "RouteTableEnabled",
      service_endpoints: ["Microsoft.Storage"],
    });
    expect(stack).toHaveResource("azurerm_subnet_network_security_group_association", {
      network_security_group_id: "/nsg",
    });
    expect(stack).toHaveResource("azurerm_subnet_nat_gateway_association", {
      nat_gateway_id: expect.stringMatching(/azurerm_nat_gateway_public_ip_association/),
    });
  });

  it("fails on one that overlaps another, and names it (S0-NET-05)", () => {
    const vnet = network();
    expect(() => vnet.addSubnet("Agents", { addressPrefix: "10.1.1.128/25" })).toThrow(
      'stack/Network.addressPrefix: got "10.1.1.128/25"; allowed: a block that does not overlap 10.1.1.0/24 of PrivateEndpointSubnet',
    );
  });

  it("fails on one outside the network, and on one that Azure finds too small (S0-NET-05)", () => {
    const vnet = network();
    expect(() => vnet.addSubnet("Agents", { addressPrefix: "10.2.0.0/24" })).toThrow("a block within 10.1.0.0/16");
    expect(() => vnet.addSubnet("Agents", { addressPrefix: "10.1.4.0/30" })).toThrow("fix: use 10.1.4.0/29");
  });

  it("fails on two security groups, and on a NAT gateway that the network does not have", () => {
    const vnet = network();
    const addressPrefix = "10.1.4.0/24";
    expect(() =>
      vnet.addSubnet("Agents", { addressPrefix, securityRules: [], networkSecurityGroupId: "/nsg" }),
    ).toThrow("securityRules or networkSecurityGroupId, not both");
    expect(() => vnet.addSubnet("Others", { addressPrefix: "10.1.5.0/24", natGateway: true })).toThrow(
      "stack/Network.Others.natGateway: got true; allowed: true in a network with a NAT gateway",
    );
  });
});

describe("addBastion", () => {
  it("makes AzureBastionSubnet and a Standard host in it (S0-BAS-01)", () => {
    const vnet = network();
    const bastion = vnet.addBastion({});
    expect(subnets().AzureBastionSubnet).toMatchObject({ address_prefixes: ["10.1.2.0/26"] });
    expect(subnets().AzureBastionSubnet).not.toHaveProperty("default_outbound_access_enabled");
    expect(stack).toHaveResource("azurerm_bastion_host", { name: "bas-aml-dev-cc-01", sku: "Standard" });
    expect(stack).toHaveResource("azurerm_public_ip", { name: "pip-aml-bastion-dev-cc-01" });
    expect(vnet.bastion).toBe(bastion);
  });

  it("gives the subnet the rules that Azure prescribes, and waits for them (S0-BAS-08, S2-ACC-07)", () => {
    network().addBastion({ subnet: "10.1.9.0/25" });
    expect(rulesOf("nsg-aml-bastion-dev-cc-01").map(({ name }) => name)).toEqual(
      BASTION_SECURITY_RULES.map(({ name }) => name),
    );
    expect(dependenciesOf(stack, "azurerm_bastion_host", "Network_Bastion")).toEqual([
      expect.stringMatching(/^azurerm_subnet_network_security_group_association\.Network_BastionSubnet/),
    ]);
  });

  it("leaves the security group out when told to (S0-BAS-08)", () => {
    network().addBastion({ securityGroup: false });
    expect(stack).not.toHaveResource("azurerm_network_security_group");
  });

  it("takes an existing subnet, another SKU and names (S0-BAS-10)", () => {
    const subnet = PlatformSubnet.fromSubnetAttributes(stack, "Existing", {
      subnetId: "/vnet/subnets/AzureBastionSubnet",
      addressPrefix: "10.1.9.0/26",
    });
    network().addBastion({
      subnet,
      sku: "Premium",
      tunnelingEnabled: true,
      bastionName: "bastion",
      publicIpName: "pip",
    });
    expect(Object.keys(subnets())).toEqual(["snet-aml-pe-dev-cc-01"]);
    expect(stack).toHaveResource("azurerm_bastion_host", {
      name: "bastion",
      sku: "Premium",
      tunneling_enabled: true,
    });
    expect(stack).toHaveResource("azurerm_public_ip", { name: "pip" });
  });

  it("makes no subnet for a Developer host", () => {
    network().addBastion({ sku: "Developer" });
    expect(Object.keys(subnets())).toEqual(["snet-aml-pe-dev-cc-01"]);
  });

  it("fails on a subnet smaller than /26 (S0-NET-05)", () => {
    expect(() => network().addBastion({ subnet: "10.1.2.0/27" })).toThrow(
      'stack/Network.addBastion.subnet: got "10.1.2.0/27"; allowed: a block from /2 to /26: Azure requires this size ' +
        "for Bastion; fix: use 10.1.2.0/26",
    );
  });

  it("fails on a second host", () => {
    const vnet = network();
    vnet.addBastion({});
    expect(() => vnet.addBastion({ subnet: "10.1.9.0/26" })).toThrow(
      'stack/Network.addBastion: got "a second Bastion host"; allowed: one Bastion host per network; stack/Network/Bastion already exists',
    );
  });
});

describe("addJumpbox", () => {
  it("makes a subnet and a machine with the environment's names in it (S0-BAS-02, S0-NET-12)", () => {
    const vnet = network({ tags: { environment: "dev" } });
    vnet.addBastion({});
    const jumpbox = jumpboxOf(vnet);
    expect(stack).toHaveResource("azurerm_windows_virtual_machine", {
      name: "vm-aml-jumpbox-dev-cc-01",
      computer_name: "jumpboxdev",
      os_disk: { name: "osdisk-aml-jumpbox-dev-cc-01" },
      resource_group_name: "${azurerm_resource_group.Group.name}",
      tags: { environment: "dev" },
    });
    expect(stack).toHaveResource("azurerm_network_interface", {
      name: "nic-aml-jumpbox-dev-cc-01",
      ip_configuration: [expect.objectContaining({ subnet_id: expect.stringMatching(/Network_JumpboxSubnet/) })],
      depends_on: [expect.stringMatching(/^azurerm_subnet_network_security_group_association\.Network_JumpboxSubnet/)],
    });
    expect(vnet.jumpboxes).toEqual([jumpbox]);
  });

  it("lets in remote desktop from Bastion's subnet and nothing else (S0-BAS-04, S0-ARC-12)", () => {
    const vnet = network();
    vnet.addBastion({ subnet: "10.1.9.0/26" });
    jumpboxOf(vnet);
    expect(rulesOf("nsg-aml-vm-dev-cc-01")).toEqual([
      expect.objectContaining({
        priority: 200,
        direction: "Inbound",
        access: "Allow",
        protocol: "Tcp",
        source_address_prefix: "10.1.9.0/26",
        destination_port_ranges: ["3389"],
      }),
      expect.objectContaining({
        priority: 4096,
        direction: "Inbound",
        access: "Deny",
        protocol: "*",
        source_address_prefix: "*",
        destination_port_ranges: ["*"],
      }),
    ]);
  });

  it("keeps Azure's implicit way out, which signing in needs, without a NAT gateway (S0-BAS-11)", () => {
    const vnet = network();
    vnet.addBastion({});
    jumpboxOf(vnet);
    expect(subnets()["snet-aml-vm-dev-cc-01"]).toMatchObject({
      address_prefixes: ["10.1.3.0/24"],
      default_outbound_access_enabled: true,
    });
    expect(stack).not.toHaveResource("azurerm_subnet_nat_gateway_association");
  });

  it.each([{ natGateway: true }, { natGatewayId: "/nat" }])(
    "leaves by a NAT gateway instead: %o (S0-BAS-11)",
    (props) => {
      const vnet = network(props);
      vnet.addBastion({});
      jumpboxOf(vnet);
      expect(subnets()["snet-aml-vm-dev-cc-01"]).toMatchObject({ default_outbound_access_enabled: false });
      expect(stack).toHaveResource("azurerm_subnet_nat_gateway_association", {
        nat_gateway_id: expect.stringMatching(
          props.natGateway ? /^\$\{azurerm_nat_gateway_public_ip_association/ : /^\/nat$/,
        ),
      });
      expect(stack).toHaveResourceCount("azurerm_nat_gateway", props.natGateway ? 1 : 0);
    },
  );

  it("leaves by the addresses of an existing prefix", () => {
    const publicIpPrefixId =
      "/subscriptions/0/resourceGroups/rg-egress/providers/Microsoft.Network/publicIPPrefixes/ippre-egress";
    const vnet = network({ natGateway: { publicIpPrefixId } });
    vnet.addBastion({});
    jumpboxOf(vnet);
    expect(stack).toHaveResource("azurerm_nat_gateway_public_ip_prefix_association", {
      public_ip_prefix_id: publicIpPrefixId,
    });
    expect(stack).toHaveResource("azurerm_subnet_nat_gateway_association", {
      nat_gateway_id: expect.stringMatching(/^\$\{azurerm_nat_gateway_public_ip_prefix_association/),
    });
    expect(stack).toHaveResourceCount("azurerm_public_ip", 1);
  });

  it("takes an existing subnet, another group and names", () => {
    const subnet = PlatformSubnet.fromSubnetAttributes(stack, "Existing", { subnetId: "/vm" });
    const vnet = network({ location: "canadaeast" });
    vnet.addBastion({});
    jumpboxOf(vnet, {
      subnet,
      resourceGroup: { name: "rg-vm", id: "/rg", location: "canadacentral" },
      jumpboxName: "vm-own",
      networkInterfaceName: "nic-own",
      osDiskName: "osdisk-own",
      computerName: "own",
    });
    expect(stack).toHaveResource("azurerm_windows_virtual_machine", {
      name: "vm-own",
      computer_name: "own",
      os_disk: { name: "osdisk-own" },
      resource_group_name: "rg-vm",
      location: "canadaeast",
    });
    expect(stack).toHaveResource("azurerm_network_interface", {
      name: "nic-own",
      ip_configuration: [expect.objectContaining({ subnet_id: "/vm" })],
    });
    expect(Object.keys(subnets())).not.toContain("snet-aml-vm-dev-cc-01");
  });

  it("is reached by the host of a peered network when told to (S0-BAS-07)", () => {
    const bastion = BastionHost.fromBastionHostAttributes(stack, "Remote", {
      bastionHostId: "/b",
      subnetAddressPrefix: "10.2.2.0/26",
    });
    jumpboxOf(network(), { bastion, subnet: "10.1.9.0/29" });
    expect(rulesOf("nsg-aml-vm-dev-cc-01")[0]).toMatchObject({ source_address_prefix: "10.2.2.0/26" });
  });

  it("fails without a Bastion host, for nothing else gets to it", () => {
    expect(() => jumpboxOf(network())).toThrow(
      "stack/Network.addJumpbox.bastion: got nothing; allowed: the Bastion host through which the jumpbox is reached, because it has no " +
        "public address; fix: call addBastion before addJumpbox",
    );
  });

  it("fails on a subnet outside the network (S0-NET-05)", () => {
    const vnet = network();
    vnet.addBastion({});
    expect(() => jumpboxOf(vnet, { subnet: "10.2.3.0/24" })).toThrow("stack/Network.addJumpbox.subnet: got");
  });

  it("warns of Entra sign-in through a Bastion host that lets no native client through", () => {
    const warnings = (tunnelingEnabled: boolean) => {
      stack = stackFor();
      const vnet = network();
      vnet.addBastion({ tunnelingEnabled });
      const { node } = jumpboxOf(vnet, { entraSignIn: true });
      return node.metadata.filter(({ type }) => type === AnnotationMetadataEntryType.WARN).map(({ data }) => data);
    };
    expect(warnings(false)).toEqual([
      "Entra sign-in to stack/Network/Jumpbox requires a native client, which stack/Network/Bastion doesn't allow: " +
        "set tunnelingEnabled on the Bastion host (SKU Standard or Premium).",
    ]);
    expect(warnings(true)).toEqual([]);
  });
});

describe("peerWith", () => {
  it("connects with another network, and remembers it (S0-NET-07)", () => {
    const vnet = network();
    const other = PlatformVnet.fromVirtualNetworkAttributes(stack, "Prod", {
      virtualNetworkId: "/prod",
      virtualNetworkName: "vnet-prod",
      resourceGroup: { name: "rg-prod", id: "/rg", location: "canadacentral" },
      names: namesOf("prod"),
      privateEndpointSubnet: { subnetId: "/prod/subnets/pe" },
      addressSpace: ["10.2.0.0/16"],
    });
    vnet.peerWith(other, { allowForwardedTraffic: true });
    expect(Object.keys(resourcesOf(stack, "azurerm_virtual_network_peering"))).toEqual([
      expect.stringMatching(/^Network_PeeringWith-prod_Inward/),
      expect.stringMatching(/^Network_PeeringWith-prod_Outward/),
    ]);
    expect(Object.values(resourcesOf(stack, "azurerm_virtual_network_peering"))[0]).toMatchObject({
      allow_forwarded_traffic: true,
    });
    expect(vnet.peers).toEqual([other]);
  });
});

describe("a network for Bastion and jumpbox alone", () => {
  it("is peered with the workspace's, both ways with forwarded traffic (S4-NET-01)", () => {
    const workspaceNetwork = network();
    const hub = new PlatformVnet(stack, "Hub", {
      resourceGroup: groupIn(stack, "HubGroup"),
      names: namesOf("hub"),
      addressSpace: "10.9.0.0/16",
    });
    hub.addBastion({});
    jumpboxOf(hub);
    hub.peerWith(workspaceNetwork, { allowForwardedTraffic: true });
    const peerings = Object.values(resourcesOf(stack, "azurerm_virtual_network_peering"));
    expect(peerings.map(({ name }) => name)).toEqual(["peer-dev-to-hub", "peer-hub-to-dev"]);
    expect(peerings.map(({ allow_forwarded_traffic: forwarded }) => forwarded)).toEqual([true, true]);
    expect(peerings.map(({ allow_virtual_network_access: access }) => access)).toEqual([true, true]);
    expect(warnUnreachable([workspaceNetwork, hub])).toEqual([]);
  });
});

describe("a next hop", () => {
  const routed = (props: Partial<PlatformVnetProps> = {}) =>
    new PlatformVnet(stack, "Routed", {
      resourceGroup: groupIn(stack),
      names: namesOf("dev"),
      addressSpace: "10.1.0.0/16",
      nextHopIpAddress: "10.0.1.4",
      ...props,
    });

  it("gets what leaves the jumpbox's and added subnets, not Bastion's and that of the endpoints", () => {
    const vnet = routed();
    vnet.addBastion({});
    vnet.addJumpbox({ adminUsername: "anna", adminPassword: later() });
    vnet.addSubnet("Agents", { addressPrefix: "10.1.4.0/24" });
    expect(only(stack, "azurerm_route_table")).toMatchObject({
      name: "rt-aml-dev-cc-01",
      route: [
        {
          address_prefix: "0.0.0.0/0",
          next_hop_in_ip_address: "10.0.1.4",
          next_hop_type: "VirtualAppliance",
        },
      ],
    });
    const subnets = Object.values(resourcesOf(stack, "azurerm_subnet_route_table_association")).map(({ subnet_id }) =>
      String(subnet_id),
    );
    expect(subnets).toEqual([expect.stringContaining("Agents"), expect.stringContaining("JumpboxSubnet")]);
    const jumpbox = Object.values(resourcesOf(stack, "azurerm_subnet")).find(({ name }) => String(name).includes("vm"));
    expect(jumpbox?.["default_outbound_access_enabled"]).toBe(false);
  });

  it("is an address, and no network has one beside a NAT gateway", () => {
    expect(() => routed({ nextHopIpAddress: "firewall" })).toThrow("stack/Routed.nextHopIpAddress");
    expect(
      () =>
        new PlatformVnet(stack, "Both", {
          resourceGroup: groupIn(stack, "Other"),
          names: namesOf("test"),
          addressSpace: "10.2.0.0/16",
          nextHopIpAddress: "10.0.1.4",
          natGateway: true,
        }),
    ).toThrow("nextHopIpAddress or a NAT gateway, not both");
  });
});

describe("PlatformVnet.fromVirtualNetworkAttributes", () => {
  const SPOKE =
    "/subscriptions/00000000-0000-4000-8000-00000000000d/resourceGroups/rg-network/providers/Microsoft.Network/virtualNetworks/vnet-spoke";
  const spoke = {
    virtualNetworkId: SPOKE,
    names: namesOf("dev"),
    location: "canadacentral",
    privateEndpointSubnet: { subnetId: `${SPOKE}/subnets/snet-pe` },
  };

  it("reads name and group of the network from its id", () => {
    const vnet = PlatformVnet.fromVirtualNetworkAttributes(stack, "Spoke", spoke);
    expect(vnet.virtualNetworkName).toBe("vnet-spoke");
    expect(vnet.resourceGroup).toMatchObject({ name: "rg-network", id: SPOKE.slice(0, SPOKE.indexOf("/providers")) });
  });

  it("puts what is added into another group, and subnets into the network's", () => {
    const vnet = PlatformVnet.fromVirtualNetworkAttributes(stack, "Spoke", {
      ...spoke,
      defaultResourceGroup: { name: "rg-ml", id: "/rg-ml", location: "canadacentral" },
    });
    vnet.addBastion({ subnet: "10.1.2.0/26" });
    expect(stack).toHaveResource("azurerm_subnet", { resource_group_name: "rg-network" });
    for (const type of ["azurerm_bastion_host", "azurerm_network_security_group"]) {
      expect(stack).toHaveResource(type, { resource_group_name: "rg-ml" });
    }
  });

  it("fails on an id of another type, and without region and group", () => {
    expect(() =>
      PlatformVnet.fromVirtualNetworkAttributes(stack, "Wrong", { ...spoke, virtualNetworkId: `${SPOKE}/subnets/a` }),
    ).toThrow("stack/Wrong.virtualNetworkId");
    expect(() => PlatformVnet.fromVirtualNetworkAttributes(stack, "Where", { ...spoke, location: undefined })).toThrow(
      "stack/Where.location",
    );
  });

  it("is a network that exists", () => {
    expect(existing({ location: "canadaeast" })).toMatchObject({
      virtualNetworkId: "/vnet",
      virtualNetworkName: "vnet-existing",
      location: "canadaeast",
      addressSpace: ["10.1.0.0/16"],
      environmentName: "dev",
      privateEndpointSubnet: { subnetId: "/vnet/subnets/pe", addressPrefix: "10.1.1.0/24" },
    });
    expect(stack).not.toHaveResource("azurerm_virtual_network");
    expect(stack).not.toHaveResource("azurerm_subnet");
  });

  it("takes a Bastion host and a jumpbox, with monitoring, tags and its NAT gateway", () => {
    const monitoring = new FakeMonitoring(stack, "Monitoring");
    const vnet = existing({ monitoring, tags: { environment: "dev" }, natGatewayId: "/nat" });
    vnet.addBastion({});
    jumpboxOf(vnet);
    expect(subnets().AzureBastionSubnet).toMatchObject({ virtual_network_name: "vnet-existing" });
    expect(only(stack, "azurerm_windows_virtual_machine").tags).toEqual({ environment: "dev" });
    expect(stack).toHaveResource("azurerm_subnet_nat_gateway_association", { nat_gateway_id: "/nat" });
    expect(monitoring.sent).not.toEqual([]);
  });

  it("has a Bastion host that exists (S0-BAS-10)", () => {
    const vnet = existing({ bastion: { bastionHostId: "/bastion", subnetAddressPrefix: "10.1.2.0/26" } });
    jumpboxOf(vnet);
    expect(rulesOf("nsg-aml-vm-dev-cc-01")[0]).toMatchObject({ source_address_prefix: "10.1.2.0/26" });
    expect(() => vnet.addBastion({})).toThrow("allowed: one");
  });

  it("fails on a subnet that overlaps one that exists (S0-NET-05)", () => {
    const vnet = existing({ bastion: { bastionHostId: "/bastion", subnetAddressPrefix: "10.1.2.0/26" } });
    expect(() => vnet.addSubnet("A", { addressPrefix: "10.1.1.0/26" })).toThrow("10.1.1.0/24 of PrivateEndpointSubnet");
    expect(() => vnet.addSubnet("B", { addressPrefix: "10.1.2.0/27" })).toThrow("10.1.2.0/26 of BastionSubnet");
  });

  it("does not evaluate what it was not told", () => {
    const vnet = PlatformVnet.fromVirtualNetworkAttributes(stack, "Network", {
      virtualNetworkId: "/vnet",
      virtualNetworkName: "vnet-existing",
      resourceGroup: groupIn(stack),
      names: namesOf("dev"),
      privateEndpointSubnet: { subnetId: later() },
    });
    vnet.addSubnet("Agents", { addressPrefix: "10.77.0.0/24" });
    expect(() => vnet.addBastion({})).toThrow("stack/Network.addBastion.subnet: got nothing");
    vnet.addBastion({ sku: "Developer" });
    expect(() => jumpboxOf(vnet)).toThrow("stack/Network.addJumpbox.subnet: got nothing");
  });

  it("fails on malformed blocks", () => {
    const endpoints = { subnetId: "/pe", addressPrefix: "10.1.1.1/24" };
    expect(() => existing({ addressSpace: ["10.1.0.0"] })).toThrow('stack/Network.addressSpace: got "10.1.0.0"');
    stack = stackFor();
    expect(() => existing({ privateEndpointSubnet: endpoints })).toThrow(
      'stack/Network.privateEndpointSubnet.addressPrefix: got "10.1.1.1/24"',
    );
    stack = stackFor();
    expect(() => existing({ bastion: { bastionHostId: "/bastion", subnetAddressPrefix: "10.1.2.0/30" } })).toThrow(
      'stack/Network/Bastion.subnetAddressPrefix: got "10.1.2.0/30"',
    );
  });
});
