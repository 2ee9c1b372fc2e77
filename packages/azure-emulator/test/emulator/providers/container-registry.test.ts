import { describe, expect, it } from "vitest";
import { CANADA, IMAGES, makeImages } from "../../support/platform.js";
import { GROUP, Sandbox, SUBSCRIPTION } from "../../support/sandbox.js";

describe("A container registry", () => {
  it("has what Azure sets where nothing is said", async () => {
    const sandbox = await Sandbox.open();
    const { sku, properties } = await sandbox.make(IMAGES, CANADA);
    expect(sku).toEqual({ tier: "Basic" });
    expect(properties).toMatchObject({
      adminUserEnabled: false,
      anonymousPullEnabled: false,
      dataEndpointEnabled: false,
      networkRuleBypassOptions: "AzureServices",
      publicNetworkAccess: "Enabled",
      zoneRedundancy: "Disabled",
      loginServer: "acrdev.azurecr.io",
      policies: { exportPolicy: { status: "enabled" }, retentionPolicy: { days: 7, status: "disabled" } },
    });
  });

  it("keeps the date of its creation", async () => {
    const sandbox = await Sandbox.open();
    const { properties } = await sandbox.make(IMAGES, CANADA);
    expect((await sandbox.make(IMAGES, CANADA)).properties.creationDate).toBe(properties.creationDate);
  });

  it.each(["Basic", "Standard"])("is refused without public access in the tier %s", async (name) => {
    const sandbox = await Sandbox.open();
    const properties = { publicNetworkAccess: "Disabled" };
    expect(await sandbox.fail(IMAGES, { ...CANADA, sku: { name }, properties })).toEqual({
      status: 400,
      code: "PublicNetworkAccessNotSupported",
      message: `Disabling public network access is not supported for the SKU ${name}. Supported SKU: Premium.`,
    });
    expect(await sandbox.fail(IMAGES, { ...CANADA, sku: { name: "Premium" }, properties })).toBeUndefined();
  });

  it("has a name that no other registry of Azure has", async () => {
    const sandbox = await Sandbox.open();
    await makeImages(sandbox);
    await sandbox.make(`${GROUP}-other`, CANADA);
    const failure = await sandbox.fail(IMAGES.replace("/rg/", "/rg-other/"), CANADA);
    expect(failure).toMatchObject({ status: 409, code: "AlreadyInUse" });
    expect(failure?.message).toContain("The registry DNS name acrdev.azurecr.io is already in use.");
  });

  it("returns whether a name is available", async () => {
    const sandbox = await Sandbox.open();
    const path = `${SUBSCRIPTION}/providers/Microsoft.ContainerRegistry/checkNameAvailability`;
    expect((await sandbox.post(path, { name: "AcrDev" })).body).toEqual({ nameAvailable: true });
    await makeImages(sandbox);
    expect((await sandbox.post(path, { name: "AcrDev" })).body).toEqual({
      nameAvailable: false,
      reason: "AlreadyExists",
      message: "The registry acrdev is already in use.",
    });
  });

  it("lists credentials, made up", async () => {
    const sandbox = await Sandbox.open();
    await makeImages(sandbox);
    const { username, passwords } = (await sandbox.post(`${IMAGES}/listCredentials`)).body;
    expect([username, passwords.length]).toEqual(["acrdev", 2]);
  });
});
