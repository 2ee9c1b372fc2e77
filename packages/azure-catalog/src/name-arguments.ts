import type { NameKind } from "./name-rules.js";

/**
 * Arguments of Terraform resources that are names in Azure, by azurerm's resource type, or by ARM type for azapi. Names
 * of role assignments are GUIDs that Terraform computes, so they are left out.
 */
export const NAME_ARGUMENTS: Readonly<Record<string, Readonly<Record<string, NameKind>>>> = {
  azurerm_application_insights: { name: "applicationInsights" },
  azurerm_bastion_host: { name: "bastionHost" },
  azurerm_consumption_budget_resource_group: { name: "budget" },
  azurerm_container_registry: { name: "containerRegistry" },
  azurerm_disk_encryption_set: { name: "diskEncryptionSet" },
  azurerm_firewall: { name: "firewall" },
  azurerm_firewall_policy: { name: "firewallPolicy" },
  azurerm_key_vault: { name: "keyVault" },
  azurerm_linux_virtual_machine: { name: "virtualMachine", "os_disk.name": "osDisk" },
  azurerm_linux_virtual_machine_scale_set: { name: "virtualMachineScaleSet" },
  azurerm_log_analytics_workspace: { name: "logAnalyticsWorkspace" },
  azurerm_management_lock: { name: "managementLock" },
  azurerm_monitor_autoscale_setting: { name: "autoscaleSetting" },
  azurerm_monitor_diagnostic_setting: { name: "diagnosticSetting" },
  azurerm_nat_gateway: { name: "natGateway" },
  azurerm_network_interface: { name: "networkInterface" },
  azurerm_network_security_group: { name: "networkSecurityGroup" },
  azurerm_network_watcher_flow_log: { name: "flowLog" },
  azurerm_private_dns_zone: { name: "privateDnsZone" },
  azurerm_private_dns_zone_virtual_network_link: { name: "privateDnsZoneLink" },
  azurerm_private_endpoint: {
    name: "privateEndpoint",
    custom_network_interface_name: "networkInterface",
    "private_service_connection.name": "privateServiceConnection",
    "private_dns_zone_group.name": "privateDnsZoneGroup",
  },
  azurerm_public_ip: { name: "publicIp" },
  azurerm_resource_group: { name: "resourceGroup" },
  azurerm_route_table: { name: "routeTable" },
  azurerm_storage_account: { name: "storageAccount" },
  azurerm_subnet: { name: "subnet" },
  azurerm_user_assigned_identity: { name: "managedIdentity" },
  azurerm_virtual_network: { name: "virtualNetwork" },
  azurerm_virtual_network_gateway: { name: "virtualNetworkGateway" },
  azurerm_virtual_network_peering: { name: "virtualNetworkPeering" },
  azurerm_windows_virtual_machine: {
    name: "virtualMachine",
    computer_name: "windowsComputerName",
    "os_disk.name": "osDisk",
  },
  "Microsoft.MachineLearningServices/registries": { name: "registry" },
  "Microsoft.MachineLearningServices/workspaces": { name: "workspace" },
  "Microsoft.MachineLearningServices/workspaces/computes": { name: "computeCluster" },
  "Microsoft.MachineLearningServices/workspaces/datastores": { name: "datastore" },
  "Microsoft.MachineLearningServices/workspaces/outboundRules": { name: "outboundRule" },
};
