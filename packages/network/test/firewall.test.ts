import type { TerraformStack } from "cdktf";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { Firewall, type FirewallProps, PlatformSubnet, PlatformVnet, type PlatformVnetProps } from "../src/index.js";
import { ruleCollections } from "../src/firewall-rules.js";
import { dependenciesOf, FakeMonitoring, groupIn, later, namesOf, only, resourcesOf, stackFor } from "./fixture.js";

const PLACE = { addressSpace: [], region: "canadacentral" };
let stack: TerraformStack;

beforeEach(() => {
  stack = stackFor();
});

const network = (props: Partial<PlatformVnetProps> = {}) =>
  new PlatformVnet(stack, "Network", {
    resourceGroup: groupIn(stack),
    names: namesOf("dev"),
    addressSpace: "10.1.0.0/16",
    firewall: {},
    ...props,
  });

interface Rule {
  readonly name: string;
  readonly destination_addresses?: readonly string[];
  readonly destination_fqdns?: readonly string[];
  readonly destination_fqdn_tags?: readonly string[];
  readonly destination_ports?: readonly string[];
  readonly source_addresses: readonly string[];
}

function rules(kind: "network" | "application"): readonly Rule[] {
  const [collection] = (only(stack, "azurerm_firewall_policy_rule_collection_group")[`${kind}_rule_collection`] ??
    []) as [{ readonly rule: readonly Rule[] }?];
  return collection?.rule ?? [];
}

