import { BASTION_SECURITY_RULES, jumpboxSecurityRules, ROLES, type SecurityRuleFacts } from "@org/azure-catalog";

const NO_LATERAL_MOVEMENT: SecurityRuleFacts = {
  name: "DenySshRdpOutbound",
  priority: 200,
  direction: "Outbound",
  access: "Deny",
  protocol: "*",
  source: "*",
  destination: "*",
  destinationPorts: ["22", "3389"],
  description: "no way on from the jumpbox",
};

/** Terraform JSON that a test may change. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Stack = Record<string, any>;

/** Stacks by name. */
export interface SmallPlatform {
  readonly shared: Stack;
  readonly dev: Stack;
  readonly prod: Stack;
}

const SUBSCRIPTION = "00000000-0000-0000-0000-000000000000";
const ZONES = {
  api: "privatelink.api.azureml.ms",
  notebooks: "privatelink.notebooks.azure.net",
  blob: "privatelink.blob.core.windows.net",
  file: "privatelink.file.core.windows.net",
  vault: "privatelink.vaultcore.azure.net",
  acr: "privatelink.azurecr.io",
};

/** The smallest platform that has one of everything and that no rule finds fault with: dev, prod, shared zones. */
export function smallPlatform(): SmallPlatform {
  // A copy, because tests change what they get.
  return JSON.parse(SMALL_PLATFORM) as SmallPlatform;
}

/** An expression for the id of something in another stack. */
export function fromStack(stack: string, output: string): string {
  return `\${data.terraform_remote_state.${stack}.outputs.${output}}`;
}

