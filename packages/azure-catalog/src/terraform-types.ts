import { ArmId } from "./arm-id.js";

/**
 * The ARM type that each of azurerm's resource types creates.
 *
 * The types are those of the import ids in the provider's documentation, with the record type for records of a private
 * DNS zone.
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs
 */
export const ARM_TYPES = {
  azurerm_ai_foundry: "Microsoft.MachineLearningServices/workspaces",
  azurerm_ai_foundry_project: "Microsoft.MachineLearningServices/workspaces",
  azurerm_ai_services: "Microsoft.CognitiveServices/accounts",
  azurerm_application_gateway: "Microsoft.Network/applicationGateways",
  azurerm_application_insights: "Microsoft.Insights/components",
  azurerm_application_insights_workbook: "Microsoft.Insights/workbooks",
  azurerm_application_security_group: "Microsoft.Network/applicationSecurityGroups",
  azurerm_bastion_host: "Microsoft.Network/bastionHosts",
  azurerm_cognitive_account: "Microsoft.CognitiveServices/accounts",
  azurerm_consumption_budget_resource_group: "Microsoft.Consumption/budgets",
  azurerm_consumption_budget_subscription: "Microsoft.Consumption/budgets",
  azurerm_container_group: "Microsoft.ContainerInstance/containerGroups",
  azurerm_container_registry: "Microsoft.ContainerRegistry/registries",
  azurerm_cosmosdb_account: "Microsoft.DocumentDB/databaseAccounts",
  azurerm_cost_anomaly_alert: "Microsoft.CostManagement/scheduledActions",
  azurerm_disk_encryption_set: "Microsoft.Compute/diskEncryptionSets",
  azurerm_express_route_circuit: "Microsoft.Network/expressRouteCircuits",
  azurerm_express_route_connection: "Microsoft.Network/expressRouteGateways/expressRouteConnections",
  azurerm_express_route_gateway: "Microsoft.Network/expressRouteGateways",
  azurerm_firewall: "Microsoft.Network/azureFirewalls",
  azurerm_firewall_policy: "Microsoft.Network/firewallPolicies",
  azurerm_firewall_policy_rule_collection_group: "Microsoft.Network/firewallPolicies/ruleCollectionGroups",
  azurerm_key_vault: "Microsoft.KeyVault/vaults",
  azurerm_key_vault_key: "Microsoft.KeyVault/vaults/keys",
  azurerm_key_vault_secret: "Microsoft.KeyVault/vaults/secrets",
  azurerm_kubernetes_cluster: "Microsoft.ContainerService/managedClusters",
  azurerm_kubernetes_cluster_extension: "Microsoft.KubernetesConfiguration/extensions",
  azurerm_kubernetes_cluster_node_pool: "Microsoft.ContainerService/managedClusters/agentPools",
  azurerm_kubernetes_cluster_trusted_access_role_binding:
    "Microsoft.ContainerService/managedClusters/trustedAccessRoleBindings",
  azurerm_lb: "Microsoft.Network/loadBalancers",
  azurerm_linux_virtual_machine: "Microsoft.Compute/virtualMachines",
  azurerm_linux_virtual_machine_scale_set: "Microsoft.Compute/virtualMachineScaleSets",
  azurerm_local_network_gateway: "Microsoft.Network/localNetworkGateways",
  azurerm_log_analytics_workspace: "Microsoft.OperationalInsights/workspaces",
  azurerm_machine_learning_compute_cluster: "Microsoft.MachineLearningServices/workspaces/computes",
  azurerm_machine_learning_compute_instance: "Microsoft.MachineLearningServices/workspaces/computes",
  azurerm_machine_learning_datastore_blobstorage: "Microsoft.MachineLearningServices/workspaces/datastores",
  azurerm_machine_learning_datastore_datalake_gen2: "Microsoft.MachineLearningServices/workspaces/datastores",
  azurerm_machine_learning_datastore_fileshare: "Microsoft.MachineLearningServices/workspaces/datastores",
  azurerm_machine_learning_workspace: "Microsoft.MachineLearningServices/workspaces",
  azurerm_monitor_action_group: "Microsoft.Insights/actionGroups",
  azurerm_monitor_activity_log_alert: "Microsoft.Insights/activityLogAlerts",
  azurerm_monitor_autoscale_setting: "Microsoft.Insights/autoscaleSettings",
  azurerm_monitor_private_link_scope: "Microsoft.Insights/privateLinkScopes",
  azurerm_mssql_database: "Microsoft.Sql/servers/databases",
  azurerm_mssql_database_extended_auditing_policy: "Microsoft.Sql/servers/databases/extendedAuditingSettings",
  azurerm_mssql_firewall_rule: "Microsoft.Sql/servers/firewallRules",
  azurerm_monitor_scheduled_query_rules_alert_v2: "Microsoft.Insights/scheduledQueryRules",
  azurerm_mssql_server: "Microsoft.Sql/servers",
  azurerm_mssql_server_extended_auditing_policy: "Microsoft.Sql/servers/extendedAuditingSettings",
  azurerm_mssql_virtual_network_rule: "Microsoft.Sql/servers/virtualNetworkRules",
  azurerm_nat_gateway: "Microsoft.Network/natGateways",
  azurerm_network_interface: "Microsoft.Network/networkInterfaces",
  azurerm_network_manager_connectivity_configuration: "Microsoft.Network/networkManagers/connectivityConfigurations",
  azurerm_network_security_group: "Microsoft.Network/networkSecurityGroups",
  azurerm_orchestrated_virtual_machine_scale_set: "Microsoft.Compute/virtualMachineScaleSets",
  azurerm_pim_active_role_assignment: "Microsoft.Authorization/roleAssignmentScheduleRequests",
  azurerm_pim_eligible_role_assignment: "Microsoft.Authorization/roleEligibilityScheduleRequests",
  azurerm_point_to_site_vpn_gateway: "Microsoft.Network/p2sVpnGateways",
  azurerm_private_dns_a_record: "Microsoft.Network/privateDnsZones/A",
  azurerm_private_dns_resolver: "Microsoft.Network/dnsResolvers",
  azurerm_private_dns_resolver_inbound_endpoint: "Microsoft.Network/dnsResolvers/inboundEndpoints",
  azurerm_private_dns_zone: "Microsoft.Network/privateDnsZones",
  azurerm_private_dns_zone_virtual_network_link: "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
  azurerm_private_endpoint: "Microsoft.Network/privateEndpoints",
  azurerm_public_ip: "Microsoft.Network/publicIPAddresses",
  azurerm_public_ip_prefix: "Microsoft.Network/publicIPPrefixes",
  azurerm_redhat_openshift_cluster: "Microsoft.RedHatOpenShift/openShiftClusters",
  azurerm_redis_cache: "Microsoft.Cache/redis",
  azurerm_resource_group: "Microsoft.Resources/resourceGroups",
  azurerm_resource_group_policy_assignment: "Microsoft.Authorization/policyAssignments",
  azurerm_resource_group_policy_exemption: "Microsoft.Authorization/policyExemptions",
  azurerm_role_assignment: "Microsoft.Authorization/roleAssignments",
  azurerm_route_table: "Microsoft.Network/routeTables",
  azurerm_search_service: "Microsoft.Search/searchServices",
  azurerm_security_center_subscription_pricing: "Microsoft.Security/pricings",
  azurerm_storage_account: "Microsoft.Storage/storageAccounts",
  azurerm_storage_container: "Microsoft.Storage/storageAccounts/blobServices/containers",
  azurerm_subnet: "Microsoft.Network/virtualNetworks/subnets",
  azurerm_subscription_policy_assignment: "Microsoft.Authorization/policyAssignments",
  azurerm_subscription_policy_exemption: "Microsoft.Authorization/policyExemptions",
  azurerm_user_assigned_identity: "Microsoft.ManagedIdentity/userAssignedIdentities",
  azurerm_virtual_hub: "Microsoft.Network/virtualHubs",
  azurerm_virtual_hub_connection: "Microsoft.Network/virtualHubs/hubVirtualNetworkConnections",
  azurerm_virtual_machine_extension: "Microsoft.Compute/virtualMachines/extensions",
  azurerm_virtual_machine_scale_set_extension: "Microsoft.Compute/virtualMachineScaleSets/extensions",
  azurerm_virtual_network: "Microsoft.Network/virtualNetworks",
  azurerm_virtual_network_gateway: "Microsoft.Network/virtualNetworkGateways",
  azurerm_virtual_network_gateway_connection: "Microsoft.Network/connections",
  azurerm_virtual_network_peering: "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
  azurerm_virtual_wan: "Microsoft.Network/virtualWans",
  azurerm_vpn_gateway: "Microsoft.Network/vpnGateways",
  azurerm_vpn_gateway_connection: "Microsoft.Network/vpnGateways/vpnConnections",
  azurerm_vpn_site: "Microsoft.Network/vpnSites",
  azurerm_windows_virtual_machine: "Microsoft.Compute/virtualMachines",
  azurerm_windows_virtual_machine_scale_set: "Microsoft.Compute/virtualMachineScaleSets",
} as const satisfies Readonly<Record<string, string>>;

