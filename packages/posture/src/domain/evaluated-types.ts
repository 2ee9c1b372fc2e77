import type { Resource } from "@org/aml-synth-model";
import { armTypeOf } from "./arm-types.js";

/** ARM types that rules and checks read, of azurerm and azapi, in lower case. */
const ARM: ReadonlySet<string> = new Set(
  [
    "Microsoft.Authorization/roleAssignments",
    "Microsoft.Authorization/roleDefinitions",
    "Microsoft.CognitiveServices/accounts",
    "Microsoft.Compute/virtualMachines",
    "Microsoft.Compute/virtualMachines/extensions",
    "Microsoft.Compute/virtualMachineScaleSets",
    "Microsoft.Compute/virtualMachineScaleSets/extensions",
    "Microsoft.ContainerRegistry/registries",
    "Microsoft.ContainerService/managedClusters",
    "Microsoft.ContainerService/managedClusters/agentPools",
    "Microsoft.ContainerService/managedClusters/trustedAccessRoleBindings",
    "Microsoft.Insights/autoscaleSettings",
    "Microsoft.Insights/components",
    "Microsoft.KeyVault/vaults",
    "Microsoft.KeyVault/vaults/keys",
    "Microsoft.KeyVault/vaults/secrets",
    "Microsoft.KubernetesConfiguration/extensions",
    "Microsoft.MachineLearningServices/registries",
    "Microsoft.MachineLearningServices/workspaces",
    "Microsoft.MachineLearningServices/workspaces/computes",
    "Microsoft.MachineLearningServices/workspaces/datastores",
    "Microsoft.MachineLearningServices/workspaces/outboundRules",
    "Microsoft.ManagedIdentity/userAssignedIdentities",
    "Microsoft.Network/applicationGateways",
    "Microsoft.Network/azureFirewalls",
    "Microsoft.Network/bastionHosts",
    "Microsoft.Network/firewallPolicies",
    "Microsoft.Network/firewallPolicies/ruleCollectionGroups",
    "Microsoft.Network/connections",
    "Microsoft.Network/loadBalancers",
    "Microsoft.Network/natGateways",
    "Microsoft.Network/networkInterfaces",
    "Microsoft.Network/networkSecurityGroups",
    "Microsoft.Network/networkSecurityGroups/securityRules",
    "Microsoft.Network/privateDnsZones",
    "Microsoft.Network/privateDnsZones/A",
    "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
    "Microsoft.Network/privateEndpoints",
    "Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
    "Microsoft.Network/publicIPAddresses",
    "Microsoft.Network/publicIPPrefixes",
    "Microsoft.Network/routeTables",
    "Microsoft.Network/routeTables/routes",
    "Microsoft.Network/virtualNetworkGateways",
    "Microsoft.Network/virtualNetworks",
    "Microsoft.Network/virtualNetworks/subnets",
    "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
    "Microsoft.OperationalInsights/workspaces",
    "Microsoft.Resources/resourceGroups",
    "Microsoft.Sql/servers",
    "Microsoft.Sql/servers/auditingSettings",
    "Microsoft.Sql/servers/databases",
    "Microsoft.Sql/servers/extendedAuditingSettings",
    "Microsoft.Sql/servers/firewallRules",
    "Microsoft.Storage/storageAccounts",
  ].map((type) => type.toLowerCase()),
);

/** Types that rules and checks read by their Terraform name, and those without security settings, such as delays. */
const TERRAFORM =
  /^(azapi_update_resource|azurerm_application_insights_workbook|azurerm_consumption_budget_(resource_group|subscription)|azurerm_cost_anomaly_alert|azurerm_machine_learning_workspace_network_outbound_rule_\w+|azurerm_managed_disk|azurerm_management_lock|azurerm_monitor_(action_group|activity_log_alert|diagnostic_setting|scheduled_query_rules_alert_v2)|azurerm_nat_gateway_public_ip(_prefix)?_association|azurerm_network_interface_security_group_association|azurerm_network_security_rule|azurerm_network_watcher_flow_log|azurerm_(resource_group|subscription)_policy_(assignment|exemption)|azurerm_role_definition|azurerm_security_center_subscription_pricing|azurerm_route|azurerm_subnet_(nat_gateway|network_security_group|route_table)_association|null_resource|random_\w+|terraform_data|time_\w+)$/;

/** Whether some rule or check reads resources of this type. */
export function isEvaluated(resource: Resource): boolean {
  return TERRAFORM.test(resource.type) || ARM.has(armTypeOf(resource) ?? "");
}

/** Label of a type in a report, such as `azurerm_key_vault` or `Microsoft.KeyVault/vaults`. */
export function typeName(resource: Resource): string {
  return resource.armType ?? resource.type;
}
