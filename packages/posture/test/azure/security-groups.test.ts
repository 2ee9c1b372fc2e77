import { BASTION_SECURITY_RULES } from "@org/azure-catalog";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluated } from "../support/evaluated.js";
import { DENY_ALL, inbound, networkWith } from "../support/networks.js";

describe("a security group", () => {
  it.each(["*", "Any", "0.0.0.0/0", "::/0", "Internet", "AzureCloud", "azurecloud.westeurope", "2a01::/16"])(
    "that lets %s in opens the network to the internet",
    (source) => {
      const { rules, outcome } = evaluated({ dev: networkWith([inbound(source, "8443"), DENY_ALL]) });
      expect(rules).toContain("any-source-inbound");
      expect(outcome("bastion-only")).toBe("violated");
    },
  );

  it.each(["VirtualNetwork", "10.2.0.0/16", "fd00:db8::/48", "AzureLoadBalancer"])(
    "that lets %s in does not",
    (source) => {
      const { rules, outcome } = evaluated({ dev: networkWith([inbound(source, "8443"), DENY_ALL]) });
      expect(rules).not.toContain("any-source-inbound");
      expect(outcome("bastion-only")).toBe("satisfied");
    },
  );

  it("that lets an application security group in lets machines of its own network in", () => {
    const groups = { azurerm_application_security_group: { web: { name: "asg-web", resource_group_name: "rg" } } };
    const from = { source_application_security_group_ids: ["${azurerm_application_security_group.web.id}"] };
    const { rules, outcome } = evaluated({ dev: networkWith([inbound(from, "5432"), DENY_ALL], groups) });
    expect(rules).not.toContain("any-source-inbound");
    expect(outcome("bastion-only")).toBe("satisfied");
  });

  it("whose rule is shut by one of higher priority opens nothing", () => {
    const open = inbound("Internet", "3389", { priority: 300 });
    const { outcome } = evaluated({ dev: networkWith([open, { ...DENY_ALL, priority: 200 }]) });
    expect(outcome("bastion-only")).toBe("satisfied");
  });

  it.each([
    ["0-65535", true],
    ["1-65535", false],
    ["1024-65535", false],
  ])("that denies the source ports %s denies everything: %s", (source_port_range, denied) => {
    const deny = { ...DENY_ALL, priority: 90, source_port_range };
    const { rules } = evaluated({ dev: networkWith([inbound("Internet", "8443"), deny]) });
    expect(rules.includes("any-source-inbound")).toBe(!denied);
  });

  it("whose denial has an unknown priority opens what the other rules allow", () => {
    const deny = { ...DENY_ALL, priority: "${var.priority}" };
    const { rules } = evaluated({
      dev: { ...networkWith([inbound("Internet", "8443"), deny]), variable: { priority: { type: "number" } } },
    });
    expect(rules).toContain("any-source-inbound");
  });

  it("reads priorities that are written as text", () => {
    const open = inbound("Internet", "3389", { priority: "300" });
    const { outcome } = evaluated({ dev: networkWith([open, { ...DENY_ALL, priority: "200" }]) });
    expect(outcome("bastion-only")).toBe("satisfied");
  });
});

interface Written extends Readonly<Record<string, unknown>> {
  readonly destination_port_ranges: readonly string[];
}

/** Bastion's subnet with the rules that Azure wants, each as it's given back. */
function bastion(write: (rule: Written) => readonly object[], addressSpace = ["10.1.0.0/16"]) {
  const rules = BASTION_SECURITY_RULES.flatMap(({ name, priority, direction, access, protocol, ...rule }) =>
    write({
      ...{ name, priority, direction, access, protocol },
      source_address_prefix: rule.source,
      destination_address_prefix: rule.destination,
      destination_port_ranges: rule.destinationPorts,
    }),
  );
  const network = networkWith(rules);
  const subnet = network.resource["azurerm_subnet"]?.["machines"];
  Object.assign(network.resource["azurerm_virtual_network"]?.["main"] ?? {}, { address_space: addressSpace });
  if (subnet) Object.assign(subnet, { name: "AzureBastionSubnet", address_prefixes: ["10.1.1.0/26"] });
  return evaluated({ dev: network }).messages("bastion-security-rules");
}

describe("the rules of Bastion's subnet", () => {
  it("may be one for each port", () => {
    const split = bastion(({ destination_port_ranges: ports, ...rule }) =>
      ports.map((port, index) => ({ ...rule, name: `r${port}${String(index)}`, destination_port_range: port })),
    );
    expect(split).toEqual([]);
  });

  it("may be for TCP where Azure's are for any protocol", () => {
    expect(bastion((rule) => [{ ...rule, protocol: "TCP" }])).toEqual([]);
  });

  it("may name the network's own block in place of VirtualNetwork", () => {
    const replaced = bastion((rule) => [
      JSON.parse(JSON.stringify(rule).replaceAll('"VirtualNetwork"', '"10.0.0.0/8"')) as object,
    ]);
    expect(replaced).toEqual([]);
  });

  it("have to name all blocks of the network in place of VirtualNetwork", () => {
    const replaced = bastion(
      (rule) => [JSON.parse(JSON.stringify(rule).replaceAll('"VirtualNetwork"', '"10.0.0.0/8"')) as object],
      ["10.1.0.0/16", "192.168.0.0/16"],
    );
    expect(replaced[0]).toContain("from VirtualNetwork");
  });

  it("may name the addresses of users in place of the internet, and Bastion's subnet in place of any", () => {
    const replaced = bastion((rule) => [
      {
        ...rule,
        ...(rule["source_address_prefix"] === "Internet" ? { source_address_prefix: "203.0.113.0/24" } : {}),
        ...(rule["destination_address_prefix"] === "*" ? { destination_address_prefix: "10.1.1.0/26" } : {}),
      },
    ]);
    expect(replaced).toEqual([]);
  });

  it("lack what an earlier denial shuts", () => {
    const shut = bastion((rule) => [
      rule,
      { ...rule, name: "deny", priority: 90, access: "Deny", direction: "Outbound", destination_port_ranges: ["443"] },
    ]);
    expect(shut[0]).toContain("lacks outbound Tcp from * to AzureCloud on 443");
  });

  it("are looked at by their union, however the ports are spread over rules", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 16, maxLength: 16 }), (spread) => {
        const lacking = bastion((rule) =>
          spread[rule.destination_port_ranges.length]
            ? rule.destination_port_ranges.map((port) => ({ ...rule, destination_port_ranges: [port] }))
            : [rule],
        );
        expect(lacking).toEqual([]);
      }),
      { numRuns: 5 },
    );
  });
});
