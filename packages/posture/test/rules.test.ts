import { ROLES } from "@org/azure-catalog";
import { describe, expect, it } from "vitest";
import { RULES } from "../src/index.js";
import { broken, found, foundBy } from "./support/found.js";
import { withStores } from "./support/stores.js";
import { assignment, fromStack, securityRule, type SmallPlatform, type Stack } from "./support/small-platform.js";

/** What breaks a rule, and the checks that fall with it. */
type Case = readonly [change: (platform: SmallPlatform) => void, ...checks: string[]];

const set =
  (type: string, name: string, path: string, value: unknown) =>
  ({ dev }: SmallPlatform): void => {
    const keys = path.split(".");
    const last = keys.pop() ?? "";
    let at = dev["resource"][type][name] as Stack;
    for (const key of keys) at = at[key] as Stack;
    if (value === undefined) Reflect.deleteProperty(at, last);
    else at[last] = value;
  };
const add =
  (type: string, name: string, resource: Stack) =>
  ({ dev }: SmallPlatform): void => {
    dev["resource"][type] = { ...(dev["resource"][type] as Stack), [name]: resource };
  };
const storage = (path: string, value: unknown) => set("azurerm_storage_account", "main", path, value);
const vault = (path: string, value: unknown) => set("azurerm_key_vault", "main", path, value);
const acr = (path: string, value: unknown) => set("azurerm_container_registry", "main", path, value);
const arm = (name: string, path: string, value: unknown) =>
  set("azapi_resource", name, `body.properties.${path}`, value);
const machine = (path: string, value: unknown) => set("azurerm_windows_virtual_machine", "jumpbox", path, value);
const scriptExtension = (settings: object) =>
  add("azurerm_virtual_machine_extension", "install", {
    name: "install",
    virtual_machine_id: "${azurerm_windows_virtual_machine.jumpbox.id}",
    tags: { environment: "dev" },
    publisher: "Microsoft.Compute",
    type: "CustomScriptExtension",
    settings: JSON.stringify(settings),
  });
const logs = (path: string, value: unknown) => set("azurerm_log_analytics_workspace", "main", path, value);
const insights = (path: string, value: unknown) => set("azurerm_application_insights", "main", path, value);
const role = (path: string, value: unknown) => set("azurerm_role_assignment", "storage", path, value);
const policyExemption = (expiry: object) =>
  add("azurerm_resource_group_policy_exemption", "one", {
    name: "pilot",
    policy_assignment_id: "/subscriptions/0/providers/Microsoft.Authorization/policyAssignments/private-link",
    exemption_category: "Waiver",
    ...expiry,
  });
const bastion = (path: string, value: unknown) => set("azurerm_bastion_host", "main", path, value);
const openRule =
  (group: string, rule: Partial<Stack>) =>
  ({ dev }: SmallPlatform): void => {
    const rules = dev["resource"].azurerm_network_security_group[group].security_rule as Stack[];
    const open = {
      name: "Open",
      priority: 150,
      direction: "Inbound",
      access: "Allow",
      protocol: "Tcp",
      source: "10.9.0.0/16",
      destination: "*",
      destinationPorts: ["8443"],
      description: "",
    } as const;
    rules.push({ ...securityRule(open), ...rule });
  };
const DEPLOYER = "11111111-1111-1111-1111-111111111111";
const GROUP = "${azurerm_resource_group.main.id}";

/** A change of a platform that has a SQL server, a lake and datastores. */
const store =
  (change: (resource: Stack) => unknown) =>
  (platform: SmallPlatform): void =>
    void change(withStores(platform));
const sql = (argument: string, value: unknown) =>
  store(({ azurerm_mssql_server: { data } }) => (data[argument] = value));

const datastoreWith = (argument: string) => (resource: Stack) => {
  resource["azurerm_machine_learning_datastore_blobstorage"] = {
    one: { name: "one", workspace_id: "${azapi_resource.workspace.id}", [argument]: "${var.password}" },
  };
};

/** A cluster that no rule finds fault with, but for what a case changes. */
const aks = (over: Stack) => (platform: SmallPlatform) => {
  add("azurerm_monitor_diagnostic_setting", "aks", { target_resource_id: "${azurerm_kubernetes_cluster.aks.id}" })(
    platform,
  );
  add("azurerm_kubernetes_cluster", "aks", {
    name: "aks-dev",
    resource_group_name: "${azurerm_resource_group.main.name}",
    location: "canadacentral",
    tags: { environment: "dev" },
    private_cluster_enabled: true,
    local_account_disabled: true,
    run_command_enabled: false,
    automatic_upgrade_channel: "patch",
    azure_active_directory_role_based_access_control: { azure_rbac_enabled: true },
    network_profile: { network_plugin: "azure", network_policy: "calico", outbound_type: "userDefinedRouting" },
    default_node_pool: { name: "system", vm_size: "Standard_D4s_v5", vnet_subnet_id: "${azurerm_subnet.jumpbox.id}" },
    ...over,
  })(platform);
};
const profile = (over: Stack) =>
  aks({ network_profile: { network_policy: "calico", outbound_type: "userDefinedRouting", ...over } });

