import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roleById, ROLES, type RoleKey } from "../src/index.js";

const keys = Object.keys(ROLES) as RoleKey[];

describe("ROLES", () => {
  it("has every GUID once, in lower case", () => {
    const ids = keys.map((key) => ROLES[key].id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  it("knows the compute role by the name that exists", () => {
    expect(ROLES.azureMlComputeOperator.name).toBe("AzureML Compute Operator");
    expect(keys.map((key): string => ROLES[key].name)).not.toContain("AzureML Compute");
  });

  it("warns that a registry user can write", () => {
    expect(ROLES.azureMlRegistryUser.caution).toMatch(/write and delete all assets/);
  });
});

describe("roleById", () => {
  it("finds a role by its GUID in either case", () => {
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.boolean(), (key, upper) => {
        const { id, name } = ROLES[key];
        expect(roleById(upper ? id.toUpperCase() : id)).toMatchObject({ key, name });
      }),
    );
  });

  it("finds a role by the ARM id of its definition", () => {
    const id = `/subscriptions/x/providers/Microsoft.Authorization/roleDefinitions/${ROLES.acrPull.id}`;
    expect(roleById(id)?.key).toBe("acrPull");
  });

  it("knows nothing of other GUIDs", () => {
    expect(roleById("00000000-0000-0000-0000-000000000000")).toBeUndefined();
  });
});
