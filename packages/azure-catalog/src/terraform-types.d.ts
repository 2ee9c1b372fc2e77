/**
 * ARM types of the resources that azurerm's resource types create.
 *
 * Most are the type of one ARM resource. A record of a private DNS zone carries its record type, and a resource group
 * is listed by the short form of its type.
 * Source: documentation of the azurerm provider, import ids.
 */
export declare const ARM_TYPES: {
    readonly azurerm_ai_foundry: "Microsoft.MachineLearningServices/workspaces";
    readonly azurerm_ai_foundry_project: "Microsoft.MachineLearningServices/workspaces";
    readonly azurerm_ai_services: "Microsoft.CognitiveServices/accounts";
    readonly azurerm_application_gateway: "Microsoft.Network/applicationGateways";
    readonly azurerm_application_insights: "Microsoft.Insights/components";
    readonly azurerm_application_security_group: "Microsoft.Network/applicationSecurityGroups";
    readonly azurerm_bastion_host: "Microsoft.Network/bastionHosts";
    readonly azurerm_cognitive_account: "Microsoft.CognitiveServices/accounts";
    readonly azurerm_container_group: "Microsoft.ContainerInstance/containerGroups";
    readonly azurerm_container_registry: "Microsoft.ContainerRegistry/registries";
    readonly azurerm_cosmosdb_account: "Microsoft.DocumentDB/databaseAccounts";
    readonly azurerm_express_route_circuit: "Microsoft.Network/expressRouteCircuits";
    readonly azurerm_express_route_connection: "Microsoft.Network/expressRouteGateways/expressRouteConnections";
    readonly azurerm_express_route_gateway: "Microsoft.Network/expressRouteGateways";
    readonly azurerm_firewall: "Microsoft.Network/azureFirewalls";
    readonly azurerm_firewall_policy: "Microsoft.Network/firewallPolicies";
    readonly azurerm_firewall_policy_rule_collection_group: "Microsoft.Network/firewallPolicies/ruleCollectionGroups";
    readonly azurerm_key_vault: "Microsoft.KeyVault/vaults";
    readonly azurerm_key_vault_key: "Microsoft.KeyVault/vaults/keys";
    readonly azurerm_key_vault_secret: "Microsoft.KeyVault/vaults/secrets";
    readonly azurerm_kubernetes_cluster: "Microsoft.ContainerService/managedClusters";
    readonly azurerm_kubernetes_cluster_node_pool: "Microsoft.ContainerService/managedClusters/agentPools";
    readonly azurerm_lb: "Microsoft.Network/loadBalancers";
    readonly azurerm_linux_virtual_machine: "Microsoft.Compute/virtualMachines";
    readonly azurerm_linux_virtual_machine_scale_set: "Microsoft.Compute/virtualMachineScaleSets";
    readonly azurerm_local_network_gateway: "Microsoft.Network/localNetworkGateways";
    readonly azurerm_log_analytics_workspace: "Microsoft.OperationalInsights/workspaces";
    readonly azurerm_machine_learning_compute_cluster: "Microsoft.MachineLearningServices/workspaces/computes";
    readonly azurerm_machine_learning_compute_instance: "Microsoft.MachineLearningServices/workspaces/computes";
    readonly azurerm_machine_learning_workspace: "Microsoft.MachineLearningServices/workspaces";
    readonly azurerm_monitor_private_link_scope: "Microsoft.Insights/privateLinkScopes";
    readonly azurerm_mssql_server: "Microsoft.Sql/servers";
    readonly azurerm_nat_gateway: "Microsoft.Network/natGateways";
    readonly azurerm_network_interface: "Microsoft.Network/networkInterfaces";
    readonly azurerm_network_manager_connectivity_configuration: "Microsoft.Network/networkManagers/connectivityConfigurations";
    readonly azurerm_network_security_group: "Microsoft.Network/networkSecurityGroups";
    readonly azurerm_orchestrated_virtual_machine_scale_set: "Microsoft.Compute/virtualMachineScaleSets";
    readonly azurerm_pim_active_role_assignment: "Microsoft.Authorization/roleAssignmentScheduleRequests";
    readonly azurerm_pim_eligible_role_assignment: "Microsoft.Authorization/roleEligibilityScheduleRequests";
    readonly azurerm_point_to_site_vpn_gateway: "Microsoft.Network/p2sVpnGateways";
    readonly azurerm_private_dns_a_record: "Microsoft.Network/privateDnsZones/A";
    readonly azurerm_private_dns_resolver: "Microsoft.Network/dnsResolvers";
    readonly azurerm_private_dns_resolver_inbound_endpoint: "Microsoft.Network/dnsResolvers/inboundEndpoints";
    readonly azurerm_private_dns_zone: "Microsoft.Network/privateDnsZones";
    readonly azurerm_private_dns_zone_virtual_network_link: "Microsoft.Network/privateDnsZones/virtualNetworkLinks";
    readonly azurerm_private_endpoint: "Microsoft.Network/privateEndpoints";
    readonly azurerm_public_ip: "Microsoft.Network/publicIPAddresses";
    readonly azurerm_public_ip_prefix: "Microsoft.Network/publicIPPrefixes";
    readonly azurerm_redis_cache: "Microsoft.Cache/redis";
    readonly azurerm_resource_group: "Microsoft.Resources/resourceGroups";
    readonly azurerm_role_assignment: "Microsoft.Authorization/roleAssignments";
    readonly azurerm_route_table: "Microsoft.Network/routeTables";
    readonly azurerm_search_service: "Microsoft.Search/searchServices";
    readonly azurerm_storage_account: "Microsoft.Storage/storageAccounts";
    readonly azurerm_subnet: "Microsoft.Network/virtualNetworks/subnets";
    readonly azurerm_user_assigned_identity: "Microsoft.ManagedIdentity/userAssignedIdentities";
    readonly azurerm_virtual_hub: "Microsoft.Network/virtualHubs";
    readonly azurerm_virtual_hub_connection: "Microsoft.Network/virtualHubs/hubVirtualNetworkConnections";
    readonly azurerm_virtual_network: "Microsoft.Network/virtualNetworks";
    readonly azurerm_virtual_network_gateway: "Microsoft.Network/virtualNetworkGateways";
    readonly azurerm_virtual_network_gateway_connection: "Microsoft.Network/connections";
    readonly azurerm_virtual_network_peering: "Microsoft.Network/virtualNetworks/virtualNetworkPeerings";
    readonly azurerm_virtual_wan: "Microsoft.Network/virtualWans";
    readonly azurerm_vpn_gateway: "Microsoft.Network/vpnGateways";
    readonly azurerm_vpn_gateway_connection: "Microsoft.Network/vpnGateways/vpnConnections";
    readonly azurerm_vpn_site: "Microsoft.Network/vpnSites";
    readonly azurerm_windows_virtual_machine: "Microsoft.Compute/virtualMachines";
    readonly azurerm_windows_virtual_machine_scale_set: "Microsoft.Compute/virtualMachineScaleSets";
};
/** A type of azurerm that {@link ARM_TYPES} has. */
export type AzurermType = keyof typeof ARM_TYPES;
/**
 * The ARM type of what a Terraform resource type of azurerm creates.
 * @param terraformType `azurerm_key_vault`
 * @returns undefined for a type that {@link ARM_TYPES} does not have
 */
export declare function armTypeOfTerraform(terraformType: string): string | undefined;
