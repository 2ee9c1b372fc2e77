import { isPublicAddressRange, SMALLEST_STORE_BLOCK } from "@org/aml-core/internal";
import { validateName } from "@org/aml-naming";
import { type NameKind, SQL_SKU_NAMES } from "@org/azure-catalog";
import * as z from "zod";
import { armId, armIdText, days, flag, text } from "./common-fields.js";
import { field, item } from "./field.js";

/** Recovery of blobs. */
export const storageRecovery = z.strictObject({
  softDeleteDays: days("Retention of deleted blobs and containers, in days.", 1, 365),
  versioning: flag("Blob versioning.", "true").exactOptional(),
  pointInTimeRestoreDays: days(
    "Days back to which all blobs can be restored: fewer than softDeleteDays; requires versioning.",
    1,
    364,
  ).exactOptional(),
});

const STORE_TYPES = ["DataLake", "BlobStore", "SqlDatabase"] as const;

const CONTAINER = "3 to 63 lower-case letters, digits and single dashes";
const containerNames = (description: string) =>
  field(
    z
      .array(
        item(z.string().regex(/^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/), {
          allowed: CONTAINER,
          example: "raw",
        }),
      )
      .min(1)
      .refine((names) => new Set(names).size === names.length),
    description,
    { allowed: "a list of different names", example: '["raw"]' },
  );
/** A name that Azure accepts. */
const name = (kind: NameKind, description: string, allowed: string, example: string) =>
  field(
    z.string().refine((given) => given !== "" && validateName(kind, given) === undefined),
    description,
    {
      allowed,
      example,
    },
  );
const principals = (description: string) =>
  field(z.array(item(z.string().min(1), { allowed: "a name in people", example: "data scientists" })), description, {
    allowed: "a list of names in people",
    example: '["data scientists"]',
  });
const retention = (description: string, example: string) =>
  field(z.iso.duration(), description, { allowed: "an ISO 8601 duration from one week to ten years", example });
const STORAGE = "Microsoft.Storage/storageAccounts";
const SQL = "Microsoft.Sql/servers";

