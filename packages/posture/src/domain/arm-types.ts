import type { Resource } from "@org/aml-synth-model";

/** The ARM types that rules and checks know, by azurerm's type. */
const ARM_TYPES: Readonly<Record<string, string>> = {
  azurerm_application_insights: "Microsoft.Insights/components",
  azurerm_application_gateway: "Microsoft.Network/applicationGateways",
  azurerm_bastion_host: "Microsoft.Network/bastionHosts",
  azurerm_container_registry: "Microsoft.ContainerRegistry/registries",
  azurerm_cognitive_account: "Microsoft.CognitiveServices/accounts",
  azurerm_firewall: "Microsoft.Network/azureFirewalls",
  azurerm_key_vault: "Microsoft.KeyVault/vaults",
  azurerm_key_vault_key: "Microsoft.KeyVault/vaults/keys",
  azurerm_key_vault_secret: "Microsoft.KeyVault/vaults/secrets",
  azurerm_lb: "Microsoft.Network/loadBalancers",
  azurerm_linux_virtual_machine: "Microsoft.Compute/virtualMachines",
  azurerm_log_analytics_workspace: "Microsoft.OperationalInsights/workspaces",
  azurerm_machine_learning_compute_cluster: "Microsoft.MachineLearningServices/workspaces/computes",
  azurerm_machine_learning_compute_instance: "Microsoft.MachineLearningServices/workspaces/computes",
  azurerm_machine_learning_workspace: "Microsoft.MachineLearningServices/workspaces",
  azurerm_nat_gateway: "Microsoft.Network/natGateways",
  azurerm_network_interface: "Microsoft.Network/networkInterfaces",
  azurerm_network_security_group: "Microsoft.Network/networkSecurityGroups",
  azurerm_private_dns_a_record: "Microsoft.Network/privateDnsZones/A",
  azurerm_private_dns_zone: "Microsoft.Network/privateDnsZones",
  azurerm_private_dns_zone_virtual_network_link: "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
  azurerm_private_endpoint: "Microsoft.Network/privateEndpoints",
  azurerm_public_ip: "Microsoft.Network/publicIPAddresses",
  azurerm_public_ip_prefix: "Microsoft.Network/publicIPPrefixes",
  azurerm_resource_group: "Microsoft.Resources/resourceGroups",
  azurerm_role_assignment: "Microsoft.Authorization/roleAssignments",
  azurerm_route_table: "Microsoft.Network/routeTables",
  azurerm_storage_account: "Microsoft.Storage/storageAccounts",
  azurerm_subnet: "Microsoft.Network/virtualNetworks/subnets",
  azurerm_user_assigned_identity: "Microsoft.ManagedIdentity/userAssignedIdentities",
  azurerm_virtual_network: "Microsoft.Network/virtualNetworks",
  azurerm_virtual_network_gateway: "Microsoft.Network/virtualNetworkGateways",
  azurerm_virtual_network_gateway_connection: "Microsoft.Network/connections",
  azurerm_virtual_network_peering: "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
  azurerm_windows_virtual_machine: "Microsoft.Compute/virtualMachines",
};

/** The ARM type of a resource or data source of azurerm or azapi, in lower case. */
export function armTypeOf(resource: Resource): string | undefined {
  if (resource.type.startsWith("azapi_")) {
    return resource.type === "azapi_resource" ? resource.armType?.toLowerCase() : undefined;
  }
  return ARM_TYPES[resource.type]?.toLowerCase();
}

/** How people call a type: `microsoft.storage/storageaccounts` is `storageaccounts`. */
export function shortType(resource: Resource): string {
  return resource.armType?.replace(/^.*?\//, "") ?? resource.type.replace(/^azurerm_/, "").replaceAll("_", " ");
}
