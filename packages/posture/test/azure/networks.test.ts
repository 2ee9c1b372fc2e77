import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluated, type Resources } from "../support/evaluated.js";

const place = { resource_group_name: "rg", location: "westeurope" };
const id = (type: string, name: string, subscription = "00000000-0000-4000-8000-000000000001") =>
  `/subscriptions/${subscription}/resourceGroups/rg-hub/providers/Microsoft.Network/${type}/${name}`;
const HUB = id("virtualNetworks", "vnet-hub");

function network(name: string, octet: number) {
  return {
    main: {
      name: `vnet-${name}`,
      ...place,
      resource_group_name: `rg-${name}`,
      address_space: [`10.${String(octet)}.0.0/16`],
    },
  };
}

/** A spoke with a peering to what is given, and other resources. */
function spoke(name: string, octet: number, remote: string, extra: Resources = {}) {
  const peering = {
    name: "to-hub",
    resource_group_name: "rg",
    virtual_network_name: "${azurerm_virtual_network.main.name}",
    remote_virtual_network_id: remote,
  };
  return {
    resource: {
      azurerm_virtual_network: network(name, octet),
      azurerm_virtual_network_peering: { hub: peering },
      ...extra,
    },
  };
}

const lookedUp = (name = "vnet-hub", group = "rg-hub") => ({
  azurerm_virtual_network: { hub: { name, resource_group_name: group } },
});
const byData = (name: string, octet: number, ...of: [name?: string, group?: string]) => ({
  ...spoke(name, octet, "${data.azurerm_virtual_network.hub.id}"),
  data: lookedUp(...of),
});

describe("two environments on one network that nobody here creates", () => {
  it.each([
    ["by its ARM id", spoke("dev", 1, HUB), spoke("prod", 2, HUB)],
    ["by its ARM id in another case", spoke("dev", 1, HUB), spoke("prod", 2, HUB.toUpperCase())],
    ["by data sources", byData("dev", 1), byData("prod", 2)],
    ["by data source and by id", byData("dev", 1), spoke("prod", 2, HUB)],
    ["by data sources in another case", byData("dev", 1), byData("prod", 2, "VNET-HUB", "RG-Hub")],
  ])("are joined: %s", (_, dev, prod) => {
    const { outcome, messages } = evaluated({ dev, prod });
    expect(outcome("isolation")).toBe("violated");
    expect(messages("check-isolation")).toContain(
      "traffic can flow from dev to prod: vnet-dev and vnet-prod are connected",
    );
  });

  it("are not joined by networks of one name in two groups or subscriptions", () => {
    const other = id("virtualNetworks", "vnet-hub", "00000000-0000-4000-8000-000000000002");
    expect(evaluated({ dev: spoke("dev", 1, HUB), prod: spoke("prod", 2, other) }).outcome("isolation")).not.toBe(
      "violated",
    );
    expect(
      evaluated({ dev: byData("dev", 1), prod: byData("prod", 2, "vnet-hub", "rg-other") }).outcome("isolation"),
    ).not.toBe("violated");
  });
});

describe("a network that the stacks create", () => {
  it("is the one that another stack names by id, by data source or by name and group", () => {
    const hub = { resource: { azurerm_virtual_network: network("hub", 0) } };
    const remotes = [id("virtualNetworks", "vnet-hub"), id("virtualNetworks", "VNET-HUB")];
    for (const remote of remotes) {
      const { outcome, evidence } = evaluated({ hub, dev: spoke("dev", 1, remote) });
      expect(outcome("isolation")).toBe("satisfied");
      expect(evidence("isolation").join()).not.toContain("outside of what was read");
    }
  });

  it("is the one in every spelling of its id", () => {
    const spelled = fc
      .array(fc.boolean(), { minLength: HUB.length, maxLength: HUB.length })
      .map((upper) => [...HUB].map((letter, index) => (upper[index] ? letter.toUpperCase() : letter)).join(""));
    fc.assert(
      fc.property(spelled, spelled, (one, other) => {
        expect(evaluated({ dev: spoke("dev", 1, one), prod: spoke("prod", 2, other) }).outcome("isolation")).toBe(
          "violated",
        );
      }),
      { numRuns: 25 },
    );
  });
});

describe("one environment on a network that nobody here creates", () => {
  it("is said in the evidence", () => {
    const { evidence, outcome } = evaluated({ dev: spoke("dev", 1, HUB) });
    expect(evidence("isolation")).toContain(
      "dev is connected to vnet-hub, which wasn't read, by azurerm_virtual_network_peering.hub",
    );
    expect(outcome("isolation")).toBe("undecided");
  });
});

