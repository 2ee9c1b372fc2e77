/**
 * Arguments that can't be changed in place, by Terraform type; `*` is for types without an entry. Terraform's schema
 * doesn't contain this, and plans contain it only for existing resources, so the source is the documentation of azurerm
 * 4 and 5, azapi and time ("Changing this forces a new resource").
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs
 */
const FORCES_REPLACEMENT: Readonly<Record<string, readonly string[]>> = {
  "*": ["location", "name", "parent_id", "resource_group_name", "resource_id", "scope"],
  azapi_data_plane_resource: ["name", "parent_id"],
  azapi_resource: ["location", "name", "parent_id"],
  azapi_resource_action: ["action", "resource_id", "type"],
  azapi_update_resource: ["name", "parent_id", "resource_id"],
  azurerm_application_insights: ["application_type", "location", "name", "resource_group_name"],
  azurerm_bastion_host: [
    "ip_configuration",
    "ip_configuration.name",
    "ip_configuration.public_ip_address_id",
    "ip_configuration.subnet_id",
    "location",
    "name",
    "resource_group_name",
    "virtual_network_id",
    "zones",
  ],
  azurerm_container_registry: ["location", "name", "resource_group_name", "zone_redundancy_enabled"],
  azurerm_dev_test_global_vm_shutdown_schedule: ["location", "virtual_machine_id"],
  azurerm_key_vault: ["location", "name", "resource_group_name"],
  azurerm_log_analytics_workspace: ["location", "name", "resource_group_name"],
  azurerm_management_lock: ["lock_level", "name", "notes", "scope"],
  azurerm_monitor_diagnostic_setting: ["name", "target_resource_id"],
  azurerm_nat_gateway: ["location", "name", "resource_group_name", "sku_name", "zones"],
  azurerm_nat_gateway_public_ip_association: ["nat_gateway_id", "public_ip_address_id"],
  azurerm_network_interface: ["edge_zone", "location", "name", "resource_group_name"],
  azurerm_network_security_group: ["location", "name", "resource_group_name"],
  azurerm_network_watcher_flow_log: ["location", "name", "network_watcher_name", "resource_group_name"],
  azurerm_private_dns_a_record: ["name", "private_dns_zone_id", "resource_group_name", "zone_name"],
  azurerm_private_dns_zone: ["name", "resource_group_name", "soa_record"],
  azurerm_private_dns_zone_virtual_network_link: [
    "name",
    "private_dns_zone_id",
    "private_dns_zone_name",
    "resource_group_name",
    "virtual_network_id",
  ],
  azurerm_private_endpoint: [
    "custom_network_interface_name",
    "edge_zone",
    "ip_configuration.member_name",
    "ip_configuration.name",
    "ip_configuration.private_ip_address",
    "ip_configuration.subresource_name",
    "location",
    "name",
    "private_service_connection.is_manual_connection",
    "private_service_connection.name",
    "private_service_connection.private_connection_resource_alias",
    "private_service_connection.private_connection_resource_id",
    "private_service_connection.subresource_names",
    "resource_group_name",
    "subnet_id",
  ],
  azurerm_public_ip: [
    "edge_zone",
    "ip_tags",
    "ip_version",
    "location",
    "name",
    "public_ip_prefix_id",
    "resource_group_name",
    "sku",
    "sku_tier",
    "zones",
  ],
  azurerm_resource_group: ["location", "name"],
  azurerm_role_assignment: [
    "delegated_managed_identity_resource_id",
    "name",
    "principal_id",
    "principal_type",
    "role_definition_id",
    "role_definition_name",
    "scope",
  ],
  azurerm_role_definition: ["role_definition_id", "scope"],
  azurerm_storage_account: [
    "account_replication_type",
    "account_tier",
    "dns_endpoint_type",
    "edge_zone",
    "immutability_policy",
    "infrastructure_encryption_enabled",
    "is_hns_enabled",
    "location",
    "name",
    "nfsv3_enabled",
    "provisioned_billing_model_version",
    "queue_encryption_key_type",
    "resource_group_name",
    "table_encryption_key_type",
  ],
  azurerm_storage_management_policy: ["storage_account_id"],
  azurerm_subnet: ["name", "resource_group_name", "virtual_network_name"],
  azurerm_subnet_nat_gateway_association: ["nat_gateway_id", "subnet_id"],
  azurerm_subnet_network_security_group_association: ["network_security_group_id", "subnet_id"],
  azurerm_user_assigned_identity: ["location", "name", "resource_group_name"],
  azurerm_virtual_machine_extension: ["name", "publisher", "virtual_machine_id"],
  azurerm_virtual_network: ["edge_zone", "location", "name", "resource_group_name"],
  azurerm_virtual_network_peering: [
    "name",
    "only_ipv6_peering_enabled",
    "peer_complete_virtual_networks_enabled",
    "remote_virtual_network_id",
    "resource_group_name",
    "virtual_network_name",
  ],
  azurerm_windows_virtual_machine: [
    "additional_unattend_content",
    "additional_unattend_content.content",
    "additional_unattend_content.setting",
    "admin_password",
    "admin_username",
    "automatic_updates_enabled",
    "availability_set_id",
    "computer_name",
    "custom_data",
    "diff_disk_settings.option",
    "diff_disk_settings.placement",
    "edge_zone",
    "eviction_policy",
    "location",
    "name",
    "os_disk.diff_disk_settings",
    "os_disk.name",
    "os_disk.secure_vm_disk_encryption_set_id",
    "os_disk.security_encryption_type",
    "os_disk.storage_account_type",
    "os_managed_disk_id",
    "plan",
    "plan.name",
    "plan.product",
    "plan.publisher",
    "platform_fault_domain",
    "priority",
    "provision_vm_agent",
    "resource_group_name",
    "secure_boot_enabled",
    "source_image_id",
    "source_image_reference",
    "source_image_reference.offer",
    "source_image_reference.publisher",
    "source_image_reference.sku",
    "source_image_reference.version",
    "timezone",
    "vtpm_enabled",
    "winrm_listener",
    "winrm_listener.certificate_url",
    "winrm_listener.protocol",
    "zone",
  ],
  time_sleep: ["triggers"],
};

/**
 * Whether a change of an argument replaces a resource.
 * @param type the resource's Terraform type
 * @param path names of the enclosing blocks and the argument, without indexes
 */
export function forcesReplacement(type: string, path: readonly string[], before?: unknown, after?: unknown): boolean {
  if (type.startsWith("azapi_") && path[0] === "type") return armType(before) !== armType(after);
  // A path with several names starts at a block, which can be at any depth.
  return (FORCES_REPLACEMENT[type] ?? FORCES_REPLACEMENT["*"] ?? []).some((argument) => {
    const wanted = argument.split(".");
    if (wanted.length === 1) return path[0] === argument;
    return path.some((_, index) => wanted.every((part, offset) => path[index + offset] === part));
  });
}

/** The ARM type without the api-version, whose change doesn't replace the resource. */
function armType(type: unknown): unknown {
  return typeof type === "string" ? type.split("@")[0]?.toLowerCase() : type;
}
