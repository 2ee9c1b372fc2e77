import type { SynthModel } from "@org/aml-synth-model";
import { ROLES } from "@org/azure-catalog";
import { beforeAll, describe, expect, it } from "vitest";
import { parseConfiguration } from "../src/config/load.js";
import { ConfigurationError, type Problem } from "../src/config/problem.js";
import { platformOf } from "./fixture.js";

const DATASTORES = "Microsoft.MachineLearningServices/workspaces/datastores";
const RULES = "Microsoft.MachineLearningServices/workspaces/outboundRules";
const SOMEONE = "00000000-0000-4000-8000-00000000000a";
const inGroup = (type: string, name: string) =>
  `/subscriptions/${SOMEONE}/resourceGroups/rg-data/providers/${type}/${name}`;
const LAKE = inGroup("Microsoft.Storage/storageAccounts", "stlake");
const administrator = { loginName: "administrators", objectId: SOMEONE };

const configurationOf = (dev: object, more: object = {}) => ({
  environments: { dev: { addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24", ...dev }, ...more },
});
const platformWith = (dev: object) => platformOf(configurationOf(dev));
const ruleNames = (model: SynthModel, stack: string) =>
  model.resources({ armType: RULES, stack }).map((rule) => rule.get("name"));

function problemsOf(dev: object, more: object = {}): readonly Problem[] {
  try {
    parseConfiguration("f", JSON.stringify(configurationOf(dev, more)));
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

describe("data of an environment", () => {
  let model: SynthModel;

  beforeAll(() => {
    const prod = {
      addressSpace: "10.2.0.0/16",
      privateEndpointSubnet: "10.2.1.0/24",
      datastores: [{ name: "collected", store: "dev/collected", access: "ReadWrite" }],
    };
    const people = [{ type: "group", objectId: SOMEONE, name: "analysts", environments: ["dev"] }];
    model = platformOf({
      assignUserRoles: true,
      people,
      ...configurationOf(
        {
          data: [
            { name: "lake", type: "DataLake", filesystems: ["raw", "curated"], writers: ["analysts"] },
            { name: "images", type: "BlobStore" },
            {
              name: "sales",
              type: "SqlDatabase",
              administrator,
              backups: { pointInTimeRestoreDays: 14 },
              readers: ["analysts"],
            },
            {
              name: "orders",
              type: "BlobStore",
              storageAccountId: LAKE,
              createEndpoints: true,
              manualApproval: "dev",
              readers: ["analysts"],
            },
            { name: "collected", type: "DataLake", shared: true },
          ],
          datastores: [
            { name: "raw", store: "lake", filesystem: "raw" },
            { name: "curated", store: "lake", filesystem: "curated", access: "ReadWrite" },
            { name: "images", store: "images" },
            { name: "sales", store: "sales" },
            { name: "orders", store: "orders", containerName: "orders" },
            { name: "collected", store: "collected", sparkEnabled: true },
          ],
        },
        { prod },
      ),
    });
  });

  it("is created in a group of its own, in the environment's base (S3-DAT-01, S3-DAT-02, S3-DAT-03)", () => {
    const base = model.stack("aml-dev-base");
    expect(base).toHaveResource("azurerm_resource_group", { name: "rg-aml-data-dev-cc-01" });
    expect(base).toHaveResource("azurerm_storage_account", { name: "stlakedevcc01", is_hns_enabled: true });
    expect(base).toHaveResource("azurerm_storage_account", { name: "stimagesdevcc01" });
    expect(base).toHaveResource("azurerm_mssql_server", { name: "sql-aml-sales-dev-cc-01" });
    expect(model.stack("aml-prod-base")).not.toHaveResource("azurerm_resource_group", {
      name: "rg-aml-data-prod-cc-01",
    });
  });

  it("has private endpoints in the environment's network, and zones for them (S3-DAT-05)", () => {
    for (const name of ["dfs.core.windows.net", "database.windows.net"]) {
      expect(model).toHaveResource("azurerm_private_dns_zone", { name: `privatelink.${name}` });
    }
    const endpoints = model
      .resources({ type: "azurerm_private_endpoint", stack: "aml-dev" })
      .map((one) => one.get("name"));
    expect(endpoints).toEqual(
      expect.arrayContaining(["pestlakedevcc01dfs", "pesql-aml-sales-dev-cc-01sqlServer", "pestlakeblob"]),
    );
    expect(model).toHaveResource("azurerm_private_endpoint", { name: "pestlakeblob", tags: { environment: "dev" } });
  });

  it("is used by datastores, whose rules have the names of the stores (S3-DAT-04, S3-DAT-08)", () => {
    expect(model.resources({ armType: DATASTORES, stack: "aml-dev" })).toHaveLength(6);
    expect(ruleNames(model, "aml-dev")).toEqual([
      "AllowDevRegistryAccess",
      "collected-blob",
      "collected-dfs",
      "images-blob",
      "lake-blob",
      "lake-dfs",
      "orders-blob",
      "sales-sqlServer",
    ]);
  });

  it("can be shared with a later environment (SX-10)", () => {
    expect(ruleNames(model, "aml-prod")).toEqual(["AllowProdRegistryAccess", "collected-blob", "collected-dfs"]);
    for (const stack of ["aml-dev", "aml-prod"]) {
      expect(model.stack(stack)).toHaveAzapiResource(DATASTORES, {
        name: "collected",
        properties: { datastoreType: "AzureDataLakeGen2", filesystem: "data" },
      });
    }
  });

  it("is read and written by people where asked (S3-DAT-06)", () => {
    const { storageBlobDataReader, storageBlobDataContributor } = ROLES;
    for (const [{ id }, granted] of [
      [storageBlobDataReader, "Data-orders-Read-analysts"],
      [storageBlobDataContributor, "Data-lake-Write-analysts"],
    ] as const) {
      const assigned = model
        .resources({ type: "azurerm_role_assignment", stack: "aml-dev" })
        .filter(
          (one) =>
            one.constructPath?.includes("/Data-") &&
            one.get("principal_id") === SOMEONE &&
            String(one.get("role_definition_id")).includes(id),
        );
      expect(assigned.map(({ constructPath }) => constructPath?.split("/")[2])).toEqual([granted]);
    }
    const output = model.stack("aml-dev").outputs.find(({ name }) => name === "sql_access_scripts");
    expect(output?.get("value.sales")).toContain("CREATE USER [analysts] FROM EXTERNAL PROVIDER");
  });

  it("says how the users of databases are created (S3-DAT-06)", () => {
    const output = model.stack("aml-dev").outputs.find(({ name }) => name === "sql_access_scripts");
    expect(output?.get("value.sales")).toMatch(/CREATE USER \[\$\{element\(split/);
  });

  it("refers to nothing that isn't there", () => {
    expect(model).toHaveNoErrors();
  });
});

describe("secrets of data", () => {
  it("are sensitive variables (S3-DAT-09, S3-DAT-10)", () => {
    const clientId = SOMEONE;
    const model = platformWith({
      data: [{ name: "sales", type: "SqlDatabase", administrator, administratorLogin: "platform" }],
      datastores: [
        { name: "sales", store: "sales", credentials: { type: "SqlLogin", userName: "reader" } },
        { name: "own_data", containerName: "own", credentials: { type: "ServicePrincipal", clientId } },
      ],
    });
    const variables = model.stacks.flatMap(({ variables: all }) => all).filter((one) => one.get("sensitive") === true);
    expect(variables.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["sql_password_sales", "datastore_secret_sales", "datastore_secret_own_data"]),
    );
  });
});

describe("computes and batch endpoints", () => {
  it("aren't created in a first apply where asked (S3-WSP-03)", () => {
    const computes = (options: object) =>
      platformWith(options).resources({ armType: "Microsoft.MachineLearningServices/workspaces/computes" });
    expect(computes({})).toHaveLength(1);
    expect(computes({ createComputes: false })).toEqual([]);
  });

  it("reach queues and tables of the workspace's account where asked (S4-DEP-02)", () => {
    expect(ruleNames(platformWith({ batchEndpoints: true }), "aml-dev")).toEqual([
      "AllowDevRegistryAccess",
      "batch-queue",
      "batch-table",
    ]);
  });
});

describe("model monitoring", () => {
  it("reads the workspace's account with serverless Spark where asked", () => {
    const model = platformWith({ modelMonitoring: true });
    expect(ruleNames(model, "aml-dev")).toEqual(["AllowDevRegistryAccess", "spark-blob"]);
    expect(model).toHaveResource("azapi_resource_action", { action: "provisionManagedNetwork" });
  });
});

describe("a problem of data", () => {
  const lake = { name: "lake", type: "DataLake" };
  const sales = { name: "sales", type: "SqlDatabase", administrator };
  it.each([
    ["a field of another kind", { data: [{ ...lake, skuName: "S0" }] }, "data.0.skuName", '"S0"'],
    [
      "a field of a new store for an existing one",
      { data: [{ ...lake, storageAccountId: LAKE, filesystems: ["raw"] }] },
      "data.0.filesystems",
      '["raw"]',
    ],
    [
      "a message for endpoints that aren't created",
      { data: [{ ...lake, storageAccountId: LAKE, manualApproval: "for jobs" }] },
      "data.0.manualApproval",
      '"for jobs"',
    ],
    ["no administrator", { data: [{ name: "sales", type: "SqlDatabase" }] }, "data.0.administrator", "nothing"],
    [
      "no name of an existing database",
      { data: [{ name: "sales", type: "SqlDatabase", sqlServerId: inGroup("Microsoft.Sql/servers", "sql") }] },
      "data.0.databaseName",
      "nothing",
    ],
    ["two stores of a name", { data: [lake, lake] }, "data.1.name", '"lake"'],
    [
      "a lake as the workspace's own account (S2-STU-04)",
      { storageAccountId: LAKE, data: [{ ...lake, storageAccountId: LAKE }] },
      "data.0.storageAccountId",
      JSON.stringify(LAKE),
    ],
    [
      "a SKU that Azure doesn't have",
      { data: [{ name: "sales", type: "SqlDatabase", administrator, skuName: "Huge" }] },
      "data.0.skuName",
      '"Huge"',
    ],
    [
      "a container of a data lake",
      { data: [lake], datastores: [{ name: "raw", store: "lake", containerName: "raw" }] },
      "datastores.0.containerName",
      '"raw"',
    ],
    [
      "a file system of blobs",
      {
        data: [{ name: "images", type: "BlobStore" }],
        datastores: [{ name: "a", store: "images", filesystem: "raw" }],
      },
      "datastores.0.filesystem",
      '"raw"',
    ],
    [
      "Spark for the workspace's own account",
      { datastores: [{ name: "own", containerName: "own", sparkEnabled: true }] },
      "datastores.0.sparkEnabled",
      "true",
    ],
    [
      "roles that the first datastore of the store doesn't leave out",
      {
        data: [lake],
        datastores: [
          { name: "raw", store: "lake" },
          { name: "more", store: "lake", grantRoles: false },
        ],
      },
      "datastores.1.grantRoles",
      "false",
    ],
    [
      "a file system of the workspace's own account",
      { datastores: [{ name: "own", filesystem: "own" }] },
      "datastores.0.filesystem",
      '"own"',
    ],
    [
      "a container of a SQL database",
      {
        data: [{ name: "sales", type: "SqlDatabase", administrator }],
        datastores: [{ name: "sales", store: "sales", containerName: "raw" }],
      },
      "datastores.0.containerName",
      '"raw"',
    ],
    ["a store that isn't there", { datastores: [{ name: "raw", store: "lake" }] }, "datastores.0.store", '"lake"'],
    [
      "a login without a name",
      { datastores: [{ name: "own", containerName: "own", credentials: { type: "SqlLogin" } }] },
      "datastores.0.credentials.userName",
      "nothing",
    ],
    [
      "a rule for dfs without one for blob",
      { privateEndpointRules: [{ name: "AllowLake", resourceId: LAKE, subresourceTarget: "dfs" }] },
      "privateEndpointRules.0.subresourceTarget",
      '"dfs"',
    ],
    [
      "a datastore with capitals",
      { datastores: [{ name: "Own", containerName: "own" }] },
      "datastores.0.name",
      '"Own"',
    ],
    [
      "a datastore of Azure's own",
      { datastores: [{ name: "workspaceblobstore", containerName: "own" }] },
      "datastores.0.name",
      '"workspaceblobstore"',
    ],
    [
      "two datastores of a name",
      { data: [lake], datastores: ["own", "own"].map((name) => ({ name, store: "lake" })) },
      "datastores.1.name",
      '"own"',
    ],
    [
      "a file system that the lake doesn't have",
      { data: [lake], datastores: [{ name: "raw", store: "lake", filesystem: "raw" }] },
      "datastores.0.filesystem",
      '"raw"',
    ],
    [
      "none of several file systems",
      { data: [{ ...lake, filesystems: ["raw", "curated"] }], datastores: [{ name: "raw", store: "lake" }] },
      "datastores.0.filesystem",
      "nothing",
    ],
    [
      "no file system of an existing lake",
      { data: [{ ...lake, storageAccountId: LAKE }], datastores: [{ name: "raw", store: "lake" }] },
      "datastores.0.filesystem",
      "nothing",
    ],
    [
      "a file system twice",
      { data: [{ ...lake, filesystems: ["raw", "raw"] }] },
      "data.0.filesystems",
      '["raw","raw"]',
    ],
    [
      "one account as two stores",
      { data: ["one", "two"].map((name) => ({ ...lake, name, storageAccountId: LAKE })) },
      "data.1.storageAccountId",
      JSON.stringify(LAKE),
    ],
    [
      "a message without an endpoint",
      { data: [{ ...lake, storageAccountId: LAKE, manualApproval: "us" }] },
      "data.0.manualApproval",
      '"us"',
    ],
    ["a reader who isn't in people", { data: [{ ...lake, readers: ["analysts"] }] }, "data.0.readers.0", '"analysts"'],
    ["a pool", { data: [{ ...sales, skuName: "ElasticPool" }] }, "data.0.skuName", '"ElasticPool"'],
    ["a size that the SKU doesn't have", { data: [{ ...sales, maxSizeGb: 32 }] }, "data.0.maxSizeGb", "32"],
    [
      "backups that the SKU doesn't keep",
      { data: [{ ...sales, skuName: "Basic", backups: { pointInTimeRestoreDays: 14 } }] },
      "data.0.backups.pointInTimeRestoreDays",
      "14",
    ],
    [
      "yearly backups without a week",
      { data: [{ ...sales, backups: { yearlyRetention: "P5Y" } }] },
      "data.0.backups.weekOfYear",
      "nothing",
    ],
    ["a database of the system", { data: [{ ...sales, databaseName: "master" }] }, "data.0.databaseName", '"master"'],
    ["a login of the system", { data: [{ ...sales, administratorLogin: "sa" }] }, "data.0.administratorLogin", '"sa"'],
    [
      "a user of a service principal",
      {
        datastores: [
          {
            name: "own",
            containerName: "own",
            credentials: { type: "ServicePrincipal", clientId: SOMEONE, userName: "reader" },
          },
        ],
      },
      "datastores.0.credentials.userName",
      '"reader"',
    ],
    [
      "a block of one address",
      { data: [{ ...lake, ipAllowlist: ["203.0.113.7/32"] }] },
      "data.0.ipAllowlist.0",
      '"203.0.113.7/32"',
    ],
    [
      "what isn't a subnet",
      { data: [{ ...lake, subnetIdAllowlist: ["/subnets/x"] }] },
      "data.0.subnetIdAllowlist.0",
      '"/subnets/x"',
    ],
    ["a name that is too long", { data: [{ ...lake, name: "averylongname" }] }, "data.0.name", '"averylongname"'],
    ["an unknown kind", { data: [{ name: "lake", type: "Lake" }] }, "data.0.type", '"Lake"'],
    [
      "an address of everybody",
      { data: [{ ...lake, ipAllowlist: ["0.0.0.0/0"] }] },
      "data.0.ipAllowlist.0",
      '"0.0.0.0/0"',
    ],
  ])("is at the field: %s", (_, dev, path, value) => {
    expect(problemsOf(dev)).toMatchObject([{ path: `environments.dev.${path}`, value }]);
  });

  it("is a store of another environment that isn't shared, or comes later", () => {
    const prod = { addressSpace: "10.2.0.0/16", privateEndpointSubnet: "10.2.1.0/24" };
    const uses = [{ name: "collected", store: "dev/lake" }];
    expect(problemsOf({ data: [lake] }, { prod: { ...prod, datastores: uses } })).toMatchObject([
      { path: "environments.prod.datastores.0.store", value: '"dev/lake"' },
    ]);
    expect(problemsOf({ data: [{ ...lake, shared: true }] }, { prod: { ...prod, datastores: uses } })).toEqual([]);
  });

  it("is a shared store with the name of one that the workspace also uses", () => {
    const prod = { addressSpace: "10.2.0.0/16", privateEndpointSubnet: "10.2.1.0/24", data: [lake] };
    const datastores = [
      { name: "own", store: "lake" },
      { name: "collected", store: "dev/lake" },
    ];
    expect(problemsOf({ data: [{ ...lake, shared: true }] }, { prod: { ...prod, datastores } })).toMatchObject([
      { path: "environments.prod.datastores.1.store", value: '"dev/lake"' },
    ]);
  });
});
