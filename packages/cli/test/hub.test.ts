import { Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { constructing } from "../src/commands/arguments.js";
import { parseConfiguration } from "../src/config/load.js";
import { ConfigurationError, describeProblem } from "../src/config/problem.js";
import { buildPlatform } from "../src/platform.js";
import { platformOf } from "./fixture.js";

const DEV = { addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24" };
const PROD = { addressSpace: "10.2.0.0/16", privateEndpointSubnet: "10.2.1.0/24" };
const SSH_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIL2lCZXm9uFR6f6Jaw1ziR1Y+yU6+Tafq74ZMNZj6EYM agents";
const PRIVATE_KEY = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1\n-----END OPENSSH PRIVATE KEY-----";
const AGENTS = {
  subnet: "10.0.4.0/27",
  sshPublicKey: SSH_KEY,
  azureDevOps: { organizationUrl: "https://dev.azure.com/contoso", pool: "ml" },
};
const HUB = {
  addressSpace: "10.0.0.0/16",
  bastion: { subnet: "10.0.2.0/26" },
  jumpbox: { subnet: "10.0.3.0/24" },
  firewall: { dnsProxyEnabled: true },
  vpnGateway: { clientAddressPool: ["172.31.0.0/24"] },
  agents: AGENTS,
};

const withHub = (hub: object, environments: object = { dev: DEV, prod: PROD }) => platformOf({ hub, environments });
const platform = withHub(HUB);

/** The problems of a configuration, as the command line prints them. */
function problems(hub: object, environments: object = { dev: DEV, prod: PROD }): string {
  try {
    const configuration = parseConfiguration("f", JSON.stringify({ hub, environments }));
    constructing({ file: "f", configuration }, () => buildPlatform(Testing.app(), configuration));
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems.map(describeProblem).join("\n");
    throw error;
  }
  return "";
}
const peerings = (one = platform) =>
  one.resources({ type: "azurerm_virtual_network_peering" }).map((peering) => ({
    name: peering.get("name"),
    forwarded: peering.get("allow_forwarded_traffic"),
    access: peering.get("allow_virtual_network_access"),
    transit: peering.get("allow_gateway_transit"),
    remoteGateways: peering.get("use_remote_gateways"),
  }));

describe("a hub in the configuration", () => {
  it("is off by default: no network is peered (S4-NET-01)", () => {
    const isolated = platformOf({ environments: { dev: DEV } });
    expect(isolated.stacksInOrder().map(({ name }) => name)).not.toContain("aml-hub");
    expect(peerings(isolated)).toEqual([]);
  });

  it("is a stack of its own between the zones and the environments", () => {
    const names = platform.stacksInOrder().map(({ name }) => name);
    expect(names.indexOf("aml-hub")).toBeGreaterThan(names.indexOf("aml-dns-shared"));
    expect(names.indexOf("aml-hub")).toBeLessThan(names.indexOf("aml-dev"));
    expect(platform).toHaveNoErrors();
  });

  it("has Bastion, jumpbox and agents, and the environments have none (S4-NET-01, S4-AGT-01)", () => {
    const hub = platform.stack("aml-hub");
    expect(hub).toHaveResource("azurerm_bastion_host", { name: "bas-aml-hub-cc-01" });
    expect(hub).toHaveResource("azurerm_windows_virtual_machine", { name: "vm-aml-jumpbox-hub-cc-01" });
    expect(hub).toHaveResource("azurerm_linux_virtual_machine_scale_set", { name: "vmss-aml-agents-hub-cc-01" });
    for (const type of ["azurerm_bastion_host", "azurerm_windows_virtual_machine"]) {
      expect(platform.resources({ type })).toHaveLength(1);
    }
  });

  it("is peered with each environment in both directions, with forwarded traffic and its gateway (S4-NET-01)", () => {
    const half = { forwarded: true, access: true };
    expect(peerings()).toEqual(
      expect.arrayContaining(
        ["dev", "prod"].flatMap((name) => [
          { ...half, name: `peer-${name}-to-hub`, transit: false, remoteGateways: true },
          { ...half, name: `peer-hub-to-${name}`, transit: true, remoteGateways: false },
        ]),
      ),
    );
    expect(peerings()).toHaveLength(4);
  });

  it("is linked with every zone, as the environments are (S4-NET-02)", () => {
    const links = (stack: string) =>
      platform.resources({ type: "azurerm_private_dns_zone_virtual_network_link", stack }).length;
    expect(links("aml-hub")).toBe(9);
    expect(links("aml-dev")).toBe(9);
  });

  it("routes the environments to its firewall, which forwards their traffic only (S2-ADD-01)", () => {
    expect(platform.stack("aml-dev")).toHaveResource("azurerm_route_table", {
      route: [expect.objectContaining({ address_prefix: "0.0.0.0/0", next_hop_type: "VirtualAppliance" })],
    });
    expect(platform.stack("aml-dev")).toHaveResource("azurerm_virtual_network", { dns_servers: [expect.anything()] });
    const [rules] = platform.resources({ type: "azurerm_firewall_policy_rule_collection_group" });
    expect(JSON.stringify(rules?.get("network_rule_collection"))).toContain(
      '"source_addresses":["10.0.0.0/16","10.1.0.0/16","10.2.0.0/16"]',
    );
  });

  it("allows in its firewall what clusters and agents of the environments behind it need (S2-ADD-01)", () => {
    const kubernetes = { ...DEV, customerNetwork: true, kubernetes: { inference: false } };
    const agents = { ...DEV, agents: { ...AGENTS, subnet: "10.1.7.0/27" } };
    const allowed = (environment: object) =>
      JSON.stringify(
        withHub({ addressSpace: "10.0.0.0/16", firewall: true }, { dev: environment })
          .resource({ type: "azurerm_firewall_policy_rule_collection_group" })
          .get("application_rule_collection") ?? [],
      );
    expect(allowed(kubernetes)).toContain("AzureKubernetesService");
    expect(allowed(agents)).toContain("*.dev.azure.com");
    expect(allowed(DEV)).toBe("[]");
  });

  it("connects the environments that are named, and no others", () => {
    const some = withHub({ addressSpace: "10.0.0.0/16", environments: ["dev"] });
    expect(peerings(some).map(({ name }) => name)).toEqual(["peer-hub-to-dev", "peer-dev-to-hub"]);
    expect(peerings(some).some(({ transit, remoteGateways }) => transit || remoteGateways)).toBe(false);
  });

  it.each([
    ["an environment that doesn't exist", { environments: ["stage"] }, "hub.environments.0"],
    ["itself", { environments: ["hub"] }, "the hub isn't peered with itself"],
    ["a network that overlaps an environment", { addressSpace: ["10.0.0.0/16", "10.1.0.0/17"] }, "does not overlap"],
    [
      "a pool of clients that overlaps an environment",
      { vpnGateway: { clientAddressPool: ["10.2.4.0/24"] } },
      "clientAddressPool",
    ],
    ["a firewall subnet that isn't /26", { firewall: { subnet: "10.0.0.0/27" } }, "hub.firewall.subnet"],
    [
      "a gateway subnet that is too small",
      { vpnGateway: { clientAddressPool: ["172.31.0.0/24"], subnet: "10.0.0.64/28" } },
      "hub.vpnGateway.subnet",
    ],
    ["a NAT gateway with a firewall", { natGateway: true }, "hub.firewall"],
    ["a pool of no agents", { agents: { ...AGENTS, count: 0 } }, "hub.agents.count"],
    ["a pool of 1001 agents", { agents: { ...AGENTS, count: 1001 } }, "hub.agents.count"],
    ["agents of no service", { agents: { ...AGENTS, azureDevOps: undefined } }, "hub.agents.azureDevOps"],
    [
      "agents of GitHub without an app",
      { agents: { subnet: AGENTS.subnet, sshPublicKey: SSH_KEY, gitHub: { url: "https://github.com/contoso" } } },
      "hub.agents.gitHub.app",
    ],
    ["an unknown subscription", { subscription: "connectivity" }, "hub.subscription"],
  ])("fails on %s", (_, options, message) => {
    expect(problems({ ...HUB, ...options })).toContain(message);
  });

  it("fails on an environment that is called as the hub, and on one with a gateway of its own", () => {
    expect(problems(HUB, { hub: DEV })).toContain("environments.hub");
    const gateway = { vpnGateway: { clientAddressPool: ["172.30.0.0/24"] } };
    expect(problems(HUB, { dev: { ...DEV, ...gateway } })).toContain("environments.dev.vpnGateway");
  });

  it("fails on a NAT gateway and a peering of its name in an environment behind it, and on a jumpbox without Bastion", () => {
    expect(problems(HUB, { dev: { ...DEV, natGateway: true } })).toContain("environments.dev.natGateway");
    const id =
      "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v";
    const peering = { name: "hub", virtualNetworkId: id };
    expect(problems(HUB, { dev: { ...DEV, peerings: [peering] } })).toContain("environments.dev.peerings.0.name");
    expect(problems({ ...HUB, bastion: undefined })).toContain("a jumpbox only together with bastion");
  });

  it("fails on what looks like a secret in another field, without printing it", () => {
    const message = problems({
      ...HUB,
      agents: { ...AGENTS, useToken: "ghp_0123456789abcdef", sshPublicKey: PRIVATE_KEY },
    });
    expect(message).toContain("hub.agents.useToken");
    expect(message).toContain("hub.agents.sshPublicKey");
    expect(message).not.toMatch(/ghp_|b3BlbnNzaC1/);
  });

  it("fails on a token in plain text, without printing it", () => {
    const agents = { ...AGENTS, token: "ghp_0123456789" };
    const message = problems({ ...HUB, agents });
    expect(message).toContain("hub.agents");
    expect(message).not.toContain("ghp_0123456789");
  });
});

describe("an environment's own access", () => {
  const own = platformOf({
    environments: {
      dev: {
        ...DEV,
        firewall: true,
        customerNetwork: { trainingSubnet: "10.1.8.0/24" },
        kubernetes: { inference: false },
        vpnGateway: { clientAddressPool: ["172.31.0.0/24"] },
        expressRouteGateway: {},
        agents: { ...AGENTS, subnet: "10.1.4.0/27", useToken: true },
      },
    },
  });

  it("is a firewall, a VPN, ExpressRoute and agents, without peering (S2-ADD-01, S2-ACC-02, S4-NET-04)", () => {
    expect(own).toHaveResource("azurerm_firewall", { name: "afw-aml-dev-cc-01" });
    const rules = own.resource({ type: "azurerm_firewall_policy_rule_collection_group" });
    expect(JSON.stringify(rules.get("application_rule_collection"))).toContain("*.dev.azure.com");
    expect(JSON.stringify(rules.get("application_rule_collection"))).toContain("AzureKubernetesService");
    expect(
      own
        .resources({ type: "azurerm_virtual_network_gateway" })
        .map((one) => one.get("type"))
        .sort(),
    ).toEqual(["ExpressRoute", "Vpn"]);
    expect(own).toHaveResource("azurerm_linux_virtual_machine_scale_set", { name: "vmss-aml-agents-dev-cc-01" });
    expect(peerings(own)).toEqual([]);
  });

  it("takes the agents' token from a sensitive variable (S4-AGT-02)", () => {
    const variable = own.stack("aml-dev").variables.find(({ name }) => name === "agent_token");
    expect(variable?.get("sensitive")).toBe(true);
  });
});