/** A data store of an environment. */
export const dataStore = z.strictObject({
  name: field(
    z.string().regex(/^[a-z][a-z0-9]{1,11}$/),
    "Name of the store in datastores and in the names of its resources.",
    {
      allowed: "2 to 12 lower-case letters and digits, a letter first",
      example: "lake",
    },
  ),
  type: field(z.enum(STORE_TYPES), "Kind of store: a data lake (ADLS Gen2), blobs, or a SQL database.", {
    allowed: STORE_TYPES.join(", "),
    example: STORE_TYPES[0],
    known: STORE_TYPES,
  }),
  storageAccountId: armId(
    "Existing storage account of a data lake or of blobs, in any subscription. Default: a new one.",
    STORAGE,
    `rg-lake/providers/${STORAGE}/stlake`,
  ).exactOptional(),
  sqlServerId: armId(
    "Existing SQL server, in any subscription; databaseName is then required. Default: a new one.",
    SQL,
    `rg-sales/providers/${SQL}/sql-sales`,
  ).exactOptional(),
  createEndpoints: flag(
    "Whether an existing store gets private endpoints in the environment's network. Otherwise its owner manages them.",
    "false",
  ).exactOptional(),
  manualApproval: field(
    z.string().min(1).max(140),
    "Message to the owner of an existing store, who then approves the private endpoints of createEndpoints by hand. Default: none, they are approved automatically.",
    { allowed: "1 to 140 characters", example: "orders for the ML platform" },
  ).exactOptional(),
  readers: principals(
    "Users, groups and pipelines in people that read the data, if assignUserRoles is on. In a SQL database, a script creates their users.",
  ).exactOptional(),
  writers: principals(
    "Users, groups and pipelines in people that read, write and delete the data, if assignUserRoles is on.",
  ).exactOptional(),
  shared: flag(
    "Whether later environments may use the store as ENVIRONMENT/NAME, for example for data that production's endpoints collect.",
    "false",
  ).exactOptional(),
  filesystems: containerNames("File systems of a new data lake. Default: data.").exactOptional(),
  containers: containerNames("Containers of new blobs. Default: data.").exactOptional(),
  replication: field(
    z.enum(["LRS", "ZRS", "GRS", "RAGRS", "GZRS", "RAGZRS"]),
    "Replication of a new storage account. Default: LRS.",
    { allowed: "LRS, ZRS, GRS, RAGRS, GZRS or RAGZRS", example: "ZRS" },
  ).exactOptional(),
  recovery: field(storageRecovery, "Recovery of deleted or overwritten data; a data lake keeps no versions.", {
    allowed: "an object with softDeleteDays",
    example: '{ "softDeleteDays": 30 }',
  }).exactOptional(),
  administrator: field(
    z.strictObject({
      loginName: text("Display name of the group, or user principal name of the user.", "database administrators"),
      objectId: field(z.guid(), "Its Entra object id.", {
        allowed: "a GUID",
        example: "00000000-0000-4000-8000-00000000000a",
        fix: "find it with az ad group show --group NAME --query id",
      }),
    }),
    "Entra administrator of a new SQL server.",
    { allowed: "an object with loginName and objectId", example: '{ "loginName": "…", "objectId": "…" }' },
  ).exactOptional(),
  administratorLogin: name(
    "sqlLogin",
    "Login of the administrator besides Entra, which weakens the server; its password is the Terraform variable sql_password_NAME. Default: none.",
    "letters, digits, _, . and -, a letter first; not a name of the system such as admin, sa or root",
    "platform",
  ).exactOptional(),
  databaseName: name(
    "sqlDatabase",
    "Name of the SQL database. Default: that of the store.",
    "1 to 128 characters without <>*%&:\\/?, not master, model, msdb or tempdb",
    "sales",
  ).exactOptional(),
  skuName: field(z.string(), "SKU of a new database. Default: S0.", {
    allowed: `a service objective of a single database: ${SQL_SKU_NAMES}`,
    example: "GP_S_Gen5_1",
  }).exactOptional(),
  maxSizeGb: field(z.number().positive(), "Maximum size of a new database in GB. Default: that of the SKU.", {
    allowed: "a whole number; with SKUs in DTUs one of their sizes",
    example: "50",
  }).exactOptional(),
  zoneRedundant: flag(
    "Whether replicas of a new database are in several availability zones; not with the SKUs Basic and S0 to S12.",
    "false",
  ).exactOptional(),
  autoPauseDelayInMinutes: field(
    z.int(),
    "Minutes without connections after which a serverless database of the tier General Purpose pauses. Default: 60, or -1 if backups are kept for weeks, months or years.",
    { allowed: "15 to 10080, or -1 for never", example: "120" },
  ).exactOptional(),
  minCapacity: field(z.number().positive(), "Minimum of vCores of a serverless database. Default: that of the SKU.", {
    allowed: "0.5 to the vCores of the SKU",
    example: "0.5",
  }).exactOptional(),
  backupStorage: field(
    z.enum(["Local", "Zone", "Geo", "GeoZone"]),
    "Redundancy of the backups of a new database; Geo copies them to another region. Default: Local.",
    { allowed: "Local, Zone, Geo or GeoZone", example: "Zone" },
  ).exactOptional(),
  backups: field(
    z.strictObject({
      pointInTimeRestoreDays: days(
        "Days for which the database can be restored to any point in time.",
        1,
        35,
      ).exactOptional(),
      weeklyRetention: retention("Time that weekly backups are kept.", "P4W").exactOptional(),
      monthlyRetention: retention("Time that monthly backups are kept.", "P12M").exactOptional(),
      yearlyRetention: retention("Time that yearly backups are kept.", "P5Y").exactOptional(),
      weekOfYear: field(z.int().min(1).max(52), "Week of the yearly backup; required with yearlyRetention.", {
        allowed: "1 to 52",
        example: "1",
      }).exactOptional(),
    }),
    "Backups of a new database. Default: restore to any point in time of the last 7 days.",
    { allowed: "an object", example: '{ "pointInTimeRestoreDays": 14 }' },
  ).exactOptional(),
  publicNetworkAccess: field(
    z.enum(["Disabled", "SelectedNetworks"]),
    "Whether the public endpoint of a new store is open to ipAllowlist and subnetIdAllowlist, which weakens 'private only'; rejected in production. Default: Disabled.",
    { allowed: "Disabled or SelectedNetworks", example: "Disabled" },
  ).exactOptional(),
  ipAllowlist: field(
    z.array(
      item(
        z.string().refine((range) => isPublicAddressRange(range, SMALLEST_STORE_BLOCK)),
        {
          allowed: "a public IPv4 address, or a block of them in CIDR notation, /1 to /30",
          example: "203.0.113.7",
        },
      ),
    ),
    "Public addresses that may connect; only with publicNetworkAccess SelectedNetworks.",
    { allowed: "a list of addresses", example: '["203.0.113.7"]' },
  ).exactOptional(),
  subnetIdAllowlist: field(
    z.array(
      item(armIdText("Microsoft.Network/virtualNetworks/subnets"), {
        allowed: "the ARM id of a subnet",
        example: "/subscriptions/…/virtualNetworks/vnet-clients/subnets/snet-clients",
      }),
    ),
    "Subnets with a service endpoint that may connect; only with publicNetworkAccess SelectedNetworks.",
    { allowed: "a list of ARM ids of subnets", example: "[]" },
  ).exactOptional(),
});

