import { describe, expect, it } from "vitest";
import { evaluated, type Resources } from "../support/evaluated.js";
import { DENY_ALL, inbound, networkWith } from "../support/networks.js";

const place = { resource_group_name: "rg", location: "westeurope" };
const SUBNET = "${azurerm_subnet.machines.id}";
const check = (resource: Resources) => evaluated({ dev: { resource } });
const withoutMachines = (rules: readonly object[], extra: Resources): Resources => {
  const { resource } = networkWith(rules, extra);
  return { ...resource, azurerm_network_interface: {} };
};

describe("an AKS cluster", () => {
  const pool = { name: "system", vm_size: "Standard_D4s_v5", vnet_subnet_id: SUBNET };
  const cluster = (over: object = {}): Resources => ({
    azurerm_kubernetes_cluster: {
      main: { name: "aks", ...place, private_cluster_enabled: true, default_node_pool: pool, ...over },
    },
  });
  const outcome = (over: object = {}, rules: readonly object[] = [DENY_ALL]) =>
    check(withoutMachines(rules, cluster(over))).outcome("bastion-only");

  it("gives no inbound access with a private API server and nodes behind a security group that lets nothing in", () => {
    const { outcome: of, evidence } = check(withoutMachines([DENY_ALL], cluster()));
    expect(of("bastion-only")).toBe("satisfied");
    expect(evidence("bastion-only")).toContain("nodes and services of aks get from the internet only what nsg allow");
  });

  it.each<[string, object]>([
    ["a public API server", { private_cluster_enabled: false }],
    ["an API server as it is by default", { private_cluster_enabled: undefined }],
    ["nodes with public addresses", { default_node_pool: { ...pool, node_public_ip_enabled: true } }],
    ["an application gateway of AKS", { ingress_application_gateway: [{ gateway_name: "agw", subnet_id: SUBNET }] }],
  ])("gives inbound access with %s", (_, over) => {
    expect(outcome(over)).toBe("violated");
  });

  it("gives inbound access where the security group of its nodes allows the internet", () => {
    expect(outcome({}, [inbound("Internet", "443"), DENY_ALL])).toBe("violated");
  });

  it("leaves the check undecided without a subnet, because services get public addresses", () => {
    expect(outcome({ default_node_pool: { name: "system", vm_size: "Standard_D4s_v5" } })).toBe("undecided");
  });

  it("leaves the check undecided where its subnet has no security group", () => {
    const { azurerm_subnet_network_security_group_association: _, ...resource } = withoutMachines(
      [DENY_ALL],
      cluster(),
    );
    expect(check(resource).outcome("bastion-only")).toBe("undecided");
  });

  it("leaves the check undecided where one of its pools is elsewhere", () => {
    const more: Resources = {
      ...cluster(),
      azurerm_kubernetes_cluster_node_pool: {
        gpu: {
          name: "gpu",
          kubernetes_cluster_id: "${azurerm_kubernetes_cluster.main.id}",
          vnet_subnet_id: "${var.subnet}",
        },
      },
    };
    expect(check(withoutMachines([DENY_ALL], more)).outcome("bastion-only")).toBe("undecided");
  });

  it("is read in ARM's form alike", () => {
    const body = (enablePrivateCluster: boolean) => ({
      properties: {
        apiServerAccessProfile: { enablePrivateCluster },
        agentPoolProfiles: [{ name: "system", vnetSubnetID: SUBNET }],
      },
    });
    const azapi = (isPrivate: boolean): Resources => ({
      azapi_resource: {
        aks: { type: "Microsoft.ContainerService/managedClusters@2025-05-01", name: "aks", body: body(isPrivate) },
      },
    });
    expect(check(withoutMachines([DENY_ALL], azapi(true))).outcome("bastion-only")).toBe("satisfied");
    expect(check(withoutMachines([DENY_ALL], azapi(false))).outcome("bastion-only")).toBe("violated");
  });

  it("still leaves the check undecided where a fleet or a repository deploys to it", () => {
    const flux: Resources = { ...cluster(), azurerm_kubernetes_flux_configuration: { main: { name: "flux" } } };
    expect(check(withoutMachines([DENY_ALL], flux)).outcome("bastion-only")).toBe("undecided");
  });
});

