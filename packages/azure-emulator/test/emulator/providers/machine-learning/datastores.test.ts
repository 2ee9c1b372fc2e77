import { ROLES } from "@org/azure-catalog";
import { describe, expect, it } from "vitest";
import {
  assign,
  CANADA,
  endpointBody,
  endpointId,
  endpointRule,
  makeAccount,
  makeDependentResources,
  makeNetwork,
  makeWorkspace,
  NETWORK,
  ruleId,
  WORKSPACE,
  workspaceBody,
} from "../../../support/platform.js";
import { idOf, Sandbox } from "../../../support/sandbox.js";

const LAKE = idOf("Microsoft.Storage/storageAccounts", "stlake");
const RAW = `${LAKE}/blobServices/default/containers/raw`;
const SERVER = idOf("Microsoft.Sql/servers", "sql-dev");
const DATASTORE = `${WORKSPACE}/datastores/raw`;
const SQL_VERSION = "2021-03-01-preview";

/** The body of a datastore for the lake's file system. */
function lakeBody(properties: object = {}): object {
  return {
    properties: {
      datastoreType: "AzureDataLakeGen2",
      accountName: "stlake",
      filesystem: "raw",
      credentials: { credentialsType: "None" },
      serviceDataAccessAuthIdentity: "WorkspaceUserAssignedIdentity",
      ...properties,
    },
  };
}

function sqlBody(credentials: object = { credentialsType: "None" }): object {
  const contents = {
    contentsType: "AzureSqlDatabase",
    serverName: "sql-dev",
    databaseName: "features",
    endpoint: "database.windows.net",
    portNumber: 1433,
    credentials,
  };
  return { properties: { contents } };
}

/** A workspace, and a lake with a file system. */
async function withLake(properties: object = {}): Promise<{ sandbox: Sandbox; principal: string }> {
  const sandbox = await Sandbox.open();
  const principal = await makeWorkspace(sandbox);
  const sku = { name: "Standard_LRS" };
  const closed = { isHnsEnabled: true, allowBlobPublicAccess: false, publicNetworkAccess: "Disabled" };
  await sandbox.make(LAKE, { ...CANADA, sku, properties: { ...closed, ...properties } });
  await sandbox.make(RAW);
  return { sandbox, principal };
}

function problems(sandbox: Sandbox): string[] {
  return sandbox.azure.inspect().flatMap(({ id, problem }) => (id === DATASTORE ? [problem] : []));
}

