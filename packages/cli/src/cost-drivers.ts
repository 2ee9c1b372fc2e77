/** What the cost of a resource depends on, by Terraform type, or by ARM type for azapi. */
const DRIVERS: Readonly<Record<string, string>> = {
  azurerm_bastion_host: "Bastion: by the hour, by scale units, by outbound data",
  azurerm_windows_virtual_machine: "jumpbox: by the second while allocated, its disk always",
  azurerm_linux_virtual_machine: "build agents: by the second while allocated, their disks always",
  azurerm_linux_virtual_machine_scale_set: "scale sets of build agents: by the second for each machine",
  azurerm_firewall: "firewalls: by the hour, by data",
  azurerm_virtual_network_gateway: "VPN and ExpressRoute gateways: by the hour, by data",
  azurerm_private_endpoint: "private endpoints: by the hour, by data",
  azurerm_container_registry: "container registries, Premium: by the day, by storage",
  azurerm_kubernetes_cluster: "AKS: by the hour for the control plane, by the second for its nodes",
  azurerm_nat_gateway: "NAT gateways: by the hour, by data",
  azurerm_public_ip: "public addresses: by the hour",
  azurerm_private_dns_zone: "private DNS zones: by the month, by queries",
  azurerm_log_analytics_workspace: "Log Analytics: by ingested data, by retention above 31 days",
  azurerm_monitor_scheduled_query_rules_alert_v2: "alerts: each by the month, by frequency",
  azurerm_security_center_subscription_pricing: "Defender plans: by the month, by resource",
  azurerm_storage_account: "storage accounts: by data and operations",
  azurerm_mssql_database: "SQL databases: by the hour or by use, by storage and backups",
  azurerm_virtual_network_peering: "peerings: by data, in both networks",
  "Microsoft.MachineLearningServices/registries": "Azure ML registries: by storage, and a container registry each",
  "Microsoft.MachineLearningServices/workspaces/computes": "computes: by the second while a node runs",
  "Microsoft.MachineLearningServices/workspaces/outboundRules":
    "outbound rules: private endpoints by the hour; a firewall with the first FQDN rule",
};

/**
 * One line for each cost driver. It contains no prices, because they depend on region and contract.
 * @param counts number of resources by Terraform type, or by ARM type for azapi
 */
export function costDrivers(counts: ReadonlyMap<string, number>): string[] {
  return Object.entries(DRIVERS).flatMap(([type, driver]) => {
    const count = counts.get(type) ?? 0;
    return count === 0 ? [] : [`  ${String(count).padStart(4)}  ${driver}`];
  });
}
