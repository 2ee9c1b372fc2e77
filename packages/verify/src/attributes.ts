import { isJsonObject, type Json, type JsonObject } from "@org/aml-synth-model";
import { argumentAt, type Body, isSame, objectsAt, textAt, valueAt } from "./values.js";

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
    return isJsonObject(ids) ? Object.keys(ids) : [];
  },
} as const;

const IP_RULES = (path: string): FromBody => each(`${path}.ipRules`, "value");
const SUBNETS = (path: string): FromBody => each(`${path}.virtualNetworkRules`, "id");
const VPN_CLIENTS = "vpnClientConfiguration";
const FLOW_ANALYTICS = "flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration";
/** Thresholds with those who are notified. */
const NOTIFICATIONS: FromBody = (body) => {
  const notifications = valueAt(body, "properties.notifications");
  return Object.values(isJsonObject(notifications) ? notifications : {}).map((one) => ({
    enabled: valueAt(one, "enabled") === true,
    operator: valueAt(one, "operator") ?? null,
    threshold: valueAt(one, "threshold") ?? null,
    threshold_type: valueAt(one, "thresholdType") ?? "Actual",
    contact_emails: valueAt(one, "contactEmails") ?? [],
    contact_groups: valueAt(one, "contactGroups") ?? [],
  }));
};
const BUDGET: ComparedType = {
  arguments: { amount: property("amount"), time_grain: property("timeGrain"), notification: NOTIFICATIONS },
  notCompared: { filter: "Azure writes a filter in several forms", time_period: "another start replaces the budget" },
};