describe("A datastore", () => {
  it.each(["raw-data", "Raw", "raw.data"])("isn't created with the name %s", async (name) => {
    const { sandbox } = await withLake();
    expect(await sandbox.fail(`${WORKSPACE}/datastores/${name}?skipValidation=true`, lakeBody())).toMatchObject({
      status: 400,
      code: "ValidationError",
    });
  });

  it("works if the managed network has rules to its store, and the workspace a role for it (S3-DAT-04, S3-DAT-06)", async () => {
    const { sandbox, principal } = await withLake();
    await sandbox.make(`${DATASTORE}?skipValidation=true`, lakeBody());
    const missing = [
      "the managed network of mlw-dev has no active rule to blob of storage account stlake",
      "the managed network of mlw-dev has no active rule to dfs of storage account stlake",
      "the identity of mlw-dev has no role to read blobs of storage account stlake",
    ];
    expect(problems(sandbox)).toEqual(missing);
    await assign(sandbox, ROLES.networkConnectionApprover, LAKE, principal);
    await assign(sandbox, ROLES.storageBlobDataReader, RAW, principal);
    sandbox.wait();
    expect(problems(sandbox)).toEqual(missing.slice(0, 2));
    for (const name of ["blob", "dfs"]) await sandbox.make(ruleId(`lake-${name}`), endpointRule(LAKE, name));
    expect(problems(sandbox)).toEqual([]);
  });

  it("can't be previewed unless the workspace's identity reads the store's private endpoints in the workspace's network", async () => {
    const { sandbox, principal } = await withLake();
    await assign(sandbox, ROLES.networkConnectionApprover, LAKE, principal);
    await assign(sandbox, ROLES.storageBlobDataReader, LAKE, principal);
    await makeNetwork(sandbox);
    await makeNetwork(sandbox, { pe: "10.1.1.0/24" }, `${NETWORK}-other`);
    for (const name of ["blob", "dfs"]) {
      await sandbox.make(ruleId(`lake-${name}`), endpointRule(LAKE, name));
      await sandbox.make(endpointId(`pe-${name}`), endpointBody(LAKE, name));
    }
    const elsewhere = { subnet: { id: `${NETWORK}-other/subnets/pe` } };
    await sandbox.make(endpointId("pe-elsewhere"), endpointBody(LAKE, "blob", elsewhere));
    await sandbox.make(`${DATASTORE}?skipValidation=true`, lakeBody());
    expect(problems(sandbox)).toEqual([]);
    await sandbox.make(endpointId("pe-workspace"), endpointBody(WORKSPACE, "amlworkspace"));
    const missing = ["blob", "dfs"].map(
      (name) => `the identity of mlw-dev has no role to read private endpoint pe-${name} of storage account stlake`,
    );
    expect(problems(sandbox)).toEqual(missing);
    await assign(sandbox, ROLES.reader, endpointId("pe-blob"), principal);
    sandbox.wait();
    expect(problems(sandbox)).toEqual(missing.slice(1));
    await sandbox.make(`${DATASTORE}?skipValidation=true`, lakeBody({ serviceDataAccessAuthIdentity: "None" }));
    expect(problems(sandbox)).toEqual([]);
  });

  it("doesn't work without its file system, or without its account", async () => {
    const { sandbox } = await withLake({ publicNetworkAccess: "Enabled" });
    const body = (properties: object) => lakeBody({ serviceDataAccessAuthIdentity: "None", ...properties });
    await sandbox.make(`${DATASTORE}?skipValidation=true`, body({ filesystem: "curated" }));
    expect(problems(sandbox)).toEqual(["refers to container curated of storage account stlake, which doesn't exist"]);
    await sandbox.make(`${DATASTORE}?skipValidation=true`, body({ accountName: "stother" }));
    expect(problems(sandbox)).toEqual(["refers to storage account stother, which doesn't exist"]);
  });

  it("is validated unless validation is skipped: its account has to be public, and the role in effect", async () => {
    const { sandbox, principal } = await withLake();
    expect(await sandbox.fail(DATASTORE, lakeBody())).toEqual({
      status: 400,
      code: "ValidationError",
      message:
        "Datastore 'raw' can't be validated: Azure can't reach storage account stlake, which has no public access.",
    });
    await sandbox.request("PATCH", LAKE, { properties: { publicNetworkAccess: "Enabled" } });
    sandbox.wait();
    await assign(sandbox, ROLES.storageBlobDataReader, LAKE, principal);
    sandbox.wait(59);
    expect((await sandbox.fail(DATASTORE, lakeBody()))?.message).toContain("has no role to read blobs");
    sandbox.wait(1);
    expect(await sandbox.fail(DATASTORE, lakeBody())).toBeUndefined();
  });

  it("isn't validated where the failure mode is off", async () => {
    const sandbox = await Sandbox.open({ failureModes: { "datastore-validation": false } });
    await makeWorkspace(sandbox);
    expect(await sandbox.fail(DATASTORE, lakeBody())).toBeUndefined();
  });

  it("of a SQL database exists in the api-version that has it (S3-DAT-08)", async () => {
    const sandbox = await Sandbox.open();
    await makeWorkspace(sandbox);
    const properties = { datastoreType: "AzureSqlDatabase", credentials: { credentialsType: "None" } };
    expect(await sandbox.fail(`${DATASTORE}?skipValidation=true`, { properties })).toMatchObject({
      status: 400,
      code: "ValidationError",
    });
    await sandbox.request("PUT", `${DATASTORE}?skipValidation=true`, sqlBody(), SQL_VERSION);
    expect((await sandbox.get(DATASTORE)).body.properties).toMatchObject({
      datastoreType: "AzureSqlDatabase",
      contents: { serverName: "sql-dev" },
    });
    expect(problems(sandbox)).toEqual(["refers to SQL server sql-dev, which doesn't exist"]);
    const login = { administratorLogin: "boss", administratorLoginPassword: "secret", publicNetworkAccess: "Disabled" };
    await sandbox.make(SERVER, { ...CANADA, properties: login });
    await sandbox.make(`${SERVER}/databases/features`, CANADA);
    expect(problems(sandbox)).toEqual([
      "the managed network of mlw-dev has no active rule to sqlServer of SQL server sql-dev",
    ]);
  });

  it("shows its secrets only to those who ask for them (S3-DAT-10)", async () => {
    const sandbox = await Sandbox.open();
    await makeWorkspace(sandbox);
    const secrets = { secretsType: "SqlAdmin", password: "secret" };
    const credentials = { credentialsType: "SqlAdmin", userId: "reader", secrets };
    await sandbox.request("PUT", `${DATASTORE}?skipValidation=true`, sqlBody(credentials), SQL_VERSION);
    expect(JSON.stringify((await sandbox.get(DATASTORE)).body)).not.toContain("secret");
    expect((await sandbox.post(`${DATASTORE}/listSecrets`)).body).toEqual(secrets);
  });
});

describe("A lake", () => {
  it("can't be the default storage account of a workspace (S2-STU-04)", async () => {
    const sandbox = await Sandbox.open();
    await makeDependentResources(sandbox);
    await makeAccount(sandbox, { isHnsEnabled: true });
    sandbox.wait();
    expect(await sandbox.fail(WORKSPACE, workspaceBody())).toEqual({
      status: 400,
      code: "ValidationError",
      message:
        "Storage account 'stdev' has a hierarchical namespace, which the default storage account of a workspace can't have.",
    });
  });

  it("has file systems, which can't be public (S3-DAT-01)", async () => {
    const { sandbox } = await withLake();
    expect((await sandbox.get(RAW)).body.properties).toMatchObject({ publicAccess: "None", hasLegalHold: false });
    expect(await sandbox.fail(RAW, { properties: { publicAccess: "Blob" } })).toMatchObject({
      status: 409,
      code: "PublicAccessNotPermitted",
    });
  });
});
