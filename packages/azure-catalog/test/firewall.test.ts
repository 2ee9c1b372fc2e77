import { describe, expect, it } from "vitest";
import {
  AGENT_FIREWALL_HOSTS,
  CUSTOMER_NETWORK_TRAFFIC,
  FIREWALL_SKUS,
  type FirewallHosts,
  FIXED_SUBNETS,
  GATEWAY_SUBNET_PREFIX_LENGTH,
  KUBERNETES_FIREWALL_HOSTS,
  MANAGED_NETWORK_REQUIRED_SERVICE_TAGS,
} from "../src/index.js";

const presets: readonly (readonly FirewallHosts[])[] = [KUBERNETES_FIREWALL_HOSTS, AGENT_FIREWALL_HOSTS];

describe("CUSTOMER_NETWORK_TRAFFIC", () => {
  it("has the service tags of a managed network, and storage and the front end of studio (S2-ADD-01)", () => {
    const tags = new Set<string>(CUSTOMER_NETWORK_TRAFFIC.map(({ serviceTag }) => serviceTag));
    const managed = MANAGED_NETWORK_REQUIRED_SERVICE_TAGS.filter((tag) => tag !== "VirtualNetwork");
    expect([...tags].sort()).toEqual([...managed, "Storage.<region>", "AzureFrontDoor.FrontEnd"].sort());
  });

  it("has ports that are numbers", () => {
    for (const { portRanges } of CUSTOMER_NETWORK_TRAFFIC) expect(portRanges).toMatch(/^\d+(,\d+)*$/);
  });
});

describe("hosts of a firewall", () => {
  it("are host names on their protocol's port, each once", () => {
    for (const hosts of presets) {
      expect(new Set(hosts.map(({ name }) => name)).size).toBe(hosts.length);
      const names = hosts.flatMap(({ fqdns = [] }) => fqdns);
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) expect(name).toMatch(/^(\*\.)?(<region>|[a-z0-9-]+)(\.(<region>|[a-z0-9-]+))+$/);
      for (const { protocol, port } of hosts) expect(port).toBe({ Http: 80, Https: 443 }[protocol]);
    }
  });
});

it("a DNS proxy needs the SKU Standard or Premium", () => {
  expect(Object.entries(FIREWALL_SKUS).flatMap(([sku, { dnsProxy }]) => (dnsProxy ? [sku] : []))).toEqual([
    "Standard",
    "Premium",
  ]);
});

it("no security group can be associated with the subnet of a gateway or of a firewall (S2-ACC-03)", () => {
  expect(FIXED_SUBNETS.gateway.networkSecurityGroup).toBe(false);
  expect(FIXED_SUBNETS.firewall.networkSecurityGroup).toBe(false);
  expect(GATEWAY_SUBNET_PREFIX_LENGTH).toBeLessThan(FIXED_SUBNETS.gateway.smallestPrefixLength);
});
