import { ROLES } from "@org/azure-catalog";
import { selectRows, type Bundle, type BundleRow } from "../bundle.js";

/** Options of {@link humanBundle}. */
export interface HumanBundleOptions {
  /**
   * Key Vault Administrator.
   * @default false
   */
  readonly keyVaultAdministrator?: boolean | undefined;
  /**
   * Storage Queue Data Contributor, for batch endpoints and parallel jobs.
   * @default false
   */
  readonly storageQueueDataContributor?: boolean | undefined;
  /**
   * Storage Table Data Contributor, for batch endpoints and parallel jobs.
   * @default false
   */
  readonly storageTableDataContributor?: boolean | undefined;
}

/** Options of {@link humanRegistryBundle}. */
export interface HumanRegistryBundleOptions {
  /**
   * Azure AI Developer on the registry.
   * @default false
   */
  readonly azureAiDeveloper?: boolean | undefined;
}

/** Scopes of the roles of a user or group. */
export type HumanScope = "resourceGroup" | "workspace" | "storageAccount" | "keyVault";

/** Roles of a user or group in a workspace. */
export const HUMAN_ROWS: readonly BundleRow<HumanScope, keyof HumanBundleOptions>[] = [
  {
    key: "Reader",
    role: ROLES.reader,
    on: "resourceGroup",
    reason: "finds the workspace and views its dependent resources",
  },
  {
    key: "AzureMlDataScientist",
    role: ROLES.azureMlDataScientist,
    on: "workspace",
    reason: "works with runs, models, data and endpoints",
  },
  {
    key: "AzureAiDeveloper",
    role: ROLES.azureAiDeveloper,
    on: "workspace",
    reason: "builds with generative models and prompts",
  },
  {
    key: "AzureMlComputeOperator",
    role: ROLES.azureMlComputeOperator,
    on: "workspace",
    reason: "creates, starts and stops their own computes",
  },
  {
    key: "StorageBlobDataContributor",
    role: ROLES.storageBlobDataContributor,
    on: "storageAccount",
    reason: "reads and writes training data and outputs with their own identity",
  },
  {
    key: "StorageFileDataPrivilegedContributor",
    role: ROLES.storageFileDataPrivilegedContributor,
    on: "storageAccount",
    reason: "opens notebooks and code on the file share with their own identity",
  },
  {
    key: "KeyVaultAdministrator",
    role: ROLES.keyVaultAdministrator,
    on: "keyVault",
    reason: "manages the secrets, keys and certificates of the workspace",
    option: { name: "keyVaultAdministrator", default: false },
  },
  {
    key: "StorageQueueDataContributor",
    role: ROLES.storageQueueDataContributor,
    on: "storageAccount",
    reason: "reads the queues of batch endpoints and parallel jobs",
    option: { name: "storageQueueDataContributor", default: false },
  },
  {
    key: "StorageTableDataContributor",
    role: ROLES.storageTableDataContributor,
    on: "storageAccount",
    reason: "reads the tables of batch endpoints and parallel jobs",
    option: { name: "storageTableDataContributor", default: false },
  },
];

/** Roles of a user or group on a registry of the environment. */
export const HUMAN_REGISTRY_ROWS: readonly BundleRow<"registry", keyof HumanRegistryBundleOptions>[] = [
  {
    key: "AzureMlRegistryUser",
    role: ROLES.azureMlRegistryUser,
    on: "registry",
    reason: "uses and publishes shared models, data and environments",
  },
  {
    key: "AzureAiDeveloper",
    role: ROLES.azureAiDeveloper,
    on: "registry",
    reason: "builds with the generative models in the registry",
    option: { name: "azureAiDeveloper", default: false },
  },
];

/** The roles of a user or group in a workspace. */
export function humanBundle(options: HumanBundleOptions = {}): Bundle<HumanScope> {
  return selectRows(HUMAN_ROWS, options);
}

/** The role of a person or group on a registry of the same environment. */
export function humanRegistryBundle(options: HumanRegistryBundleOptions = {}): Bundle<"registry"> {
  return selectRows(HUMAN_REGISTRY_ROWS, options);
}
