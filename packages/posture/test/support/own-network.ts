import type { Resources } from "./evaluated.js";

const place = { resource_group_name: "rg", location: "westeurope" };
const idOf = (type: string, name: string): string => `\${azurerm_${type}.${name}.id}`;
const NAMES = {
  firewall: "AzureFirewallSubnet",
  gateway: "GatewaySubnet",
  training: "training",
  scoring: "scoring",
  agents: "agents",
};

/** A network with a firewall, a VPN gateway, computes, an AKS cluster, agents and a peering. */
export function ownNetwork(): Resources {
  const subnets = Object.entries(NAMES).map(([key, name], index) => [
    key,
    {
      name,
      resource_group_name: "rg",
      virtual_network_name: "${azurerm_virtual_network.main.name}",
      address_prefixes: [`10.1.${String(index)}.0/24`],
    },
  ]);
  const routed = (subnet: string) => ({
    subnet_id: idOf("subnet", subnet),
    route_table_id: idOf("route_table", "main"),
  });
  return {
    azurerm_virtual_network: { main: { name: "vnet", ...place, address_space: ["10.1.0.0/16"] } },
    azurerm_subnet: Object.fromEntries(subnets) as Resources[string],
    azurerm_virtual_network_peering: {
      hub: {
        name: "to-hub",
        virtual_network_name: "${azurerm_virtual_network.main.name}",
        remote_virtual_network_id:
          "/subscriptions/0/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworks/vnet-hub",
      },
    },
    azurerm_public_ip: { firewall: { name: "pip-afw", ...place }, vpn: { name: "pip-vpn", ...place } },
    azurerm_firewall: {
      main: {
        name: "afw",
        ...place,
        ip_configuration: [
          { name: "ip", subnet_id: idOf("subnet", "firewall"), public_ip_address_id: idOf("public_ip", "firewall") },
        ],
      },
    },
    azurerm_route_table: {
      main: {
        name: "rt",
        ...place,
        route: [
          {
            name: "default",
            address_prefix: "0.0.0.0/0",
            next_hop_type: "VirtualAppliance",
            next_hop_in_ip_address: "${azurerm_firewall.main.ip_configuration[0].private_ip_address}",
          },
        ],
      },
    },
    azurerm_subnet_route_table_association: { training: routed("training"), scoring: routed("scoring") },
    azurerm_nat_gateway: { main: { name: "ng", ...place } },
    azurerm_subnet_nat_gateway_association: {
      agents: { subnet_id: idOf("subnet", "agents"), nat_gateway_id: idOf("nat_gateway", "main") },
    },
    azurerm_virtual_network_gateway: {
      main: {
        name: "vpng",
        ...place,
        type: "Vpn",
        ip_configuration: [{ subnet_id: idOf("subnet", "gateway"), public_ip_address_id: idOf("public_ip", "vpn") }],
      },
    },
    azurerm_kubernetes_cluster: {
      main: { name: "aks", ...place, default_node_pool: { name: "system", vnet_subnet_id: idOf("subnet", "scoring") } },
    },
    azurerm_linux_virtual_machine_scale_set: {
      agents: {
        name: "vmss",
        ...place,
        network_interface: [{ ip_configuration: [{ name: "ip", subnet_id: idOf("subnet", "agents") }] }],
      },
    },
    azapi_resource: {
      workspace: {
        type: "Microsoft.MachineLearningServices/workspaces@2025-12-01",
        name: "mlw",
        body: { properties: { managedNetwork: { isolationMode: "Disabled" } } },
      },
      cluster: {
        type: "Microsoft.MachineLearningServices/workspaces/computes@2025-12-01",
        name: "cluster",
        parent_id: "${azapi_resource.workspace.id}",
        body: { properties: { computeType: "AmlCompute", properties: { subnet: { id: idOf("subnet", "training") } } } },
      },
    },
  };
}
