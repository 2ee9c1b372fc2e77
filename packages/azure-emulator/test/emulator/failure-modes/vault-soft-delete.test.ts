import { describe, expect, it } from "vitest";
import { CANADA, makeVault, VAULT } from "../../support/platform.js";
import { Sandbox } from "../../support/sandbox.js";

const DAY = 24 * 3600;

describe("A vault whose name a soft-deleted one has", () => {
  it("is refused in Azure's words", async () => {
    const sandbox = await Sandbox.open();
    await makeVault(sandbox);
    await sandbox.delete(VAULT);
    expect(await sandbox.fail(VAULT, { ...CANADA, properties: {} })).toEqual({
      status: 409,
      code: "ConflictError",
      message:
        "A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft delete.",
    });
  });

  it("is refused wherever it is to be made", async () => {
    const sandbox = await Sandbox.open();
    await makeVault(sandbox);
    await sandbox.delete(VAULT);
    const group = VAULT.replace(/\/providers.*/, "").replace("/rg", "/rg-other");
    await sandbox.make(group, CANADA);
    const failure = await sandbox.fail(VAULT.replace("/rg/", "/rg-other/").replace("kv-dev", "KV-dev"), CANADA);
    expect(failure).toMatchObject({ status: 409, code: "ConflictError" });
  });

  it("is accepted when the retention is over", async () => {
    const sandbox = await Sandbox.open();
    await makeVault(sandbox, { softDeleteRetentionInDays: 7 });
    await sandbox.delete(VAULT);
    sandbox.wait(7 * DAY - 1);
    expect((await sandbox.put(VAULT, CANADA)).status).toBe(409);
    sandbox.wait(1);
    expect((await sandbox.put(VAULT, CANADA)).status).toBe(201);
  });

  it("is accepted where the failure mode is off", async () => {
    const sandbox = await Sandbox.open({ failureModes: { "vault-soft-delete": false } });
    await makeVault(sandbox);
    await sandbox.delete(VAULT);
    expect(await sandbox.fail(VAULT, CANADA)).toBeUndefined();
  });
});
