import type { NamedStorageConnection } from "@org/aml-platform";
import { type AddDatastoreOptions, WorkspaceStorage } from "@org/aml-workspace";
import { ArmId } from "@org/azure-catalog";
import type { Construct } from "constructs";
import type { WorkspaceConfiguration } from "../config/schema.js";

/** Data that an environment's workspace uses. */
export interface EnvironmentData {
  readonly datastores: readonly AddDatastoreOptions[];
  /** One for each storage account that isn't the workspace's own. */
  readonly storageConnections: readonly NamedStorageConnection[];
}

/**
 * The datastores, and connections to the other storage accounts that contain their data.
 * @param scope scope of the imported accounts
 * @param endpoint suffix of the accounts' host names
 */
export function environmentData(
  scope: Construct,
  { datastores, storageAccountId: own }: WorkspaceConfiguration,
  endpoint: string,
): EnvironmentData {
  const connections = new Map<string, NamedStorageConnection>();
  const options: AddDatastoreOptions[] = [];
  for (const { storageAccountId, access, grantRoles, ...datastore } of datastores) {
    if (storageAccountId === undefined || storageAccountId.toLowerCase() === own?.toLowerCase()) {
      options.push({ ...datastore, endpoint });
      continue;
    }
    const { name } = ArmId.parse(storageAccountId);
    const known = connections.get(name);
    const storage = known?.storage ?? WorkspaceStorage.fromStorageAccountId(scope, `Data-${name}`, storageAccountId);
    const storageBlobDataContributor =
      access === "ReadWrite" || known?.computeIdentityRoles?.storageBlobDataContributor === true;
    connections.set(name, {
      name,
      storage,
      isHnsEnabled: datastore.filesystem !== undefined || known?.isHnsEnabled,
      grantRoles: grantRoles !== false && known?.grantRoles !== false,
      computeIdentityRoles: { storageBlobDataContributor },
    });
    options.push({ ...datastore, endpoint, storage });
  }
  return { datastores: options, storageConnections: [...connections.values()] };
}