const CASES: Readonly<Record<string, Case>> = {
  "ml-workspace-public-access": [arm("workspace", "publicNetworkAccess", "Enabled"), "check-bastion-only"],
  "ml-workspace-isolation": [arm("workspace", "managedNetwork.isolationMode", "AllowInternetOutbound"), "check-egress"],
  "ml-workspace-identity": [arm("workspace", "primaryUserAssignedIdentity", undefined)],
  "ml-workspace-datastore-identity": [arm("workspace", "systemDatastoresAuthMode", "AccessKey")],
  "ml-workspace-legacy-mode": [arm("workspace", "v1LegacyMode", true)],
  "ml-workspace-customer-managed-key": [arm("workspace", "encryption", undefined)],
  "ml-workspace-image-build": [arm("workspace", "imageBuildCompute", undefined)],
  "ml-registry-public-access": [arm("registry", "publicNetworkAccess", undefined), "check-bastion-only"],
  "ml-registry-managed-premium": [
    arm("registry", "regionDetails.0.acrDetails.0.systemCreatedAcrAccount.acrAccountSku", "Standard"),
  ],
  "ml-registry-deployer": [arm("registry", "managedResourceGroupSettings", undefined)],
  "ml-registry-rule-missing": [({ dev }) => void delete dev["resource"].azapi_resource.rule],
  "ml-registry-user-missing": [({ dev }) => void delete dev["resource"].azurerm_role_assignment.user],
  "ml-compute-local-auth": [arm("cluster", "disableLocalAuth", false)],
  "ml-compute-public-address": [
    arm("cluster", "properties.enableNodePublicIp", true),
    "check-bastion-only",
    "check-egress",
  ],
  "ml-compute-remote-login": [arm("cluster", "properties.remoteLoginPortPublicAccess", "Enabled")],
  "ml-compute-ssh": [arm("instance", "properties.sshSettings.sshPublicAccess", "Enabled")],
  "ml-compute-min-nodes": [arm("cluster", "properties.scaleSettings.minNodeCount", 1)],
  "ml-compute-idle-shutdown": [arm("instance", "properties.idleTimeBeforeShutdown", undefined)],
  "ml-compute-identity": [set("azapi_resource", "cluster", "identity", undefined)],
  "ml-compute-network": [
    arm("workspace", "managedNetwork.isolationMode", "Disabled"),
    "ml-workspace-isolation",
    "check-egress",
  ],
  "storage-public-access": [storage("public_network_access_enabled", true), "check-bastion-only"],
  "storage-default-deny": [storage("network_rules.default_action", "Allow")],
  "storage-trusted-services": [storage("network_rules.bypass", ["None"])],
  "storage-https-only": [storage("https_traffic_only_enabled", false)],
  "storage-tls": [storage("min_tls_version", "TLS1_0")],
  "storage-shared-key": [
    (platform) => {
      storage("shared_access_key_enabled", undefined)(platform);
      storage("sas_policy", { expiration_period: "01.00:00:00" })(platform);
    },
  ],
  "storage-oauth-default": [storage("default_to_oauth_authentication", undefined)],
  "storage-anonymous-blobs": [storage("allow_nested_items_to_be_public", undefined)],
  "storage-local-users": [storage("local_user_enabled", undefined)],
  "storage-nfs": [storage("nfsv3_enabled", true)],
  "storage-cross-tenant-replication": [storage("cross_tenant_replication_enabled", true)],
  "storage-soft-delete": [storage("blob_properties.delete_retention_policy", undefined)],
  "storage-container-soft-delete": [storage("blob_properties.container_delete_retention_policy", undefined)],
  "storage-share-soft-delete": [storage("share_properties", undefined)],
  "storage-signature-expiry": [storage("shared_access_key_enabled", true), "storage-shared-key"],
  "storage-name": [storage("name", "St_Dev")],
  "storage-replication": [storage("account_replication_type", "LRS")],
  "storage-customer-managed-key": [storage("customer_managed_key", undefined)],
  "sql-public-access": [sql("public_network_access_enabled", undefined), "check-bastion-only"],
  "sql-entra-only": [sql("azuread_administrator", { login_username: "admins" })],
  "sql-tls": [sql("minimum_tls_version", "1.0")],
  "sql-auditing": [store((resource) => delete resource["azurerm_mssql_server_extended_auditing_policy"])],
  "sql-encryption": [
    store((resource) => (resource["azurerm_mssql_database"].data.transparent_data_encryption_enabled = false)),
  ],
  "sql-customer-managed-key": [sql("transparent_data_encryption_key_vault_key_id", undefined)],
  "lake-endpoints": [store((resource) => delete resource["azurerm_private_endpoint"].lake_blob)],
  "ml-datastore-rule-missing": [store((resource) => delete resource["azapi_resource"].sql)],
  "ml-rule-lake": [
    store(({ azapi_resource: resources }) => {
      delete resources.lake_blob;
      resources.lake_dfs.depends_on = ["time_sleep.stores", "azapi_resource.rule"];
    }),
    "ml-datastore-rule-missing",
  ],
  "ml-datastore-credentials": [
    store(({ azapi_resource: { raw } }) => (raw.body.properties.credentials = { credentialsType: "AccountKey" })),
  ],
  "vault-public-access": [vault("public_network_access_enabled", undefined), "check-bastion-only"],
  "vault-default-deny": [vault("network_acls", undefined)],
  "vault-purge-protection": [vault("purge_protection_enabled", false)],
  "vault-soft-delete": [vault("soft_delete_retention_days", 0)],
  "vault-role-based": [vault("rbac_authorization_enabled", undefined)],
  "vault-key-expiry": [set("azurerm_key_vault_key", "main", "rotation_policy", undefined)],
  "vault-key-hsm": [set("azurerm_key_vault_key", "main", "key_type", "RSA")],
  "vault-secret-expiry": [
    add("azurerm_key_vault_secret", "one", { name: "one", value: "${var.password}", content_type: "text/plain" }),
  ],
  "vault-secret-content-type": [
    add("azurerm_key_vault_secret", "one", {
      name: "one",
      value: "${var.password}",
      expiration_date: "2027-01-01T00:00:00Z",
    }),
  ],
  "acr-public-access": [acr("public_network_access_enabled", true), "check-bastion-only"],
  "acr-admin-user": [acr("admin_enabled", true)],
  "acr-anonymous-pull": [acr("anonymous_pull_enabled", true)],
  "acr-premium": [acr("sku", "Standard")],
  "acr-export": [acr("export_policy_enabled", undefined)],
  "acr-retention": [acr("retention_policy_in_days", undefined)],
  "acr-content-trust": [acr("trust_policy_enabled", false)],
  "acr-quarantine": [acr("quarantine_policy_enabled", false)],
  "acr-zones": [acr("zone_redundancy_enabled", false)],
  "acr-geo-replication": [acr("georeplications", undefined)],
  "acr-data-endpoint": [acr("data_endpoint_enabled", false)],
  "nic-public-address": [
    set(
      "azurerm_network_interface",
      "jumpbox",
      "ip_configuration.0.public_ip_address_id",
      `/subscriptions/x/resourceGroups/x/providers/Microsoft.Network/publicIPAddresses/x`,
    ),
    "check-bastion-only",
  ],
  "nic-ip-forwarding": [set("azurerm_network_interface", "jumpbox", "ip_forwarding_enabled", true)],
  "vm-secure-boot": [machine("secure_boot_enabled", undefined)],
  "vm-vtpm": [machine("vtpm_enabled", false)],
  "vm-encryption-at-host": [machine("encryption_at_host_enabled", false)],
  "vm-automatic-updates": [machine("automatic_updates_enabled", false)],
  "vm-agent": [machine("provision_vm_agent", false)],
  "vm-extensions": [machine("allow_extension_operations", undefined)],
  "vm-ssh-keys": [
    add("azurerm_linux_virtual_machine", "one", {
      name: "vm",
      tags: { environment: "dev" },
      disable_password_authentication: false,
      secure_boot_enabled: true,
      vtpm_enabled: true,
      encryption_at_host_enabled: true,
      allow_extension_operations: false,
    }),
  ],
  "vm-custom-data-secret": [machine("custom_data", Buffer.from("export PASSWORD=x").toString("base64"))],
  "vm-private-disk": [add("azurerm_managed_disk", "one", { name: "disk", disk_encryption_set_id: "x" })],
  "vm-disk-key": [add("azurerm_managed_disk", "one", { name: "disk", network_access_policy: "DenyAll" })],
  "vm-in-subnet": [
    add("azurerm_network_interface", "one", {
      name: "nic",
      tags: { environment: "dev" },
      ip_configuration: {
        name: "one",
        subnet_id: "/subscriptions/x/resourceGroups/x/providers/Microsoft.Network/virtualNetworks/x/subnets/x",
      },
    }),
  ],
  "public-address-holder": [
    (platform) => {
      add("azurerm_public_ip", "lb", { name: "pip", sku: "Standard", zones: ["1", "2"], tags: { environment: "dev" } })(
        platform,
      );
      add("azurerm_lb", "one", {
        name: "lb",
        frontend_ip_configuration: { name: "f", public_ip_address_id: "${azurerm_public_ip.lb.id}" },
      })(platform);
      add("azurerm_monitor_diagnostic_setting", "lb", { target_resource_id: "${azurerm_public_ip.lb.id}" })(platform);
    },
    "check-bastion-only",
  ],
  "public-address-standard": [set("azurerm_public_ip", "bastion", "sku", "Basic")],
  "public-address-zones": [set("azurerm_public_ip", "bastion", "zones", undefined)],
  "subnet-security-group": [
    ({ dev }) => {
      delete dev["resource"].azurerm_subnet_network_security_group_association.endpoints;
      delete dev["resource"].azurerm_network_security_group.endpoints;
      delete dev["resource"].azurerm_monitor_diagnostic_setting["azurerm_network_security_group-endpoints"];
    },
  ],
  "security-group-unused": [
    (platform) => {
      add("azurerm_network_security_group", "idle", { name: "nsg", tags: { environment: "dev" } })(platform);
      add("azurerm_monitor_diagnostic_setting", "idle", {
        target_resource_id: "${azurerm_network_security_group.idle.id}",
      })(platform);
    },
  ],
  "admin-ports-from-bastion": [openRule("jumpbox", { destination_port_ranges: ["3389"] })],
  "lateral-movement": [
    ({ dev }) => void (dev["resource"].azurerm_network_security_group.jumpbox.security_rule as Stack[]).pop(),
  ],
  "any-source-inbound": [openRule("jumpbox", { source_address_prefix: "Internet" }), "check-bastion-only"],
  "udp-from-internet": [
    openRule("jumpbox", { source_address_prefix: "*", protocol: "Udp" }),
    "any-source-inbound",
    "check-bastion-only",
  ],
  "bastion-security-rules": [
    ({ dev }) => void (dev["resource"].azurerm_network_security_group.bastion.security_rule as Stack[]).splice(1, 1),
  ],
  "bastion-subnet-size": [
    set("azurerm_subnet", "bastion", "address_prefixes", ["10.1.2.0/27"]),
    "admin-ports-from-bastion",
  ],
  "bastion-shareable-link": [bastion("shareable_link_enabled", true)],
  "bastion-ip-connect": [bastion("ip_connect_enabled", true)],
  "bastion-file-copy": [bastion("file_copy_enabled", true)],
  "bastion-tunneling": [bastion("tunneling_enabled", true)],
  "subnet-default-outbound": [set("azurerm_subnet", "jumpbox", "default_outbound_access_enabled", undefined)],
  "network-custom-dns": [set("azurerm_virtual_network", "main", "dns_servers", ["10.9.9.9"]), "check-resolution"],
  "network-docker-overlap": [set("azurerm_virtual_network", "main", "address_space", ["10.1.0.0/16", "172.16.0.0/12"])],
  "network-inline-subnet": [
    set("azurerm_virtual_network", "main", "subnet", [{ name: "snet" }]),
    "subnet-default-outbound",
    "subnet-security-group",
  ],
  "subnet-overlap": [set("azurerm_subnet", "jumpbox", "address_prefixes", ["10.1.1.128/25"])],
  "network-flow-log": [({ dev }) => void delete dev["resource"].azurerm_network_watcher_flow_log],
  "private-endpoint-missing": [({ dev }) => void delete dev["resource"].azurerm_private_endpoint.vault],
  "workspace-storage-endpoints": [({ dev }) => void delete dev["resource"].azurerm_private_endpoint.file],
  "private-endpoint-sub-resource": [
    set("azurerm_private_endpoint", "file", "private_service_connection.subresource_names", ["files"]),
    "workspace-storage-endpoints",
  ],
  "private-endpoint-manual": [
    set("azurerm_private_endpoint", "vault", "private_service_connection.is_manual_connection", true),
  ],
  "private-endpoint-zone-group": [
    set("azurerm_private_endpoint", "vault", "private_dns_zone_group", undefined),
    "check-resolution",
  ],
  "diagnostics-missing": [
    ({ dev }) => void delete dev["resource"].azurerm_monitor_diagnostic_setting["azapi_resource-registry"],
  ],
  "logs-retention": [logs("retention_in_days", 7)],
  "logs-local-authentication": [logs("local_authentication_enabled", undefined)],
  "logs-public-query": [logs("internet_query_enabled", undefined)],
  "logs-public-ingestion": [logs("internet_ingestion_enabled", undefined)],
  "insights-workspace": [insights("workspace_id", undefined)],
  "insights-local-authentication": [insights("local_authentication_disabled", undefined)],
  "role-owner": [add("azurerm_role_assignment", "one", assignment(GROUP, DEPLOYER, ROLES.owner.id))],
  "role-scope": [
    add(
      "azurerm_role_assignment",
      "one",
      assignment("/subscriptions/22222222-2222-2222-2222-222222222222", DEPLOYER, ROLES.reader.id),
    ),
  ],
  "role-granting": [
    add("azurerm_role_assignment", "one", assignment(GROUP, DEPLOYER, ROLES.userAccessAdministrator.id)),
  ],
  "role-by-name": [
    add("azurerm_role_assignment", "one", {
      scope: GROUP,
      principal_id: DEPLOYER,
      principal_type: "Group",
      role_definition_name: "Reader",
    }),
  ],
  "role-principal-type": [role("principal_type", undefined)],
  "role-eligible": [
    add("azurerm_pim_eligible_role_assignment", "one", {
      scope: GROUP,
      principal_id: "11111111-1111-1111-1111-111111111111",
      role_definition_id: `/subscriptions/0/providers/Microsoft.Authorization/roleDefinitions/${ROLES.reader.id}`,
    }),
  ],
  "role-for-user": [
    add("azurerm_role_assignment", "one", { ...assignment(GROUP, DEPLOYER, ROLES.reader.id), principal_type: "User" }),
  ],
  "role-registry-user-of-workspace": [
    add(
      "azurerm_role_assignment",
      "one",
      assignment(
        "${azapi_resource.registry.id}",
        "${azurerm_user_assigned_identity.workspace.principal_id}",
        ROLES.azureMlRegistryUser.id,
      ),
    ),
  ],
  "role-duplicate": [
    ({ dev }) => {
      const roles = dev["resource"].azurerm_role_assignment as Stack;
      roles["again"] = roles["user"];
    },
  ],
  "custom-role-wildcard": [
    add("azurerm_role_definition", "one", {
      name: "role",
      permissions: { actions: ["Microsoft.Storage/*"] },
      assignable_scopes: [GROUP],
    }),
  ],
  "custom-role-scope": [
    add("azurerm_role_definition", "one", {
      name: "role",
      permissions: { actions: ["Microsoft.Storage/x/read"] },
      assignable_scopes: ["/subscriptions/22222222-2222-2222-2222-222222222222"],
    }),
  ],
  "tags-missing": [storage("tags", {})],
  "environment-spelling": [set("azurerm_key_vault", "main", "tags", { environment: "Dev" })],
  "policy-exemption-end": [policyExemption({})],
  "policy-exemption-expired": [policyExemption({ expires_on: "2026-11-20T23:59:59Z" })],
  "lock-shared": [set("azapi_resource", "registry", "lifecycle", undefined)],
  "literal-secret": [machine("admin_password", "hunter2hunter2")],
  "public-access": [
    add("azurerm_search_service", "one", { name: "search", public_network_access_enabled: true }),
    "check-bastion-only",
  ],
  "service-firewall-rule": [
    add("azurerm_mssql_firewall_rule", "one", { start_ip_address: "198.51.100.1", end_ip_address: "198.51.100.1" }),
    "check-bastion-only",
  ],
  "public-address-inside": [
    add("azurerm_container_group", "one", { name: "group", ip_address_type: "Public" }),
    "check-bastion-only",
  ],
  "vm-extension-secret": [
    ({ dev }) => {
      dev["variable"].agent_token = { type: "string", sensitive: true };
      dev["resource"].azurerm_virtual_machine_extension = {
        install: {
          name: "install",
          virtual_machine_id: "${azurerm_windows_virtual_machine.jumpbox.id}",
          tags: { environment: "dev" },
          settings: '{"token":"${var.agent_token}"}',
        },
      };
    },
  ],
  "vm-extension-identity": [scriptExtension({ script: "ZWNobw==" })],
  "vm-extension-script-version": [
    (platform) => {
      scriptExtension({ fileUris: ["https://raw.githubusercontent.com/contoso/agents/main/install.sh"] })(platform);
      machine("identity", { type: "SystemAssigned" })(platform);
    },
  ],
  "aks-local-accounts": [aks({ local_account_disabled: false })],
  "aks-azure-roles": [aks({ azure_active_directory_role_based_access_control: undefined })],
  "aks-run-command": [aks({ run_command_enabled: undefined })],
  "aks-network-policy": [profile({ network_policy: undefined })],
  "aks-outbound": [profile({ outbound_type: "loadBalancer" })],
  "aks-upgrades": [aks({ automatic_upgrade_channel: undefined })],
  "aks-ml-router": [
    add("azurerm_kubernetes_cluster_extension", "ml", {
      name: "azureml",
      cluster_id: "/aks",
      extension_type: "Microsoft.AzureML.Kubernetes",
      configuration_settings: { enableInference: "True", inferenceRouterServiceType: "LoadBalancer" },
    }),
  ],
  "vpn-client-sign-in": [
    (platform) => {
      add("azurerm_virtual_network_gateway", "vpn", {
        name: "vpng",
        type: "Vpn",
        tags: { environment: "dev" },
        vpn_client_configuration: { address_space: ["172.20.0.0/24"], vpn_auth_types: ["AAD", "Certificate"] },
      })(platform);
      add("azurerm_monitor_diagnostic_setting", "vpn", {
        name: "diagnostics",
        target_resource_id: "${azurerm_virtual_network_gateway.vpn.id}",
        log_analytics_workspace_id: "${azurerm_log_analytics_workspace.main.id}",
        enabled_log: [{ category_group: "allLogs" }],
      })(platform);
    },
    "check-bastion-only",
  ],
  "firewall-threat-intelligence": [
    add("azurerm_firewall_policy", "policy", { name: "afwp", tags: { environment: "dev" } }),
  ],
  "arm-value": [
    set("azapi_resource", "workspace", "body.properties.v1LegacyMode", "perhaps"),
    "ml-workspace-legacy-mode",
  ],
  "terraform-version": [({ dev }) => void (dev["terraform"].required_version = "~> 0.12")],
  "provider-version": [({ dev }) => void (dev["terraform"].required_providers.azurerm.version = "~> 7.0")],
};

