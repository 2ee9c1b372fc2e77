/**
 * ARM types of the resources that azurerm's resource types create.
 *
 * Most are the type of one ARM resource. A record of a private DNS zone carries its record type, and a resource group
 * is listed by the short form of its type.
 * Source: documentation of the azurerm provider, import ids.
 */
export const ARM_TYPES = {
  azurerm_ai_services: "Microsoft.CognitiveServices/accounts",
  azurerm_application_gateway: "Microsoft.Network/applicationGateways",
  azurerm_application_insights: "Microsoft.Insights/components",
  azurerm_bastion_host: "Microsoft.Network/bastionHosts",
  azurerm_cognitive_account: "Microsoft.CognitiveServices/accounts",
  azurerm_container_registry: "Microsoft.ContainerRegistry/registries",
  azurerm_cosmosdb_account: "Microsoft.DocumentDB/databaseAccounts",
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
  azurerm_monitor_private_link_scope: "Microsoft.Insights/privateLinkScopes",
  azurerm_mssql_server: "Microsoft.Sql/servers",
  azurerm_nat_gateway: "Microsoft.Network/natGateways",
  azurerm_network_interface: "Microsoft.Network/networkInterfaces",
  azurerm_network_security_group: "Microsoft.Network/networkSecurityGroups",
  azurerm_private_dns_a_record: "Microsoft.Network/privateDnsZones/A",
  azurerm_private_dns_zone: "Microsoft.Network/privateDnsZones",
  azurerm_private_dns_zone_virtual_network_link: "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
  azurerm_private_endpoint: "Microsoft.Network/privateEndpoints",
  azurerm_public_ip: "Microsoft.Network/publicIPAddresses",
  azurerm_public_ip_prefix: "Microsoft.Network/publicIPPrefixes",
  azurerm_redis_cache: "Microsoft.Cache/redis",
  azurerm_resource_group: "Microsoft.Resources/resourceGroups",
  azurerm_role_assignment: "Microsoft.Authorization/roleAssignments",
  azurerm_route_table: "Microsoft.Network/routeTables",
  azurerm_search_service: "Microsoft.Search/searchServices",
  azurerm_storage_account: "Microsoft.Storage/storageAccounts",
  azurerm_subnet: "Microsoft.Network/virtualNetworks/subnets",
  azurerm_user_assigned_identity: "Microsoft.ManagedIdentity/userAssignedIdentities",
  azurerm_virtual_network: "Microsoft.Network/virtualNetworks",
  azurerm_virtual_network_gateway: "Microsoft.Network/virtualNetworkGateways",
  azurerm_virtual_network_gateway_connection: "Microsoft.Network/connections",
  azurerm_virtual_network_peering: "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
  azurerm_windows_virtual_machine: "Microsoft.Compute/virtualMachines",
} as const satisfies Readonly<Record<string, string>>;

/** A type of azurerm that {@link ARM_TYPES} has. */
export type AzurermType = keyof typeof ARM_TYPES;

/**
 * The ARM type of what a Terraform resource type of azurerm creates.
 * @param terraformType `azurerm_key_vault`
 * @returns undefined for a type that {@link ARM_TYPES} does not have
 */
export function armTypeOfTerraform(terraformType: string): string | undefined {
  return Object.hasOwn(ARM_TYPES, terraformType) ? ARM_TYPES[terraformType as AzurermType] : undefined;
}
