import { describe, expect, it } from "vitest";
import { CANADA } from "../../support/platform.js";
import { GROUP, idOf, type Reply, Sandbox, SUBSCRIPTION } from "../../support/sandbox.js";

const SERVER = idOf("Microsoft.Sql/servers", "sql-dev");
const DATABASE = `${SERVER}/databases/features`;
const ADMINISTRATOR = `${SERVER}/administrators/ActiveDirectory`;
const ENTRA_ONLY = `${SERVER}/azureADOnlyAuthentications/default`;

/** A server on which only an Entra group signs in. */
function serverBody(properties: object = {}): object {
  const administrators = { login: "sql-admins", sid: "11111111-1111-1111-1111-111111111111" };
  return {
    ...CANADA,
    properties: { administrators: { ...administrators, azureADOnlyAuthentication: true }, ...properties },
  };
}

async function withServer(properties: object = {}): Promise<{ sandbox: Sandbox; server: Reply["body"] }> {
  const sandbox = await Sandbox.open();
  return { sandbox, server: await sandbox.make(SERVER, serverBody(properties)) };
}

describe("A SQL server", () => {
  it("has what Azure sets where nothing is said (S3-DAT-03)", async () => {
    const { sandbox, server } = await withServer();
    expect(server.properties).toMatchObject({
      administratorLogin: expect.stringMatching(/^CloudSA[0-9a-f]{8}$/) as string,
      administrators: {
        administratorType: "ActiveDirectory",
        azureADOnlyAuthentication: true,
        tenantId: sandbox.azure.identity.tenantId,
      },
      fullyQualifiedDomainName: "sql-dev.database.windows.net",
      minimalTlsVersion: "None",
      privateEndpointConnections: [],
      publicNetworkAccess: "Enabled",
      restrictOutboundNetworkAccess: "Disabled",
      version: "12.0",
    });
  });

  it("comes with its policies and the database master, to which diagnostic settings for auditing are added", async () => {
    const { sandbox } = await withServer();
    const policy = async (name: string): Promise<unknown> => (await sandbox.get(`${SERVER}/${name}`)).body.properties;
    expect(await policy("extendedAuditingSettings/default")).toMatchObject({ state: "Disabled" });
    expect(await policy("connectionPolicies/default")).toEqual({ connectionType: "Default" });
    expect(await policy("databases/master")).toMatchObject({ status: "Online" });
    expect(await sandbox.failureOf(await sandbox.delete(`${SERVER}/databases/master`))).toMatchObject({ status: 400 });
  });

  it("never returns a password", async () => {
    const sandbox = await Sandbox.open();
    const login = { administratorLogin: "boss", administratorLoginPassword: "secret" };
    const { properties } = await sandbox.make(SERVER, { ...CANADA, properties: login });
    expect(properties.administratorLogin).toBe("boss");
    expect(JSON.stringify(properties)).not.toContain("secret");
  });

  it.each([
    ["nobody who may sign in", {}, "AdministratorLogin"],
    ["a login without a password", { administratorLogin: "boss" }, "AdministratorLoginPassword"],
    ["Entra only, but no administrator", { administrators: { azureADOnlyAuthentication: true } }, "Administrators.Sid"],
  ])("is refused with %s", async (_, properties, parameter) => {
    const sandbox = await Sandbox.open();
    expect(await sandbox.fail(SERVER, { ...CANADA, properties })).toEqual({
      status: 400,
      code: "InvalidParameterValue",
      message: `Invalid value given for parameter ${parameter}. Specify a valid parameter value.`,
    });
  });

  it("has a name that no other server of Azure has", async () => {
    const { sandbox } = await withServer();
    await sandbox.make(`${GROUP}-other`, CANADA);
    const message = "The name 'sql-dev' already exists. Choose a different name.";
    expect(await sandbox.fail(SERVER.replace("/rg/", "/rg-other/"), serverBody())).toEqual({
      status: 409,
      code: "NameAlreadyExists",
      message,
    });
    const path = `${SUBSCRIPTION}/providers/Microsoft.Sql/checkNameAvailability`;
    expect((await sandbox.post(path, { name: "sql-dev" })).body).toEqual({
      available: false,
      reason: "AlreadyExists",
      message,
    });
    expect((await sandbox.post(path, { name: "sql-new" })).body).toEqual({ available: true });
  });

  it("changes Entra-only sign-in only by the resource for it", async () => {
    const { sandbox, server } = await withServer();
    const administrators = { ...server.properties.administrators, azureADOnlyAuthentication: false };
    expect(await sandbox.fail(SERVER, serverBody({ administrators }))).toMatchObject({ code: "InvalidParameterValue" });
    expect(await sandbox.failureOf(await sandbox.delete(ADMINISTRATOR))).toMatchObject({
      code: "AadOnlyAuthenticationIsEnabled",
    });
    await sandbox.delete(ENTRA_ONLY);
    expect((await sandbox.get(SERVER)).body.properties.administrators.azureADOnlyAuthentication).toBe(false);
    await sandbox.make(ENTRA_ONLY, { properties: { azureADOnlyAuthentication: true } });
    expect((await sandbox.get(SERVER)).body.properties.administrators.azureADOnlyAuthentication).toBe(true);
  });

  it("gets another Entra administrator", async () => {
    const { sandbox } = await withServer();
    const sid = "22222222-2222-2222-2222-222222222222";
    await sandbox.make(ADMINISTRATOR, { properties: { login: "others", sid } });
    expect((await sandbox.get(SERVER)).body.properties.administrators).toMatchObject({
      login: "others",
      sid,
      azureADOnlyAuthentication: true,
    });
  });

  it("takes firewall rules only where its public endpoint is open", async () => {
    const { sandbox, server } = await withServer({ publicNetworkAccess: "Disabled" });
    const rule = { properties: { startIpAddress: "0.0.0.0", endIpAddress: "0.0.0.0" } };
    expect(await sandbox.fail(`${SERVER}/firewallRules/azure`, rule)).toMatchObject({
      status: 400,
      code: "DenyPublicEndpointEnabled",
    });
    await sandbox.make(SERVER, { ...server, properties: { ...server.properties, publicNetworkAccess: "Enabled" } });
    expect(await sandbox.fail(`${SERVER}/firewallRules/azure`, rule)).toBeUndefined();
  });
});