/** JSON in an argument, which Azure has as an object. */
const json =
  (path: string, argument: string): FromBody =>
  (body, values) => {
    const live = valueAt(body, path);
    const text = values[argument];
    const written = typeof text === "string" && text !== "" ? (JSON.parse(text) as Json) : undefined;
    return isSame(written, live) && isSame(live, written) ? text : JSON.stringify(live ?? {});
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
    not_scopes: property("notScopes"),
    overrides: (body) =>
      objectsAt(body, "properties.overrides").map((one) => ({ value: valueAt(one, "value") ?? null })),
    parameters: json("properties.parameters", "parameters"),
    policy_definition_id: property("policyDefinitionId"),
    resource_selectors: (body) =>
      objectsAt(body, "properties.resourceSelectors").map((one) => ({ name: textAt(one, "name") })),
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
/** Public keys that sign in to machines with Linux; the user is part of the file's path. */
const SSH_KEYS = (profile: string): FromBody => {
  const keys = `properties.${profile}.linuxConfiguration.ssh.publicKeys`;
  return (body) =>
    objectsAt(body, keys).map((key) => ({
      username: /^\/home\/([^/]+)\//.exec(textAt(key, "path"))?.[1] ?? textAt(key, "path"),
      public_key: textAt(key, "keyData").trim(),
    }));
};
/** Arguments of machines and of scale sets of them, whose profiles are alike. */
const machine = (profile: string): ComparedType["arguments"] => {
  const at = (path: string): string => `${profile}${path}`;
  return {
    ...COMMON,
    ...IDENTITY,
    admin_username: property(at("osProfile.adminUsername")),
    encryption_at_host_enabled: isOn(at("securityProfile.encryptionAtHost")),
    secure_boot_enabled: isOn(at("securityProfile.uefiSettings.secureBootEnabled")),
    vtpm_enabled: isOn(at("securityProfile.uefiSettings.vTpmEnabled")),
    "os_disk.caching": property(at("storageProfile.osDisk.caching")),
    "os_disk.storage_account_type": property(at("storageProfile.osDisk.managedDisk.storageAccountType")),
    "os_disk.disk_encryption_set_id": property(at("storageProfile.osDisk.managedDisk.diskEncryptionSet.id")),
    "source_image_reference.offer": property(at("storageProfile.imageReference.offer")),
    "source_image_reference.publisher": property(at("storageProfile.imageReference.publisher")),
    "source_image_reference.sku": property(at("storageProfile.imageReference.sku")),
  };
};
const linux = (profile: string): ComparedType["arguments"] => ({
  ...machine(profile),
  admin_ssh_key: SSH_KEYS(`${profile}osProfile`),
  disable_password_authentication: isOn(`${profile}osProfile.linuxConfiguration.disablePasswordAuthentication`),
  source_image_id: property(`${profile}storageProfile.imageReference.id`),
});
const NOT_COMPARED_OF_MACHINES = { admin_password: "Azure doesn't return it", boot_diagnostics: "it opens nothing" };

/** Arguments of a node pool; `of` finds the pool in a body. */
const nodePool = (of: (body: Body, values: JsonObject) => Body | undefined): ComparedType["arguments"] => {
  const pool =
    (read: FromBody): FromBody =>
    (body, values) =>
      read({ properties: of(body, values) ?? {} }, values);
  return Object.fromEntries(
    Object.entries({
      auto_scaling_enabled: isOn("enableAutoScaling"),
      host_encryption_enabled: isOn("enableEncryptionAtHost"),
      max_count: property("maxCount"),
      max_pods: property("maxPods"),
      min_count: property("minCount"),
      node_public_ip_enabled: isOn("enableNodePublicIP"),
      node_public_ip_prefix_id: property("nodePublicIPPrefixID"),
      os_disk_size_gb: property("osDiskSizeGB"),
      "upgrade_settings.max_surge": property("upgradeSettings.maxSurge"),
      vm_size: property("vmSize"),
      vnet_subnet_id: property("vnetSubnetID"),
      zones: property("availabilityZones"),
    }).map(([name, read]) => [name, pool(read)]),
  );
};
/** The pool that azurerm writes with the cluster. */
const defaultPool = (body: Body, values: JsonObject): Body | undefined => {
  const name = argumentAt(values, ["default_node_pool", "name"]);
  return objectsAt(body, "properties.agentPoolProfiles").find((pool) => isSame(name, valueAt(pool, "name")));
};

/** The rule collections of a firewall policy's group whose rules are of one kind. */
const RULE_COLLECTIONS =
  (kind: RegExp, rule: (rule: Body) => JsonObject): FromBody =>
  (body) =>
    objectsAt(body, "properties.ruleCollections")
      .filter((collection) => kind.test(textAt(collection, "rules.0.ruleType")))
      .map((collection) => ({
        name: textAt(collection, "name"),
        action: textAt(collection, "action.type"),
        priority: valueAt(collection, "priority") ?? null,
        rule: objectsAt(collection, "rules").map((one) => ({
          name: textAt(one, "name"),
          source_addresses: valueAt(one, "sourceAddresses") ?? [],
          source_ip_groups: valueAt(one, "sourceIpGroups") ?? [],
          ...rule(one),
        })),
      }));

/** Whom an action group notifies in other ways than by e-mail, by their names there. */
const RECEIVERS: ComparedType["arguments"] = Object.fromEntries(
  Object.entries({
    arm_role_receiver: "armRoleReceivers",
    automation_runbook_receiver: "automationRunbookReceivers",
    azure_app_push_receiver: "azureAppPushReceivers",
    azure_function_receiver: "azureFunctionReceivers",
    event_hub_receiver: "eventHubReceivers",
    itsm_receiver: "itsmReceivers",
    logic_app_receiver: "logicAppReceivers",
    sms_receiver: "smsReceivers",
    voice_receiver: "voiceReceivers",
    webhook_receiver: "webhookReceivers",
  }).map(([argument, list]) => [
    argument,
    (body: Body) => objectsAt(body, `properties.${list}`).map((one) => ({ name: textAt(one, "name") })),
  ]),
);

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
  azurerm_firewall: {
    arguments: {
      ...COMMON,
      dns_proxy_enabled: (body) => {
        const proxy = textAt(body, "properties.additionalProperties.Network.DNS.EnableProxy");
        return proxy.toLowerCase() === "true";
      },
      firewall_policy_id: property("firewallPolicy.id"),
      ip_configuration: (body) =>
        objectsAt(body, "properties.ipConfigurations").map((item) => ({
          name: textAt(item, "name"),
          private_ip_address: textAt(item, "properties.privateIPAddress"),
          public_ip_address_id: textAt(item, "properties.publicIPAddress.id"),
          subnet_id: textAt(item, "properties.subnet.id"),
        })),
      sku_name: property("sku.name"),
      sku_tier: property("sku.tier"),
      zones: at("zones"),
    },
  },
  azurerm_firewall_policy: {
    arguments: {
      ...COMMON,
      base_policy_id: property("basePolicy.id"),
      "dns.proxy_enabled": isOn("dnsSettings.enableProxy"),
      "dns.servers": property("dnsSettings.servers"),
      "intrusion_detection.mode": property("intrusionDetection.mode"),
      "intrusion_detection.signature_overrides": (body) =>
        objectsAt(body, "properties.intrusionDetection.configuration.signatureOverrides").map((one) => ({
          id: textAt(one, "id"),
          state: textAt(one, "mode"),
        })),
      "intrusion_detection.traffic_bypass": (body) =>
        objectsAt(body, "properties.intrusionDetection.configuration.bypassTrafficSettings").map((one) => ({
          name: textAt(one, "name"),
          protocol: textAt(one, "protocol"),
          destination_addresses: valueAt(one, "destinationAddresses") ?? [],
          destination_ports: valueAt(one, "destinationPorts") ?? [],
          source_addresses: valueAt(one, "sourceAddresses") ?? [],
        })),
      private_ip_ranges: property("snat.privateRanges"),
      sku: property("sku.tier"),
      threat_intelligence_mode: property("threatIntelMode"),
      "threat_intelligence_allowlist.fqdns": property("threatIntelWhitelist.fqdns"),
      "threat_intelligence_allowlist.ip_addresses": property("threatIntelWhitelist.ipAddresses"),
    },
  },
  azurerm_firewall_policy_rule_collection_group: {
    arguments: {
      priority: property("priority"),
      application_rule_collection: RULE_COLLECTIONS(/^ApplicationRule$/i, (rule) => ({
        destination_addresses: valueAt(rule, "destinationAddresses") ?? [],
        destination_fqdns: valueAt(rule, "targetFqdns") ?? [],
        destination_fqdn_tags: valueAt(rule, "fqdnTags") ?? [],
        destination_urls: valueAt(rule, "targetUrls") ?? [],
        protocols: objectsAt(rule, "protocols").map((protocol) => ({
          type: textAt(protocol, "protocolType"),
          port: valueAt(protocol, "port") ?? null,
        })),
        terminate_tls: valueAt(rule, "terminateTLS") === true,
        web_categories: valueAt(rule, "webCategories") ?? [],
      })),
      // A collection without rules has no kind, and nothing passes by it.
      network_rule_collection: RULE_COLLECTIONS(/^NetworkRule$/i, (rule) => ({
        destination_addresses: valueAt(rule, "destinationAddresses") ?? [],
        destination_fqdns: valueAt(rule, "destinationFqdns") ?? [],
        destination_ip_groups: valueAt(rule, "destinationIpGroups") ?? [],
        destination_ports: valueAt(rule, "destinationPorts") ?? [],
        protocols: valueAt(rule, "ipProtocols") ?? [],
      })),
      nat_rule_collection: RULE_COLLECTIONS(/^NatRule$/i, (rule) => ({
        destination_address: valueAt(rule, "destinationAddresses.0") ?? "",
        destination_ports: valueAt(rule, "destinationPorts") ?? [],
        protocols: valueAt(rule, "ipProtocols") ?? [],
        translated_address: textAt(rule, "translatedAddress"),
        translated_fqdn: textAt(rule, "translatedFqdn"),
        translated_port: valueAt(rule, "translatedPort") ?? null,
      })),
    },
    notCompared: { firewall_policy_id: "it is the id" },
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
  azurerm_kubernetes_cluster: {
    arguments: {
      ...COMMON,
      ...IDENTITY,
      "api_server_access_profile.authorized_ip_ranges": property("apiServerAccessProfile.authorizedIPRanges"),
      automatic_upgrade_channel: property("autoUpgradeProfile.upgradeChannel"),
      "azure_active_directory_role_based_access_control.admin_group_object_ids": property(
        "aadProfile.adminGroupObjectIDs",
      ),
      "azure_active_directory_role_based_access_control.azure_rbac_enabled": isOn("aadProfile.enableAzureRBAC"),
      "azure_active_directory_role_based_access_control.tenant_id": property("aadProfile.tenantID"),
      azure_policy_enabled: isOn("addonProfiles.azurepolicy.enabled"),
      ...Object.fromEntries(
        Object.entries(nodePool(defaultPool)).map(([name, read]) => [`default_node_pool.${name}`, read]),
      ),
      disk_encryption_set_id: property("diskEncryptionSetID"),
      dns_prefix: property("dnsPrefix"),
      http_application_routing_enabled: isOn("addonProfiles.httpApplicationRouting.enabled"),
      image_cleaner_enabled: isOn("securityProfile.imageCleaner.enabled"),
      "ingress_application_gateway.gateway_id": property(
        "addonProfiles.ingressApplicationGateway.config.applicationGatewayId",
      ),
      "key_vault_secrets_provider.secret_rotation_enabled": (body) =>
        isSame(
          "true",
          valueAt(body, "properties.addonProfiles.azureKeyvaultSecretsProvider.config.enableSecretRotation"),
        ),
      local_account_disabled: isOn("disableLocalAccounts"),
      "network_profile.dns_service_ip": property("networkProfile.dnsServiceIP"),
      "network_profile.load_balancer_sku": property("networkProfile.loadBalancerSku"),
      "network_profile.network_plugin": property("networkProfile.networkPlugin"),
      "network_profile.network_plugin_mode": property("networkProfile.networkPluginMode"),
      "network_profile.network_policy": property("networkProfile.networkPolicy"),
      "network_profile.outbound_type": property("networkProfile.outboundType"),
      "network_profile.service_cidr": property("networkProfile.serviceCidr"),
      node_os_upgrade_channel: property("autoUpgradeProfile.nodeOSUpgradeChannel"),
      oidc_issuer_enabled: isOn("oidcIssuerProfile.enabled"),
      "oms_agent.log_analytics_workspace_id": property("addonProfiles.omsagent.config.logAnalyticsWorkspaceResourceID"),
      private_cluster_enabled: isOn("apiServerAccessProfile.enablePrivateCluster"),
      private_cluster_public_fqdn_enabled: isOn("apiServerAccessProfile.enablePrivateClusterPublicFQDN"),
      private_dns_zone_id: property("apiServerAccessProfile.privateDNSZone"),
      role_based_access_control_enabled: isOn("enableRBAC"),
      run_command_enabled: isOff("apiServerAccessProfile.disableRunCommand"),
      sku_tier: at("sku.tier"),
      workload_identity_enabled: isOn("securityProfile.workloadIdentity.enabled"),
    },
    notCompared: {
      image_cleaner_interval_hours: "it opens nothing",
      kubernetes_version: "AKS upgrades the cluster by its upgrade channel, which is compared",
    },
  },
  azurerm_kubernetes_cluster_node_pool: {
    arguments: {
      ...nodePool((body) => ({ ...(body["properties"] as object) })),
      eviction_policy: property("scaleSetEvictionPolicy"),
      mode: property("mode"),
      node_labels: property("nodeLabels"),
      node_taints: property("nodeTaints"),
      priority: (body) => valueAt(body, "properties.scaleSetPriority") ?? "Regular",
      tags: property("tags"),
    },
    notCompared: { kubernetes_cluster_id: "it is the id" },
  },
  azurerm_kubernetes_cluster_trusted_access_role_binding: {
    arguments: { roles: property("roles"), source_resource_id: property("sourceResourceId") },
    notCompared: { kubernetes_cluster_id: "it is the id" },
  },
  azurerm_linux_virtual_machine: {
    arguments: {
      ...linux(""),
      computer_name: property("osProfile.computerName"),
      network_interface_ids: each("networkProfile.networkInterfaces", "id"),
      size: property("hardwareProfile.vmSize"),
      zone: at("zones.0"),
    },
    notCompared: NOT_COMPARED_OF_MACHINES,
  },
  azurerm_linux_virtual_machine_scale_set: {
    arguments: {
      ...linux("virtualMachineProfile."),
      computer_name_prefix: property("virtualMachineProfile.osProfile.computerNamePrefix"),
      extension: (body, values) =>
        objectsAt(body, "properties.virtualMachineProfile.extensionProfile.extensions").map((one) => {
          const name = textAt(one, "name");
          const written = objectsAt(values, "extension").find((other) => textAt(other, "name") === name) ?? {};
          return {
            name,
            publisher: textAt(one, "properties.publisher"),
            type: textAt(one, "properties.type"),
            type_handler_version: textAt(one, "properties.typeHandlerVersion"),
            auto_upgrade_minor_version: valueAt(one, "properties.autoUpgradeMinorVersion") === true,
            settings: json("properties.settings", "settings")(one, written) ?? "",
          };
        }),
      network_interface: (body) =>
        objectsAt(body, "properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations").map(
          (one) => ({
            name: textAt(one, "name"),
            ip_forwarding_enabled: valueAt(one, "properties.enableIPForwarding") === true,
            network_security_group_id: textAt(one, "properties.networkSecurityGroup.id"),
            ip_configuration: objectsAt(one, "properties.ipConfigurations").map((item) => ({
              name: textAt(item, "name"),
              subnet_id: textAt(item, "properties.subnet.id"),
              public_ip_address: [valueAt(item, "properties.publicIPAddressConfiguration")]
                .filter(isJsonObject)
                .map((address) => ({ name: textAt(address, "name") })),
            })),
          }),
        ),
      "os_disk.disk_size_gb": property("virtualMachineProfile.storageProfile.osDisk.diskSizeGB"),
      overprovision: isOn("overprovision"),
      single_placement_group: isOn("singlePlacementGroup"),
      sku: at("sku.name"),
      "termination_notification.enabled": isOn(
        "virtualMachineProfile.scheduledEventsProfile.terminateNotificationProfile.enable",
      ),
      upgrade_mode: property("upgradePolicy.mode"),
      zones: at("zones"),
    },
    notCompared: { ...NOT_COMPARED_OF_MACHINES, instances: "an autoscale setting changes it" },
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
      ...RECEIVERS,
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
  azurerm_monitor_autoscale_setting: {
    arguments: {
      ...COMMON,
      enabled: isOn("enabled"),
      profile: (body) =>
        objectsAt(body, "properties.profiles").map((profile) => ({
          name: textAt(profile, "name"),
          capacity: [
            {
              default: valueAt(profile, "capacity.default") ?? null,
              maximum: valueAt(profile, "capacity.maximum") ?? null,
              minimum: valueAt(profile, "capacity.minimum") ?? null,
            },
          ],
          rule: objectsAt(profile, "rules").map((rule) => ({
            metric_trigger: [
              {
                metric_name: textAt(rule, "metricTrigger.metricName"),
                metric_resource_id: textAt(rule, "metricTrigger.metricResourceUri"),
                operator: textAt(rule, "metricTrigger.operator"),
                threshold: valueAt(rule, "metricTrigger.threshold") ?? null,
                time_window: textAt(rule, "metricTrigger.timeWindow"),
              },
            ],
            scale_action: [
              {
                direction: textAt(rule, "scaleAction.direction"),
                type: textAt(rule, "scaleAction.type"),
                value: valueAt(rule, "scaleAction.value") ?? null,
              },
            ],
          })),
        })),
      target_resource_id: property("targetResourceUri"),
    },
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
  azurerm_route_table: {
    arguments: {
      ...COMMON,
      bgp_route_propagation_enabled: isOff("disableBgpRoutePropagation"),
      route: (body) =>
        objectsAt(body, "properties.routes").map((route) => ({
          name: textAt(route, "name"),
          address_prefix: textAt(route, "properties.addressPrefix"),
          next_hop_type: textAt(route, "properties.nextHopType"),
          next_hop_in_ip_address: textAt(route, "properties.nextHopIpAddress"),
        })),
    },
  },
  azurerm_monitor_scheduled_query_rules_alert_v2: {
    arguments: {
      ...COMMON,
      "action.action_groups": property("actions.actionGroups"),
      auto_mitigation_enabled: isOn("autoMitigate", true),
      description: property("description"),
      display_name: property("displayName"),
      enabled: isOn("enabled"),
      evaluation_frequency: property("evaluationFrequency"),
      mute_actions_after_alert_duration: property("muteActionsDuration"),
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
      settings: json("properties.settings", "settings"),
    },
    notCompared: { protected_settings: "Azure doesn't return it" },
  },
  azurerm_virtual_network: {
    arguments: {
      ...COMMON,
      address_space: property("addressSpace.addressPrefixes"),
      dns_servers: property("dhcpOptions.dnsServers"),
      flow_timeout_in_minutes: property("flowTimeoutInMinutes"),
    },
  },
  azurerm_virtual_network_dns_servers: {
    arguments: { dns_servers: property("dhcpOptions.dnsServers") },
    notCompared: { virtual_network_id: "it is the id" },
  },
  azurerm_virtual_network_gateway: {
    arguments: {
      ...COMMON,
      active_active: isOn("activeActive"),
      active_active_enabled: isOn("activeActive"),
      bgp_enabled: isOn("enableBgp"),
      "custom_route.address_prefixes": property("customRoutes.addressPrefixes"),
      default_local_network_gateway_id: property("gatewayDefaultSite.id"),
      generation: property("vpnGatewayGeneration"),
      ip_configuration: (body) =>
        objectsAt(body, "properties.ipConfigurations").map((item) => ({
          name: textAt(item, "name"),
          public_ip_address_id: textAt(item, "properties.publicIPAddress.id"),
          subnet_id: textAt(item, "properties.subnet.id"),
        })),
      sku: property("sku.name"),
      type: property("gatewayType"),
      "vpn_client_configuration.aad_audience": property(`${VPN_CLIENTS}.aadAudience`),
      "vpn_client_configuration.aad_issuer": property(`${VPN_CLIENTS}.aadIssuer`),
      "vpn_client_configuration.aad_tenant": property(`${VPN_CLIENTS}.aadTenant`),
      "vpn_client_configuration.address_space": property(`${VPN_CLIENTS}.vpnClientAddressPool.addressPrefixes`),
      "vpn_client_configuration.radius_server_address": property(`${VPN_CLIENTS}.radiusServerAddress`),
      "vpn_client_configuration.revoked_certificate": (body) =>
        objectsAt(body, `properties.${VPN_CLIENTS}.vpnClientRevokedCertificates`).map((one) => ({
          name: textAt(one, "name"),
          thumbprint: textAt(one, "properties.thumbprint"),
        })),
      "vpn_client_configuration.root_certificate": (body) =>
        objectsAt(body, `properties.${VPN_CLIENTS}.vpnClientRootCertificates`).map((one) => ({
          name: textAt(one, "name"),
          public_cert_data: textAt(one, "properties.publicCertData"),
        })),
      "vpn_client_configuration.vpn_auth_types": property(`${VPN_CLIENTS}.vpnAuthenticationTypes`),
      "vpn_client_configuration.vpn_client_protocols": property(`${VPN_CLIENTS}.vpnClientProtocols`),
      vpn_type: property("vpnType"),
    },
  },
  azurerm_virtual_network_gateway_connection: {
    arguments: {
      ...COMMON,
      bgp_enabled: isOn("enableBgp"),
      connection_mode: property("connectionMode"),
      express_route_circuit_id: property("peer.id"),
      express_route_gateway_bypass: isOn("expressRouteGatewayBypass"),
      local_network_gateway_id: property("localNetworkGateway2.id"),
      peer_virtual_network_gateway_id: property("virtualNetworkGateway2.id"),
      type: property("connectionType"),
      virtual_network_gateway_id: property("virtualNetworkGateway1.id"),
    },
    notCompared: { authorization_key: "Azure doesn't return it", shared_key: "Azure doesn't return it" },
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
      ...machine(""),
      size: property("hardwareProfile.vmSize"),
      zone: at("zones.0"),
      computer_name: property("osProfile.computerName"),
      automatic_updates_enabled: isOn("osProfile.windowsConfiguration.enableAutomaticUpdates"),
      network_interface_ids: each("networkProfile.networkInterfaces", "id"),
    },
    notCompared: NOT_COMPARED_OF_MACHINES,
  },
};