const both =
  (...changes: readonly ((platform: SmallPlatform) => void)[]) =>
  (platform: SmallPlatform): void =>
    changes.forEach((change) => change(platform));
const remove = (...addresses: readonly string[]) =>
  both(
    ...addresses.map((address) => ({ dev }: SmallPlatform): void => {
      const [type = "", name = ""] = address.split(".");
      Reflect.deleteProperty(dev["resource"][type] as Stack, name);
    }),
  );
const outbound = arm("workspace", "managedNetwork.isolationMode", "AllowInternetOutbound");
const subnet = (name: string) =>
  add("azurerm_subnet", "one", {
    name,
    resource_group_name: "${azurerm_resource_group.main.name}",
    virtual_network_name: "${azurerm_virtual_network.main.name}",
    address_prefixes: ["10.1.9.0/24"],
  });
const unknownSubResource = (name: string) =>
  store(({ azapi_resource: resources }) => {
    resources[name].body.properties.destination.subresourceTarget = "${var.deployer}";
  });

/** What looks like a breach of a rule, and isn't one. */
const EXCEPTIONS: readonly (readonly [rule: string, where: string, change: (platform: SmallPlatform) => void])[] = [
  [
    "ml-workspace-image-build",
    "the container registry is public",
    both(arm("workspace", "imageBuildCompute", undefined), acr("public_network_access_enabled", true)),
  ],
  [
    "ml-workspace-image-build",
    "an update of the workspace sets the compute",
    both(
      arm("workspace", "imageBuildCompute", undefined),
      add("azapi_update_resource", "build", {
        type: "Microsoft.MachineLearningServices/workspaces@2025-12-01",
        resource_id: "${azapi_resource.workspace.id}",
        body: { properties: { imageBuildCompute: "cluster" } },
      }),
    ),
  ],
  [
    "ml-registry-managed-premium",
    "Azure chooses the SKU",
    arm("registry", "regionDetails.0.acrDetails.0.systemCreatedAcrAccount.acrAccountSku", undefined),
  ],
  ["ml-registry-rule-missing", "the workspace reaches the internet", both(outbound, remove("azapi_resource.rule"))],
  [
    "ml-registry-user-missing",
    "the compute has a custom role on the registry",
    both(
      add("azurerm_role_definition", "one", { name: "role", permissions: { actions: [] }, assignable_scopes: [GROUP] }),
      set(
        "azurerm_role_assignment",
        "user",
        "role_definition_id",
        "${azurerm_role_definition.one.role_definition_resource_id}",
      ),
    ),
  ],
  [
    "ml-registry-user-missing",
    "the workspace has no compute",
    remove("azapi_resource.cluster", "azapi_resource.instance", "azurerm_role_assignment.user"),
  ],
  [
    "ml-datastore-rule-missing",
    "the workspace reaches the internet",
    both(
      store((resource) => delete resource["azapi_resource"].sql),
      outbound,
    ),
  ],
  [
    "ml-datastore-rule-missing",
    "the store is the workspace's own account",
    store(({ azapi_resource: { raw } }) => {
      raw.body.properties.accountName = "${azurerm_storage_account.main.name}";
    }),
  ],
  ["ml-datastore-rule-missing", "the sub-resource of a rule isn't known", unknownSubResource("lake_blob")],
  ["ml-rule-lake", "the sub-resource of a rule isn't known", unknownSubResource("lake_blob")],
  [
    "ml-compute-network",
    "the compute is an attached cluster",
    both(
      arm("workspace", "managedNetwork.isolationMode", "Disabled"),
      arm("cluster", "computeType", "Kubernetes"),
      remove("azapi_resource.instance"),
    ),
  ],
  [
    "ml-compute-network",
    "the compute is in a subnet",
    both(
      arm("workspace", "managedNetwork.isolationMode", "Disabled"),
      arm("cluster", "properties.subnet", { id: "${azurerm_subnet.jumpbox.id}" }),
      remove("azapi_resource.instance"),
    ),
  ],
  ["ml-registry-user-missing", "rules lead to other resources", store(() => undefined)],
  [
    "role-duplicate",
    "one of two assignments is eligible",
    both(
      add("azurerm_role_assignment", "one", assignment(GROUP, DEPLOYER, ROLES.reader.id)),
      add("azurerm_pim_eligible_role_assignment", "one", assignment(GROUP, DEPLOYER, ROLES.reader.id)),
    ),
  ],
  ["subnet-security-group", "Azure allows none in the subnet", subnet("GatewaySubnet")],
  ["subnet-default-outbound", "Azure prescribes the subnet", subnet("GatewaySubnet")],
  [
    "security-group-unused",
    "an interface has the group",
    both(
      add("azurerm_network_security_group", "nic", { name: "nsg" }),
      add("azurerm_network_interface_security_group_association", "nic", {
        network_interface_id: "${azurerm_network_interface.jumpbox.id}",
        network_security_group_id: "${azurerm_network_security_group.nic.id}",
      }),
    ),
  ],
  [
    "admin-ports-from-bastion",
    "the source is Azure's load balancer",
    openRule("jumpbox", { source_address_prefix: "AzureLoadBalancer", destination_port_ranges: ["3389"] }),
  ],
  [
    "admin-ports-from-bastion",
    "the source isn't known",
    openRule("jumpbox", { source_address_prefix: "${var.deployer}", destination_port_ranges: ["3389"] }),
  ],
  ["udp-from-internet", "the source is private", openRule("jumpbox", { protocol: "Udp" })],
  ["lateral-movement", "the group has no machines", openRule("endpoints", { destination_port_ranges: ["8443"] })],
  [
    "lateral-movement",
    "every outbound destination is denied",
    ({ dev }) => {
      const rules = dev["resource"].azurerm_network_security_group.jumpbox.security_rule as Stack[];
      Object.assign(rules.at(-1) ?? {}, { destination_address_prefix: "*" });
    },
  ],
  ["vm-in-subnet", "the interface has no subnet of its own", add("azurerm_network_interface", "one", { name: "nic" })],
];

