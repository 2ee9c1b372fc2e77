import { ROLES } from "@org/azure-catalog";
import { selectRows, type Bundle, type BundleRow } from "../bundle.js";

/** Options of {@link computeIdentityBundle}. */
export interface ComputeIdentityBundleOptions {
  /**
   * AcrPush, for a compute that builds images.
   * @default true
   */
  readonly allowAcrPush?: boolean | undefined;
  /**
   * Key Vault Secrets User, for runs that read secrets.
   * @default true
   */
  readonly keyVaultSecretsUser?: boolean | undefined;
}

type ComputeScope = "containerRegistry" | "storageAccount" | "workspace" | "keyVault" | "resourceGroup";

/** Roles of the identity of a workspace's computes in its workspace. */
export const COMPUTE_IDENTITY_ROWS: readonly BundleRow<ComputeScope, keyof ComputeIdentityBundleOptions>[] = [
  {
    key: "AcrPull",
    role: ROLES.acrPull,
    on: "containerRegistry",
    reason: "pulls the images of environments",
  },
  {
    key: "AcrPush",
    role: ROLES.acrPush,
    on: "containerRegistry",
    reason: "pushes the images that the image-build compute builds",
    option: { name: "allowAcrPush", default: true },
  },
  {
    key: "StorageBlobDataContributor",
    role: ROLES.storageBlobDataContributor,
    on: "storageAccount",
    reason: "reads training data and writes outputs",
  },
  {
    key: "StorageFileDataPrivilegedContributor",
    role: ROLES.storageFileDataPrivilegedContributor,
    on: "storageAccount",
    reason: "mounts the file share of notebooks and code without an account key",
  },
  {
    key: "AzureMlDataScientist",
    role: ROLES.azureMlDataScientist,
    on: "workspace",
    reason: "submits runs, registers models and reads data assets from within a run",
  },
  {
    key: "Contributor",
    role: ROLES.contributor,
    on: "workspace",
    reason: "lets a compute instance shut itself down when idle",
  },
  {
    key: "KeyVaultSecretsUser",
    role: ROLES.keyVaultSecretsUser,
    on: "keyVault",
    reason: "reads the secrets that a run requests",
    option: { name: "keyVaultSecretsUser", default: true },
  },
  {
    key: "Reader",
    role: ROLES.reader,
    on: "resourceGroup",
    reason: "finds the resources of the workspace",
  },
];

/** Roles of the identity of computes on a registry of its environment. */
export const COMPUTE_IDENTITY_REGISTRY_ROWS: Bundle<"registry"> = [
  {
    key: "AzureMlRegistryUser",
    role: ROLES.azureMlRegistryUser,
    on: "registry",
    reason: "reads and publishes models, data and environments of its own environment",
  },
];

/**
 * The roles of the identity that a workspace's computes share, which must be in effect before the first compute is
 * created.
 */
export function computeIdentityBundle(options: ComputeIdentityBundleOptions = {}): Bundle<ComputeScope> {
  return selectRows(COMPUTE_IDENTITY_ROWS, options);
}

/** The role of that identity on a registry of the same environment. */
export function computeIdentityRegistryBundle(): Bundle<"registry"> {
  return COMPUTE_IDENTITY_REGISTRY_ROWS;
}
