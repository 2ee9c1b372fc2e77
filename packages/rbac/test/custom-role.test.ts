import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { isOwnerInDisguise } from "../src/custom-role.js";
import { CUSTOM_ROLES, CustomRole, type CustomRoleProps } from "../src/index.js";
import { devStack, theResource, type EnvironmentStack, resolve } from "./platform.js";

const TYPE = "azurerm_role_definition";
let stack: EnvironmentStack;

beforeEach(() => {
  stack = devStack();
});

const make = (props: Partial<CustomRoleProps> = {}) =>
  new CustomRole(stack, "Role", {
    definition: CUSTOM_ROLES.registryReader,
    assignableScopes: [stack.group("reg").id],
    ...props,
  });
const made = (props?: Partial<CustomRoleProps>) => {
  make(props);
  return theResource(stack, TYPE);
};

describe("CustomRole", () => {
  it("defines a role that reads a registry (S0-RBC-32)", () => {
    expect(made()).toMatchObject({
      name: "AzureML Registry Reader",
      permissions: [
        {
          actions: [
            "Microsoft.MachineLearningServices/registries/read",
            "Microsoft.MachineLearningServices/registries/assets/read",
          ],
        },
      ],
    });
  });

  it("can be assigned in the configured groups, the first of which holds it (S2-ROL-04)", () => {
    const scopes = ["reg", "ws"].map((component) => stack.group(component).id);
    const text = JSON.stringify(made({ assignableScopes: scopes }));
    expect(JSON.parse(text)).toMatchObject({
      scope: "/subscriptions/${var.subscription_id}/resourceGroups/rg-aml-reg-dev-cc-01",
      assignable_scopes: [
        "/subscriptions/${var.subscription_id}/resourceGroups/rg-aml-reg-dev-cc-01",
        "/subscriptions/${var.subscription_id}/resourceGroups/rg-aml-ws-dev-cc-01",
      ],
    });
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
  });

  it("has the same GUID at every run, whatever its display name", () => {
    const guid =
      '${uuidv5("url", lower("/subscriptions/${var.subscription_id}/resourceGroups/rg-aml-reg-dev-cc-01|registry-reader"))}';
    expect(made()["role_definition_id"]).toBe(guid);
    stack = devStack();
    expect(made({ name: "Contoso Registry Reader" })).toMatchObject({
      name: "Contoso Registry Reader",
      role_definition_id: guid,
    });
  });

  it("writes what it takes away and what it allows on data", () => {
    const definition = {
      key: "own",
      name: "Own",
      purpose: "An own role.",
      actions: ["a/*"],
      notActions: ["a/b"],
      dataActions: ["d/*"],
      notDataActions: ["d/e"],
    };
    expect(made({ definition })["permissions"]).toEqual([
      { actions: ["a/*"], not_actions: ["a/b"], data_actions: ["d/*"], not_data_actions: ["d/e"] },
    ]);
  });

  it("is a role as the built-in ones are", () => {
    const role = make();
    expect(role).toMatchObject({ name: "AzureML Registry Reader", purpose: CUSTOM_ROLES.registryReader.purpose });
    expect(resolve(stack, role.id)).toBe(`\${${TYPE}.${role.resource.friendlyUniqueId}.role_definition_id}`);
    expect(role.dependencies).toEqual([role.resource]);
  });

  it("refuses to be assignable nowhere", () => {
    expect(() => make({ assignableScopes: [] })).toThrow(/Role\.assignableScopes: got \[\]; .*pass the resource group/);
  });

  it.each(["Registry Reader", "", "-a", "a--b", "a_b"])("refuses the key %j", (key) => {
    expect(() => make({ definition: { ...CUSTOM_ROLES.registryReader, key } })).toThrow(/Role\.definition\.key: got/);
  });

  it("refuses to allow nothing", () => {
    expect(() => make({ definition: { ...CUSTOM_ROLES.registryReader, actions: [] } })).toThrow(
      /Role\.definition\.actions: got \[\]/,
    );
  });

  it("may allow operations on data only", () => {
    expect(() =>
      make({ definition: { ...CUSTOM_ROLES.registryReader, actions: [], dataActions: ["a/read"] } }),
    ).not.toThrow();
  });
});

describe("isOwnerInDisguise", () => {
  const definition = { key: "own", name: "Own", purpose: "An own role." };

  it("is any role that can do everything", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (others) => {
        expect(isOwnerInDisguise({ ...definition, actions: [...others, "*"] })).toBe(true);
      }),
    );
  });

  it.each([
    "*",
    "Microsoft.Authorization/*",
    "microsoft.authorization/*/write",
    "Microsoft.Authorization/roleAssignments/*",
    "Microsoft.Authorization/roleAssignments/write",
  ])("is not one that %s is taken away from", (notAction) => {
    expect(isOwnerInDisguise({ ...definition, actions: ["*"], notActions: [notAction] })).toBe(false);
  });

  it("is one that something else is taken away from", () => {
    expect(isOwnerInDisguise({ ...definition, actions: ["*"], notActions: ["Microsoft.Authorization/locks/*"] })).toBe(
      true,
    );
  });

  it("is not one that can do some things only", () => {
    expect(isOwnerInDisguise({ ...definition, actions: ["Microsoft.Storage/*"] })).toBe(false);
  });
});
