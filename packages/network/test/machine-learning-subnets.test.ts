import type { TerraformStack } from "cdktf";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PlatformVnet, type PlatformVnetProps, type TrainingSubnetOptions } from "../src/index.js";
import { groupIn, namesOf, only, stackFor } from "./fixture.js";

const SUBNET = "azurerm_subnet";
const GROUP = "azurerm_network_security_group";

let stack: TerraformStack;

function networkWith(props: Partial<PlatformVnetProps> = { natGateway: true }): PlatformVnet {
  stack = stackFor();
  const resourceGroup = groupIn(stack);
  return new PlatformVnet(stack, "Network", {
    resourceGroup,
    names: namesOf("dev"),
    addressSpace: "10.150.0.0/16",
    ...props,
  });
}

interface Rule {
  readonly [argument: string]: unknown;
}

/** The rules of the network's only security group. */
const rules = () => (only(stack, GROUP)["security_rule"] ?? []) as readonly Rule[];
const lines = () => rules().map((rule) => `${rule["direction"]} ${rule["access"]} ${rule["priority"]} ${rule["name"]}`);

describe("addTrainingSubnet", () => {
  it("adds a /24 with a security group, without implicit outbound access (S2-NET-01, S2-NET-03)", () => {
    const vnet = networkWith();
    const subnet = vnet.addTrainingSubnet();
    expect(subnet.outboundAccess).toBe("natGateway");
    expect(stack).toHaveResource(SUBNET, {
      name: "snet-aml-training-dev-cc-01",
      address_prefixes: ["10.150.4.0/24"],
      default_outbound_access_enabled: false,
      private_endpoint_network_policies: "Disabled",
    });
    expect(stack).toHaveResource("azurerm_subnet_network_security_group_association", { subnet_id: subnet.resource });
    expect(stack).toHaveResource("azurerm_subnet_nat_gateway_association", { subnet_id: subnet.resource });
  });

  it("lets nothing in, and out only what computes need", () => {
    const vnet = networkWith();
    vnet.addTrainingSubnet();
    expect(lines().filter((rule) => rule.startsWith("Inbound"))).toEqual([]);
    expect(lines().at(-1)).toBe("Outbound Deny 4096 DenyInternetOutbound");
  });

  it("narrows tags to the region of the network", () => {
    const vnet = networkWith({ natGateway: true, location: "westeurope" });
    vnet.addTrainingSubnet();
    const tags = rules().map((rule) => rule["destination_address_prefix"]);
    expect(tags).toEqual(expect.arrayContaining(["BatchNodeManagement.westeurope", "Storage.westeurope"]));
  });

  it("lets Azure's management in if computes have public addresses (S2-NET-04, S2-NET-05, S4-CMP-02)", () => {
    const vnet = networkWith({});
    vnet.addTrainingSubnet({ publicNodes: true });
    expect(lines().slice(0, 2)).toEqual([
      "Inbound Allow 400 AllowBatchNodeManagementInbound",
      "Inbound Allow 410 AllowAzureMachineLearningInbound",
    ]);
  });

  it("leaves outbound access to a firewall, if the network has one", () => {
    const vnet = networkWith({ nextHopIpAddress: "10.0.1.4" });
    expect(vnet.addTrainingSubnet().outboundAccess).toBe("routeTable");
    expect(lines()).toEqual([]);
  });

  it("takes service endpoints, policies and rules of your own (S2-NET-02, S2-NET-06)", () => {
    const vnet = networkWith();
    vnet.addTrainingSubnet({
      addressPrefix: "10.150.9.0/25",
      subnetName: "snet-training",
      serviceEndpoints: ["Microsoft.Storage", "Microsoft.KeyVault", "Microsoft.ContainerRegistry"],
      privateEndpointNetworkPolicies: "Disabled",
      privateLinkServiceNetworkPoliciesEnabled: false,
      securityRules: [
        {
          name: "AllowGit",
          priority: 1000,
          direction: "Outbound",
          access: "Allow",
          protocol: "Tcp",
          source: "*",
          destination: "203.0.113.0/24",
          destinationPorts: "443",
        },
      ],
    });
    expect(stack).toHaveResource(SUBNET, {
      name: "snet-training",
      address_prefixes: ["10.150.9.0/25"],
      service_endpoints: ["Microsoft.Storage", "Microsoft.KeyVault", "Microsoft.ContainerRegistry"],
      private_endpoint_network_policies: "Disabled",
      private_link_service_network_policies_enabled: false,
    });
    expect(lines().at(-1)).toBe("Outbound Allow 1000 AllowGit");
  });

  it("uses an existing security group instead of a new one", () => {
    const vnet = networkWith();
    vnet.addTrainingSubnet({ networkSecurityGroupId: "/nsg" });
    expect(stack).not.toHaveResource(GROUP);
    expect(stack).toHaveResource("azurerm_subnet_network_security_group_association", {
      network_security_group_id: "/nsg",
    });
  });

  it("is refused in a network without outbound access, in which no compute would start", () => {
    expect(() => networkWith({}).addTrainingSubnet()).toThrow(
      'stack/Network.addTrainingSubnet: got "a network without outbound access"; allowed: a network with a NAT gateway ' +
        "or a firewall: computes without public addresses can't start without them; fix: set natGateway, " +
        "firewall or nextHopIpAddress on the network",
    );
    expect(() => networkWith({}).addTrainingSubnet({ defaultOutboundAccessEnabled: true })).not.toThrow();
  });

  it("is refused with public addresses behind a firewall, which would drop the nodes' answers", () => {
    expect(() => networkWith({ nextHopIpAddress: "10.0.1.4" }).addTrainingSubnet({ publicNodes: true })).toThrow(
      "stack/Network.addTrainingSubnet.publicNodes: got true; allowed: false in a network that routes to a firewall",
    );
  });

  it("is refused outside the network and over another subnet, whatever the block", () => {
    const octet = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(octet, octet, fc.integer({ min: 16, max: 29 }), (second, third, prefixLength) => {
        const size = 2 ** (32 - prefixLength);
        const first = (third * 256) & ~(size - 1) & 0xffff;
        const block = `10.${second}.${first >> 8}.${first & 255}/${prefixLength}`;
        const overlaps = first < 2 * 256 && first + size > 256;
        const add = () => networkWith().addTrainingSubnet({ addressPrefix: block });
        if (second !== 150) expect(add).toThrow("allowed: a block within 10.150.0.0/16");
        else if (overlaps) expect(add).toThrow("of PrivateEndpointSubnet");
        else expect(add().addressPrefix).toBe(block);
      }),
      { numRuns: 20 },
    );
  });

  it.each<[string, TrainingSubnetOptions]>([
    ["10.150.4.1/24", { addressPrefix: "10.150.4.1/24" }],
    ["/30", { addressPrefix: "10.150.4.0/30" }],
  ])("refuses the malformed block %s", (_, options) => {
    expect(() => networkWith().addTrainingSubnet(options)).toThrow("stack/Network.addTrainingSubnet: got");
  });
});

describe("addScoringSubnet", () => {
  it("adds a /24 with a security group that lets in only the network (S2-NET-01, S2-NET-03)", () => {
    const vnet = networkWith();
    vnet.addScoringSubnet();
    expect(stack).toHaveResource(SUBNET, {
      name: "snet-aml-scoring-dev-cc-01",
      address_prefixes: ["10.150.5.0/24"],
    });
    expect(lines()).toEqual([]);
  });

  it("lets named clients of a public load balancer in (S2-NET-07)", () => {
    const vnet = networkWith();
    vnet.addScoringSubnet({ publicClients: ["203.0.113.0/24"] });
    expect(rules()).toEqual([
      expect.objectContaining({
        direction: "Inbound",
        access: "Allow",
        source_address_prefixes: ["203.0.113.0/24"],
        destination_port_range: "443",
      }),
    ]);
  });

  it("refuses clients that are not blocks", () => {
    expect(() => networkWith().addScoringSubnet({ publicClients: ["everybody"] })).toThrow(
      'stack/Network.addScoringSubnet.publicClients: got "everybody"',
    );
  });
});