describe("A SQL database", () => {
  it("has what Azure sets where nothing is said (S3-DAT-03)", async () => {
    const { sandbox } = await withServer();
    const { sku, properties } = await sandbox.make(DATABASE, CANADA);
    expect(sku).toEqual({ name: "GP_Gen5", tier: "GeneralPurpose", family: "Gen5", capacity: 2 });
    expect(properties).toMatchObject({
      collation: "SQL_Latin1_General_CP1_CI_AS",
      currentServiceObjectiveName: "GP_Gen5_2",
      currentBackupStorageRedundancy: "Geo",
      maxSizeBytes: 32 * 1024 ** 3,
      status: "Online",
      zoneRedundant: false,
    });
    const encryption = await sandbox.get(`${DATABASE}/transparentDataEncryption/current`);
    expect(encryption.body.properties).toEqual({ state: "Enabled" });
  });

  it.each([
    ["GP_S_Gen5_2", "GP_S_Gen5_2", { name: "GP_S_Gen5", tier: "GeneralPurpose", family: "Gen5", capacity: 2 }, 32],
    ["S0", "S0", { name: "Standard", tier: "Standard" }, 250],
    ["Basic", "Basic", { name: "Basic", tier: "Basic" }, 2],
  ])("of %s has this service objective, SKU and size", async (name, objective, sku, gigabytes) => {
    const { sandbox } = await withServer();
    const created = await sandbox.make(DATABASE, { ...CANADA, sku: { name }, properties: { licenseType: "" } });
    expect([created.properties.currentServiceObjectiveName, created.sku]).toEqual([objective, sku]);
    expect(created.properties.maxSizeBytes).toBe(gigabytes * 1024 ** 3);
    expect(created.properties).not.toHaveProperty("licenseType");
  });

  it("gets another SKU", async () => {
    const { sandbox } = await withServer();
    const { properties } = await sandbox.make(DATABASE, { ...CANADA, sku: { name: "GP_S_Gen5_1" } });
    await sandbox.request("PATCH", DATABASE, { sku: { name: "GP_S_Gen5_4" } });
    sandbox.wait();
    const changed = (await sandbox.get(DATABASE)).body;
    expect(changed.sku).toMatchObject({ name: "GP_S_Gen5", capacity: 4 });
    expect(changed.properties.databaseId).toBe(properties.databaseId);
  });

  it("audits by default what people and batches do", async () => {
    const { sandbox } = await withServer();
    await sandbox.make(DATABASE, CANADA);
    const policy = `${DATABASE}/extendedAuditingSettings/default`;
    const given = { state: "Enabled", isAzureMonitorTargetEnabled: true, storageAccountAccessKey: "secret" };
    const { properties } = await sandbox.make(policy, { properties: given });
    expect(properties.auditActionsAndGroups).toContain("BATCH_COMPLETED_GROUP");
    expect(properties).not.toHaveProperty("storageAccountAccessKey");
  });

  it("needs a pool for the SKU of pools, and doesn't pause with long-term backups (S3-DAT-03)", async () => {
    const { sandbox } = await withServer();
    expect(await sandbox.fail(DATABASE, { ...CANADA, sku: { name: "ElasticPool" } })).toMatchObject({ status: 400 });
    const serverless = (autoPauseDelay: number) =>
      sandbox.make(DATABASE, { ...CANADA, sku: { name: "GP_S_Gen5_1" }, properties: { autoPauseDelay } });
    const policy = `${DATABASE}/backupLongTermRetentionPolicies/default`;
    await serverless(60);
    expect(await sandbox.fail(policy, { properties: { weeklyRetention: "P4W" } })).toMatchObject({
      status: 400,
      code: "LongTermRetentionPolicyNotSupported",
    });
    expect(await sandbox.fail(policy, { properties: { weeklyRetention: "PT0S" } })).toBeUndefined();
    await serverless(-1);
    expect(await sandbox.fail(policy, { properties: { weeklyRetention: "P4W" } })).toBeUndefined();
  });
});
