import { describe, expect, it } from "vitest";
import { evaluated, type Resources } from "../support/evaluated.js";
import { DENY_ALL, inbound, networkWith } from "../support/networks.js";

const outcome = (resource: Resources, data: Resources = {}) =>
  evaluated({ dev: { resource, data } }).outcome("bastion-only");
const rules = (resource: Resources, data: Resources = {}) => evaluated({ dev: { resource, data } }).rules;
const ADDRESS = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/publicIPAddresses/pip";
const azapi = (type: string, body: object): Resources => ({
  azapi_resource: { main: { type, name: "main", parent_id: "${azurerm_resource_group.main.id}", body } },
});

describe("a security rule of a group that no stack creates", () => {
  const rule = (group: string) => ({
    azurerm_network_security_rule: {
      ssh: { ...inbound("*", "22"), resource_group_name: "rg", network_security_group_name: group },
    },
  });
  const data = { azurerm_network_security_group: { hub: { name: "nsg-hub", resource_group_name: "rg" } } };

  it.each([
    ["by name", rule("nsg-hub"), {}],
    ["by data source", rule("${data.azurerm_network_security_group.hub.name}"), data],
  ])("gives inbound access: %s", (_, resource, lookedUp) => {
    expect(rules(resource, lookedUp)).toEqual(
      expect.arrayContaining(["any-source-inbound", "admin-ports-from-bastion"]),
    );
    expect(outcome(resource, lookedUp)).toBe("violated");
  });

  it("belongs to the group of that name where a stack creates it", () => {
    const { resource } = networkWith([DENY_ALL]);
    const [group] = Object.values(resource["azurerm_network_security_group"] as Record<string, { name: string }>);
    const found = rules({ ...resource, ...rule(group?.name ?? "") });
    expect(found).toContain("any-source-inbound");
  });
});

describe("what a rule lets in", () => {
  it("leaves the check undecided for a service that others send through", () => {
    expect(outcome(networkWith([inbound("AzureFrontDoor.Backend", "443"), DENY_ALL]).resource)).toBe("undecided");
  });

  it.each(["GatewayManager", "BatchNodeManagement.westeurope", "AzureMachineLearning", "AzureLoadBalancer"])(
    "gives no inbound access from %s, which is Azure's own",
    (tag) => {
      const { resource } = networkWith([inbound(tag, "*"), DENY_ALL]);
      expect(outcome(resource)).toBe("satisfied");
    },
  );

  it("is no session by SSH from the load balancer's probes", () => {
    const { resource } = networkWith([inbound("AzureLoadBalancer", "*"), DENY_ALL]);
    expect(rules(resource)).not.toContain("admin-ports-from-bastion");
  });
});

describe("a public address that ARM's body has", () => {
  it.each<[string, Resources]>([
    [
      "a network interface",
      azapi("Microsoft.Network/networkInterfaces@2024-05-01", {
        properties: { ipConfigurations: [{ name: "ip", properties: { publicIPAddress: { id: ADDRESS } } }] },
      }),
    ],
    [
      "a load balancer",
      azapi("Microsoft.Network/loadBalancers@2024-05-01", {
        properties: { frontendIPConfigurations: [{ name: "ip", properties: { publicIPPrefix: { id: ADDRESS } } }] },
      }),
    ],
    [
      "a machine",
      azapi("Microsoft.Compute/virtualMachines@2024-07-01", {
        properties: {
          networkProfile: {
            networkInterfaceConfigurations: [
              { properties: { ipConfigurations: [{ properties: { publicIPAddressConfiguration: { name: "pip" } } }] } },
            ],
          },
        },
      }),
    ],
  ])("gives inbound access: %s", (_, resource) => {
    expect(outcome(resource)).toBe("violated");
  });

  it("gives inbound access: a node pool's", () => {
    const pool = { name: "pool", kubernetes_cluster_id: "/aks", node_public_ip_enabled: true };
    expect(outcome({ azurerm_kubernetes_cluster_node_pool: { pool } })).toBe("violated");
  });
});