describe("a scale set", () => {
  const set = (ip: object): Resources => ({
    azurerm_linux_virtual_machine_scale_set: {
      agents: {
        name: "vmss",
        ...place,
        network_interface: [
          { name: "nic", primary: true, ip_configuration: [{ name: "ip", subnet_id: SUBNET, ...ip }] },
        ],
      },
    },
  });

  it("gives no inbound access without public addresses, behind a security group that lets nothing in", () => {
    expect(check(withoutMachines([DENY_ALL], set({}))).outcome("bastion-only")).toBe("satisfied");
  });

  it("gives inbound access with public addresses", () => {
    const resource = withoutMachines([DENY_ALL], set({ public_ip_address: [{ name: "pip" }] }));
    expect(check(resource).outcome("bastion-only")).toBe("violated");
  });

  it("has machines like any others: SSH from the network is not Bastion's", () => {
    expect(check(withoutMachines([], set({}))).rules).toContain("admin-ports-from-bastion");
  });

  it("answers through a firewall, not straight to the internet", () => {
    const route = (next_hop_type: string): Resources => ({
      ...set({}),
      azurerm_route_table: {
        main: { name: "rt", ...place, route: [{ name: "d", address_prefix: "0.0.0.0/0", next_hop_type }] },
      },
      azurerm_subnet_route_table_association: {
        main: { subnet_id: SUBNET, route_table_id: "${azurerm_route_table.main.id}" },
      },
    });
    expect(check(withoutMachines([DENY_ALL], route("Internet"))).outcome("bastion-only")).toBe("violated");
    expect(check(withoutMachines([DENY_ALL], route("VirtualAppliance"))).outcome("bastion-only")).toBe("satisfied");
  });
});

describe("a gateway of a network", () => {
  const gateway = (type: string, more: object = {}): Resources => ({
    azurerm_virtual_network_gateway: {
      main: { name: "vpng", ...place, type, ip_configuration: [{ subnet_id: SUBNET }], ...more },
    },
  });
  const found = (resource: Resources) =>
    check(withoutMachines([DENY_ALL], resource))
      .findings.filter(({ rule }) => rule === "check-bastion-only")
      .map(({ message }) => message);

  it("is reported for what it is: who comes in, from where, after which sign-in", () => {
    const clients = { vpn_client_configuration: [{ address_space: ["172.20.0.0/24"], vpn_auth_types: ["AAD"] }] };
    expect(found(gateway("Vpn", clients))).toEqual([
      "vpng is a gateway into vnet, past Bastion: VPN clients with addresses of 172.20.0.0/24, after a sign-in with AAD",
    ]);
    expect(found(gateway("ExpressRoute"))).toEqual([
      "vpng is a gateway into vnet, past Bastion: the networks at the other end of ExpressRoute",
    ]);
  });
});