/** A role assignment by GUID. */
export function assignment(scope: string, principal: string, role: string): Stack {
  return {
    scope,
    principal_id: principal,
    principal_type: "ServicePrincipal",
    role_definition_id: `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
    description: "does its work",
  };
}

function sharedStack(): Stack {
  const zones = Object.entries(ZONES).map(([key, name]) => [
    key,
    {
      name,
      resource_group_name: "${azurerm_resource_group.dns.name}",
      tags: { environment: "shared" },
      lifecycle: { prevent_destroy: true },
    },
  ]);
  return {
    ...settings("shared"),
    resource: {
      azurerm_resource_group: { dns: { name: "rg-dns", location: "canadacentral", tags: { environment: "shared" } } },
      azurerm_private_dns_zone: Object.fromEntries(zones) as Stack,
    },
    output: Object.fromEntries(
      Object.keys(ZONES).map((key) => [key, { value: `\${azurerm_private_dns_zone.${key}.id}` }]),
    ),
  };
}

function environmentStack(name: string, octet: number, uses?: string): Stack {
  const tags = { environment: name };
  const group = { resource_group_name: "${azurerm_resource_group.main.name}", location: "canadacentral" };
  const common = { ...group, tags };
  const block = (third: number, length: number) => `10.${String(octet)}.${String(third)}.0/${String(length)}`;
  const subnet = (subnetName: string, prefix: string, extra: Stack = {}) => ({
    name: subnetName,
    resource_group_name: group.resource_group_name,
    virtual_network_name: "${azurerm_virtual_network.main.name}",
    address_prefixes: [prefix],
    default_outbound_access_enabled: false,
    ...extra,
  });
  const endpoint = (target: string, subResource: string, zones: readonly string[]) => ({
    ...common,
    name: `pe-${subResource}-${name}`,
    subnet_id: "${azurerm_subnet.endpoints.id}",
    private_service_connection: {
      name: "connection",
      is_manual_connection: false,
      private_connection_resource_id: target,
      subresource_names: [subResource],
    },
    private_dns_zone_group: { name: "zones", private_dns_zone_ids: zones.map((zone) => fromStack("shared", zone)) },
  });
  const identity = (key: string) => `\${azurerm_user_assigned_identity.${key}.principal_id}`;
  const storage = "${azurerm_storage_account.main.id}";
  const workspace = "${azapi_resource.workspace.id}";
  const registry = "${azapi_resource.registry.id}";
  const diagnosed = [
    "azurerm_key_vault.main",
    "azurerm_container_registry.main",
    "azurerm_application_insights.main",
    "azurerm_log_analytics_workspace.main",
    "azapi_resource.workspace",
    "azapi_resource.registry",
    "azurerm_virtual_network.main",
    "azurerm_network_security_group.bastion",
    "azurerm_network_security_group.jumpbox",
    "azurerm_network_security_group.endpoints",
    "azurerm_bastion_host.main",
    "azurerm_public_ip.bastion",
  ].map((address) => [address.replace(".", "-"), { target_resource_id: `\${${address}.id}` }]);
  const services = [
    "",
    "/blobServices/default",
    "/fileServices/default",
    "/queueServices/default",
    "/tableServices/default",
  ];
  const storageDiagnostics = services.map((suffix, index) => [
    `storage-${String(index)}`,
    { target_resource_id: `${storage}${suffix}` },
  ]);

  return {
    ...settings(name),
    variable: { password: { type: "string", sensitive: true }, deployer: { type: "string" } },
    data: {
      terraform_remote_state: Object.fromEntries(
        ["shared", ...(uses === undefined ? [] : [uses])].map((stack) => [
          stack,
          { backend: "local", config: { path: `../${stack}.tfstate` } },
        ]),
      ) as Stack,
    },
    output: { registry: { value: registry } },
    resource: {
      azurerm_resource_group: { main: { name: `rg-${name}`, location: "canadacentral", tags } },
      azurerm_virtual_network: { main: { ...common, name: `vnet-${name}`, address_space: [block(0, 16)] } },
      azurerm_network_watcher_flow_log: { main: { target_resource_id: "${azurerm_virtual_network.main.id}" } },
      azurerm_subnet: {
        endpoints: subnet("snet-endpoints", block(1, 24), { private_endpoint_network_policies: "Enabled" }),
        bastion: subnet("AzureBastionSubnet", block(2, 26)),
        jumpbox: subnet("snet-jumpbox", block(3, 24)),
      },
      azurerm_network_security_group: {
        endpoints: { ...common, name: `nsg-endpoints-${name}`, security_rule: [] },
        bastion: { ...common, name: `nsg-bastion-${name}`, security_rule: BASTION_SECURITY_RULES.map(securityRule) },
        jumpbox: {
          ...common,
          name: `nsg-jumpbox-${name}`,
          security_rule: [...jumpboxSecurityRules(block(2, 26)), NO_LATERAL_MOVEMENT].map(securityRule),
        },
      },
      azurerm_subnet_network_security_group_association: Object.fromEntries(
        ["endpoints", "bastion", "jumpbox"].map((key) => [
          key,
          {
            subnet_id: `\${azurerm_subnet.${key}.id}`,
            network_security_group_id: `\${azurerm_network_security_group.${key}.id}`,
          },
        ]),
      ) as Stack,
      azurerm_public_ip: {
        bastion: {
          ...common,
          name: `pip-${name}`,
          sku: "Standard",
          allocation_method: "Static",
          zones: ["1", "2", "3"],
        },
      },
      azurerm_bastion_host: {
        main: {
          ...common,
          name: `bas-${name}`,
          ip_configuration: {
            name: "configuration",
            subnet_id: "${azurerm_subnet.bastion.id}",
            public_ip_address_id: "${azurerm_public_ip.bastion.id}",
          },
        },
      },
      azurerm_network_interface: {
        jumpbox: {
          ...common,
          name: `nic-${name}`,
          ip_configuration: [
            { name: "internal", subnet_id: "${azurerm_subnet.jumpbox.id}", private_ip_address_allocation: "Dynamic" },
          ],
        },
      },
      azurerm_windows_virtual_machine: {
        jumpbox: {
          ...common,
          name: `vm-${name}`,
          admin_username: "operator",
          admin_password: "${var.password}",
          network_interface_ids: ["${azurerm_network_interface.jumpbox.id}"],
          secure_boot_enabled: true,
          vtpm_enabled: true,
          encryption_at_host_enabled: true,
          allow_extension_operations: false,
        },
      },
      azurerm_private_dns_zone_virtual_network_link: Object.fromEntries(
        Object.keys(ZONES).map((zone) => [
          zone,
          {
            name: `${name}-${zone}`,
            private_dns_zone_id: fromStack("shared", zone),
            virtual_network_id: "${azurerm_virtual_network.main.id}",
          },
        ]),
      ) as Stack,
      azurerm_storage_account: {
        main: {
          ...common,
          name: `st${name}`,
          account_replication_type: "ZRS",
          public_network_access_enabled: false,
          shared_access_key_enabled: false,
          default_to_oauth_authentication: true,
          allow_nested_items_to_be_public: false,
          local_user_enabled: false,
          min_tls_version: "TLS1_2",
          network_rules: { default_action: "Deny", bypass: ["AzureServices"] },
          blob_properties: { delete_retention_policy: { days: 7 }, container_delete_retention_policy: { days: 7 } },
          share_properties: { retention_policy: { days: 7 } },
          customer_managed_key: { key_vault_key_id: "${azurerm_key_vault_key.main.id}" },
        },
      },
      azurerm_key_vault: {
        main: {
          ...common,
          name: `kv${name}`,
          public_network_access_enabled: false,
          rbac_authorization_enabled: true,
          purge_protection_enabled: true,
          soft_delete_retention_days: 90,
          network_acls: { default_action: "Deny", bypass: "AzureServices" },
        },
      },
      azurerm_key_vault_key: {
        main: {
          name: "encryption",
          key_vault_id: "${azurerm_key_vault.main.id}",
          rotation_policy: { expire_after: "P90D" },
          key_type: "RSA-HSM",
        },
      },
      azurerm_container_registry: {
        main: {
          ...common,
          name: `cr${name}`,
          sku: "Premium",
          admin_enabled: false,
          public_network_access_enabled: false,
          export_policy_enabled: false,
          retention_policy_in_days: 30,
          trust_policy_enabled: true,
          quarantine_policy_enabled: true,
          zone_redundancy_enabled: true,
          data_endpoint_enabled: true,
          georeplications: [{ location: "canadaeast" }],
        },
      },
      azurerm_log_analytics_workspace: {
        main: {
          ...common,
          name: `log-${name}`,
          retention_in_days: 30,
          local_authentication_enabled: false,
          internet_query_enabled: false,
          internet_ingestion_enabled: false,
        },
      },
      azurerm_application_insights: {
        main: {
          ...common,
          name: `appi-${name}`,
          workspace_id: "${azurerm_log_analytics_workspace.main.id}",
          local_authentication_disabled: true,
        },
      },
      azurerm_user_assigned_identity: {
        workspace: { ...common, name: `id-workspace-${name}` },
        compute: { ...common, name: `id-compute-${name}` },
      },
      azurerm_role_assignment: {
        storage: assignment(storage, identity("workspace"), ROLES.storageBlobDataContributor.id),
        approver: assignment(registry, identity("workspace"), ROLES.networkConnectionApprover.id),
        compute: assignment(storage, identity("compute"), ROLES.storageBlobDataContributor.id),
        user: assignment(registry, identity("compute"), ROLES.azureMlRegistryUser.id),
        ...(uses === undefined
          ? {}
          : {
              other_approver: assignment(
                fromStack(uses, "registry"),
                identity("workspace"),
                ROLES.networkConnectionApprover.id,
              ),
              other_user: assignment(fromStack(uses, "registry"), identity("compute"), ROLES.azureMlRegistryUser.id),
            }),
      },
      time_sleep: {
        workspace: { create_duration: "90s", depends_on: ["azurerm_role_assignment.storage"] },
        compute: { create_duration: "90s", depends_on: ["azurerm_role_assignment.compute"] },
        approver: {
          create_duration: "90s",
          depends_on: [
            "azurerm_role_assignment.approver",
            ...(uses === undefined ? [] : ["azurerm_role_assignment.other_approver"]),
          ],
        },
      },
      azapi_resource: {
        workspace: {
          type: "Microsoft.MachineLearningServices/workspaces@2025-12-01",
          name: `mlw${name}`,
          parent_id: "${azurerm_resource_group.main.id}",
          location: "canadacentral",
          tags,
          identity: [{ type: "UserAssigned", identity_ids: ["${azurerm_user_assigned_identity.workspace.id}"] }],
          body: {
            properties: {
              publicNetworkAccess: "Disabled",
              systemDatastoresAuthMode: "Identity",
              v1LegacyMode: false,
              managedNetwork: { isolationMode: "AllowOnlyApprovedOutbound" },
              primaryUserAssignedIdentity: "${azurerm_user_assigned_identity.workspace.id}",
              storageAccount: storage,
              keyVault: "${azurerm_key_vault.main.id}",
              containerRegistry: "${azurerm_container_registry.main.id}",
              applicationInsights: "${azurerm_application_insights.main.id}",
              imageBuildCompute: "cluster",
              encryption: {
                status: "Enabled",
                keyVaultProperties: { keyIdentifier: "${azurerm_key_vault_key.main.id}" },
              },
            },
          },
          depends_on: ["time_sleep.workspace"],
        },
        cluster: compute(name, tags, "cluster", "AmlCompute", {
          enableNodePublicIp: false,
          remoteLoginPortPublicAccess: "Disabled",
          scaleSettings: { minNodeCount: 0, maxNodeCount: 4 },
        }),
        instance: compute(name, tags, "instance", "ComputeInstance", {
          enableNodePublicIp: false,
          sshSettings: { sshPublicAccess: "Disabled" },
          idleTimeBeforeShutdown: "PT60M",
        }),
        registry: {
          type: "Microsoft.MachineLearningServices/registries@2025-12-01",
          name: `mlr${name}`,
          parent_id: "${azurerm_resource_group.main.id}",
          location: "canadacentral",
          tags,
          lifecycle: { prevent_destroy: true },
          body: {
            properties: {
              publicNetworkAccess: "Disabled",
              managedResourceGroupSettings: { assignedIdentities: [{ principalId: "${var.deployer}" }] },
              regionDetails: [{ acrDetails: [{ systemCreatedAcrAccount: { acrAccountSku: "Premium" } }] }],
            },
          },
        },
        rule: outboundRule(`Allow-${name}`, registry, []),
        ...(uses === undefined
          ? {}
          : { other_rule: outboundRule(`Allow-${uses}`, fromStack(uses, "registry"), ["azapi_resource.rule"]) }),
      },
      azurerm_private_endpoint: {
        workspace: endpoint(workspace, "amlworkspace", ["api", "notebooks"]),
        registry: endpoint(registry, "amlregistry", ["api"]),
        blob: endpoint(storage, "blob", ["blob"]),
        file: endpoint(storage, "file", ["file"]),
        vault: endpoint("${azurerm_key_vault.main.id}", "vault", ["vault"]),
        acr: endpoint("${azurerm_container_registry.main.id}", "registry", ["acr"]),
      },
      azurerm_monitor_diagnostic_setting: Object.fromEntries([...diagnosed, ...storageDiagnostics]) as Stack,
    },
  };
}

function settings(name: string): Stack {
  return {
    terraform: {
      required_version: ">= 1.5",
      required_providers: { azurerm: { source: "hashicorp/azurerm", version: "~> 4.55" } },
      backend: { local: { path: `../${name}.tfstate` } },
    },
  };
}

function compute(environment: string, tags: Stack, name: string, computeType: string, properties: Stack): Stack {
  return {
    type: "Microsoft.MachineLearningServices/workspaces/computes@2025-12-01",
    name: `${name}-${environment}`,
    parent_id: "${azapi_resource.workspace.id}",
    location: "canadacentral",
    tags,
    identity: [{ type: "UserAssigned", identity_ids: ["${azurerm_user_assigned_identity.compute.id}"] }],
    body: { properties: { computeType, disableLocalAuth: true, properties } },
    depends_on: ["time_sleep.compute"],
  };
}

function outboundRule(name: string, target: string, after: readonly string[]): Stack {
  return {
    type: "Microsoft.MachineLearningServices/workspaces/outboundRules@2025-12-01",
    name,
    parent_id: "${azapi_resource.workspace.id}",
    body: {
      properties: {
        type: "PrivateEndpoint",
        category: "UserDefined",
        destination: { serviceResourceId: target, subresourceTarget: "amlregistry" },
      },
    },
    depends_on: ["time_sleep.approver", ...after],
  };
}

/** A rule of the catalog as azurerm takes it. */
export function securityRule(rule: SecurityRuleFacts): Stack {
  return {
    name: rule.name,
    priority: rule.priority,
    direction: rule.direction,
    access: rule.access,
    protocol: rule.protocol,
    source_address_prefix: rule.source,
    source_port_range: "*",
    destination_address_prefix: rule.destination,
    destination_port_ranges: rule.destinationPorts,
  };
}

const SMALL_PLATFORM = JSON.stringify({
  shared: sharedStack(),
  dev: environmentStack("dev", 1),
  prod: environmentStack("prod", 2, "dev"),
});
