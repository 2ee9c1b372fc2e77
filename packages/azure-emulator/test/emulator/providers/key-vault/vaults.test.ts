import { describe, expect, it } from "vitest";
import { CANADA, makeVault, VAULT } from "../../../support/platform.js";
import { GROUP, Sandbox, SUBSCRIPTION } from "../../../support/sandbox.js";

describe("A key vault", () => {
  it("has what Azure sets where nothing is said", async () => {
    const sandbox = await Sandbox.open();
    const { properties } = await sandbox.make(VAULT, { ...CANADA, properties: {} });
    expect(properties).toEqual({
      accessPolicies: [],
      enableSoftDelete: true,
      softDeleteRetentionInDays: 90,
      publicNetworkAccess: "Enabled",
      vaultUri: "https://kv-dev.vault.azure.net/",
      provisioningState: "Succeeded",
    });
  });

  it("takes half a minute", async () => {
    const sandbox = await Sandbox.open();
    await makeVault(sandbox);
    expect(sandbox.azure.secondsSpentOn(VAULT)).toBe(30);
  });

  it("has a name that no other vault of Azure has", async () => {
    const sandbox = await Sandbox.open();
    await makeVault(sandbox);
    await sandbox.make(`${GROUP}-other`, CANADA);
    const failure = await sandbox.fail(VAULT.replace("/rg/", "/rg-other/").replace("kv-dev", "KV-DEV"), CANADA);
    expect(failure).toMatchObject({ status: 409, code: "VaultAlreadyExists" });
    expect(failure?.message).toContain("The vault name 'KV-DEV' is already in use.");
  });

  it("returns whether a name is available", async () => {
    const sandbox = await Sandbox.open();
    const check = async () =>
      (await sandbox.post(`${SUBSCRIPTION}/providers/Microsoft.KeyVault/checkNameAvailability`, { name: "KV-dev" }))
        .body;
    const taken = {
      nameAvailable: false,
      reason: "AlreadyExists",
      message: "The vault name 'kv-dev' is already in use.",
    };
    expect(await check()).toEqual({ nameAvailable: true });
    await makeVault(sandbox);
    expect(await check()).toEqual(taken);
    await sandbox.delete(VAULT);
    expect(await check()).toEqual(taken);
  });

  it("keeps its purge protection", async () => {
    const sandbox = await Sandbox.open();
    await makeVault(sandbox, { enablePurgeProtection: true });
    const failure = await sandbox.fail(VAULT, { ...CANADA, properties: { enablePurgeProtection: false } });
    expect(failure).toMatchObject({ status: 400, code: "BadRequest" });
    expect(failure?.message).toContain('"enablePurgeProtection" cannot be set to false');
    expect(await sandbox.fail(VAULT, { ...CANADA, properties: { enablePurgeProtection: true } })).toBeUndefined();
  });
});

describe("A key vault that is recovered", () => {
  const recovery = { ...CANADA, properties: { createMode: "recover", publicNetworkAccess: "Enabled" } };

  it("is as it was, with what is written over it, and no longer soft-deleted", async () => {
    const sandbox = await Sandbox.open();
    await makeVault(sandbox, { enableRbacAuthorization: true });
    await sandbox.delete(VAULT);
    const { properties } = await sandbox.make(VAULT, recovery);
    expect(properties).toMatchObject({ enableRbacAuthorization: true, publicNetworkAccess: "Enabled" });
    expect(properties).not.toHaveProperty("createMode");
    expect(sandbox.azure.softDeleted).toEqual([]);
  });

  it("is created again if none is soft-deleted", async () => {
    const sandbox = await Sandbox.open();
    expect(await sandbox.fail(VAULT, recovery)).toBeUndefined();
  });
});
