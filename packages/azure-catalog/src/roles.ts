/** A built-in Azure role. */
export interface Role {
  /** Display name, for documentation only: Microsoft renames roles, so assignments use {@link Role.id}. */
  readonly name: string;
  /** GUID of the role definition, the same in every tenant and subscription. */
  readonly id: string;
  /** What it is for. */
  readonly purpose: string;
  /** Warning, for a role that allows more or less than its name suggests. */
  readonly caution?: string;
}

/**
 * The built-in roles that a private Azure Machine Learning platform uses.
 *
 * As of April 2026.
 * @see https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
 */
export const ROLES = {
  reader: {
    name: "Reader",
    id: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
    purpose: "read every resource in the scope, no keys and no data",
  },
  contributor: {
    name: "Contributor",
    id: "b24988ac-6180-42a0-ab88-20f7382dd24c",
    purpose: "manage every resource in the scope",
    caution: "cannot assign roles, and has no data actions: no blobs, no secrets of a vault with role-based access",
  },
  owner: {
    name: "Owner",
    id: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
    purpose: "manage every resource in the scope and assign roles",
    caution: "can grant itself anything in the scope",
  },
  userAccessAdministrator: {
    name: "User Access Administrator",
    id: "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
    purpose: "assign roles in the scope",
    caution: "can grant itself anything in the scope, Owner included",
  },
  rbacAdministrator: {
    name: "Role Based Access Control Administrator",
    id: "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
    purpose: "assign roles in the scope, which a condition on the assignment can narrow to chosen roles and principals",
    caution: "without a condition it can grant itself anything in the scope",
  },
  networkContributor: {
    name: "Network Contributor",
    id: "4d97b98b-1d4f-4787-a291-c67834d212e7",
    purpose: "manage networks, private endpoints and DNS zones",
  },
  privateDnsZoneContributor: {
    name: "Private DNS Zone Contributor",
    id: "b12aa53e-6015-4669-85d0-8515ebb3ae7f",
    purpose: "manage private DNS zones and link them to virtual networks",
  },
  kubernetesClusterAdmin: {
    name: "Azure Kubernetes Service Cluster Admin Role",
    id: "0ab0b1a8-8aac-4efd-b8c2-3ee1fb270be8",
    purpose: "read the administrator's credentials of AKS clusters",
    caution: "the credentials allow everything in the cluster, unless its local accounts are disabled",
  },
  kubernetesExtensionContributor: {
    name: "Kubernetes Extension Contributor",
    id: "85cb6faf-e071-4c9b-8136-154b5a04f717",
    purpose: "read and manage extensions of Kubernetes clusters",
  },
  acrPull: {
    name: "AcrPull",
    id: "7f951dda-4ed3-4680-a7ca-43fe172d538d",
    purpose: "pull images from a container registry",
    caution: "has no effect on a registry in ABAC mode, which uses repository roles instead",
  },
  acrPush: {
    name: "AcrPush",
    id: "8311e382-0749-4cb8-b61a-304f252e45ec",
    purpose: "push images to a container registry, and pull them",
    caution: "has no effect on a registry in ABAC mode, which uses repository roles instead",
  },
  storageBlobDataReader: {
    name: "Storage Blob Data Reader",
    id: "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
    purpose: "read blobs",
  },
  storageBlobDataContributor: {
    name: "Storage Blob Data Contributor",
    id: "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
    purpose: "read, write and delete blobs",
  },
  storageBlobDataOwner: {
    name: "Storage Blob Data Owner",
    id: "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
    purpose: "everything on blobs, POSIX access control lists included",
  },
  storageQueueDataContributor: {
    name: "Storage Queue Data Contributor",
    id: "974c5e8b-45b9-4653-ba55-5f855dd0fb88",
    purpose: "read, write and delete queues and their messages",
  },
  storageTableDataContributor: {
    name: "Storage Table Data Contributor",
    id: "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
    purpose: "read, write and delete tables and their entities",
  },
  storageFileDataPrivilegedContributor: {
    name: "Storage File Data Privileged Contributor",
    id: "69566ab7-960f-475b-8e7c-b3118f30c6bd",
    purpose: "read, write and delete files in file shares; the notebooks share needs it with identity-based access",
    caution: "overrides the NTFS permissions of every file and folder",
  },
  keyVaultReader: {
    name: "Key Vault Reader",
    id: "21090545-7ca7-4776-b22c-e363652d74d2",
    purpose: "read a vault and the metadata of its contents, no values",
  },
  keyVaultSecretsUser: {
    name: "Key Vault Secrets User",
    id: "4633458b-17de-408a-b874-0445c86b69e6",
    purpose: "read the values of secrets",
    caution: "cannot set secrets, which workspace connections and image builds need",
  },
  keyVaultSecretsOfficer: {
    name: "Key Vault Secrets Officer",
    id: "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
    purpose: "read, set and delete secrets",
  },
  keyVaultAdministrator: {
    name: "Key Vault Administrator",
    id: "00482a5a-887f-4fb3-b363-3b7fe8e74483",
    purpose: "manage all keys, secrets and certificates",
  },
  keyVaultCryptoServiceEncryptionUser: {
    name: "Key Vault Crypto Service Encryption User",
    id: "e147488a-f6f5-4113-8e2d-b22465e65bf6",
    purpose: "wrap and unwrap with keys: what customer-managed encryption needs",
  },
  keyVaultCryptoUser: {
    name: "Key Vault Crypto User",
    id: "12338af0-0e69-4776-bea7-57ae8d297424",
    purpose: "sign and encrypt with keys, without reading them",
  },
  azureMlDataScientist: {
    name: "AzureML Data Scientist",
    id: "f6c7c914-8db3-469d-8ca1-694a8f32e121",
    purpose: "work in a workspace: runs, models, data, endpoints",
    caution: "cannot create or delete computes or the workspace, nor list keys",
  },
  azureMlComputeOperator: {
    name: "AzureML Compute Operator",
    id: "e503ece1-11d0-4e8e-8e2c-7a6c3bf38815",
    purpose: "create, start, stop and delete the computes of a workspace",
    caution: 'often quoted as "AzureML Compute", a role that does not exist',
  },
  azureMlRegistryUser: {
    name: "AzureML Registry User",
    id: "1823dd4f-9b8c-4ab6-ab4e-7397a3684615",
    purpose: "use the assets of a registry",
    caution: "can write and delete all assets; there is no built-in role that only reads them",
  },
  azureMlConnectionSecretsReader: {
    name: "Azure Machine Learning Workspace Connection Secrets Reader",
    id: "ea01e6af-a1c1-4350-9563-ad00f8c72ec5",
    purpose: "read the secrets of a workspace's connections",
    caution: 'often quoted as "AzureML Workspace Connection Secrets Reader", which is not its display name',
  },
  azureMlMetricsWriter: {
    name: "AzureML Metrics Writer (preview)",
    id: "635dd51f-9968-44d3-b7fb-6d9a6bd613ae",
    purpose: "write the metrics of runs and endpoints",
  },
  azureAiDeveloper: {
    name: "Azure AI Developer",
    id: "64702f94-c441-49e6-a78b-ef80e0188fee",
    purpose: "everything in a workspace, except creating or deleting it and listing keys",
    caution: "includes data actions of Azure AI services",
  },
  azureAiAdministrator: {
    name: "Azure AI Administrator",
    id: "b78c5d69-af96-48a3-bf8d-a8b4d589de94",
    purpose:
      "manage workspaces and registries with the storage account, vault, container registry and Application Insights that they depend on",
    caution: "manages every storage account, vault and container registry in its scope, not only those of a workspace",
  },
  networkConnectionApprover: {
    name: "Azure AI Enterprise Network Connection Approver",
    id: "b556d68e-0be0-4f35-a333-ad7ee1ce17ea",
    purpose: "approve the private endpoints that a workspace's managed network creates",
    caution:
      "doesn't read container registries: assign Reader on them as well. Covers common targets only, such as storage, SQL, Key Vault and ML registries",
  },
  networkingOutboundRulesOperator: {
    name: "Azure AI Enterprise Networking Outbound Rules Operator",
    id: "25cabde7-1a6c-4350-8877-cb6fe59f1399",
    purpose: "read and write a managed network's outbound rules",
    caution: "covers the rules below managedNetworks, which exists only in preview api-versions",
  },
  monitoringContributor: {
    name: "Monitoring Contributor",
    id: "749f88d5-cbae-40b8-bcfc-e573ddc772fa",
    purpose: "read monitoring data, and write diagnostic settings, alerts and action groups",
  },
  monitoringMetricsPublisher: {
    name: "Monitoring Metrics Publisher",
    id: "3913510d-42f4-4e42-8a64-420c390055eb",
    purpose: "publish metrics and telemetry without an instrumentation key",
  },
  logAnalyticsContributor: {
    name: "Log Analytics Contributor",
    id: "92aaf0da-9dab-42b6-94a3-d43ce8d16293",
    purpose: "manage Log Analytics and what is sent to it",
    caution: "can list the keys of storage accounts",
  },
  logAnalyticsReader: {
    name: "Log Analytics Reader",
    id: "73c42c96-874c-492b-b04d-ab87d138a893",
    purpose: "query logs and read monitoring settings, no shared keys",
  },
  logAnalyticsDataReader: {
    name: "Log Analytics Data Reader",
    id: "3b03c2da-16b3-4a49-8834-0f8130efdd3b",
    purpose: "query logs",
  },
  virtualMachineAdministratorLogin: {
    name: "Virtual Machine Administrator Login",
    id: "1c0163c0-47e6-4577-8991-ea5c82e286e4",
    purpose: "log in to a virtual machine with an Entra identity, as administrator",
  },
  virtualMachineUserLogin: {
    name: "Virtual Machine User Login",
    id: "fb879df8-f326-4884-b1cf-06f3ad86be52",
    purpose: "log in to a virtual machine with an Entra identity",
  },
  managedIdentityOperator: {
    name: "Managed Identity Operator",
    id: "f1a07417-d97a-45cb-824c-7a7467783830",
    purpose: "attach a user-assigned identity to a resource",
    caution: "a principal that attaches an identity to a compute can act as this identity",
  },
  managedIdentityContributor: {
    name: "Managed Identity Contributor",
    id: "e40ec5ca-96e0-45a2-b4ff-59039f2c2b59",
    purpose: "create, change and delete user-assigned identities",
  },
} as const satisfies Readonly<Record<string, Role>>;

/** The key of a role in {@link ROLES}. */
export type RoleKey = keyof typeof ROLES;

const BY_ID: ReadonlyMap<string, RoleKey> = new Map(
  (Object.keys(ROLES) as RoleKey[]).map((key) => [ROLES[key].id, key]),
);

/**
 * The built-in role with a GUID.
 * @param id GUID, or ARM id of a role definition, case-insensitive
 * @returns undefined for a role that the catalog doesn't have
 */
export function roleById(id: string): (Role & { readonly key: RoleKey }) | undefined {
  const key = BY_ID.get(id.slice(id.lastIndexOf("/") + 1).toLowerCase());
  return key && { key, ...ROLES[key] };
}