describe("public access of a type without a rule of its own", () => {
  it.each<[string, Resources]>([
    ["azapi without the property", azapi("Microsoft.CognitiveServices/accounts@2024-10-01", { kind: "OpenAI" })],
    ["a flexible server", { azurerm_postgresql_flexible_server: { main: { name: "pg" } } }],
    ["a data factory", { azurerm_data_factory: { main: { name: "adf", public_network_enabled: true } } }],
    [
      "a Redis firewall rule",
      { azurerm_redis_firewall_rule: { all: { name: "all", start_ip: "0.0.0.0", end_ip: "255.255.255.255" } } },
    ],
  ])("gives inbound access: %s", (_, resource) => {
    expect(outcome(resource)).toBe("violated");
  });

  it("is none for a flexible server in a subnet", () => {
    const server = { name: "pg", delegated_subnet_id: "/subnet" };
    expect(rules({ azurerm_postgresql_flexible_server: { main: server } })).not.toContain("public-access");
  });
});

describe("a service whose addresses aren't read", () => {
  const outcome = (type: string, settings: object) =>
    evaluated({
      dev: {
        resource: {
          azurerm_virtual_network: { main: { name: "vnet", address_space: ["10.0.0.0/16"] } },
          [type]: { main: { name: "service", ...settings } },
        },
      },
    }).outcome("bastion-only");

  it("leaves the check undecided, but not where its settings say that it has none", () => {
    const closed = { public_network_access_enabled: false };
    expect(outcome("azurerm_linux_web_app", closed)).toBe("satisfied");
    expect(outcome("azurerm_databricks_workspace", closed)).toBe("undecided");
    const nodes = { custom_parameters: [{ no_public_ip: true }] };
    expect(outcome("azurerm_databricks_workspace", { ...closed, ...nodes })).toBe("satisfied");
    expect(outcome("azurerm_app_service", {})).toBe("undecided");
  });
});

describe("a route to the internet in a table's own block", () => {
  const table = (address_prefix: string): Resources => {
    const { resource } = networkWith([DENY_ALL]);
    const [subnet = ""] = Object.keys(resource["azurerm_subnet"] as object);
    const route = { name: "out", address_prefix, next_hop_type: "Internet" };
    return {
      ...resource,
      azurerm_network_interface: {
        vm: { name: "nic", ip_configuration: [{ name: "ip", subnet_id: `\${azurerm_subnet.${subnet}.id}` }] },
      },
      azurerm_route_table: { main: { name: "rt", route: [route] } },
      azurerm_subnet_route_table_association: {
        main: { subnet_id: `\${azurerm_subnet.${subnet}.id}`, route_table_id: "${azurerm_route_table.main.id}" },
      },
    };
  };

  it("gives inbound access for all addresses, and none for one address or service", () => {
    expect(outcome(table("0.0.0.0/0"))).toBe("violated");
    expect(outcome(table("23.102.135.246/32"))).toBe("satisfied");
    expect(outcome(table("AzureActiveDirectory"))).toBe("satisfied");
  });
});

describe("a change of what other resources say", () => {
  const update = (type: string, body: object) => ({
    azurerm_resource_group: { main: { name: "rg" } },
    azapi_update_resource: { main: { type, resource_id: "/id", body } },
  });

  it("leaves undecided what it may change", () => {
    const group = update("Microsoft.Network/networkSecurityGroups@2024-05-01", { properties: { securityRules: [] } });
    expect(outcome(group)).toBe("undecided");
    const workspace = update("Microsoft.MachineLearningServices/workspaces@2025-06-01", {
      properties: { managedNetwork: { isolationMode: "Disabled" } },
    });
    expect(evaluated({ dev: { resource: workspace } }).outcome("egress")).toBe("undecided");
  });
});

it("finds no public address in a scale set whose dynamic block makes none", () => {
  const ip = { name: "ip", dynamic: { public_ip_address: [{ for_each: [], content: [{ name: "pip" }] }] } };
  const set = { name: "vmss", network_interface: [{ name: "nic", ip_configuration: [ip] }] };
  expect(rules({ azurerm_linux_virtual_machine_scale_set: { main: set } })).not.toContain("public-address-inside");
});

