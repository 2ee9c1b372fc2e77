import { BlobStore, DataLake } from "@org/aml-data";
import type { EnvironmentDatastore } from "@org/aml-platform";
import type { IDataStore } from "@org/aml-workspace";
import { ArmId, type Cloud } from "@org/azure-catalog";
import type { Construct } from "constructs";
import type { WorkspaceConfiguration } from "../config/schema.js";

/**
 * The datastores of a workspace, with the existing storage accounts that contain their data.
 * @param scope scope of the imported accounts
 */
export function environmentDatastores(
  scope: Construct,
  { datastores, storageAccountId: own }: WorkspaceConfiguration,
  cloud: Cloud,
): readonly EnvironmentDatastore[] {
  const stores = new Map<string, IDataStore>();
  const lakes = new Set(
    datastores.flatMap(({ filesystem, storageAccountId }) => (filesystem === undefined ? [] : [storageAccountId])),
  );
  return datastores.map(({ storageAccountId, ...datastore }) => {
    const options = { ...datastore, cloud };
    if (storageAccountId === undefined || storageAccountId.toLowerCase() === own?.toLowerCase()) return options;
    const { name } = ArmId.parse(storageAccountId);
    const store =
      stores.get(name) ??
      (lakes.has(storageAccountId) ? DataLake : BlobStore).fromStorageAccountId(scope, name, storageAccountId);
    stores.set(name, store);
    return { ...options, store };
  });
}
