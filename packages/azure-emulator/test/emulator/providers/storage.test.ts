import { describe, expect, it } from "vitest";
import { ACCOUNT, CANADA, makeAccount } from "../../support/platform.js";
import { GROUP, Sandbox, SUBSCRIPTION } from "../../support/sandbox.js";

const body = { ...CANADA, sku: { name: "Premium_LRS" }, properties: {} };

describe("A storage account", () => {
  it("answers 202 until it's there, and 200 afterwards: azurerm takes no 201", async () => {
    const sandbox = await Sandbox.open();
    expect((await sandbox.put(ACCOUNT, body)).status).toBe(202);
    sandbox.wait(30);
    expect((await sandbox.put(ACCOUNT, body)).status).toBe(200);
  });

  it("answers 200 where it takes no time", async () => {
    const sandbox = await Sandbox.open({ latencies: { "Microsoft.Storage/storageAccounts": { create: 0 } } });
    expect((await sandbox.put(ACCOUNT, body)).status).toBe(200);
  });

  it("has what Azure sets where nothing is said", async () => {
    const sandbox = await Sandbox.open();
    const { kind, sku, properties } = await sandbox.make(ACCOUNT, body);
    expect({ kind, sku }).toEqual({ kind: "StorageV2", sku: { name: "Premium_LRS", tier: "Premium" } });
    expect(properties).toMatchObject({
      accessTier: "Hot",
      allowBlobPublicAccess: false,
      minimumTlsVersion: "TLS1_2",
      supportsHttpsTrafficOnly: true,
      networkAcls: { bypass: "AzureServices", defaultAction: "Allow", ipRules: [], virtualNetworkRules: [] },
      primaryLocation: "canadacentral",
      statusOfPrimary: "available",
      encryption: {
        services: { blob: { enabled: true, keyType: "Account" }, file: { enabled: true, keyType: "Account" } },
        keySource: "Microsoft.Storage",
      },
      privateEndpointConnections: [],
    });
    expect(properties.primaryEndpoints).toEqual({
      blob: "https://stdev.blob.core.windows.net/",
      file: "https://stdev.file.core.windows.net/",
      queue: "https://stdev.queue.core.windows.net/",
      table: "https://stdev.table.core.windows.net/",
      dfs: "https://stdev.dfs.core.windows.net/",
      web: "https://stdev.web.core.windows.net/",
    });
  });

  it("keeps the date of its creation", async () => {
    const sandbox = await Sandbox.open();
    const { properties } = await sandbox.make(ACCOUNT, body);
    const again = await sandbox.make(ACCOUNT, body);
    expect(again.properties.creationTime).toBe(properties.creationTime);
    expect(again.properties.keyCreationTime).toEqual(properties.keyCreationTime);
  });

  it("comes with its four services", async () => {
    const sandbox = await Sandbox.open();
    await makeAccount(sandbox);
    for (const service of ["blob", "file", "queue", "table"]) {
      expect((await sandbox.get(`${ACCOUNT}/${service}Services/default`)).status).toBe(200);
    }
    expect((await sandbox.get(`${ACCOUNT}/fileServices/default`)).body.properties).toEqual({
      shareDeleteRetentionPolicy: { enabled: true, days: 7 },
    });
  });

  it("keeps what has been set in its services", async () => {
    const sandbox = await Sandbox.open();
    await makeAccount(sandbox);
    await sandbox.put(`${ACCOUNT}/blobServices/default`, { properties: { isVersioningEnabled: true } });
    await makeAccount(sandbox);
    const { body: service } = await sandbox.get(`${ACCOUNT}/blobServices/default`);
    expect(service.properties).toEqual({ isVersioningEnabled: true });
  });

  it("has containers and shares at once", async () => {
    const sandbox = await Sandbox.open();
    await makeAccount(sandbox);
    expect((await sandbox.put(`${ACCOUNT}/blobServices/default/containers/data`)).status).toBe(201);
    expect((await sandbox.get(`${ACCOUNT}/blobServices/default/containers`)).body.value).toHaveLength(1);
  });

  it("has a name that no other account of Azure has", async () => {
    const sandbox = await Sandbox.open();
    await makeAccount(sandbox);
    await sandbox.make(`${GROUP}-other`, CANADA);
    expect(await sandbox.fail(ACCOUNT.replace("/rg/", "/rg-other/"), body)).toEqual({
      status: 409,
      code: "StorageAccountAlreadyTaken",
      message: "The storage account named stdev is already taken.",
    });
  });

  it("returns whether a name is available", async () => {
    const sandbox = await Sandbox.open();
    const path = `${SUBSCRIPTION}/providers/Microsoft.Storage/checkNameAvailability`;
    expect((await sandbox.post(path, { name: "stdev" })).body).toEqual({ nameAvailable: true });
    await makeAccount(sandbox);
    expect((await sandbox.post(path, { name: "stdev" })).body).toEqual({
      nameAvailable: false,
      reason: "AlreadyExists",
      message: "The storage account named stdev is already taken.",
    });
  });

  it("refuses a question for a name that is no JSON", async () => {
    const sandbox = await Sandbox.open();
    const path = `${SUBSCRIPTION}/providers/Microsoft.Storage/checkNameAvailability`;
    expect((await sandbox.post(path, [])).body.error.code).toBe("InvalidRequestContent");
  });

  it("lists two keys, made up", async () => {
    const sandbox = await Sandbox.open();
    await makeAccount(sandbox);
    const { keys } = (await sandbox.post(`${ACCOUNT}/listKeys`)).body;
    expect(keys.map(({ keyName }: { keyName: string }) => keyName)).toEqual(["key1", "key2"]);
    expect(keys[0].value).not.toBe(keys[1].value);
  });
});