describe("a security group that no stack creates", () => {
  const withGroup = (group: string): Resources => ({
    ...networkWith([]).resource,
    azurerm_subnet_network_security_group_association: {
      main: { subnet_id: "${azurerm_subnet.machines.id}", network_security_group_id: group },
    },
  });
  const data = { azurerm_network_security_group: { hub: { name: "nsg-hub", resource_group_name: "rg-hub" } } };

  it.each([
    ["by data source", "${data.azurerm_network_security_group.hub.id}"],
    ["by id", "/subscriptions/0/resourceGroups/rg-hub/providers/Microsoft.Network/networkSecurityGroups/nsg-hub"],
  ])("may let anything in: %s", (_, group) => {
    const { rules: found, outcome: of } = evaluated({ dev: { resource: withGroup(group), data } });
    expect(of("bastion-only")).toBe("undecided");
    expect(found).not.toContain("subnet-security-group");
  });

  it("is the one with that id where another stack creates it", () => {
    const id = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/NSG";
    const { resource } = networkWith([inbound("*", "22")]);
    const { azurerm_network_security_group: group = {}, ...rest } = { ...resource, ...withGroup(id) };
    const { rules: found, outcome: of } = evaluated({
      hub: {
        resource: {
          azurerm_network_security_group: { ...group, main: { ...group["main"], security_rule: [inbound("*", "22")] } },
        },
      },
      dev: { resource: rest },
    });
    expect(of("bastion-only")).toBe("violated");
    expect(found).not.toContain("security-group-unused");
  });
});

describe("a public address that serves only outbound traffic", () => {
  const place = { resource_group_name: "rg", location: "westeurope" };
  const address = { azurerm_public_ip: { main: { name: "pip", ...place, sku: "Standard" } } };
  const frontend = { name: "public", public_ip_address_id: "${azurerm_public_ip.main.id}" };
  const balancer = { azurerm_lb: { main: { name: "lb", ...place, frontend_ip_configuration: [frontend] } } };
  const leading = { azurerm_lb_outbound_rule: { main: { loadbalancer_id: "${azurerm_lb.main.id}" } } };
  const gateway = (listener: string): Resources => ({
    azurerm_application_gateway: {
      main: {
        name: "agw",
        ...place,
        frontend_ip_configuration: [frontend, { name: "private", private_ip_address: "10.1.1.9" }],
        http_listener: [{ name: "https", frontend_ip_configuration_name: listener }],
      },
    },
  });

  it.each<[string, Resources]>([
    ["a load balancer with outbound rules", { ...balancer, ...leading }],
    ["an application gateway that listens only inside", gateway("private")],
  ])("gives no inbound access: %s", (_, holder) => {
    expect(outcome({ ...address, ...holder })).toBe("satisfied");
  });

  it.each<[string, Resources]>([
    ["a load balancer without rules", balancer],
    [
      "a load balancer with a rule for inbound traffic",
      { ...balancer, ...leading, azurerm_lb_rule: { main: { loadbalancer_id: "${azurerm_lb.main.id}" } } },
    ],
    ["an application gateway that listens there", gateway("public")],
    ["an application gateway whose listener isn't known", gateway("${var.frontend}")],
  ])("gives inbound access: %s", (_, holder) => {
    expect(outcome({ ...address, ...holder })).toBe("violated");
  });
});

describe("DNAT rules of a firewall that is given by name", () => {
  it("give inbound access", () => {
    const resource: Resources = {
      azurerm_public_ip: { main: { name: "pip", resource_group_name: "rg", sku: "Standard" } },
      azurerm_firewall: {
        main: {
          name: "afw",
          resource_group_name: "rg",
          ip_configuration: { name: "ip", public_ip_address_id: "${azurerm_public_ip.main.id}" },
        },
      },
    };
    expect(outcome(resource)).toBe("satisfied");
    const rule = { azure_firewall_name: "afw", resource_group_name: "rg", name: "rdp" };
    expect(outcome({ ...resource, azurerm_firewall_nat_rule_collection: { main: rule } })).toBe("violated");
  });
});

describe("services that a part of their settings opens", () => {
  it.each<[string, Resources]>([
    [
      "an event hub's rule set",
      {
        azurerm_eventhub_namespace: {
          main: {
            name: "eh",
            public_network_access_enabled: false,
            network_rulesets: [{ default_action: "Deny", public_network_access_enabled: true }],
          },
        },
      },
    ],
    [
      "a managed instance's data endpoint",
      { azurerm_mssql_managed_instance: { main: { public_data_endpoint_enabled: true } } },
    ],
    ["a gateway of a virtual hub", { azurerm_point_to_site_vpn_gateway: { main: { name: "p2s" } } }],
    [
      "an OpenShift cluster",
      { azurerm_redhat_openshift_cluster: { main: { ingress_profile: [{ visibility: "Public" }] } } },
    ],
    [
      "a flexible server of azapi",
      azapi("Microsoft.DBforPostgreSQL/flexibleServers@2023-06-01-preview", {
        properties: { network: { publicNetworkAccess: "Enabled" } },
      }),
    ],
  ])("give inbound access: %s", (_, resource) => {
    expect(outcome(resource)).toBe("violated");
  });
});