describe("computes in a network of yours", () => {
  const workspace = (isolationMode = "Disabled"): Resources => ({
    azapi_resource: {
      workspace: {
        type: "Microsoft.MachineLearningServices/workspaces@2025-12-01",
        name: "mlw",
        body: { properties: { publicNetworkAccess: "Disabled", managedNetwork: { isolationMode } } },
      },
      cluster: {
        type: "Microsoft.MachineLearningServices/workspaces/computes@2025-12-01",
        name: "cluster",
        parent_id: "${azapi_resource.workspace.id}",
        body: {
          properties: {
            computeType: "AmlCompute",
            properties: { enableNodePublicIp: false, subnet: { id: SUBNET } },
          },
        },
      },
    },
  });
  const routed = (route: object): Resources => ({
    azurerm_route_table: {
      main: { name: "rt", ...place, route: [{ name: "default", address_prefix: "0.0.0.0/0", ...route }] },
    },
    azurerm_subnet_route_table_association: {
      main: { subnet_id: SUBNET, route_table_id: "${azurerm_route_table.main.id}" },
    },
  });
  const throughFirewall = (collections: object): Resources => ({
    ...routed({
      next_hop_type: "VirtualAppliance",
      next_hop_in_ip_address: "${azurerm_firewall.main.ip_configuration[0].private_ip_address}",
    }),
    azurerm_firewall: {
      main: {
        name: "afw",
        ...place,
        firewall_policy_id: "${azurerm_firewall_policy.main.id}",
        ip_configuration: [{ name: "ip" }],
      },
    },
    azurerm_firewall_policy: { main: { name: "afwp", ...place } },
    azurerm_firewall_policy_rule_collection_group: {
      main: { name: "rules", priority: 100, firewall_policy_id: "${azurerm_firewall_policy.main.id}", ...collections },
    },
  });
  const network = (destination: string) => ({
    network_rule_collection: [
      {
        name: "network",
        action: "Allow",
        rule: [{ name: "tag", protocols: ["TCP"], destination_addresses: [destination], destination_ports: ["443"] }],
      },
    ],
  });
  const application = (fqdn: string, action = "Allow") => ({
    application_rule_collection: [{ name: "hosts", action, rule: [{ name: "host", destination_fqdns: [fqdn] }] }],
  });
  const outcome = (extra: Resources, rules: readonly object[] = [DENY_ALL]) =>
    check(withoutMachines(rules, { ...workspace(), ...extra })).outcome("egress");

  it("leave through a firewall that allows named destinations, which the evidence lists", () => {
    const {
      outcome: of,
      evidence,
      rules,
    } = check(
      withoutMachines([DENY_ALL], {
        ...workspace(),
        ...throughFirewall({ ...network("AzureMachineLearning"), ...application("pypi.org") }),
      }),
    );
    expect(of("egress")).toBe("satisfied");
    expect(rules).not.toContain("ml-workspace-isolation");
    expect(evidence("egress")).toEqual([
      "computes of mlw in vnet/machines leave through afw, which allows pypi.org, AzureMachineLearning",
    ]);
  });

  it.each<[string, Resources]>([
    ["a firewall that allows any address", throughFirewall(network("*"))],
    ["a firewall that allows half of the internet", throughFirewall(network("0.0.0.0/1"))],
    ["a firewall that allows any host", throughFirewall(application("*"))],
    ["a firewall that allows everybody's storage accounts", throughFirewall(application("*.blob.core.windows.net"))],
    ["a route to the internet", routed({ next_hop_type: "Internet" })],
    [
      "a NAT gateway",
      {
        azurerm_nat_gateway: { main: { name: "ng", ...place } },
        azurerm_subnet_nat_gateway_association: {
          main: { subnet_id: SUBNET, nat_gateway_id: "${azurerm_nat_gateway.main.id}" },
        },
      },
    ],
    ["Azure's default outbound access", {}],
  ])("reach everything through %s", (_, extra) => {
    expect(outcome(extra)).toBe("violated");
  });

  it("reach what Azure requires, and nothing that a rule denies", () => {
    expect(outcome(throughFirewall(network("AzureFrontDoor.FrontEnd")))).toBe("satisfied");
    expect(outcome(throughFirewall(application("*.Queue.core.windows.net")))).toBe("satisfied");
    expect(outcome(throughFirewall(application("*", "Deny")))).toBe("satisfied");
  });

  it.each<[string, Resources]>([
    [
      "an appliance that no stack creates",
      routed({ next_hop_type: "VirtualAppliance", next_hop_in_ip_address: "10.9.0.4" }),
    ],
    ["a gateway", routed({ next_hop_type: "VirtualNetworkGateway" })],
    ["a next hop that isn't known", routed({ next_hop_type: "${var.hop}" })],
    ["a host that isn't known", throughFirewall(application("${var.host}"))],
    [
      "groups of addresses",
      throughFirewall({
        network_rule_collection: [
          { name: "n", action: "Allow", rule: [{ name: "r", destination_ip_groups: ["/ipg"] }] },
        ],
      }),
    ],
    [
      "a policy that isn't known",
      { ...throughFirewall({}), azurerm_firewall: { main: { name: "afw", firewall_policy_id: "${var.policy}" } } },
    ],
  ])("leave the check undecided: %s", (_, extra) => {
    expect(outcome(extra)).toBe("undecided");
  });

  it("reach nothing where their security group denies the internet", () => {
    const deny = { name: "deny-out", priority: 4000, direction: "Outbound", access: "Deny", protocol: "*" };
    const outbound = (over: object) => inbound("*", "*", { ...deny, destination_address_prefix: "Internet", ...over });
    expect(outcome({}, [DENY_ALL, outbound({})])).toBe("satisfied");
    const allow = outbound({ name: "allow", priority: 200, access: "Allow", destination_port_range: "443" });
    expect(outcome({}, [DENY_ALL, allow, outbound({})])).toBe("violated");
  });

  it.each([
    ["from port 1", { destination_port_range: "1-65535" }, "satisfied"],
    ["of TCP only", { protocol: "Tcp" }, "violated"],
    ["of some sources", { source_address_prefix: "10.1.1.0/25" }, "violated"],
    ["of some ports", { destination_port_range: "2-65535" }, "violated"],
  ])("are closed by a denial of everything alone: %s", (_, over, expected) => {
    const deny = { name: "deny-out", direction: "Outbound", access: "Deny", protocol: "*" };
    const outbound = inbound("*", "*", { ...deny, destination_address_prefix: "Internet", ...over });
    expect(outcome({}, [DENY_ALL, outbound])).toBe(expected);
  });

  it("include those of an attached AKS cluster", () => {
    const cluster: Resources = {
      azurerm_kubernetes_cluster: {
        main: {
          name: "aks",
          ...place,
          private_cluster_enabled: true,
          default_node_pool: { name: "system", vnet_subnet_id: SUBNET },
        },
      },
    };
    const { azapi_resource: own = {} } = workspace();
    const attached = {
      ...own["cluster"],
      name: "aks",
      body: { properties: { computeType: "Kubernetes", resourceId: "${azurerm_kubernetes_cluster.main.id}" } },
    };
    const resource = { ...cluster, azapi_resource: { ...own, cluster: attached } };
    expect(check(withoutMachines([DENY_ALL], resource as Resources)).outcome("egress")).toBe("violated");
  });

  it("have to be in a subnet", () => {
    const { azapi_resource: own = {} } = workspace();
    const outside = { ...own["cluster"], body: { properties: { computeType: "AmlCompute", properties: {} } } };
    const resource = withoutMachines([DENY_ALL], { azapi_resource: { ...own, cluster: outside } } as Resources);
    expect(check(resource).outcome("egress")).toBe("violated");
    expect(check(resource).rules).toContain("ml-workspace-isolation");
  });
});
