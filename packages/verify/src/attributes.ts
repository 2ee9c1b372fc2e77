import type { Json, JsonObject } from "@org/aml-synth-model";
import { type Body, isObject, isSame, objectsAt, textAt, valueAt } from "./values.js";

/**
 * Reads the value of an argument from a resource's body in Azure. Undefined if the body doesn't say.
 * @param values the arguments as deployed
 */
type FromBody = (body: Body, values: JsonObject) => Json | undefined;

/** What of a type of azurerm is compared with Azure. */
export interface ComparedType {
  /** How each argument is read. Blocks with one object are written as `block.argument`. */
  readonly arguments: Readonly<Record<string, FromBody>>;
  /** Arguments that aren't compared, each with the reason. */
  readonly notCompared?: Readonly<Record<string, string>>;
}

const at =
  (path: string): FromBody =>
  (body) =>
    valueAt(body, path);
const property = (path: string): FromBody => at(`properties.${path}`);

/** A flag, or `Enabled` and `Disabled`; any other value as it is. `absent` is Azure's default. */
const isOn =
  (path: string, absent = false): FromBody =>
  (body) => {
    const value = valueAt(body, `properties.${path}`);
    if (value === undefined || value === null) return absent;
    if (typeof value !== "string" || value.toLowerCase() === "disabled") return value === true;
    return value.toLowerCase() === "enabled" || value;
  };
const isOff = (path: string): FromBody => {
  const on = isOn(path);
  return (body, values) => on(body, values) !== true;
};

/** The id in an argument, if it is among those of a list. */
const among =
  (path: string, argument: string): FromBody =>
  (body, values) =>
    objectsAt(body, `properties.${path}`).some((item) => isSame(valueAt(item, "id"), values[argument]))
      ? values[argument]
      : undefined;

/** The values of one property in a list of objects. */
const each =
  (path: string, name: string): FromBody =>
  (body) =>
    objectsAt(body, `properties.${path}`).map((item) => valueAt(item, name) ?? null);

const COMMON = { location: at("location"), tags: at("tags") } as const;

/** Type and user-assigned identities. */
const IDENTITY = {
  "identity.type": (body: Body) => {
    const type = textAt(body, "identity.type");
    return type === "None" ? undefined : type.replace(/,\s*/g, ", ");
  },
  "identity.identity_ids": (body: Body) => {
    const ids = valueAt(body, "identity.userAssignedIdentities");
    return isObject(ids) ? Object.keys(ids) : [];
  },
} as const;

const IP_RULES = (path: string): FromBody => each(`${path}.ipRules`, "value");
const SUBNETS = (path: string): FromBody => each(`${path}.virtualNetworkRules`, "id");
const FLOW_ANALYTICS = "flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration";
/** Thresholds with those who are notified. */
const NOTIFICATIONS: FromBody = (body) => {
  const notifications = valueAt(body, "properties.notifications");
  return Object.values(isObject(notifications) ? notifications : {}).map((one) => ({
    threshold: valueAt(one, "threshold") ?? null,
    contact_emails: valueAt(one, "contactEmails") ?? [],
    contact_groups: valueAt(one, "contactGroups") ?? [],
  }));
};
const BUDGET: ComparedType = {
  arguments: { amount: property("amount"), time_grain: property("timeGrain"), notification: NOTIFICATIONS },
  notCompared: { filter: "Azure writes a filter in several forms", time_period: "another start replaces the budget" },
};

/** The parameters of a policy, which Terraform has as JSON. */
const PARAMETERS: FromBody = (body, values) => {
  const live = valueAt(body, "properties.parameters");
  const written = typeof values["parameters"] === "string" ? (JSON.parse(values["parameters"]) as Json) : undefined;
  return isSame(written, live) && isSame(live, written) ? values["parameters"] : JSON.stringify(live ?? {});
};
const POLICY_ASSIGNMENT: ComparedType = {
  arguments: {
    ...IDENTITY,
    location: at("location"),
    description: property("description"),
    display_name: property("displayName"),
    enforce: (body) => valueAt(body, "properties.enforcementMode") !== "DoNotEnforce",
    non_compliance_message: (body) =>
      objectsAt(body, "properties.nonComplianceMessages").map((one) => ({ content: textAt(one, "message") })),
    parameters: PARAMETERS,
    policy_definition_id: property("policyDefinitionId"),
  },
};
const POLICY_EXEMPTION: ComparedType = {
  arguments: {
    description: property("description"),
    exemption_category: property("exemptionCategory"),
    expires_on: property("expiresOn"),
    policy_assignment_id: property("policyAssignmentId"),
  },
};
const COMPUTED_ELSEWHERE = "a separate resource sets it, which is compared itself";

