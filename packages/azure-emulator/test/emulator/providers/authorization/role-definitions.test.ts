import { ROLES } from "@org/azure-catalog";
import { describe, expect, it } from "vitest";
import { assign, makeRegistry, REGISTRY } from "../../../support/platform.js";
import { GROUP, Sandbox, SUBSCRIPTION } from "../../../support/sandbox.js";

const DEFINITIONS = "providers/Microsoft.Authorization/roleDefinitions";
const CUSTOM = `${SUBSCRIPTION}/${DEFINITIONS}/11111111-0000-4000-8000-000000000001`;

describe("Role definitions", () => {
  it("that are built in are found by their name", async () => {
    const sandbox = await Sandbox.open();
    const { body } = await sandbox.get(`${GROUP}/${DEFINITIONS}?$filter=roleName eq 'Key Vault Reader'`);
    expect(body.value).toEqual([
      {
        id: `${SUBSCRIPTION}/${DEFINITIONS}/21090545-7ca7-4776-b22c-e363652d74d2`,
        name: "21090545-7ca7-4776-b22c-e363652d74d2",
        type: "Microsoft.Authorization/roleDefinitions",
        properties: {
          roleName: "Key Vault Reader",
          type: "BuiltInRole",
          description: "",
          assignableScopes: ["/"],
          permissions: [
            {
              actions: ["Microsoft.KeyVault/vaults/*/read"],
              notActions: [],
              dataActions: [
                "Microsoft.KeyVault/vaults/*/read",
                "Microsoft.KeyVault/vaults/secrets/readMetadata/action",
              ],
              notDataActions: [],
            },
          ],
        },
      },
    ]);
  });

  it("that are built in are found by their GUID, at any scope", async () => {
    const sandbox = await Sandbox.open();
    const guid = "ACDD72A7-3385-48EF-BD42-F606FBA81AE7";
    for (const scope of ["", SUBSCRIPTION, GROUP]) {
      const { body } = await sandbox.get(`${scope}/${DEFINITIONS}/${guid}`);
      expect(body.properties.roleName).toBe("Reader");
    }
  });

  it("are all listed where nothing is asked for", async () => {
    const sandbox = await Sandbox.open();
    await sandbox.make(CUSTOM, { properties: { roleName: "Mine" } });
    const { body } = await sandbox.get(`${SUBSCRIPTION}/${DEFINITIONS}`);
    const names = body.value.map(({ properties }: { properties: { roleName: string } }) => properties.roleName);
    expect(names).toEqual(expect.arrayContaining(["Reader", "Contributor", "Owner", "Mine"]));
  });

  it("of one's own are kept like any resource", async () => {
    const sandbox = await Sandbox.open();
    await sandbox.make(CUSTOM, { properties: { roleName: "Mine", permissions: [] } });
    const { body } = await sandbox.get(CUSTOM);
    expect(body.properties).toEqual({
      roleName: "Mine",
      type: "CustomRole",
      assignableScopes: [SUBSCRIPTION],
      permissions: [],
    });
    await sandbox.delete(CUSTOM);
    expect((await sandbox.get(CUSTOM)).status).toBe(404);
  });

  it("that aren't there are refused in Azure's words", async () => {
    const sandbox = await Sandbox.open();
    const { status, body } = await sandbox.get(CUSTOM);
    expect(status).toBe(404);
    expect(body.error).toEqual({
      code: "RoleDefinitionDoesNotExist",
      message: "The specified role definition with ID '11111111000040008000000000000001' does not exist.",
    });
  });
});

describe("Permissions", () => {
  it("of who signs in are everything", async () => {
    const sandbox = await Sandbox.open();
    const { body } = await sandbox.get(`${GROUP}/providers/Microsoft.Authorization/permissions`);
    expect(body.value).toEqual([{ actions: ["*"], notActions: [], dataActions: [], notDataActions: [] }]);
  });

  it("on a registry are those of the assigned roles, because its assets need one", async () => {
    const sandbox = await Sandbox.open();
    await makeRegistry(sandbox);
    const url = `${REGISTRY}/providers/Microsoft.Authorization/permissions`;
    expect((await sandbox.get(url)).body.value).toEqual([]);
    await assign(sandbox, ROLES.azureMlRegistryUser, REGISTRY, sandbox.azure.identity.objectId);
    sandbox.wait();
    const [permissions] = (await sandbox.get(url)).body.value;
    expect(permissions.actions).toContain("Microsoft.MachineLearningServices/registries/assets/*");
  });
});
