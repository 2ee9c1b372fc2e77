import { ROLES } from "@org/azure-catalog";
import { type Bundle, type BundleRow, selectRows } from "../bundle.js";

/** A kind of data store: the resource on which its roles are assigned. */
export type DataStoreKey = "storageAccount" | "sqlServer";

/** A private endpoint of a storage account: the resource on which the role to find it is assigned. */
export type DataEndpointKey = "blobEndpoint" | "dfsEndpoint";

/** Options of the roles on a data store. */
export interface DataBundleOptions {
  /**
   * Roles with which Azure approves the private endpoints of the workspace's managed network. `false` for a workspace
   * whose computes are in a network of your own.
   * @default true
   */
  readonly managedNetwork?: boolean | undefined;
  /**
   * Storage Blob Data Contributor in addition to Reader, to write data. Reader stays, so that nobody loses access while
   * the other role is added or removed.
   * @default false
   */
  readonly storageBlobDataContributor?: boolean | undefined;
}

/**
 * Roles of a workspace's identity on a data store that isn't the workspace's own, and on its private endpoints in the
 * workspace's network. A database has no Azure roles for its data: its users are in the database itself.
 */
export const WORKSPACE_IDENTITY_DATA_ROWS: readonly BundleRow<
  DataStoreKey | DataEndpointKey,
  keyof DataBundleOptions
>[] = [
  {
    key: "StorageAccountConnectionApprover",
    role: ROLES.networkConnectionApprover,
    on: "storageAccount",
    reason: "approves the managed network's private endpoint to it; otherwise the endpoint stays pending",
    option: { name: "managedNetwork", default: true },
  },
  {
    key: "StorageBlobDataReader",
    role: ROLES.storageBlobDataReader,
    on: "storageAccount",
    reason: "previews the data of datastores in the studio",
  },
  {
    key: "StorageBlobDataContributor",
    role: ROLES.storageBlobDataContributor,
    on: "storageAccount",
    reason: "writes what the workspace itself collects, such as the inputs and outputs of endpoints",
    option: { name: "storageBlobDataContributor", default: false },
  },
  {
    key: "SqlServerConnectionApprover",
    role: ROLES.networkConnectionApprover,
    on: "sqlServer",
    reason: "approves the managed network's private endpoint to it; otherwise the endpoint stays pending",
    option: { name: "managedNetwork", default: true },
  },
  {
    key: "BlobEndpointReader",
    role: ROLES.reader,
    on: "blobEndpoint",
    reason: "finds the private path to the blobs, for data preview in the studio",
  },
  {
    key: "DfsEndpointReader",
    role: ROLES.reader,
    on: "dfsEndpoint",
    reason: "finds the private path to the data lake, for data preview in the studio",
  },
];

/** Roles of the computes' identity on a data store that isn't the workspace's own. */
export const COMPUTE_IDENTITY_DATA_ROWS: readonly BundleRow<"storageAccount", "storageBlobDataContributor">[] = [
  {
    key: "StorageBlobDataReader",
    role: ROLES.storageBlobDataReader,
    on: "storageAccount",
    reason: "reads the data of datastores in jobs",
  },
  {
    key: "StorageBlobDataContributor",
    role: ROLES.storageBlobDataContributor,
    on: "storageAccount",
    reason: "writes the results of jobs to datastores",
    option: { name: "storageBlobDataContributor", default: false },
  },
];

/**
 * The roles of a workspace's identity on a data store, or on one of its private endpoints in the workspace's network.
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-administrate-data-authentication
 */
export function workspaceIdentityDataBundle<Key extends DataStoreKey | DataEndpointKey>(
  on: Key,
  options: DataBundleOptions = {},
): Bundle<Key> {
  return selectRows(WORKSPACE_IDENTITY_DATA_ROWS, options).filter((row): row is BundleRow<Key> => row.on === on);
}

/** The roles of the identity that a workspace's computes share on a data store. */
export function computeIdentityDataBundle<Key extends DataStoreKey>(
  on: Key,
  options: DataBundleOptions = {},
): Bundle<Key> {
  const rows: Bundle<DataStoreKey> = selectRows(COMPUTE_IDENTITY_DATA_ROWS, options);
  return rows.filter((row): row is BundleRow<Key> => row.on === on);
}