/** Types of azurerm that aren't compared, each with the reason. */
export const NOT_COMPARED_TYPES: Readonly<Record<string, string>> = {
  azurerm_pim_active_role_assignment: "Azure lists schedules under other ids",
  azurerm_pim_eligible_role_assignment: "Azure lists schedules under other ids",
  azurerm_storage_management_policy: "it deletes old data, and opens nothing",
};

/**
 * For each type of azurerm the arguments that can drift, with their place in Azure's body. Everything that compares
 * live Azure with Terraform reads this table.
 */
export const COMPARED_TYPES: Readonly<Record<string, ComparedType>> = {
  azurerm_application_insights: {
    arguments: {
      ...COMMON,
      application_type: property("Application_Type"),
      workspace_id: property("WorkspaceResourceId"),
      local_authentication_enabled: isOff("DisableLocalAuth"),
      internet_ingestion_enabled: isOn("publicNetworkAccessForIngestion", true),
      internet_query_enabled: isOn("publicNetworkAccessForQuery", true),
      retention_in_days: property("RetentionInDays"),
      ip_masking_enabled: isOff("DisableIpMasking"),
    },
  },
  azurerm_application_insights_workbook: {
    arguments: {
      ...COMMON,
      display_name: property("displayName"),
      source_id: property("sourceId"),
    },
    notCompared: { data_json: "Azure returns a workbook without its content" },
  },
  azurerm_bastion_host: {
    arguments: {
      ...COMMON,
      sku: at("sku.name"),
      scale_units: property("scaleUnits"),
      copy_paste_enabled: isOff("disableCopyPaste"),
      file_copy_enabled: isOn("enableFileCopy"),
      ip_connect_enabled: isOn("enableIpConnect"),
      kerberos_enabled: isOn("enableKerberos"),
      private_only_enabled: isOn("enablePrivateOnlyBastion"),
      session_recording_enabled: isOn("enableSessionRecording"),
      shareable_link_enabled: isOn("enableShareableLink"),
      tunneling_enabled: isOn("enableTunneling"),
      virtual_network_id: property("virtualNetwork.id"),
      zones: at("zones"),
      ip_configuration: (body) =>
        objectsAt(body, "properties.ipConfigurations").map((item) => ({
          public_ip_address_id: textAt(item, "properties.publicIPAddress.id"),
          subnet_id: textAt(item, "properties.subnet.id"),
        })),
    },
  },
  azurerm_consumption_budget_resource_group: BUDGET,
  azurerm_consumption_budget_subscription: BUDGET,
  azurerm_container_registry: {
    arguments: {
      ...COMMON,
      ...IDENTITY,
      sku: at("sku.name"),
      admin_enabled: isOn("adminUserEnabled"),
      anonymous_pull_enabled: isOn("anonymousPullEnabled"),
      data_endpoint_enabled: isOn("dataEndpointEnabled"),
      export_policy_enabled: isOn("policies.exportPolicy.status", true),
      public_network_access_enabled: isOn("publicNetworkAccess", true),
      network_rule_bypass_option: property("networkRuleBypassOptions"),
      zone_redundancy_enabled: isOn("zoneRedundancy"),
      "network_rule_set.default_action": property("networkRuleSet.defaultAction"),
      "network_rule_set.ip_rule": (body) =>
        objectsAt(body, "properties.networkRuleSet.ipRules").map((rule) => ({
          ip_range: valueAt(rule, "value") ?? "",
        })),
      "encryption.key_vault_key_id": property("encryption.keyVaultProperties.keyIdentifier"),
      "encryption.identity_client_id": property("encryption.keyVaultProperties.identity"),
    },
  },
  azurerm_dev_test_global_vm_shutdown_schedule: {
    arguments: {
      ...COMMON,
      enabled: isOn("status"),
      virtual_machine_id: property("targetResourceId"),
      daily_recurrence_time: property("dailyRecurrence.time"),
      timezone: property("timeZoneId"),
      "notification_settings.enabled": isOn("notificationSettings.status"),
    },
  },
  azurerm_cost_anomaly_alert: {
    arguments: {
      display_name: property("displayName"),
      email_subject: property("notification.subject"),
      email_addresses: property("notification.to"),
    },
  },
  azurerm_disk_encryption_set: {
    arguments: {
      ...COMMON,
      ...IDENTITY,
      encryption_type: property("encryptionType"),
      key_vault_key_id: property("activeKey.keyUrl"),
    },
  },
  azurerm_key_vault: {
    arguments: {
      ...COMMON,
      sku_name: property("sku.name"),
      tenant_id: property("tenantId"),
      rbac_authorization_enabled: isOn("enableRbacAuthorization"),
      enable_rbac_authorization: isOn("enableRbacAuthorization"),
      purge_protection_enabled: isOn("enablePurgeProtection"),
      public_network_access_enabled: isOn("publicNetworkAccess", true),
      soft_delete_retention_days: property("softDeleteRetentionInDays"),
      enabled_for_deployment: isOn("enabledForDeployment"),
      enabled_for_disk_encryption: isOn("enabledForDiskEncryption"),
      enabled_for_template_deployment: isOn("enabledForTemplateDeployment"),
      "network_acls.default_action": property("networkAcls.defaultAction"),
      "network_acls.bypass": property("networkAcls.bypass"),
      "network_acls.ip_rules": IP_RULES("networkAcls"),
      "network_acls.virtual_network_subnet_ids": SUBNETS("networkAcls"),
      access_policy: (body) =>
        objectsAt(body, "properties.accessPolicies").map((policy) => ({ object_id: textAt(policy, "objectId") })),
    },
  },
  azurerm_log_analytics_workspace: {
    arguments: {
      ...COMMON,
      sku: property("sku.name"),
      retention_in_days: property("retentionInDays"),
      local_authentication_enabled: isOff("features.disableLocalAuth"),
      local_authentication_disabled: isOn("features.disableLocalAuth"),
      internet_ingestion_access_type: property("publicNetworkAccessForIngestion"),
      internet_query_access_type: property("publicNetworkAccessForQuery"),
      internet_ingestion_enabled: isOn("publicNetworkAccessForIngestion", true),
      internet_query_enabled: isOn("publicNetworkAccessForQuery", true),
    },
  },
  azurerm_management_lock: { arguments: { lock_level: property("level"), notes: property("notes") } },
  azurerm_monitor_action_group: {
    arguments: {
      tags: at("tags"),
      enabled: isOn("enabled"),
      short_name: property("groupShortName"),
      email_receiver: (body) =>
        objectsAt(body, "properties.emailReceivers").map((one) => ({
          name: textAt(one, "name"),
          email_address: textAt(one, "emailAddress"),
        })),
    },
  },
  azurerm_monitor_activity_log_alert: {
    arguments: {
      tags: at("tags"),
      description: property("description"),
      enabled: isOn("enabled"),
      scopes: property("scopes"),
      action: (body) =>
        objectsAt(body, "properties.actions.actionGroups").map((one) => ({
          action_group_id: textAt(one, "actionGroupId"),
        })),
      "criteria.category": (body) =>
        valueAt(
          objectsAt(body, "properties.condition.allOf").find((one) => textAt(one, "field") === "category"),
          "equals",
        ),
    },
    notCompared: { location: "always global" },
  },
  azurerm_monitor_diagnostic_setting: {
    arguments: {
      log_analytics_workspace_id: property("workspaceId"),
      storage_account_id: property("storageAccountId"),
      eventhub_authorization_rule_id: property("eventHubAuthorizationRuleId"),
      enabled_log: (body) =>
        objectsAt(body, "properties.logs")
          .filter(({ enabled }) => enabled === true)
          .map((log) => ({ category: textAt(log, "category"), category_group: textAt(log, "categoryGroup") })),
      enabled_metric: (body) =>
        objectsAt(body, "properties.metrics")
          .filter(({ enabled }) => enabled === true)
          .map((metric) => ({ category: textAt(metric, "category") })),
    },
  },
  azurerm_mssql_database: {
    arguments: {
      tags: at("tags"),
      auto_pause_delay_in_minutes: property("autoPauseDelay"),
      collation: property("collation"),
      max_size_gb: (body) => {
        const bytes = valueAt(body, "properties.maxSizeBytes");
        return typeof bytes === "number" ? bytes / 1024 ** 3 : undefined;
      },
      min_capacity: property("minCapacity"),
      sku_name: property("currentServiceObjectiveName"),
      storage_account_type: property("requestedBackupStorageRedundancy"),
      transparent_data_encryption_key_vault_key_id: property("encryptionProtector"),
      zone_redundant: isOn("zoneRedundant"),
    },
    notCompared: {
      long_term_retention_policy: "it is a policy of its own, which opens nothing",
      server_id: "it is the id",
      short_term_retention_policy: "it is a policy of its own, which opens nothing",
    },
  },
  azurerm_mssql_firewall_rule: {
    arguments: { start_ip_address: property("startIpAddress"), end_ip_address: property("endIpAddress") },
    notCompared: { server_id: "it is the id" },
  },
  azurerm_mssql_server: {
    arguments: {
      ...COMMON,
      ...IDENTITY,
      administrator_login: property("administratorLogin"),
      minimum_tls_version: property("minimalTlsVersion"),
      outbound_network_restriction_enabled: isOn("restrictOutboundNetworkAccess"),
      primary_user_assigned_identity_id: property("primaryUserAssignedIdentityId"),
      public_network_access_enabled: isOn("publicNetworkAccess", true),
      transparent_data_encryption_key_vault_key_id: property("keyId"),
      version: property("version"),
      "azuread_administrator.azuread_authentication_only": isOn("administrators.azureADOnlyAuthentication"),
      "azuread_administrator.login_username": property("administrators.login"),
      "azuread_administrator.object_id": property("administrators.sid"),
      "azuread_administrator.tenant_id": property("administrators.tenantId"),
    },
    notCompared: {
      administrator_login_password: "Azure doesn't return it",
      administrator_login_password_wo: "Azure doesn't return it",
      administrator_login_password_wo_version: "Azure doesn't return it",
    },
  },
  azurerm_mssql_server_extended_auditing_policy: {
    arguments: {
      enabled: isOn("state"),
      log_monitoring_enabled: isOn("isAzureMonitorTargetEnabled"),
      retention_in_days: property("retentionDays"),
      blob_storage_endpoint: property("storageEndpoint"),
    },
    notCompared: { server_id: "it is the id" },
  },
  azurerm_mssql_virtual_network_rule: {
    arguments: { subnet_id: property("virtualNetworkSubnetId") },
    notCompared: { server_id: "it is the id" },
  },
  azurerm_nat_gateway: { arguments: { ...COMMON, sku_name: at("sku.name"), zones: at("zones") } },
  azurerm_nat_gateway_public_ip_association: {
    arguments: { public_ip_address_id: among("publicIpAddresses", "public_ip_address_id") },
  },
  azurerm_nat_gateway_public_ip_prefix_association: {
    arguments: { public_ip_prefix_id: among("publicIpPrefixes", "public_ip_prefix_id") },
  },
  azurerm_network_interface: {
    arguments: {
      ...COMMON,
      dns_servers: property("dnsSettings.dnsServers"),
      ip_forwarding_enabled: isOn("enableIPForwarding"),
      ip_configuration: (body) =>
        objectsAt(body, "properties.ipConfigurations").map((item) => ({
          name: textAt(item, "name"),
          private_ip_address: textAt(item, "properties.privateIPAddress"),
          public_ip_address_id: textAt(item, "properties.publicIPAddress.id"),
          subnet_id: textAt(item, "properties.subnet.id"),
        })),
    },
  },
  azurerm_network_security_group: {
    arguments: {
      ...COMMON,
      security_rule: (body) =>
        objectsAt(body, "properties.securityRules").map((rule) => ({
          name: textAt(rule, "name"),
          priority: valueAt(rule, "properties.priority") ?? null,
          direction: textAt(rule, "properties.direction"),
          access: textAt(rule, "properties.access"),
          protocol: textAt(rule, "properties.protocol"),
          source_port_range: textAt(rule, "properties.sourcePortRange"),
          source_port_ranges: valueAt(rule, "properties.sourcePortRanges") ?? [],
          destination_port_range: textAt(rule, "properties.destinationPortRange"),
          destination_port_ranges: valueAt(rule, "properties.destinationPortRanges") ?? [],
          source_address_prefix: textAt(rule, "properties.sourceAddressPrefix"),
          source_address_prefixes: valueAt(rule, "properties.sourceAddressPrefixes") ?? [],
          destination_address_prefix: textAt(rule, "properties.destinationAddressPrefix"),
          destination_address_prefixes: valueAt(rule, "properties.destinationAddressPrefixes") ?? [],
        })),
    },
  },
  azurerm_network_watcher_flow_log: {
    arguments: {
      ...COMMON,
      enabled: isOn("enabled"),
      storage_account_id: property("storageId"),
      target_resource_id: property("targetResourceId"),
      version: property("format.version"),
      "retention_policy.days": property("retentionPolicy.days"),
      "retention_policy.enabled": isOn("retentionPolicy.enabled"),
      "traffic_analytics.enabled": isOn(`${FLOW_ANALYTICS}.enabled`),
      "traffic_analytics.workspace_resource_id": property(`${FLOW_ANALYTICS}.workspaceResourceId`),
    },
  },
  azurerm_private_dns_a_record: {
    arguments: { ttl: property("ttl"), records: each("aRecords", "ipv4Address"), tags: property("metadata") },
  },
  azurerm_private_dns_zone: { arguments: { tags: at("tags") } },
  azurerm_private_dns_zone_virtual_network_link: {
    arguments: {
      tags: at("tags"),
      virtual_network_id: property("virtualNetwork.id"),
      registration_enabled: isOn("registrationEnabled"),
      resolution_policy: property("resolutionPolicy"),
    },
  },
  azurerm_private_endpoint: {
    arguments: {
      ...COMMON,
      subnet_id: property("subnet.id"),
      custom_network_interface_name: property("customNetworkInterfaceName"),
      ip_configuration: (body) =>
        objectsAt(body, "properties.ipConfigurations").map((item) => ({
          name: textAt(item, "name"),
          private_ip_address: textAt(item, "properties.privateIPAddress"),
        })),
      private_service_connection: (body) =>
        (["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"] as const).flatMap((list) =>
          objectsAt(body, `properties.${list}`).map((item) => ({
            is_manual_connection: list !== "privateLinkServiceConnections",
            private_connection_resource_id: textAt(item, "properties.privateLinkServiceId"),
            subresource_names: valueAt(item, "properties.groupIds") ?? [],
          })),
        ),
      // `zoneGroups` is added to the body when it is read; see LiveAzure.
      private_dns_zone_group: (body) =>
        objectsAt(body, "zoneGroups").map((group) => ({
          name: textAt(group, "name"),
          private_dns_zone_ids: objectsAt(group, "properties.privateDnsZoneConfigs").map((config) =>
            textAt(config, "properties.privateDnsZoneId"),
          ),
        })),
    },
  },
  azurerm_public_ip: {
    arguments: {
      ...COMMON,
      allocation_method: property("publicIPAllocationMethod"),
      sku: at("sku.name"),
      zones: at("zones"),
      ip_address: property("ipAddress"),
      domain_name_label: property("dnsSettings.domainNameLabel"),
    },
  },
  azurerm_resource_group: { arguments: COMMON },
  azurerm_monitor_scheduled_query_rules_alert_v2: {
    arguments: {
      ...COMMON,
      "action.action_groups": property("actions.actionGroups"),
      auto_mitigation_enabled: isOn("autoMitigate", true),
      description: property("description"),
      display_name: property("displayName"),
      enabled: isOn("enabled"),
      evaluation_frequency: property("evaluationFrequency"),
      scopes: property("scopes"),
      severity: property("severity"),
      window_duration: property("windowSize"),
      "criteria.query": property("criteria.allOf.0.query"),
      "criteria.operator": property("criteria.allOf.0.operator"),
      "criteria.threshold": property("criteria.allOf.0.threshold"),
    },
    notCompared: { skip_query_validation: "it is about the writing of the rule" },
  },
  azurerm_resource_group_policy_assignment: POLICY_ASSIGNMENT,
  azurerm_resource_group_policy_exemption: POLICY_EXEMPTION,
  azurerm_role_assignment: {
    arguments: {
      principal_id: property("principalId"),
      principal_type: property("principalType"),
      scope: property("scope"),
      condition: property("condition"),
      condition_version: property("conditionVersion"),
      description: property("description"),
      role_definition_id: property("roleDefinitionId"),
    },
    notCompared: { skip_service_principal_aad_check: "it is only used for the creation" },
  },
  azurerm_role_definition: {
    arguments: {
      name: property("roleName"),
      description: property("description"),
      assignable_scopes: property("assignableScopes"),
      permissions: (body) =>
        objectsAt(body, "properties.permissions").map((permission) => ({
          actions: valueAt(permission, "actions") ?? [],
          not_actions: valueAt(permission, "notActions") ?? [],
          data_actions: valueAt(permission, "dataActions") ?? [],
          not_data_actions: valueAt(permission, "notDataActions") ?? [],
        })),
    },
    notCompared: { role_definition_id: "it is the id", scope: "it is the id" },
  },
  azurerm_security_center_subscription_pricing: {
    arguments: { tier: property("pricingTier"), subplan: property("subPlan") },
  },
  azurerm_storage_account: {
    arguments: {
      ...COMMON,
      ...IDENTITY,
      account_kind: at("kind"),
      account_tier: (body) => textAt(body, "sku.name").split("_")[0],
      account_replication_type: (body) => textAt(body, "sku.name").split("_")[1],
      access_tier: property("accessTier"),
      allow_nested_items_to_be_public: isOn("allowBlobPublicAccess"),
      cross_tenant_replication_enabled: isOn("allowCrossTenantReplication"),
      default_to_oauth_authentication: isOn("defaultToOAuthAuthentication"),
      https_traffic_only_enabled: isOn("supportsHttpsTrafficOnly", true),
      is_hns_enabled: isOn("isHnsEnabled"),
      local_user_enabled: isOn("isLocalUserEnabled", true),
      min_tls_version: property("minimumTlsVersion"),
      nfsv3_enabled: isOn("isNfsV3Enabled"),
      public_network_access_enabled: isOn("publicNetworkAccess", true),
      sftp_enabled: isOn("isSftpEnabled"),
      shared_access_key_enabled: isOn("allowSharedKeyAccess", true),
      infrastructure_encryption_enabled: isOn("encryption.requireInfrastructureEncryption"),
      queue_encryption_key_type: property("encryption.services.queue.keyType"),
      table_encryption_key_type: property("encryption.services.table.keyType"),
      "network_rules.default_action": property("networkAcls.defaultAction"),
      "network_rules.bypass": (body) => textAt(body, "properties.networkAcls.bypass").split(/,\s*/),
      "network_rules.ip_rules": IP_RULES("networkAcls"),
      "network_rules.virtual_network_subnet_ids": SUBNETS("networkAcls"),
      "network_rules.private_link_access": (body) =>
        objectsAt(body, "properties.networkAcls.resourceAccessRules").map((rule) => ({
          endpoint_resource_id: textAt(rule, "resourceId"),
        })),
      "customer_managed_key.user_assigned_identity_id": property("encryption.identity.userAssignedIdentity"),
      "customer_managed_key.key_vault_key_id": (body) => {
        const of = (name: string): string => textAt(body, `properties.encryption.keyvaultproperties.${name}`);
        const parts = [of("keyvaulturi").replace(/\/$/, ""), "keys", of("keyname"), of("keyversion")];
        return parts[0] === "" ? undefined : parts.filter((part) => part !== "").join("/");
      },
    },
    notCompared: { blob_properties: "they are those of the blob service: they keep deleted data, and open nothing" },
  },
  azurerm_storage_container: {
    arguments: {
      container_access_type: (body) => {
        const access = textAt(body, "properties.publicAccess").toLowerCase();
        return access === "none" || access === "" ? "private" : access;
      },
      metadata: property("metadata"),
    },
    notCompared: { storage_account_id: "it is the id" },
  },
  azurerm_subnet: {
    arguments: {
      address_prefixes: (body) =>
        valueAt(body, "properties.addressPrefixes") ?? [textAt(body, "properties.addressPrefix")],
      default_outbound_access_enabled: isOn("defaultOutboundAccess", true),
      private_endpoint_network_policies: property("privateEndpointNetworkPolicies"),
      private_link_service_network_policies_enabled: isOn("privateLinkServiceNetworkPolicies", true),
      service_endpoint: (body) =>
        objectsAt(body, "properties.serviceEndpoints").map((one) => ({ service: textAt(one, "service") })),
      service_endpoints: each("serviceEndpoints", "service"),
      delegation: (body) =>
        objectsAt(body, "properties.delegations").map((one) => ({
          service_delegation: [{ name: textAt(one, "properties.serviceName") }],
        })),
    },
    notCompared: { network_security_group_id: COMPUTED_ELSEWHERE, route_table_id: COMPUTED_ELSEWHERE },
  },
  azurerm_subnet_nat_gateway_association: { arguments: { nat_gateway_id: property("natGateway.id") } },
  azurerm_subnet_network_security_group_association: {
    arguments: { network_security_group_id: property("networkSecurityGroup.id") },
  },
  azurerm_subnet_route_table_association: { arguments: { route_table_id: property("routeTable.id") } },
  azurerm_subscription_policy_assignment: POLICY_ASSIGNMENT,
  azurerm_subscription_policy_exemption: POLICY_EXEMPTION,
  azurerm_user_assigned_identity: {
    arguments: {
      ...COMMON,
      principal_id: property("principalId"),
      client_id: property("clientId"),
      tenant_id: property("tenantId"),
    },
  },
  azurerm_virtual_machine_extension: {
    arguments: {
      tags: at("tags"),
      publisher: property("publisher"),
      type: property("type"),
      type_handler_version: property("typeHandlerVersion"),
      auto_upgrade_minor_version: isOn("autoUpgradeMinorVersion"),
    },
  },
  azurerm_virtual_network: {
    arguments: {
      ...COMMON,
      address_space: property("addressSpace.addressPrefixes"),
      dns_servers: property("dhcpOptions.dnsServers"),
      flow_timeout_in_minutes: property("flowTimeoutInMinutes"),
    },
  },
  azurerm_virtual_network_peering: {
    arguments: {
      remote_virtual_network_id: property("remoteVirtualNetwork.id"),
      allow_forwarded_traffic: isOn("allowForwardedTraffic"),
      allow_gateway_transit: isOn("allowGatewayTransit"),
      allow_virtual_network_access: isOn("allowVirtualNetworkAccess"),
      use_remote_gateways: isOn("useRemoteGateways"),
    },
  },
  azurerm_windows_virtual_machine: {
    arguments: {
      ...COMMON,
      ...IDENTITY,
      size: property("hardwareProfile.vmSize"),
      zone: at("zones.0"),
      admin_username: property("osProfile.adminUsername"),
      computer_name: property("osProfile.computerName"),
      automatic_updates_enabled: isOn("osProfile.windowsConfiguration.enableAutomaticUpdates"),
      encryption_at_host_enabled: isOn("securityProfile.encryptionAtHost"),
      secure_boot_enabled: isOn("securityProfile.uefiSettings.secureBootEnabled"),
      vtpm_enabled: isOn("securityProfile.uefiSettings.vTpmEnabled"),
      network_interface_ids: each("networkProfile.networkInterfaces", "id"),
      "os_disk.caching": property("storageProfile.osDisk.caching"),
      "os_disk.storage_account_type": property("storageProfile.osDisk.managedDisk.storageAccountType"),
      "os_disk.disk_encryption_set_id": property("storageProfile.osDisk.managedDisk.diskEncryptionSet.id"),
      "source_image_reference.offer": property("storageProfile.imageReference.offer"),
      "source_image_reference.publisher": property("storageProfile.imageReference.publisher"),
      "source_image_reference.sku": property("storageProfile.imageReference.sku"),
    },
    notCompared: {
      admin_password: "Azure doesn't return it",
      boot_diagnostics: "it opens nothing",
    },
  },
};
