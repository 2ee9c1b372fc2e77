import { BASTION_SECURITY_RULES } from "@org/azure-catalog";
import { describe, expect, it } from "vitest";
import { SecurityGroup } from "../src/index.js";
import { FakeMonitoring, groupIn, only, stackFor } from "./fixture.js";

/** The bindings write what is left out as null, for the rules are an attribute, not blocks. */
const given = (rules: unknown) => JSON.parse(JSON.stringify(rules, (_, value: unknown) => value ?? undefined));

describe("SecurityGroup", () => {
  it("is written with its rules in one request (S0-BAS-08, S2-ACC-07)", () => {
    const stack = stackFor();
    new SecurityGroup(stack, "Group", {
      resourceGroup: groupIn(stack, "ResourceGroup"),
      name: "nsg-aml-bastion-dev-cc-01",
      rules: BASTION_SECURITY_RULES,
      tags: { environment: "dev" },
    });
    const group = only(stack, "azurerm_network_security_group");
    expect(group).toMatchObject({
      name: "nsg-aml-bastion-dev-cc-01",
      resource_group_name: "${azurerm_resource_group.ResourceGroup.name}",
      location: "${azurerm_resource_group.ResourceGroup.location}",
      tags: { environment: "dev" },
    });
    expect(group.security_rule).toHaveLength(8);
    expect(given(group.security_rule)).toContainEqual({
      name: "AllowSshRdpOutbound",
      priority: 100,
      direction: "Outbound",
      access: "Allow",
      protocol: "*",
      description: "sessions to virtual machines",
      source_port_range: "*",
      source_address_prefix: "*",
      destination_address_prefix: "VirtualNetwork",
      destination_port_ranges: ["22", "3389"],
    });
  });

  it("takes one port and lists of blocks", () => {
    const stack = stackFor();
    new SecurityGroup(stack, "Group", {
      resourceGroup: { name: "rg", id: "/rg", location: "canadacentral", dependencies: [groupIn(stack, "Role")] },
      name: "nsg",
      location: "canadaeast",
      rules: [
        {
          name: "Dns",
          priority: 100,
          direction: "Inbound",
          access: "Deny",
          protocol: "Udp",
          source: ["10.1.0.0/24", "10.2.0.0/24"],
          destination: ["10.3.0.0/24"],
          destinationPorts: "53",
        },
      ],
    });
    const group = only(stack, "azurerm_network_security_group");
    expect(given(group.security_rule)).toEqual([
      {
        name: "Dns",
        priority: 100,
        direction: "Inbound",
        access: "Deny",
        protocol: "Udp",
        source_port_range: "*",
        source_address_prefixes: ["10.1.0.0/24", "10.2.0.0/24"],
        destination_address_prefixes: ["10.3.0.0/24"],
        destination_port_range: "53",
      },
    ]);
    expect(group).toMatchObject({ location: "canadaeast", depends_on: ["azurerm_resource_group.Role"] });
  });

  it("sends its events and counters", () => {
    const stack = stackFor();
    const monitoring = new FakeMonitoring(stack, "Monitoring");
    new SecurityGroup(stack, "Group", { resourceGroup: groupIn(stack, "RG"), name: "nsg", rules: [], monitoring });
    expect(monitoring.sent).toEqual([
      ["stack/Group/Diagnostics", ["NetworkSecurityGroupEvent", "NetworkSecurityGroupRuleCounter"], []],
    ]);
  });

  it("fails on a name that Azure refuses", () => {
    const stack = stackFor();
    const resourceGroup = groupIn(stack, "RG");
    expect(() => new SecurityGroup(stack, "Group", { resourceGroup, name: "nsg-", rules: [] })).toThrow(
      'stack/Group.name: got "nsg-"',
    );
  });
});