/** Breaches of a rule besides that of its case. */
const MORE: readonly (readonly [rule: string, by: string, change: (platform: SmallPlatform) => void])[] = [
  [
    "any-source-inbound",
    "UDP to Bastion",
    openRule("bastion", { source_address_prefix: "*", protocol: "Udp", destination_port_ranges: ["443"] }),
  ],
  [
    "any-source-inbound",
    "ports around HTTPS to Bastion",
    openRule("bastion", { source_address_prefix: "*", destination_port_ranges: ["443-444"] }),
  ],
  [
    "lateral-movement",
    "a denial of SSH alone",
    ({ dev }) => {
      const rules = dev["resource"].azurerm_network_security_group.jumpbox.security_rule as Stack[];
      Object.assign(rules.at(-1) ?? {}, { destination_port_ranges: ["22"] });
    },
  ],
  ["ml-compute-identity", "an instance", set("azapi_resource", "instance", "identity", undefined)],
  ["ml-compute-public-address", "an instance", arm("instance", "properties.enableNodePublicIp", true)],
  ["ml-datastore-credentials", "a signature", store(datastoreWith("shared_access_signature"))],
  ["ml-datastore-credentials", "an account key", store(datastoreWith("account_key"))],
  [
    "subnet-overlap",
    "a subnet outside its network",
    set("azurerm_subnet", "jumpbox", "address_prefixes", ["10.9.3.0/24"]),
  ],
];

