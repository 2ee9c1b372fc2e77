import { describe, expect, it } from "vitest";
import { CANADA, makeVault, VAULT } from "../../../support/platform.js";
import { GROUP, Sandbox, SUBSCRIPTION } from "../../../support/sandbox.js";

const PROVIDER = `${SUBSCRIPTION}/providers/Microsoft.KeyVault`;
const DELETED = `${PROVIDER}/locations/canadacentral/deletedVaults/kv-dev`;
const DAY = 24 * 3600;

async function open(properties: object = {}): Promise<Sandbox> {
  const sandbox = await Sandbox.open();
  await makeVault(sandbox, properties);
  await sandbox.delete(VAULT);
  return sandbox;
}

describe("A deleted key vault", () => {
  it("is there as a deleted one", async () => {
    const sandbox = await open();
    const shown = {
      id: DELETED,
      name: "kv-dev",
      type: "Microsoft.KeyVault/deletedVaults",
      properties: { vaultId: VAULT, location: "canadacentral", tags: {} },
    };
    expect((await sandbox.get(DELETED)).body).toEqual(shown);
    expect((await sandbox.get(DELETED.replace("canadacentral", "Canada Central"))).status).toBe(200);
    expect((await sandbox.get(`${PROVIDER}/deletedVaults`)).body.value).toEqual([shown]);
  });

  it("says whether it is protected from a purge", async () => {
    const sandbox = await open({ enablePurgeProtection: true });
    expect((await sandbox.get(DELETED)).body.properties).toMatchObject({ purgeProtectionEnabled: true });
  });

  it("is found in its own region only", async () => {
    const sandbox = await open();
    expect((await sandbox.get(DELETED.replace("canadacentral", "canadaeast"))).body.error).toEqual({
      code: "DeletedVaultNotFound",
      message: "The specified deleted vault 'kv-dev' does not exist.",
    });
  });

  it("is gone after the 90 days that are usual", async () => {
    const sandbox = await open();
    sandbox.wait(90 * DAY - 1);
    expect((await sandbox.get(DELETED)).status).toBe(200);
    sandbox.wait(1);
    expect((await sandbox.get(DELETED)).status).toBe(404);
    expect(sandbox.azure.softDeleted).toEqual([]);
  });

  it("is gone once it is purged, which takes half a minute", async () => {
    const sandbox = await open();
    expect((await sandbox.post(`${DELETED}/purge`)).status).toBe(202);
    sandbox.wait(29);
    expect((await sandbox.get(DELETED)).status).toBe(200);
    sandbox.wait(1);
    expect((await sandbox.get(DELETED)).status).toBe(404);
    expect((await sandbox.post(`${DELETED}/purge`)).body.error.code).toBe("DeletedVaultNotFound");
    expect((await sandbox.put(VAULT, CANADA)).status).toBe(201);
  });

  it("can't be purged where it is protected", async () => {
    const sandbox = await open({ enablePurgeProtection: true });
    const { status, body } = await sandbox.post(`${DELETED}/purge`);
    expect([status, body.error]).toEqual([
      403,
      { code: "MethodNotAllowed", message: "Operation 'DeletedVaultPurge' is not allowed." },
    ]);
  });

  it("is also caused by the deletion of its group", async () => {
    const sandbox = await Sandbox.open();
    await makeVault(sandbox);
    await sandbox.delete(GROUP);
    sandbox.wait(15);
    expect(sandbox.azure.softDeleted.map(({ resource }) => resource.id.toString())).toEqual([VAULT]);
  });
});
