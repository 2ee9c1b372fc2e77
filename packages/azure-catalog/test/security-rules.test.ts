import { describe, expect, it } from "vitest";
import { BASTION_SECURITY_RULES, jumpboxSecurityRules, type SecurityRuleFacts } from "../src/index.js";

const line = (rule: SecurityRuleFacts) =>
  [rule.direction, rule.access, rule.protocol, rule.source, rule.destination, rule.destinationPorts.join("+")].join(
    " ",
  );

describe("BASTION_SECURITY_RULES", () => {
  it("are the eight that Azure demands (S0-BAS-08)", () => {
    expect(BASTION_SECURITY_RULES.map(line)).toEqual([
      "Inbound Allow Tcp Internet * 443",
      "Inbound Allow Tcp GatewayManager * 443",
      "Inbound Allow Tcp AzureLoadBalancer * 443",
      "Inbound Allow * VirtualNetwork VirtualNetwork 8080+5701",
      "Outbound Allow * * VirtualNetwork 22+3389",
      "Outbound Allow Tcp * AzureCloud 443",
      "Outbound Allow * VirtualNetwork VirtualNetwork 8080+5701",
      "Outbound Allow * * Internet 80",
    ]);
  });

  it("have unique names, and unique priorities in each direction", () => {
    const unique = (values: unknown[]) => expect(new Set(values).size).toBe(values.length);
    unique(BASTION_SECURITY_RULES.map(({ name }) => name));
    unique(BASTION_SECURITY_RULES.map(({ direction, priority }) => `${direction} ${priority}`));
  });
});

describe("jumpboxSecurityRules", () => {
  it("let remote desktop in from Bastion's subnet and refuse everything else (S0-BAS-04)", () => {
    const rules = jumpboxSecurityRules("10.2.2.0/26");
    expect(rules.map(line)).toEqual(["Inbound Allow Tcp 10.2.2.0/26 * 3389", "Inbound Deny * * * *"]);
    expect(rules.map(({ priority }) => priority)).toEqual([200, 4096]);
  });
});
