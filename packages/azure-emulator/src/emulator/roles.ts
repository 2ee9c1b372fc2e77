import { ROLES, type RoleKey } from "@org/azure-catalog";

/** A built-in role with its permissions. */
export interface RoleDefinition {
  /** GUID of the role definition. */
  readonly id: string;
  readonly name: string;
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly dataActions: readonly string[];
}

interface Permissions {
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
  readonly dataActions?: readonly string[];
}

/**
 * Types whose connections Azure AI Enterprise Network Connection Approver approves. For API Management, Azure AI services
 * and application gateways, its definition has `privateEndpointConnections/write` instead of the approval.
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-managed-network#approval-of-private-endpoints
 */
const APPROVED = [
  "Microsoft.ApiManagement/service",
  "Microsoft.Cache/redis",
  "Microsoft.Cache/redisEnterprise",
  "Microsoft.CognitiveServices/accounts",
  "Microsoft.ContainerRegistry/registries",
  "Microsoft.DBforMySQL/flexibleServers",
  "Microsoft.DBforPostgreSQL/flexibleServers",
  "Microsoft.DBforPostgreSQL/serverGroupsv2",
  "Microsoft.DocumentDB/databaseAccounts",
  "Microsoft.EventHub/namespaces",
  "Microsoft.Insights/privateLinkScopes",
  "Microsoft.KeyVault/vaults",
  "Microsoft.MachineLearningServices/registries",
  "Microsoft.MachineLearningServices/workspaces",
  "Microsoft.Network/applicationGateways",
  "Microsoft.Network/privateLinkServices",
  "Microsoft.Search/searchServices",
  "Microsoft.Sql/servers",
  "Microsoft.Storage/storageAccounts",
];

/** Those of them that the role doesn't read. */
const APPROVED_UNREAD: ReadonlySet<string> = new Set([
  "Microsoft.ContainerRegistry/registries",
  "Microsoft.DBforPostgreSQL/serverGroupsv2",
]);

/**
 * Permissions of built-in roles as of April 2026, limited to those that failure modes check.
 * @see https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
 */
const PERMISSIONS: Readonly<Partial<Record<RoleKey, Permissions>>> = {
  reader: { actions: ["*/read"] },
  contributor: {
    actions: ["*"],
    notActions: [
      "Microsoft.Authorization/*/Delete",
      "Microsoft.Authorization/*/Write",
      "Microsoft.Authorization/elevateAccess/Action",
    ],
  },
  owner: { actions: ["*"] },
  userAccessAdministrator: { actions: ["*/read", "Microsoft.Authorization/*"] },
  networkContributor: { actions: ["Microsoft.Network/*"] },
  privateDnsZoneContributor: {
    actions: [
      "Microsoft.Network/privateDnsZones/*",
      "Microsoft.Network/virtualNetworks/join/action",
      "Microsoft.Network/virtualNetworks/read",
    ],
  },
  acrPull: { actions: ["Microsoft.ContainerRegistry/registries/pull/read"] },
  acrPush: {
    actions: ["Microsoft.ContainerRegistry/registries/pull/read", "Microsoft.ContainerRegistry/registries/push/write"],
  },
  storageBlobDataReader: {
    dataActions: ["Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read"],
  },
  storageBlobDataContributor: {
    dataActions: ["Microsoft.Storage/storageAccounts/blobServices/containers/blobs/*"],
  },
  storageBlobDataOwner: { dataActions: ["Microsoft.Storage/storageAccounts/blobServices/containers/blobs/*"] },
  keyVaultReader: {
    actions: ["Microsoft.KeyVault/vaults/*/read"],
    dataActions: ["Microsoft.KeyVault/vaults/*/read", "Microsoft.KeyVault/vaults/secrets/readMetadata/action"],
  },
  keyVaultSecretsUser: {
    dataActions: [
      "Microsoft.KeyVault/vaults/secrets/getSecret/action",
      "Microsoft.KeyVault/vaults/secrets/readMetadata/action",
    ],
  },
  keyVaultSecretsOfficer: { dataActions: ["Microsoft.KeyVault/vaults/secrets/*"] },
  keyVaultAdministrator: {
    actions: ["Microsoft.KeyVault/vaults/*/read"],
    dataActions: ["Microsoft.KeyVault/vaults/*"],
  },
  networkConnectionApprover: {
    actions: APPROVED.flatMap((type) => [
      `${type}/privateEndpointConnectionsApproval/action`,
      ...(APPROVED_UNREAD.has(type) ? [] : [`${type}/read`]),
    ]),
  },
  storageFileDataPrivilegedContributor: {
    dataActions: ["Microsoft.Storage/storageAccounts/fileServices/fileshares/files/*"],
  },
  azureMlRegistryUser: {
    actions: [
      "Microsoft.MachineLearningServices/registries/read",
      "Microsoft.MachineLearningServices/registries/assets/*",
    ],
  },
  azureMlDataScientist: { actions: ["Microsoft.MachineLearningServices/workspaces/*"] },
  azureMlComputeOperator: { actions: ["Microsoft.MachineLearningServices/workspaces/computes/*"] },
  azureAiAdministrator: {
    actions: [
      "Microsoft.MachineLearningServices/*",
      "Microsoft.CognitiveServices/*",
      "Microsoft.ContainerRegistry/*",
      "Microsoft.Storage/*",
      "Microsoft.KeyVault/*",
      "Microsoft.Insights/*",
    ],
  },
};

/** The built-in roles in the catalog. */
export const ROLE_DEFINITIONS: readonly RoleDefinition[] = (Object.keys(ROLES) as RoleKey[]).map((key) => ({
  id: ROLES[key].id,
  name: ROLES[key].name,
  actions: PERMISSIONS[key]?.actions ?? [],
  notActions: PERMISSIONS[key]?.notActions ?? [],
  dataActions: PERMISSIONS[key]?.dataActions ?? [],
}));
