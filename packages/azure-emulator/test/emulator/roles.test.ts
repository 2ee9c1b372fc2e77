import { describe, expect, it } from "vitest";
import { ROLE_DEFINITIONS } from "../../src/emulator/roles.js";

const roleOf = (id: string) => ROLE_DEFINITIONS.find((role) => role.id === id);

describe("The built-in roles", () => {
  it.each([
    ["acdd72a7-3385-48ef-bd42-f606fba81ae7", "Reader", ["*/read"]],
    ["8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "Owner", ["*"]],
    ["21090545-7ca7-4776-b22c-e363652d74d2", "Key Vault Reader", ["Microsoft.KeyVault/vaults/*/read"]],
    ["7f951dda-4ed3-4680-a7ca-43fe172d538d", "AcrPull", ["Microsoft.ContainerRegistry/registries/pull/read"]],
  ])("include %s, %s", (id, name, actions) => {
    expect(roleOf(id)).toMatchObject({ name, actions });
  });

  it("include the approver of connections, of registries and databases too", () => {
    const actions = roleOf("b556d68e-0be0-4f35-a333-ad7ee1ce17ea")?.actions ?? [];
    const approval = "/privateEndpointConnectionsApproval/action";
    const approved = actions
      .filter((action) => action.endsWith(approval))
      .map((action) => action.replace(approval, ""));
    expect(approved).toEqual(
      expect.arrayContaining([
        "Microsoft.ContainerRegistry/registries",
        "Microsoft.KeyVault/vaults",
        "Microsoft.MachineLearningServices/registries",
        "Microsoft.MachineLearningServices/workspaces",
        "Microsoft.Sql/servers",
        "Microsoft.Storage/storageAccounts",
      ]),
    );
    expect(approved.filter((type) => !actions.includes(`${type}/read`))).toEqual([
      "Microsoft.ContainerRegistry/registries",
      "Microsoft.DBforPostgreSQL/serverGroupsv2",
    ]);
    expect(actions.filter((action) => !action.endsWith(approval) && !action.endsWith("/read"))).toEqual([]);
  });

  it("let a contributor assign no roles", () => {
    expect(roleOf("b24988ac-6180-42a0-ab88-20f7382dd24c")).toMatchObject({
      actions: ["*"],
      notActions: [
        "Microsoft.Authorization/*/Delete",
        "Microsoft.Authorization/*/Write",
        "Microsoft.Authorization/elevateAccess/Action",
      ],
    });
  });

  it("are each there once, by a GUID in lower case", () => {
    const ids = ROLE_DEFINITIONS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });
});