/** A stack whose network is connected to a virtual hub. */
function onHub(name: string, octet: number, hub: string, extra: Resources = {}) {
  const connection = {
    name: "wan",
    virtual_hub_id: hub,
    remote_virtual_network_id: "${azurerm_virtual_network.main.id}",
  };
  return {
    resource: {
      azurerm_virtual_network: network(name, octet),
      azurerm_virtual_hub_connection: { main: connection },
      ...extra,
    },
  };
}

describe("a virtual hub", () => {
  const hub = id("virtualHubs", "hub-we");

  it("joins the networks that are connected to it", () => {
    const { messages } = evaluated({ dev: onHub("dev", 1, hub), prod: onHub("prod", 2, hub) });
    expect(messages("check-isolation")[0]).toContain("traffic can flow from dev to prod");
  });

  it("joins those of other hubs in its virtual WAN", () => {
    const hubs = (name: string): Resources => ({
      azurerm_virtual_hub: { main: { name: `hub-${name}`, ...place, virtual_wan_id: id("virtualWans", "wan") } },
    });
    const own = "${azurerm_virtual_hub.main.id}";
    const { messages } = evaluated({
      dev: onHub("dev", 1, own, hubs("dev")),
      prod: onHub("prod", 2, own, hubs("prod")),
    });
    expect(messages("check-isolation")[0]).toContain("traffic can flow from dev to prod");
  });

  it("is said in the evidence where only one environment is connected, also its gateway", () => {
    const gateway = { azurerm_vpn_gateway: { main: { name: "vpn", ...place, virtual_hub_id: hub } } };
    const { evidence } = evaluated({ dev: onHub("dev", 1, hub, gateway) });
    expect(evidence("isolation").join("\n")).toMatch(/dev is connected to hub-we, which wasn't read/);
  });
});

describe("a network on premises", () => {
  const connected = (name: string, octet: number, address: string) => ({
    resource: {
      azurerm_virtual_network: network(name, octet),
      azurerm_subnet: {
        gateway: {
          name: "GatewaySubnet",
          resource_group_name: "rg",
          virtual_network_name: "${azurerm_virtual_network.main.name}",
          address_prefixes: [`10.${String(octet)}.9.0/24`],
        },
      },
      azurerm_virtual_network_gateway: {
        main: { name: "gw", ...place, type: "Vpn", ip_configuration: { subnet_id: "${azurerm_subnet.gateway.id}" } },
      },
      azurerm_local_network_gateway: { office: { name: "office", ...place, gateway_address: address } },
      azurerm_virtual_network_gateway_connection: {
        office: {
          name: "office",
          ...place,
          type: "IPsec",
          virtual_network_gateway_id: "${azurerm_virtual_network_gateway.main.id}",
          local_network_gateway_id: "${azurerm_local_network_gateway.office.id}",
        },
      },
    },
  });

  it("joins two environments that both connect to its gateway", () => {
    const stacks = { dev: connected("dev", 1, "198.51.100.7"), prod: connected("prod", 2, "198.51.100.7") };
    expect(evaluated(stacks).messages("check-isolation")[0]).toContain("traffic can flow from dev to prod");
  });

  it("does not join those that connect to two", () => {
    const stacks = { dev: connected("dev", 1, "198.51.100.7"), prod: connected("prod", 2, "198.51.100.8") };
    expect(evaluated(stacks).outcome("isolation")).not.toBe("violated");
  });
});

describe("a hub and its spoke", () => {
  it("may peer each from its side", () => {
    const tagged = (environment: string, octet: number) => ({
      ...network(environment, octet).main,
      tags: { environment },
    });
    const half = (name: string, remote: string) => ({
      name: `to-${remote}`,
      resource_group_name: `rg-${name}`,
      virtual_network_name: `\${azurerm_virtual_network.${name}.name}`,
      remote_virtual_network_id: `\${azurerm_virtual_network.${remote}.id}`,
    });
    const { outcome, evidence } = evaluated({
      main: {
        resource: {
          azurerm_virtual_network: { hub: tagged("hub", 0), dev: tagged("dev", 1) },
          azurerm_virtual_network_peering: { hub: half("hub", "dev"), dev: half("dev", "hub") },
        },
      },
    });
    expect(evidence("isolation").join()).toContain("2 peerings or connections");
    expect(outcome("isolation")).toBe("satisfied");
  });
});
