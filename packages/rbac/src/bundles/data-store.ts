import { ROLES } from "@org/azure-catalog";
import { type Bundle, type BundleRow, selectRows } from "../bundle.js";

/** Roles of a workspace's identity on a storage account that isn't the workspace's own. */
export const WORKSPACE_IDENTITY_DATA_ROWS: Bundle<"storageAccount"> = [
  {
    key: "StorageBlobDataReader",
    role: ROLES.storageBlobDataReader,
    on: "storageAccount",
    reason: "previews the data of datastores in the studio",
  },
];

/** Options of {@link computeIdentityDataBundle}. */
export interface ComputeIdentityDataBundleOptions {
  /**
   * Storage Blob Data Contributor in addition to Reader, for jobs that write their results to the account.
   * @default false
   */
  readonly storageBlobDataContributor?: boolean | undefined;
}

/** Roles of the computes' identity on a storage account that isn't the workspace's own. */
export const COMPUTE_IDENTITY_DATA_ROWS: readonly BundleRow<
  "storageAccount",
  keyof ComputeIdentityDataBundleOptions
>[] = [
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

/** The role of a workspace's identity on the data of another storage account. */
export function workspaceIdentityDataBundle(): Bundle<"storageAccount"> {
  return WORKSPACE_IDENTITY_DATA_ROWS;
}

/** The roles of the identity that a workspace's computes share on the data of another storage account. */
export function computeIdentityDataBundle(options: ComputeIdentityDataBundleOptions = {}): Bundle<"storageAccount"> {
  return selectRows(COMPUTE_IDENTITY_DATA_ROWS, options);
}