describe("rules", () => {
  it("find nothing in a platform that is as it should be", () => {
    expect(found(() => undefined)).toEqual([]);
  });

  it("each have a case here", () => {
    expect(Object.keys(CASES).sort()).toEqual(RULES.map(({ id }) => id).sort());
  });

  it.each(Object.entries(CASES))("%s is broken by what breaks it, and nothing else is", (id, [change, ...others]) => {
    expect(broken(change)).toEqual([id, ...others].sort());
  });

  it.each(EXCEPTIONS)("%s isn't broken where %s", (id, _, change) => {
    expect(foundBy(id, change)).toEqual([]);
  });

  it.each(MORE)("%s is broken by %s", (id, _, change) => {
    expect(foundBy(id, change)).not.toEqual([]);
  });

  it.each([
    ["Enabled", "warning"],
    ["NetworkSecurityGroupEnabled", "warning"],
    ["Disabled", "note"],
  ])("subnet-security-group counts for endpoints where a group has an effect: %s", (policies, severity) => {
    const without = both(
      remove("azurerm_subnet_network_security_group_association.endpoints"),
      set("azurerm_subnet", "endpoints", "private_endpoint_network_policies", policies),
    );
    expect(foundBy("subnet-security-group", without)).toMatchObject([{ severity }]);
  });

  it("find nothing in a cluster that is as it should be", () => {
    expect(found(aks({}))).toEqual([]);
  });

  it("say where, what and what to do", () => {
    expect(found(storage("min_tls_version", "TLS1_0"))).toEqual([
      expect.objectContaining({
        rule: "storage-tls",
        severity: "error",
        stack: "dev",
        address: "azurerm_storage_account.main",
        environment: "dev",
        path: "min_tls_version",
        message: "min_tls_version is TLS1_0",
        fix: 'Set min_tls_version = "TLS1_2".',
      }),
    ]);
  });

  it("tell a storage account that lets only a registry in from one that is open", () => {
    const exception = ({ dev }: SmallPlatform): void => {
      const account = dev["resource"].azurerm_storage_account.main as Stack;
      account["public_network_access_enabled"] = true;
      account["network_rules"].private_link_access = [{ endpoint_resource_id: "${azapi_resource.registry.id}" }];
    };
    expect(found(exception).map(({ rule, severity }) => [rule, severity])).toEqual([
      ["storage-public-access", "warning"],
    ]);
    const andMore = (platform: SmallPlatform): void => {
      exception(platform);
      storage("network_rules.ip_rules", ["203.0.113.7"])(platform);
    };
    expect(broken(andMore)).toEqual(["check-bastion-only", "storage-public-access"]);
  });

  it("are undecided over a value that isn't known here, and say which", () => {
    const findings = found(storage("public_network_access_enabled", "${var.password}"));
    expect(
      findings.map(({ rule, state, severity, path, message }) => [rule, state, severity, path, message]),
    ).toContainEqual([
      "storage-public-access",
      "undecided",
      "warning",
      "public_network_access_enabled",
      "public_network_access_enabled is ${var.password}, which isn't known here",
    ]);
  });

  it("don't protect the firewall of a hub from deletion, which Terraform can recreate", () => {
    const shared = (type: string): string[] =>
      broken(({ dev, prod }) => {
        dev["resource"][type] = { ...dev["resource"][type], shared: { name: "shared" } };
        dev["output"].shared = { value: `\${${type}.shared.id}` };
        prod["resource"].azurerm_route_table = { uses: { name: "rt", tags: { used: fromStack("dev", "shared") } } };
      }).filter((rule) => rule === "lock-shared");
    expect(shared("azurerm_firewall")).toEqual([]);
    expect(shared("azurerm_log_analytics_workspace")).toEqual(["lock-shared"]);
  });

  it("say what Azure makes of what isn't written (S0-ARC-11)", () => {
    expect(found(arm("registry", "publicNetworkAccess", undefined)).map(({ message }) => message)).toContain(
      "body.properties.publicNetworkAccess is not set; Azure's default is Enabled",
    );
  });
});