describe("firewall of a network", () => {
  it("is a firewall in AzureFirewallSubnet, with a policy that denies malicious traffic (S2-ADD-01)", () => {
    network();
    expect(stack).toHaveResource("azurerm_subnet", {
      name: "AzureFirewallSubnet",
      address_prefixes: ["10.1.0.0/26"],
    });
    expect(stack).toHaveResource("azurerm_firewall", {
      name: "afw-aml-dev-cc-01",
      sku_name: "AZFW_VNet",
      sku_tier: "Standard",
      firewall_policy_id: expect.stringMatching(/azurerm_firewall_policy\.Network_Firewall_Policy/),
    });
    expect(stack).toHaveResource("azurerm_firewall_policy", {
      name: "afwp-aml-dev-cc-01",
      sku: "Standard",
      threat_intelligence_mode: "Deny",
      dns: undefined,
      intrusion_detection: undefined,
    });
    expect(stack).toHaveResource("azurerm_public_ip", { name: "pip-aml-firewall-dev-cc-01", sku: "Standard" });
  });

  it("gets all traffic of added subnets that leaves the network (S2-ADD-01)", () => {
    network().addSubnet("Training", { addressPrefix: "10.1.4.0/24" });
    expect(stack).toHaveResource("azurerm_route_table", {
      name: "rt-aml-dev-cc-01",
      route: [
        expect.objectContaining({
          address_prefix: "0.0.0.0/0",
          next_hop_type: "VirtualAppliance",
          next_hop_in_ip_address: expect.stringMatching(
            /^\$\{azurerm_firewall\.Network_Firewall_\w+\.ip_configuration\[0\]\.private_ip_address\}$/,
          ),
        }),
      ],
    });
    const routed = Object.values(resourcesOf(stack, "azurerm_subnet_route_table_association"));
    expect(routed.map(({ subnet_id }) => subnet_id)).toEqual([
      expect.stringMatching(/azurerm_subnet\.Network_Training_/),
    ]);
  });

  it("allows the service tags of Azure Machine Learning, in its region, from its network (S2-ADD-01)", () => {
    network();
    expect(rules("network")).toContainEqual({
      name: "BatchNodeManagement-TCP",
      protocols: ["TCP"],
      source_addresses: ["10.1.0.0/16"],
      destination_addresses: ["BatchNodeManagement.${azurerm_resource_group.Group.location}"],
      destination_ports: ["443"],
    });
    expect(rules("network").map(({ name }) => name)).toContain("AzureMachineLearning-UDP");
    expect(rules("application")).toEqual([]);
  });

  it("allows the hosts of AKS, of agents and of presets on request", () => {
    network({ firewall: { machineLearning: false, kubernetes: true, agents: true, fqdnPresets: ["python"] } });
    expect(rules("network")).toEqual([]);
    expect(rules("application").map(({ name }) => name)).toEqual([
      "azure-kubernetes-service",
      "kubernetes-logs",
      "machine-learning-api",
      "ubuntu-updates",
      "azure-devops",
      "github",
      "agent-packages",
      "azure",
      "ubuntu",
      "python",
    ]);
    expect(rules("application")[0]?.destination_fqdn_tags).toEqual(["AzureKubernetesService"]);
  });

  it("allows hosts and destinations of your own, from the blocks of other networks", () => {
    const sql = { name: "sql", protocols: ["TCP"], destinations: ["Sql"], ports: ["1433"] } as const;
    network({
      firewall: { fqdns: ["pypi.example.com"], networkRules: [sql], sourceAddresses: ["10.1.0.0/16", "10.2.0.0/16"] },
    });
    expect(rules("application")).toEqual([
      expect.objectContaining({
        destination_fqdns: ["pypi.example.com"],
        source_addresses: ["10.1.0.0/16", "10.2.0.0/16"],
      }),
    ]);
    expect(rules("network").at(-1)).toMatchObject({ destination_addresses: ["Sql"], destination_ports: ["1433"] });
    expect(stack).toHaveResource("azurerm_firewall_policy_rule_collection_group", {
      network_rule_collection: [{ name: "network", priority: 100, action: "Allow" }],
      application_rule_collection: [{ name: "application", priority: 200, action: "Allow" }],
    });
  });

  it("has no rules if nothing is allowed", () => {
    network({ firewall: { machineLearning: false } });
    expect(stack).not.toHaveResource("azurerm_firewall_policy_rule_collection_group");
  });

  it("is the network's DNS server as a DNS proxy (S2-ADD-01)", () => {
    network({ firewall: { dnsProxyEnabled: true } });
    expect(stack).toHaveResource("azurerm_firewall_policy", { dns: { proxy_enabled: true } });
    expect(stack).toHaveResource("azurerm_virtual_network_dns_servers", {
      dns_servers: [expect.stringMatching(/azurerm_firewall\.Network_Firewall_\w+\.ip_configuration\[0\]/)],
    });
    expect(stack).toHaveResource("azurerm_virtual_network", { dns_servers: undefined });
  });

  it("detects intrusions with Premium, in the zones that it is given", () => {
    network({
      firewall: { sku: "Premium", zones: ["1", "2"], threatIntelligenceMode: "Alert", subnet: "10.1.9.0/25" },
    });
    expect(stack).toHaveResource("azurerm_firewall_policy", {
      sku: "Premium",
      threat_intelligence_mode: "Alert",
      intrusion_detection: { mode: "Alert" },
    });
    expect(stack).toHaveResource("azurerm_firewall", { sku_tier: "Premium", zones: ["1", "2"] });
    expect(stack).toHaveResource("azurerm_public_ip", { zones: ["1", "2"] });
  });

  it("is created after its rules and its subnet, because Azure rejects changes of a policy in use", () => {
    network();
    expect(dependenciesOf(stack, "azurerm_firewall", "Network_Firewall")).toEqual([
      expect.stringMatching(/^azurerm_firewall_policy_rule_collection_group\.Network_Firewall_Rules/),
      expect.stringMatching(/^azurerm_subnet\.Network_FirewallSubnet/),
    ]);
  });

  it("sends its logs and those of its address", () => {
    const monitoring = new FakeMonitoring(stack, "Monitoring");
    network({ monitoring });
    expect(monitoring.sent.map(([path]) => path)).toContain("stack/Network/Firewall/Diagnostics");
    expect(monitoring.sent.map(([path]) => path)).toContain("stack/Network/Firewall/PublicIpDiagnostics");
  });

  it.each([
    [
      "a subnet that isn't /26",
      { firewall: { subnet: "10.1.0.0/27" } },
      /firewall\.subnet: got "10\.1\.0\.0\/27".*\/26/,
    ],
    ["a subnet outside of the network", { firewall: { subnet: "10.2.0.0/26" } }, "a block within 10.1.0.0/16"],
    ["a NAT gateway", { natGateway: true }, "firewall or a NAT gateway, not both"],
    ["another next hop", { nextHopIpAddress: "10.0.1.4" }, "nextHopIpAddress or firewall, not both"],
    [
      "DNS servers with a DNS proxy",
      { dnsServers: ["10.0.0.4"], firewall: { dnsProxyEnabled: true } },
      "dnsServers or firewall.dnsProxyEnabled, not both",
    ],
    ["an address as a host", { firewall: { fqdns: ["https://pypi.org"] } }, "host names without scheme, port and path"],
    ["a malformed source", { firewall: { sourceAddresses: ["10.1.0.0"] } }, 'sourceAddresses: got "10.1.0.0"'],
    ["hosts that are no list", { firewall: { fqdns: "pypi.org" as never } }, 'fqdns: got "pypi.org"; allowed: a list'],
    ["a misspelled preset", { firewall: { fqdnPresets: ["pyhton" as never] } }, "fix: use python"],
    ["a misspelled mode", { firewall: { threatIntelligenceMode: "deny" as never } }, "fix: use Deny"],
    ["a zone that doesn't exist", { firewall: { zones: ["4"] } }, 'zones: got "4"; allowed: 1, 2, 3'],
    ["no source", { firewall: { sourceAddresses: [] } }, "at least one block whose traffic the firewall forwards"],
  ])("fails on %s", (_, props, message) => {
    expect(() => network(props)).toThrow(message);
  });

  it.each([
    ["the name of another", { name: "SQL" }, "1.name", "a unique name; the rule sql has the same"],
    [
      "the name of one that is required",
      { name: "azuremachinelearning-tcp" },
      "1.name",
      "AzureMachineLearning-TCP has",
    ],
    ["no name", { name: "" }, "1.name", "1 to 80 characters"],
    ["no destinations", { destinations: [] }, "1.destinations", "at least one"],
    ["no protocols", { protocols: null }, "1.protocols", "at least one"],
    ["another protocol", { protocols: ["tcp"] }, "1.protocols", "fix: use TCP"],
    [
      "a host as destination",
      { destinations: ["db.example.com"] },
      "1.destinations",
      "hosts with a name belong to fqdns",
    ],
    ["an IPv6 address", { destinations: ["2001:db8::1"] }, "1.destinations", "an IPv4 address, a block, or a range"],
    ["a block that begins within", { destinations: ["10.9.0.1/16"] }, "1.destinations", "fix: use 10.9.0.0/16"],
    ["a port that doesn't exist", { ports: ["70000"] }, "1.ports", "a port from 1 to 65535 as text"],
    ["ports in reverse", { ports: ["90-80"] }, "1.ports", "from the lower to the higher port"],
    ["a number as port", { ports: [443] }, "1.ports", "as text"],
  ])("fails on a rule with %s", (_, wrong, prop, message) => {
    const rule = { name: "sql", protocols: ["TCP"], destinations: ["Sql"], ports: ["1433"] } as const;
    const create = () =>
      ruleCollections(
        { node: { path: "Firewall" } },
        { sourceAddresses: ["10.1.0.0/16"], networkRules: [rule, { ...rule, name: "more", ...wrong } as never] },
        PLACE,
      );
    expect(create).toThrow(`Firewall.networkRules.${prop}: got `);
    expect(create).toThrow(message);
  });

  it("takes tags, addresses, blocks, ranges and all ports in a rule", () => {
    const destinations = ["Storage.CanadaCentral", "10.9.0.4", "10.9.0.0/16", "10.9.0.4-10.9.0.9", "*"];
    const rule = { name: "more", protocols: ["Any"], destinations, ports: ["1", "8080-8090", "*"] } as const;
    expect(() =>
      ruleCollections(
        { node: { path: "Firewall" } },
        { sourceAddresses: ["10.1.0.0/16"], networkRules: [rule] },
        PLACE,
      ),
    ).not.toThrow();
  });

  it("takes every block as a source", () => {
    const block = fc.tuple(fc.nat({ max: 255 }), fc.integer({ min: 16, max: 29 }));
    fc.assert(
      fc.property(block, ([second, length]) => {
        const sourceAddresses = [`10.${second}.0.0/${length}`];
        const { networkRuleCollection } = ruleCollections({ node: { path: "Firewall" } }, { sourceAddresses }, PLACE);
        expect(JSON.stringify(networkRuleCollection)).toContain(JSON.stringify(sourceAddresses));
      }),
    );
  });
});

