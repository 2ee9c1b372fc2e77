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
  });

  it("is listed, with others that have resources", async () => {
    const sandbox = await Sandbox.open();
    const { value } = (await sandbox.get("/subscriptions")).body;
    const own = sandbox.azure.identity.subscriptionId;
    expect(value.map(({ id }: { id: string }) => id)).toEqual([`/subscriptions/${own}`, SUBSCRIPTION]);
  });

  it("knows Azure's regions", async () => {
    const sandbox = await Sandbox.open();
    const { value } = (await sandbox.get(`${SUBSCRIPTION}/locations`)).body;
    expect(value).toContainEqual(expect.objectContaining({ name: "canadacentral" }));
  });

  it("names the types of a resource provider with their api-versions, the newest first", async () => {
    const sandbox = await Sandbox.open();
    const typesOf = async (namespace: string) =>
      (await sandbox.get(`${SUBSCRIPTION}/providers/${namespace}`)).body.resourceTypes;
    expect(await typesOf("microsoft.keyvault")).toContainEqual(
      expect.objectContaining({ resourceType: "vaults", apiVersions: ["2025-01-01"] }),
    );
    const [{ apiVersions }] = await typesOf("Microsoft.MachineLearningServices");
    expect(apiVersions).toEqual([...apiVersions].sort().reverse());
    expect(apiVersions).toContain("2025-12-01");
  });

  it("lists its resources by name, type, location and group", async () => {
    const sandbox = await Sandbox.open();
    await makeVault(sandbox);
    const found = async (filter: string) =>
      (await sandbox.get(`${SUBSCRIPTION}/resources?$filter=${encodeURIComponent(filter)}`)).body;
    const names = async (filter: string) => (await found(filter)).value.map(({ name }: { name: string }) => name);
    expect(await names("resourceType eq 'microsoft.keyvault/vaults' and name eq 'KV-DEV'")).toEqual(["kv-dev"]);
    expect(await names("resourceType eq 'Microsoft.Storage/storageAccounts'")).toEqual([]);
    expect(await names("location eq 'canadacentral'")).toEqual(["kv-dev"]);
    expect(await names("resourceGroup eq 'RG'")).toEqual(["kv-dev"]);
    expect(await names("resourceGroup eq 'other'")).toEqual([]);
    expect((await found("tagName eq 'owner'")).error.code).toBe("InvalidFilterInQueryString");
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

describe("A resource", () => {
  it("shows its tags by themselves", async () => {
    const sandbox = await Sandbox.open();
    const id = `${SUBSCRIPTION}/resourceGroups/tagged`;
    await sandbox.make(id, { ...CANADA, tags: { owner: "ml" } });
    const { body } = await sandbox.get(`${id}/providers/Microsoft.Resources/tags/default`);
    expect(body).toMatchObject({ name: "default", properties: { tags: { owner: "ml" } } });
  });

  it("says to what its private endpoints can connect", async () => {
    const sandbox = await Sandbox.open();
    await makeVault(sandbox);
    const { value } = (await sandbox.get(`${VAULT}/privateLinkResources`)).body;
    expect(value).toMatchObject([{ name: "vault", properties: { groupId: "vault", requiredMembers: ["default"] } }]);
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
      expect.objectContaining({
        id: VAULT,
        name: "kv-dev",
        type: "Microsoft.KeyVault/vaults",
        location: "canadacentral",
      }),
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
