import { describe, expect, it } from "vitest";
import {
  BASTION_SECURITY_RULES,
  jumpboxSecurityRules,
  type SecurityRuleFacts,
  trainingSecurityRules,
} from "../src/index.js";

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

describe("trainingSecurityRules", () => {
  const rules = (options: { publicNodes?: boolean; internetOutbound?: boolean } = {}) =>
    trainingSecurityRules({ location: "canadacentral", publicNodes: false, internetOutbound: false, ...options });

  it("let computes reach only the services that they need, and nothing in", () => {
    expect(rules().map(line)).toEqual([
      "Outbound Allow Tcp * AzureActiveDirectory 80+443",
      "Outbound Allow Tcp * AzureMachineLearning 443+8787+18881",
      "Outbound Allow Udp * AzureMachineLearning 5831",
      "Outbound Allow * * BatchNodeManagement.canadacentral 443",
      "Outbound Allow Tcp * AzureResourceManager 443",
      "Outbound Allow Tcp * Storage.canadacentral 443",
      "Outbound Allow Tcp * AzureFrontDoor.FrontEnd 443",
      "Outbound Allow Tcp * AzureFrontDoor.FirstParty 443",
      "Outbound Allow Tcp * MicrosoftContainerRegistry 443",
      "Outbound Allow Tcp * AzureMonitor 443",
      "Outbound Deny * * Internet *",
    ]);
  });

  it("let Azure manage nodes with public addresses, if there are some (S2-NET-04, S2-NET-05, S4-CMP-02)", () => {
    const inbound = rules({ publicNodes: true }).filter(({ direction }) => direction === "Inbound");
    expect(inbound.map((rule) => `${rule.priority} ${line(rule)}`)).toEqual([
      "400 Inbound Allow Tcp BatchNodeManagement * 29876-29877",
      "410 Inbound Allow Tcp AzureMachineLearning * 44224",
    ]);
  });

  it("have unique names and priorities in each direction", () => {
    const all = rules({ publicNodes: true });
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    expect(new Set(all.map(({ direction, priority }) => `${direction} ${priority}`)).size).toBe(all.length);
  });

  it("leave outbound access to the firewall if there is one", () => {
    expect(rules({ internetOutbound: true })).toEqual([]);
  });
});
