import type { PlatformInAzure } from "./platform-in-azure.js";

/** A change behind Terraform's back. */
export interface Drift {
  readonly title: string;
  readonly change: (azure: PlatformInAzure) => void;
  /** Where it is found: construct paths of the Terraform addresses, without the stack's own. */
  readonly at: RegExp;
  /** The rule that finds it. */
  readonly rule: string;
  /** Rules of the security checks that find, elsewhere, what follows from it. */
  readonly consequences?: readonly string[];
}

const HAND = "00000000-0000-4000-8000-00000000beef";
const READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
const FOREIGN = "/subscriptions/00000000-0000-4000-8000-0000000000ff/resourceGroups/rg-foreign/providers";

export const setting = (title: string, change: Drift["change"], at: RegExp): Drift => ({
  title,
  change,
  at,
  rule: "verify/setting-changed",
});
export const missing = (title: string, end: string, at: RegExp): Drift => ({
  title,
  change: (azure) => azure.delete(end),
  at,
  rule: "verify/resource-missing",
});
export const opening = (title: string, change: Drift["change"], at: RegExp, rule: string): Drift => ({
  title,
  change,
  at,
  rule: `verify/${rule}`,
});

/** Gives somebody Reader on a scope. */
function assign(azure: PlatformInAzure, scope: string): void {
  azure.add(`${scope}/providers/Microsoft.Authorization/roleAssignments/${HAND}`, {
    properties: {
      principalId: HAND,
      principalType: "User",
      roleDefinitionId: `/subscriptions/${scope.split("/")[2]}/providers/Microsoft.Authorization/roleDefinitions/${READER}`,
      scope,
    },
  });
}

const STORAGE = /aml-dev-base\/.*Workspace_Storage_/;
const VAULT = /aml-dev-base\/.*Workspace_KeyVault_/;
const IMAGES = /aml-dev-base\/.*Workspace_ContainerRegistry_/;
const WORKSPACE = /aml-dev\/azapi_resource\.Environment_Workspace_[0-9A-F]{8}$/;
const REGISTRY = /aml-dev-base\/azapi_resource\.Environment_Registry_/;
const NETWORK = /aml-dev\/azurerm_virtual_network\./;

const LOCK = /aml-dev\/azurerm_management_lock\.Environment_StorageLock_/;
const LOCK_ID = "storageAccounts/stdevcc01/providers/Microsoft.Authorization/locks/lock-storage";

/** Locks a scope by hand. */
function lock(azure: PlatformInAzure, scope: string, level: string): void {
  azure.add(`${scope}/providers/Microsoft.Authorization/locks/by-hand`, { properties: { level } });
}