describe("Firewall", () => {
  const firewall = (props: Partial<FirewallProps>) =>
    new Firewall(stack, "Firewall", {
      resourceGroup: groupIn(stack),
      location: "canadacentral",
      subnet: PlatformSubnet.fromSubnetId(stack, "Subnet", "/subnets/AzureFirewallSubnet"),
      addressSpace: ["10.0.0.0/16"],
      name: "afw-hub",
      policyName: "afwp-hub",
      publicIpName: "pip-hub",
      ...props,
    });

  it("uses an existing subnet, also one that only Terraform knows", () => {
    firewall({ subnet: PlatformSubnet.fromSubnetId(stack, "Later", later()) });
    expect(stack).toHaveResource("azurerm_firewall", {
      ip_configuration: [expect.objectContaining({ subnet_id: "${var.later}" })],
    });
  });

  it("fails on a subnet with another name, on the SKU Basic and on a name that Azure refuses", () => {
    const subnet = PlatformSubnet.fromSubnetId(stack, "Other", "/subnets/snet-firewall");
    expect(() => firewall({ subnet })).toThrow("a subnet named AzureFirewallSubnet");
    stack = stackFor();
    expect(() => firewall({ sku: "Basic" as never })).toThrow('stack/Firewall.sku: got "Basic"');
    stack = stackFor();
    expect(() => firewall({ name: "-" })).toThrow('stack/Firewall.name: got "-"');
  });
});
