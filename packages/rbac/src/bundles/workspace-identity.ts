import { ROLES } from "@org/azure-catalog";
import { selectRows, type Bundle, type BundleRow } from "../bundle.js";

/** Options of {@link workspaceIdentityBundle}. */
export interface WorkspaceIdentityBundleOptions {
  /**
   * Key Vault Secrets Officer in addition to Secrets User: the workspace stores the secrets of connections and image
   * builds, which Secrets User can only read.
   * @default true
   */
  readonly keyVaultSecretsOfficer?: boolean | undefined;
  /**
   * Key Vault Administrator, for workspaces that also manage keys and certificates.
   * @default false
   */
  readonly keyVaultAdministrator?: boolean | undefined;
  /**
   * Contributor on a container registry in another resource group. In the workspace's group, Azure AI Administrator
   * includes it.
   * @default false
   */
  readonly containerRegistryContributor?: boolean | undefined;
}

type WorkspaceScopeKey = "resourceGroup" | "keyVault" | "storageAccount" | "containerRegistry";

/** Roles of a workspace's identity before the workspace is created. */
export const WORKSPACE_IDENTITY_ROWS: readonly BundleRow<WorkspaceScopeKey, keyof WorkspaceIdentityBundleOptions>[] = [
  {
    key: "KeyVaultReader",
    role: ROLES.keyVaultReader,
    on: "keyVault",
    reason: "creating a workspace reads the vault itself; without it Azure answers 403 vaults/read",
  },
  {
    key: "KeyVaultSecretsUser",
    role: ROLES.keyVaultSecretsUser,
    on: "keyVault",
    reason: "reads the secrets of connections and datastores",
  },
  {
    key: "KeyVaultSecretsOfficer",
    role: ROLES.keyVaultSecretsOfficer,
    on: "keyVault",
    reason: "stores the secrets of connections, image builds and runs, which Secrets User can only read",
    option: { name: "keyVaultSecretsOfficer", default: true },
  },
  {
    key: "KeyVaultAdministrator",
    role: ROLES.keyVaultAdministrator,
    on: "keyVault",
    reason: "manages keys and certificates in addition to secrets",
    option: { name: "keyVaultAdministrator", default: false },
  },
  {
    key: "Reader",
    role: ROLES.reader,
    on: "resourceGroup",
    reason: "reads the container registry, a target of its private endpoints that the approver role doesn't read",
  },
  {
    key: "NetworkConnectionApprover",
    role: ROLES.networkConnectionApprover,
    on: "resourceGroup",
    reason: "approves the managed network's private endpoints to storage, vault and container registry",
  },
  {
    key: "AzureAiAdministrator",
    role: ROLES.azureAiAdministrator,
    on: "resourceGroup",
    reason: "configures the workspace and its dependent resources",
  },
  {
    key: "StorageBlobDataContributor",
    role: ROLES.storageBlobDataContributor,
    on: "storageAccount",
    reason: "reads and writes artifacts and data, and previews them in the studio",
  },
  {
    key: "StorageBlobDataOwner",
    role: ROLES.storageBlobDataOwner,
    on: "storageAccount",
    reason: "sets access control lists on artifacts and data",
  },
  {
    key: "ContainerRegistryContributor",
    role: ROLES.contributor,
    on: "containerRegistry",
    reason: "manages a container registry outside the workspace's resource group",
    option: { name: "containerRegistryContributor", default: false },
  },
];

/** A dependent resource that the workspace's managed network reaches by a private endpoint. */
type DependentSlot = "keyVault" | "storageAccount" | "containerRegistry";

/**
 * Roles of a workspace's identity on dependent resources outside the workspace's resource group, to which its roles on
 * the group don't apply.
 */
export const WORKSPACE_IDENTITY_DEPENDENT_ROWS: Bundle<DependentSlot> = (
  [
    ["keyVault", "KeyVault"],
    ["storageAccount", "StorageAccount"],
    ["containerRegistry", "ContainerRegistry"],
  ] as const
).flatMap(([on, prefix]) => [
  {
    key: `${prefix}Reader`,
    role: ROLES.reader,
    on,
    reason: "reads it, because the roles on the workspace's resource group don't apply to it",
  },
  {
    key: `${prefix}ConnectionApprover`,
    role: ROLES.networkConnectionApprover,
    on,
    reason: "approves the managed network's private endpoint to it; otherwise the endpoint stays pending",
  },
]);

/** Roles of a workspace's identity on the private endpoints of its storage account. */
export const WORKSPACE_IDENTITY_ENDPOINT_ROWS: Bundle<"blobEndpoint" | "fileEndpoint"> = [
  {
    key: "BlobEndpointReader",
    role: ROLES.reader,
    on: "blobEndpoint",
    reason: "finds the private path to the storage account's blobs, for data preview in the studio",
  },
  {
    key: "FileEndpointReader",
    role: ROLES.reader,
    on: "fileEndpoint",
    reason: "finds the private path to the storage account's file shares, for notebooks in the studio",
  },
];

/** Roles of a workspace's identity on the identity of its computes. */
export const WORKSPACE_IDENTITY_COMPUTE_ROWS: Bundle<"computeIdentity"> = [
  {
    key: "ComputeIdentityReader",
    role: ROLES.reader,
    on: "computeIdentity",
    reason: "reads the identity that it attaches to computes, which is outside the workspace's resource group",
  },
];

/** Roles of a workspace's identity on a registry of its environment: connections, never data. */
export const WORKSPACE_IDENTITY_REGISTRY_ROWS: Bundle<"registry"> = [
  {
    key: "NetworkConnectionApprover",
    role: ROLES.networkConnectionApprover,
    on: "registry",
    reason: "approves the private endpoint that the outbound rule to the registry creates",
  },
];

/** The roles of a workspace's identity that must be in effect before the workspace is created. */
export function workspaceIdentityBundle(options: WorkspaceIdentityBundleOptions = {}): Bundle<WorkspaceScopeKey> {
  return selectRows(WORKSPACE_IDENTITY_ROWS, options);
}

/**
 * The roles of a workspace's identity on dependent resources outside the workspace's resource group, which must be in
 * effect before the workspace is created.
 * @param outside the resources that are outside of the group
 */
export function workspaceIdentityDependentBundle<Key extends DependentSlot>(outside: readonly Key[]): Bundle<Key> {
  return WORKSPACE_IDENTITY_DEPENDENT_ROWS.filter((row): row is BundleRow<Key> =>
    outside.some((key) => key === row.on),
  );
}

/** The roles of a workspace's identity on the storage account's private endpoints, once these exist. */
export function workspaceIdentityEndpointBundle(): Bundle<"blobEndpoint" | "fileEndpoint"> {
  return WORKSPACE_IDENTITY_ENDPOINT_ROWS;
}

/** The role of a workspace's identity on its computes' identity, if that is in another resource group. */
export function workspaceIdentityComputeBundle(): Bundle<"computeIdentity"> {
  return WORKSPACE_IDENTITY_COMPUTE_ROWS;
}

/** The role of a workspace's identity on a registry of the same environment. */
export function workspaceIdentityRegistryBundle(): Bundle<"registry"> {
  return WORKSPACE_IDENTITY_REGISTRY_ROWS;
}
