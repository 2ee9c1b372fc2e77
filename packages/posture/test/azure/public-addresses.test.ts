import { describe, expect, it } from "vitest";
import { evaluated, type Resources } from "../support/evaluated.js";
import { DENY_ALL, inbound, networkWith } from "../support/networks.js";

const open = (resource: Resources, data: Resources = {}) => {
  const { rules, outcome } = evaluated({ dev: { resource, data } });
  return [rules.includes("public-address-inside"), outcome("bastion-only") === "violated"];
};
const nic = (public_ip_address_id: string): Resources => ({
  azurerm_network_interface: { main: { name: "nic", ip_configuration: [{ name: "ip", public_ip_address_id }] } },
});
const scaleSet = (configuration: object): Resources => ({
  azurerm_linux_virtual_machine_scale_set: {
    main: { name: "vmss", network_interface: { name: "nic", ip_configuration: { name: "ip", ...configuration } } },
  },
});

describe("a public address inside", () => {
  it.each<[string, Resources]>([
    ["a scale set", scaleSet({ public_ip_address: { name: "pip" } })],
    ["a container group, which has one by default", { azurerm_container_group: { main: { name: "group" } } }],
    ["a cluster's API server", { azurerm_kubernetes_cluster: { main: { name: "aks" } } }],
    [
      "a cluster's nodes",
      {
        azurerm_kubernetes_cluster: {
          main: { name: "aks", private_cluster_enabled: true, default_node_pool: { node_public_ip_enabled: true } },
        },
      },
    ],
  ])("gives inbound access: %s", (_, resource) => {
    expect(open(resource)).toEqual([true, true]);
  });

  it.each<[string, Resources]>([
    ["a scale set", scaleSet({})],
    ["a container group", { azurerm_container_group: { main: { name: "group", ip_address_type: "Private" } } }],
    ["a private cluster", { azurerm_kubernetes_cluster: { main: { name: "aks", private_cluster_enabled: true } } }],
  ])("isn't there: %s", (_, resource) => {
    expect(open(resource)).toEqual([false, false]);
  });
});

describe("an interface's public address", () => {
  it.each<[string, string, Resources]>([
    ["by id", "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/publicIPAddresses/pip", {}],
    [
      "by data source",
      "${data.azurerm_public_ip.pip.id}",
      { azurerm_public_ip: { pip: { name: "pip", resource_group_name: "rg" } } },
    ],
  ])("gives inbound access, and is reported once: %s", (_, address, data) => {
    const { rules, outcome } = evaluated({ dev: { resource: nic(address), data } });
    expect(rules.filter((rule) => rule.includes("public-address"))).toEqual(["nic-public-address"]);
    expect(outcome("bastion-only")).toBe("violated");
  });

  it("is undecided where a variable gives it, which may be null", () => {
    const { findings, outcome } = evaluated({ dev: { resource: nic("${var.address}"), variable: { address: {} } } });
    expect(findings.filter(({ rule }) => rule === "nic-public-address")).toMatchObject([{ state: "undecided" }]);
    expect(outcome("bastion-only")).toBe("undecided");
  });
});

describe("a source that isn't known", () => {
  it("leaves the rule undecided, and finds no violation", () => {
    const network = networkWith([inbound("${var.admins}", "8443"), DENY_ALL]);
    const { findings, outcome } = evaluated({ dev: { ...network, variable: { admins: { type: "string" } } } });
    expect(findings.find(({ rule }) => rule === "any-source-inbound")?.state).toBe("undecided");
    expect(outcome("bastion-only")).toBe("undecided");
  });
});
