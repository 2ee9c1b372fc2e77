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
  // The published actions don't include registries, but this role has worked on a registry in deployments.
  networkConnectionApprover: {
    actions: [
      "Microsoft.ApiManagement/service/privateEndpointConnectionsApproval/action",
      "Microsoft.Cache/redis/privateEndpointConnectionsApproval/action",
      "Microsoft.Cache/redisEnterprise/privateEndpointConnectionsApproval/action",
      "Microsoft.ContainerRegistry/registries/privateEndpointConnectionsApproval/action",
      "Microsoft.DBforPostgreSQL/flexibleServers/privateEndpointConnectionsApproval/action",
      "Microsoft.DocumentDB/databaseAccounts/privateEndpointConnectionsApproval/action",
      "Microsoft.KeyVault/vaults/privateEndpointConnectionsApproval/action",
      "Microsoft.MachineLearningServices/registries/privateEndpointConnectionsApproval/action",
      "Microsoft.MachineLearningServices/workspaces/privateEndpointConnectionsApproval/action",
      "Microsoft.Sql/servers/privateEndpointConnectionsApproval/action",
      "Microsoft.Storage/storageAccounts/privateEndpointConnectionsApproval/action",
    ],
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
