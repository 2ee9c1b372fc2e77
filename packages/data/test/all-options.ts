import type { AzurermMajor } from "@org/aml-core";
import { PlatformSubnet } from "@org/aml-network";
import { ManagedIdentity, Principal } from "@org/aml-rbac";
import { CustomerManagedKey } from "@org/aml-workspace";
import { type App, TerraformVariable } from "cdktf";
import { BlobStore, DataLake, SqlDatabase } from "../src/index.js";
import { SmallPlatform, SOMEONE } from "./fixture.js";

const existing = (type: string, name: string) =>
  `/subscriptions/${SOMEONE}/resourceGroups/rg-existing/providers/${type}/${name}`;
const administrator = { loginName: "database administrators", objectId: SOMEONE };

/** Stores by default, used by a workspace. */
export function defaults(app: App, azurermMajor: AzurermMajor): void {
  const stack = new SmallPlatform("dev", app, azurermMajor);
  const workspace = stack.workspace();
  workspace.addDatastore(new DataLake(stack, "Lake", stack.common), { name: "lake" });
  workspace.addDatastore(new BlobStore(stack, "Blobs", stack.common), { name: "blobs" });
  workspace.addDatastore(new SqlDatabase(stack, "Sales", { ...stack.common, administrator }), { name: "sales" });
}

/** Stores with every option, and existing ones. */
export function everything(app: App, azurermMajor: AzurermMajor): void {
  const stack = new SmallPlatform("test", app, azurermMajor);
  const { common } = stack;
  const { names, resourceGroup, vnet, zones } = common;
  const variable = (name: string) =>
    new TerraformVariable(stack, name, { type: "string", sensitive: true }).stringValue;
  const customerManagedKey = CustomerManagedKey.fromKeyAttributes(stack, "Key", {
    keyVaultId: existing("Microsoft.KeyVault/vaults", "kv-keys"),
    keyIdentifier: "https://kv-keys.vault.azure.net/keys/ml/0123456789abcdef0123456789abcdef",
    identity: new ManagedIdentity(stack, "KeyIdentity", { resourceGroup, name: "id-keys" }),
    environmentName: "test",
  });
  const subnet = PlatformSubnet.fromSubnetAttributes(stack, "Clients", {
    subnetId: `${existing("Microsoft.Network/virtualNetworks", "vnet")}/subnets/clients`,
  });
  const open = {
    publicNetworkAccess: "SelectedNetworks",
    ipAllowlist: ["203.0.113.7", "198.51.100.0/24"],
    subnetAllowlist: [subnet],
  } as const;
  const people = Principal.group({ objectId: SOMEONE, name: "analysts" });
  const workspace = stack.workspace();

  const lake = new DataLake(stack, "Lake", {
    ...common,
    ...open,
    storeName: "raw",
    filesystems: ["raw", "curated"],
    replication: "ZRS",
    recovery: { softDeleteDays: 30 },
    lifecycle: { coolAfterDays: 30, deleteAfterDays: 365 },
    customerManagedKey,
    preventDestroy: true,
    shared: true,
    tags: { owner: "data" },
  });
  lake.grantRead(people);
  workspace.addDatastore(lake, { name: "raw", filesystem: "raw", sparkEnabled: true });
  workspace.addDatastore(lake, { name: "curated", filesystem: "curated", access: "ReadWrite" });

  const blobs = new BlobStore(stack, "Blobs", {
    ...common,
    storageAccountName: "stblobstest",
    containers: ["orders"],
    recovery: { softDeleteDays: 30, versioning: true, pointInTimeRestoreDays: 7 },
  });
  blobs.grantWrite(people);
  workspace.addDatastore(blobs, { name: "orders" });

  const database = new SqlDatabase(stack, "Sales", {
    ...common,
    ...open,
    administrator: { ...administrator, tenantId: SOMEONE },
    serverName: "sql-sales-test",
    databaseName: "Sales",
    skuName: "GP_S_Gen5_1",
    maxSizeGb: 32,
    zoneRedundant: false,
    autoPauseDelayInMinutes: -1,
    minCapacity: 0.5,
    backupStorage: "Zone",
    recovery: {
      pointInTimeRestoreDays: 14,
      weeklyRetention: "P4W",
      monthlyRetention: "P12M",
      yearlyRetention: "P5Y",
      weekOfYear: 1,
    },
    customerManagedKey,
    sqlAuthentication: {
      administratorLogin: "platform",
      administratorLoginPassword: variable("sql_password"),
      passwordVersion: 2,
    },
    preventDestroy: true,
    tags: { owner: "sales" },
  });
  database.grantWrite(people);
  workspace.addDatastore(database, {
    name: "sales",
    credentials: { type: "SqlLogin", userName: "reader", password: variable("reader_password"), secretVersion: "2" },
  });

  const old = BlobStore.fromStorageAccountId(stack, "Old", existing("Microsoft.Storage/storageAccounts", "stold"));
  old.addEndpoints({ vnet, zones, names, manualApproval: "orders for the workspace", tags: { owner: "ml" } });
  workspace.addDatastore(old, {
    name: "old",
    containerName: "orders",
    credentials: {
      type: "ServicePrincipal",
      tenantId: SOMEONE,
      clientId: SOMEONE,
      clientSecret: variable("client_secret"),
    },
  });
  workspace.addDatastore(
    DataLake.fromStorageAccountId(stack, "Central", existing("Microsoft.Storage/storageAccounts", "stcentral")),
    { name: "central", filesystem: "data", ruleName: "central-lake", grantRoles: false },
  );
  const central = SqlDatabase.fromSqlDatabaseAttributes(stack, "CentralSales", {
    sqlServerId: existing("Microsoft.Sql/servers", "sql-central"),
    databaseName: "sales",
  });
  central.addEndpoints({ vnet, zones, names });
  workspace.addDatastore(central, {
    name: "centralsales",
    credentials: {
      type: "ServicePrincipal",
      tenantId: SOMEONE,
      clientId: SOMEONE,
      clientSecret: variable("sql_client_secret"),
    },
  });
}