const credentials = z.strictObject({
  type: field(z.enum(["ServicePrincipal", "SqlLogin"]), "What signs in.", {
    allowed: "ServicePrincipal or SqlLogin",
    example: "ServicePrincipal",
  }),
  clientId: field(z.guid(), "Application (client) id of the service principal.", {
    allowed: "a GUID",
    example: "00000000-0000-4000-8000-00000000000a",
  }).exactOptional(),
  userName: text("Name of the SQL login.", "reader").exactOptional(),
  secretVersion: text("Version of the secret, which Terraform sends again if it changes.", "1").exactOptional(),
});

/** A datastore of a workspace. */
export const datastore = z.strictObject({
  name: name(
    "datastore",
    "Name of the datastore, unique in the workspace, as in azureml://datastores/NAME/paths/.",
    "lower-case letters, digits and _, a letter or digit first; not one of Azure's own such as workspaceblobstore",
    "orders",
  ),
  store: field(
    z.string().regex(/^([a-z][a-z0-9]{1,11}\/)?[a-z][a-z0-9]{1,11}$/),
    "Data store of the environment by its name in data, or a shared one of an earlier environment as ENVIRONMENT/NAME. Default: the workspace's own storage account.",
    { allowed: "a name in data, or ENVIRONMENT/NAME", example: "lake" },
  ).exactOptional(),
  containerName: name(
    "blobContainer",
    "Blob container. Default: the only one of the store.",
    CONTAINER,
    "orders",
  ).exactOptional(),
  filesystem: name(
    "blobContainer",
    "File system of a data lake. Default: the only one of the lake.",
    CONTAINER,
    "orders",
  ).exactOptional(),
  access: field(
    z.enum(["Read", "ReadWrite"]),
    "What jobs and the workspace can do with the data of a store. Default: Read.",
    {
      allowed: "Read or ReadWrite",
      example: "Read",
    },
  ).exactOptional(),
  grantRoles: flag(
    "Whether the roles of the identities on the store are assigned; false if its owner assigns them.",
    "true",
  ).exactOptional(),
  sparkEnabled: flag(
    "Whether serverless Spark reaches the store, which model monitoring needs for its inputs.",
    "false",
  ).exactOptional(),
  credentials: field(
    credentials,
    "A secret with which the data is read, which weakens the datastore; it is the Terraform variable datastore_secret_NAME. Default: none, identities read the data.",
    { allowed: "an object with type", example: '{ "type": "ServicePrincipal", "clientId": "…" }' },
  ).exactOptional(),
  description: text("Description of the data.", "Orders by day").exactOptional(),
});