/** An azurerm resource type in {@link ARM_TYPES}. */
export type AzurermType = keyof typeof ARM_TYPES;

/**
 * The ARM type that a resource type of azurerm creates.
 * @param terraformType such as `azurerm_key_vault`
 * @returns undefined for a type that is not in {@link ARM_TYPES}
 */
export function armTypeOfTerraform(terraformType: string): string | undefined {
  return Object.hasOwn(ARM_TYPES, terraformType) ? ARM_TYPES[terraformType as AzurermType] : undefined;
}

/**
 * The ARM id of a resource in a state. azurerm joins two parts with a bar in the ids of diagnostic settings and of
 * associations.
 * @param terraformType such as `azurerm_key_vault`
 * @param id the value of its attribute `id`
 * @returns for an association, and for what is a part of another resource, that resource; undefined for what isn't in a
 * subscription, such as a delay
 */
export function armIdOfTerraform(terraformType: string, id: string): ArmId | undefined {
  const [target = "", part] = id.split("|");
  const found = target.startsWith("/subscriptions/") ? ArmId.tryParse(target) : undefined;
  // They are a part of their network.
  if (terraformType === "azurerm_virtual_network_dns_servers") return found?.parent;
  return part !== undefined && terraformType === "azurerm_monitor_diagnostic_setting"
    ? found?.resource("Microsoft.Insights/diagnosticSettings", part)
    : found;
}