/** One drift of every kind on the default platform with a lock, each on its own. */
export const DRIFTS: readonly Drift[] = [
  // Public access
  setting(
    "public access to the storage account",
    (azure) => void (azure.properties("storageAccounts/stdevcc01")["publicNetworkAccess"] = "Enabled"),
    STORAGE,
  ),
  setting(
    "the storage account's firewall allows everything",
    (azure) => void (azure.properties("storageAccounts/stdevcc01")["networkAcls"].defaultAction = "Allow"),
    STORAGE,
  ),
  setting(
    "an address in the storage account's firewall",
    (azure) =>
      void azure
        .properties("storageAccounts/stdevcc01")
        ["networkAcls"].ipRules.push({ value: "198.51.100.7", action: "Allow" }),
    STORAGE,
  ),
  setting(
    "keys of the storage account",
    (azure) => void (azure.properties("storageAccounts/stdevcc01")["allowSharedKeyAccess"] = true),
    STORAGE,
  ),
  setting(
    "TLS 1.0 on the storage account",
    (azure) => void (azure.properties("storageAccounts/stdevcc01")["minimumTlsVersion"] = "TLS1_0"),
    STORAGE,
  ),
  setting(
    "public containers",
    (azure) => void (azure.properties("storageAccounts/stdevcc01")["allowBlobPublicAccess"] = true),
    STORAGE,
  ),
  setting(
    "another resource that passes the storage account's firewall",
    (azure) =>
      void azure.properties("storageAccounts/stdevcc01")["networkAcls"].resourceAccessRules.push({
        resourceId: `${FOREIGN}/Microsoft.MachineLearningServices/registries/mlr`,
        tenantId: HAND,
      }),
    STORAGE,
  ),
  setting("SFTP", (azure) => void (azure.properties("storageAccounts/stdevcc01")["isSftpEnabled"] = true), STORAGE),
  setting(
    "public access to the vault",
    (azure) => void (azure.properties("vaults/kvdevcc01")["publicNetworkAccess"] = "Enabled"),
    VAULT,
  ),
  setting(
    "the vault's firewall allows everything",
    (azure) => void (azure.properties("vaults/kvdevcc01")["networkAcls"].defaultAction = "Allow"),
    VAULT,
  ),
  setting(
    "access policies instead of roles",
    (azure) => void (azure.properties("vaults/kvdevcc01")["enableRbacAuthorization"] = false),
    VAULT,
  ),
  setting(
    "public access to the container registry",
    (azure) => void (azure.properties("registries/crdevcc01")["publicNetworkAccess"] = "Enabled"),
    IMAGES,
  ),
  setting(
    "the container registry's admin user",
    (azure) => void (azure.properties("registries/crdevcc01")["adminUserEnabled"] = true),
    IMAGES,
  ),
  setting(
    "anonymous pulls",
    (azure) => void (azure.properties("registries/crdevcc01")["anonymousPullEnabled"] = true),
    IMAGES,
  ),
  setting(
    "public access to the workspace",
    (azure) => void (azure.properties("workspaces/mlwdevcc01")["publicNetworkAccess"] = "Enabled"),
    WORKSPACE,
  ),
  setting(
    "the managed network lets everything out",
    (azure) =>
      void (azure.properties("workspaces/mlwdevcc01")["managedNetwork"].isolationMode = "AllowInternetOutbound"),
    WORKSPACE,
  ),
  setting(
    "public access to the registry",
    (azure) => void (azure.properties("registries/mlrdevcc01")["publicNetworkAccess"] = "Enabled"),
    REGISTRY,
  ),
  setting(
    "log queries without Entra",
    (azure) => void (azure.properties("workspaces/log-aml-dev-cc-01")["features"].disableLocalAuth = false),
    /aml-dev-base\/.*Monitoring_/,
  ),
  setting(
    "a network security perimeter instead of no public access",
    (azure) => void (azure.properties("storageAccounts/stdevcc01")["publicNetworkAccess"] = "SecuredByPerimeter"),
    STORAGE,
  ),
  // What Terraform ignores or doesn't manage
  setting(
    "image builds on another compute",
    (azure) => void (azure.properties("workspaces/mlwdevcc01")["imageBuildCompute"] = "by-hand"),
    /aml-dev\/azapi_update_resource\./,
  ),
  setting(
    "a principal of the registry's managed resource group removed",
    (azure) => void (azure.properties("registries/mlrdevcc01")["managedResourceGroupSettings"].assignedIdentities = []),
    REGISTRY,
  ),
  setting(
    "a principal of the registry's managed resource group swapped",
    (azure) =>
      void (azure.properties("registries/mlrdevcc01")[
        "managedResourceGroupSettings"
      ].assignedIdentities[0].principalId = HAND),
    REGISTRY,
  ),
  setting(
    "the workspace's identity swapped",
    (azure) => {
      const body = azure.body("workspaces/mlwdevcc01");
      const [id = ""] = Object.keys(body["identity"].userAssignedIdentities as object);
      body["identity"].userAssignedIdentities = { [id.replace("dev-mi-workspace", "dev-mi-compute")]: {} };
    },
    WORKSPACE,
  ),
  setting(
    "a tag changed",
    (azure) => void (azure.body("virtualNetworks/vnet-aml-dev-cc-01")["tags"].owner = "somebody"),
    NETWORK,
  ),
  setting(
    "larger cluster",
    (azure) => void (azure.properties("computes/amlcc-dev-cc01")["properties"].scaleSettings.maxNodeCount = 40),
    /aml-dev\/azapi_resource\.Environment_Workspace_Cluster_/,
  ),
  setting(
    "SSH to the cluster's nodes",
    (azure) => void (azure.properties("computes/amlcc-dev-cc01")["properties"].remoteLoginPortPublicAccess = "Enabled"),
    /aml-dev\/azapi_resource\.Environment_Workspace_Cluster_/,
  ),
  // What a workspace has by default, so the stacks don't write it
  setting(
    "addresses that reach the workspace",
    (azure) => void (azure.properties("workspaces/mlwdevcc01")["ipAllowlist"] = ["198.51.100.0/24"]),
    WORKSPACE,
  ),
  setting(
    "the workspace's own firewall allows everything",
    (azure) => void (azure.properties("workspaces/mlwdevcc01")["networkAcls"] = { defaultAction: "Allow" }),
    WORKSPACE,
  ),
  setting(
    "a foreign hub of the workspace",
    (azure) =>
      void (azure.properties("workspaces/mlwdevcc01")["hubResourceId"] =
        `${FOREIGN}/Microsoft.MachineLearningServices/workspaces/hub`),
    WORKSPACE,
  ),
  setting(
    "public addresses of serverless computes",
    (azure) =>
      void (azure.properties("workspaces/mlwdevcc01")["serverlessComputeSettings"] = {
        serverlessComputeNoPublicIP: false,
      }),
    WORKSPACE,
  ),
  // Networks
  setting(
    "another DNS server",
    (azure) =>
      void (azure.properties("virtualNetworks/vnet-aml-dev-cc-01")["dhcpOptions"].dnsServers = ["198.51.100.53"]),
    NETWORK,
  ),
  setting(
    "SSH from the Internet",
    (azure) => {
      azure.add(`${azure.id("networkSecurityGroups/nsg-aml-vm-dev-cc-01")}/securityRules/by-hand`, {
        properties: {
          access: "Allow",
          direction: "Inbound",
          priority: 100,
          protocol: "Tcp",
          sourceAddressPrefix: "Internet",
          sourcePortRange: "*",
          destinationAddressPrefix: "*",
          destinationPortRange: "22",
        },
      });
    },
    /aml-dev\/azurerm_network_security_group\./,
  ),
  {
    ...setting(
      "a subnet without its security group",
      (azure) => void delete azure.properties("subnets/snet-aml-vm-dev-cc-01")["networkSecurityGroup"],
      /aml-dev\/azurerm_subnet_network_security_group_association\./,
    ),
    consequences: ["subnet-security-group", "admin-ports-from-bastion"],
  },
  setting(
    "outbound access of a subnet",
    (azure) => void (azure.properties("subnets/snet-aml-pe-dev-cc-01")["defaultOutboundAccess"] = true),
    /aml-dev\/azurerm_subnet\./,
  ),
  setting(
    "file copy through Bastion",
    (azure) => void (azure.properties("bastionHosts/bas-aml-dev-cc-01")["enableFileCopy"] = true),
    /aml-dev\/azurerm_bastion_host\./,
  ),
  setting(
    "a public address at the jumpbox",
    (azure) => {
      const [configuration] = azure.properties("networkInterfaces/nic-aml-jumpbox-dev-cc-01")["ipConfigurations"];
      configuration.properties.publicIPAddress = { id: azure.id("publicIPAddresses/pip-aml-bastion-dev-cc-01") };
    },
    /aml-dev\/azurerm_network_interface\./,
  ),
  opening(
    "a peering",
    (azure) =>
      void azure.add(`${azure.id("virtualNetworks/vnet-aml-dev-cc-01")}/virtualNetworkPeerings/by-hand`, {
        properties: {
          remoteVirtualNetwork: { id: azure.id("virtualNetworks/vnet-aml-prod-cc-01") },
          allowVirtualNetworkAccess: true,
          peeringState: "Connected",
        },
      }),
    NETWORK,
    "network-openings",
  ),
  opening(
    "a subnet",
    (azure) =>
      void azure.add(`${azure.id("virtualNetworks/vnet-aml-dev-cc-01")}/subnets/by-hand`, {
        properties: { addressPrefixes: ["10.1.9.0/24"] },
      }),
    NETWORK,
    "network-openings",
  ),
  opening(
    "a public address",
    (azure) =>
      void azure.add(
        `${azure.id("resourceGroups/rg-aml-vnet-dev-cc-01")}/providers/Microsoft.Network/publicIPAddresses/by-hand`,
        {
          location: "canadacentral",
          sku: { name: "Standard" },
          properties: { publicIPAllocationMethod: "Static", ipAddress: "203.0.113.9" },
        },
      ),
    /aml-dev-base\/azurerm_resource_group\./,
    "network-openings",
  ),
  opening(
    "a route table at a subnet",
    (azure) =>
      void (azure.properties("subnets/snet-aml-pe-dev-cc-01")["routeTable"] = {
        id: `${FOREIGN}/Microsoft.Network/routeTables/by-hand`,
      }),
    /aml-dev\/azurerm_subnet\./,
    "network-openings",
  ),
  opening(
    "the jumpbox's own security group",
    (azure) =>
      void (azure.properties("networkInterfaces/nic-aml-jumpbox-dev-cc-01")["networkSecurityGroup"] = {
        id: `${FOREIGN}/Microsoft.Network/networkSecurityGroups/by-hand`,
      }),
    /aml-dev\/azurerm_network_interface\./,
    "network-openings",
  ),
  opening(
    "another machine's network interface",
    (azure) =>
      void azure.add(
        `${azure.id("resourceGroups/rg-aml-vnet-dev-cc-01")}/providers/Microsoft.Network/networkInterfaces/by-hand`,
        {
          location: "canadacentral",
          properties: {
            ipConfigurations: [
              { name: "ip", properties: { subnet: { id: azure.id("subnets/snet-aml-vm-dev-cc-01") } } },
            ],
          },
        },
      ),
    /aml-dev-base\/azurerm_resource_group\./,
    "network-openings",
  ),
  opening(
    "a private endpoint to a foreign storage account",
    (azure) =>
      void azure.add(
        `${azure.id("resourceGroups/rg-aml-vnet-dev-cc-01")}/providers/Microsoft.Network/privateEndpoints/by-hand`,
        {
          location: "canadacentral",
          properties: {
            subnet: { id: azure.id("subnets/snet-aml-pe-dev-cc-01") },
            privateLinkServiceConnections: [
              {
                name: "by-hand",
                properties: {
                  privateLinkServiceId: `${FOREIGN}/Microsoft.Storage/storageAccounts/foreign`,
                  groupIds: ["blob"],
                },
              },
            ],
          },
        },
      ),
    /aml-dev-base\/azurerm_resource_group\./,
    "network-openings",
  ),
  // Outbound rules
  missing(
    "an outbound rule deleted",
    "mlwprodcc01/outboundRules/AllowDevRegistryAccess",
    /aml-prod\/azapi_resource\..*AllowDevRegistryAccess/,
  ),
  opening(
    "an outbound rule that failed",
    (azure) => void (azure.properties("mlwdevcc01/outboundRules/AllowDevRegistryAccess")["status"] = "Failed"),
    /aml-dev\/azapi_resource\..*AllowDevRegistryAccess/,
    "outbound-rules",
  ),
  setting(
    "an outbound rule to another registry",
    (azure) =>
      void (azure.properties("mlwdevcc01/outboundRules/AllowDevRegistryAccess")["destination"].serviceResourceId =
        azure.id("registries/mlrprodcc01")),
    /aml-dev\/azapi_resource\..*AllowDevRegistryAccess/,
  ),
  opening(
    "an outbound rule from dev to prod",
    (azure) =>
      void azure.add(`${azure.id("workspaces/mlwdevcc01")}/outboundRules/by-hand`, {
        properties: {
          type: "PrivateEndpoint",
          category: "UserDefined",
          status: "Active",
          destination: { serviceResourceId: azure.id("registries/mlrprodcc01"), subresourceTarget: "amlregistry" },
        },
      }),
    WORKSPACE,
    "outbound-rules",
  ),
  opening(
    "an outbound rule to a host",
    (azure) =>
      void azure.add(`${azure.id("workspaces/mlwdevcc01")}/outboundRules/by-hand`, {
        properties: { type: "FQDN", category: "UserDefined", status: "Active", destination: "example.com" },
      }),
    WORKSPACE,
    "outbound-rules",
  ),
  opening(
    "an outbound rule that calls itself recommended",
    (azure) =>
      void azure.add(`${azure.id("workspaces/mlwdevcc01")}/outboundRules/by-hand`, {
        properties: { type: "FQDN", category: "Recommended", status: "Active", destination: "example.com" },
      }),
    WORKSPACE,
    "outbound-rules",
  ),
  // Roles
  {
    title: "a role removed",
    change: (azure) => {
      const [id = ""] = azure.ids(/storageAccounts\/stdevcc01\/providers\/Microsoft.Authorization\/roleAssignments\//);
      azure.delete(id);
    },
    at: /aml-dev-base\/azurerm_role_assignment\./,
    rule: "verify/resource-missing",
  },
  opening(
    "a role by hand on the registry",
    (azure) => assign(azure, azure.id("registries/mlrdevcc01")),
    REGISTRY,
    "role-assignments",
  ),
  opening(
    "a role by hand on a resource group",
    (azure) => assign(azure, azure.id("resourceGroups/rg-aml-ws-dev-cc-01")),
    /aml-dev-base\/azurerm_resource_group\./,
    "role-assignments",
  ),
  opening(
    "a role by hand on the storage account",
    (azure) => assign(azure, azure.id("storageAccounts/stdevcc01")),
    STORAGE,
    "role-assignments",
  ),
  opening(
    "a role by hand on a zone",
    (azure) => assign(azure, azure.id("privateDnsZones/privatelink.vaultcore.azure.net")),
    /aml-dns-shared\/azurerm_private_dns_zone\./,
    "role-assignments",
  ),
  // The role on the identity went with it.
  missing(
    "an identity deleted",
    "userAssignedIdentities/dev-mi-compute",
    /aml-dev-base\/azurerm_(?:user_assigned_identity|role_assignment)\./,
  ),
  setting(
    "an identity deleted and created again",
    (azure) => void (azure.properties("userAssignedIdentities/dev-mi-compute")["principalId"] = HAND),
    /aml-dev-base\/azurerm_user_assigned_identity\./,
  ),
  opening(
    "an issuer that an identity trusts",
    (azure) =>
      void azure.add(`${azure.id("userAssignedIdentities/dev-mi-workspace")}/federatedIdentityCredentials/by-hand`, {
        properties: {
          issuer: "https://token.actions.githubusercontent.com",
          subject: "repo:somebody/something:ref:refs/heads/main",
          audiences: ["api://AzureADTokenExchange"],
        },
      }),
    /aml-dev-base\/azurerm_user_assigned_identity\./,
    "federated-credentials",
  ),
  // Private endpoints
  missing("a private endpoint deleted", "privateEndpoints/pekvdevcc01vault", /aml-dev\/azurerm_private_endpoint\./),
  opening(
    "a connection that is no longer approved",
    (azure) => {
      const [id = ""] = azure.ids(/kvdevcc01\/privateEndpointConnections\//);
      azure.properties(id)["privateLinkServiceConnectionState"].status = "Rejected";
    },
    /aml-dev\/azurerm_private_endpoint\./,
    "endpoint-connections",
  ),
  opening(
    "a connection that its endpoint has as disconnected",
    (azure) => {
      for (const { properties } of azure.properties("privateEndpoints/pekvdevcc01vault")[
        "privateLinkServiceConnections"
      ]) {
        properties.privateLinkServiceConnectionState = { status: "Disconnected" };
      }
    },
    /aml-dev\/azurerm_private_endpoint\./,
    "endpoint-connections",
  ),
  opening(
    "a connection of another network",
    (azure) =>
      void azure.add(`${azure.id("storageAccounts/stdevcc01")}/privateEndpointConnections/by-hand`, {
        properties: {
          privateEndpoint: { id: `${FOREIGN}/Microsoft.Network/privateEndpoints/by-hand` },
          groupIds: ["blob"],
          privateLinkServiceConnectionState: { status: "Pending" },
        },
      }),
    STORAGE,
    "endpoint-connections",
  ),
  setting(
    "an endpoint without its zone group",
    (azure) => azure.delete("pekvdevcc01vault/privateDnsZoneGroups/pezgckvdevcc01"),
    /aml-dev\/azurerm_private_endpoint\./,
  ),
  // Private DNS
  missing(
    "a zone unlinked",
    "privatelink.vaultcore.azure.net/virtualNetworkLinks/dev-shared-vault",
    /aml-dev\/azurerm_private_dns_zone_virtual_network_link\./,
  ),
  setting(
    "a link registers virtual machines",
    (azure) =>
      void (azure.properties("privatelink.blob.core.windows.net/virtualNetworkLinks/dev-shared-blob")[
        "registrationEnabled"
      ] = true),
    /aml-dev\/azurerm_private_dns_zone_virtual_network_link\./,
  ),
  opening(
    "a zone linked to another network",
    (azure) =>
      void azure.add(`${azure.id("privateDnsZones/privatelink.blob.core.windows.net")}/virtualNetworkLinks/by-hand`, {
        location: "global",
        properties: {
          virtualNetwork: { id: `${FOREIGN}/Microsoft.Network/virtualNetworks/vnet` },
          registrationEnabled: false,
        },
      }),
    /aml-dns-shared\/azurerm_private_dns_zone\./,
    "private-dns",
  ),
  opening(
    "a record changed",
    (azure) =>
      void (azure.properties("privatelink.blob.core.windows.net/A/stdevcc01")["aRecords"] = [
        { ipv4Address: "198.51.100.4" },
      ]),
    /aml-dev\/azurerm_private_endpoint\./,
    "private-dns",
  ),
  opening(
    "a record deleted",
    (azure) => azure.delete("privatelink.vaultcore.azure.net/A/kvdevcc01"),
    /aml-dev\/azurerm_private_endpoint\./,
    "private-dns",
  ),
  opening(
    "a foreign record",
    (azure) =>
      void azure.add(`${azure.id("privateDnsZones/privatelink.blob.core.windows.net")}/A/somebody`, {
        properties: { ttl: 10, aRecords: [{ ipv4Address: "198.51.100.4" }] },
      }),
    /aml-dns-shared\/azurerm_private_dns_zone\./,
    "private-dns",
  ),
  opening(
    "a foreign record for IPv6",
    (azure) =>
      void azure.add(`${azure.id("privateDnsZones/privatelink.blob.core.windows.net")}/AAAA/stdevcc01`, {
        properties: { ttl: 10, aaaaRecords: [{ ipv6Address: "2001:db8::1" }] },
      }),
    /aml-dns-shared\/azurerm_private_dns_zone\./,
    "private-dns",
  ),
  opening(
    "an alias to a foreign name",
    (azure) =>
      void azure.add(`${azure.id("privateDnsZones/privatelink.blob.core.windows.net")}/CNAME/somebody`, {
        properties: { ttl: 10, cnameRecord: { cname: "example.com" } },
      }),
    /aml-dns-shared\/azurerm_private_dns_zone\./,
    "private-dns",
  ),
  // Locks
  missing("a lock deleted", LOCK_ID, LOCK),
  setting("a lock of another level", (azure) => void (azure.properties(LOCK_ID)["level"] = "ReadOnly"), LOCK),
  opening(
    "a read-only lock by hand on the vault",
    (azure) => lock(azure, azure.id("vaults/kvdevcc01"), "ReadOnly"),
    VAULT,
    "locks",
  ),
  opening(
    "a lock by hand on a resource group",
    (azure) => lock(azure, azure.id("resourceGroups/rg-aml-vnet-dev-cc-01"), "CanNotDelete"),
    /aml-dev-base\/azurerm_resource_group\./,
    "locks",
  ),
  opening(
    "a lock by hand on a subnet",
    (azure) => {
      const [subnet = ""] = azure.ids(/dev.*\/subnets\/[^/]+$/);
      lock(azure, subnet, "CanNotDelete");
    },
    /aml-dev\/azurerm_subnet\./,
    "locks",
  ),
  // Logs
  missing(
    "a diagnostic setting deleted",
    "vaults/kvdevcc01/providers/Microsoft.Insights/diagnosticSettings/to-log-analytics",
    /aml-dev-base\/azurerm_monitor_diagnostic_setting\./,
  ),
  setting(
    "a diagnostic setting without a category",
    (azure) =>
      void azure
        .properties("vaults/kvdevcc01/providers/Microsoft.Insights/diagnosticSettings/to-log-analytics")
        ["logs"].pop(),
    /aml-dev-base\/azurerm_monitor_diagnostic_setting\./,
  ),
  opening(
    "logs to another destination",
    (azure) =>
      void azure.add(`${azure.id("vaults/kvdevcc01")}/providers/Microsoft.Insights/diagnosticSettings/by-hand`, {
        properties: {
          workspaceId: `${FOREIGN}/Microsoft.OperationalInsights/workspaces/log`,
          logs: [{ categoryGroup: "allLogs", enabled: true }],
        },
      }),
    /aml-dev-base\/azurerm_monitor_diagnostic_setting\./,
    "diagnostic-settings",
  ),
  // Machines
  setting(
    "Secure Boot of the jumpbox",
    (azure) =>
      void (azure.properties("virtualMachines/vm-aml-jumpbox-dev-cc-01")[
        "securityProfile"
      ].uefiSettings.secureBootEnabled = false),
    /aml-dev\/azurerm_windows_virtual_machine\./,
  ),
  missing(
    "the jumpbox deleted",
    "virtualMachines/vm-aml-jumpbox-dev-cc-01",
    /aml-dev\/azurerm_windows_virtual_machine\./,
  ),
  missing(
    "the compute cluster deleted",
    "computes/amlcc-dev-cc01",
    /aml-dev\/azapi_resource\.Environment_Workspace_Cluster_/,
  ),
];
