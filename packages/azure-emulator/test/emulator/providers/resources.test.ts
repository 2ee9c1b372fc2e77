import { describe, expect, it } from "vitest";
import { CANADA, makeVault, VAULT } from "../../support/platform.js";
import { GROUP, Sandbox, SUBSCRIPTION } from "../../support/sandbox.js";

describe("A subscription", () => {
  it("is enabled, and belongs to the tenant", async () => {
    const sandbox = await Sandbox.open();
    expect((await sandbox.get(SUBSCRIPTION)).body).toMatchObject({
      id: SUBSCRIPTION,
      state: "Enabled",
      tenantId: sandbox.azure.identity.tenantId,
    });
    expect((await sandbox.get("/subscriptions")).body.value).toEqual([]);
  });

  it("has registered every resource provider that it supports", async () => {
    const sandbox = await Sandbox.open();
    const { body } = await sandbox.get(`${SUBSCRIPTION}/providers`);
    const namespaces = body.value.map(({ namespace }: { namespace: string }) => namespace);
    expect(namespaces).toEqual(
      expect.arrayContaining(["Microsoft.Network", "Microsoft.KeyVault", "Microsoft.MachineLearningServices"]),
    );
    for (const path of ["Microsoft.Anything", "Microsoft.Anything/register"]) {
      const reply = await sandbox.request(
        path.endsWith("register") ? "POST" : "GET",
        `${SUBSCRIPTION}/providers/${path}`,
      );
      expect(reply.body).toMatchObject({ namespace: "Microsoft.Anything", registrationState: "Registered" });
    }
  });

  it("lists its groups, not those of another one", async () => {
    const sandbox = await Sandbox.open();
    await sandbox.make("/subscriptions/other/resourceGroups/elsewhere", CANADA);
    const { body } = await sandbox.get(`${SUBSCRIPTION}/resourceGroups`);
    expect(body.value).toMatchObject([{ id: GROUP, name: "rg", location: "canadacentral" }]);
  });
});

describe("A resource group", () => {
  it("needs a location and is there at once", async () => {
    const sandbox = await Sandbox.open();
    expect((await sandbox.put(`${GROUP}-2`, {})).body.error.code).toBe("LocationRequired");
    expect((await sandbox.put(`${GROUP}-2`, CANADA)).body.properties.provisioningState).toBe("Succeeded");
  });

  it("lists its resources, without their children", async () => {
    const sandbox = await Sandbox.open();
    await makeVault(sandbox);
    await sandbox.make(`${VAULT}/privateEndpointConnections/one`);
    const { body } = await sandbox.get(`${GROUP}/resources`);
    expect(body.value).toEqual([
      { id: VAULT, name: "kv-dev", type: "Microsoft.KeyVault/vaults", location: "canadacentral" },
    ]);
    const { status, body: refused } = await sandbox.get(`${GROUP}-2/resources`);
    expect([status, refused.error.code]).toEqual([404, "ResourceGroupNotFound"]);
  });

  it("takes 15 seconds to be deleted", async () => {
    const sandbox = await Sandbox.open();
    await sandbox.delete(GROUP);
    sandbox.wait(14);
    expect((await sandbox.request("HEAD", GROUP)).status).toBe(204);
    sandbox.wait(1);
    expect((await sandbox.request("HEAD", GROUP)).status).toBe(404);
  });
});
