import { BlobStore, DataLake, type ISqlDatabase, SqlDatabase } from "@org/aml-data";
import { PlatformSubnet } from "@org/aml-network";
import type { EnvironmentDatastore, EnvironmentStoreOptions, EnvironmentStores } from "@org/aml-platform";
import type { DatastoreCredentials, IDataStore } from "@org/aml-workspace";
import type { Cloud } from "@org/azure-catalog";
import { TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import type { EnvironmentConfiguration, WorkspaceConfiguration } from "../config/schema.js";

type StoreConfiguration = EnvironmentConfiguration["data"][number];

/** The data stores of an environment: options of new ones, and existing ones. @param stack the environment's base */
export function environmentStores(stack: Construct, { data }: EnvironmentConfiguration): EnvironmentStores {
  const existing = data.length === 0 ? stack : new Construct(stack, "ExistingData");
  return Object.fromEntries(
    data.map((store) => [store.name, existingStore(existing, store) ?? newStore(stack, store)]),
  );
}

function existingStore(scope: Construct, store: StoreConfiguration): IDataStore | undefined {
  const { name, type, storageAccountId, sqlServerId, databaseName = name } = store;
  if (sqlServerId !== undefined)
    return SqlDatabase.fromSqlDatabaseAttributes(scope, name, { sqlServerId, databaseName });
  if (storageAccountId === undefined) return undefined;
  return (type === "DataLake" ? DataLake : BlobStore).fromStorageAccountId(scope, name, storageAccountId);
}

function newStore(stack: Construct, store: StoreConfiguration): EnvironmentStoreOptions {
  const { name, type, recovery, replication, shared, publicNetworkAccess, ipAllowlist, subnetIdAllowlist } = store;
  const networks = {
    shared,
    publicNetworkAccess,
    ipAllowlist,
    subnetAllowlist: subnetIdAllowlist?.map((subnetId, index) =>
      PlatformSubnet.fromSubnetAttributes(stack, `Data-${name}-subnet${index}`, { subnetId }),
    ),
  };
  switch (type) {
    case "DataLake":
      return { type, ...networks, recovery, replication, filesystems: store.filesystems };
    case "BlobStore":
      return { type, ...networks, recovery, replication, containers: store.containers };
    case "SqlDatabase": {
      const { administrator = { loginName: "", objectId: "" }, administratorLogin } = store;
      return {
        type,
        ...networks,
        administrator,
        databaseName: store.databaseName,
        skuName: store.skuName,
        maxSizeGb: store.maxSizeGb,
        zoneRedundant: store.zoneRedundant,
        autoPauseDelayInMinutes: store.autoPauseDelayInMinutes,
        minCapacity: store.minCapacity,
        backupStorage: store.backupStorage,
        recovery: store.backups,
        sqlAuthentication:
          administratorLogin === undefined
            ? undefined
            : {
                administratorLogin,
                administratorLoginPassword: secret(stack, `sql_password_${name}`, `Password of the login of ${name}.`),
              },
      };
    }
  }
}

/** What a workspace's datastores need of their environment. */
export interface DatastoreContext {
  readonly cloud: Cloud;
  readonly tenantId: string;
  /** Data stores by name, and those of earlier environments as `dev/lake`. */
  readonly stores: ReadonlyMap<string, IDataStore>;
}

/** The datastores of a workspace. @param stack stack of the variables for secrets */
export function workspaceDatastores(
  stack: Construct,
  { datastores }: WorkspaceConfiguration,
  { cloud, tenantId, stores }: DatastoreContext,
): readonly EnvironmentDatastore[] {
  return datastores.map(({ store, credentials, ...datastore }) => ({
    ...datastore,
    cloud,
    store: store === undefined ? undefined : stores.get(store),
    credentials: credentials && credentialsOf(stack, datastore.name, tenantId, credentials),
  }));
}

function credentialsOf(
  stack: Construct,
  name: string,
  tenantId: string,
  {
    type,
    clientId = "",
    userName = "",
    secretVersion,
  }: Exclude<WorkspaceConfiguration["datastores"][number]["credentials"], undefined>,
): DatastoreCredentials {
  const value = secret(stack, `datastore_secret_${name}`, `Secret with which the datastore ${name} reads its data.`);
  return type === "ServicePrincipal"
    ? { type, tenantId, clientId, clientSecret: value, secretVersion }
    : { type, userName, password: value, secretVersion };
}

function secret(stack: Construct, name: string, description: string): string {
  const id = name.replaceAll("-", "_");
  return new TerraformVariable(stack, id, { type: "string", sensitive: true, nullable: false, description })
    .stringValue;
}

/** The scripts that create the users of SQL databases, by the names of the stores; those without users are left out. */
export function accessScripts(stores: ReadonlyMap<string, IDataStore>): Readonly<Record<string, string>> {
  const databases = [...stores].filter((entry): entry is [string, ISqlDatabase] => "accessScript" in entry[1]);
  return Object.fromEntries(
    databases.map(([name, { accessScript }]) => [name, accessScript]).filter(([, script]) => script !== ""),
  );
}
