import { describe, expect, it } from "vitest";
import { isOwnerInDisguise } from "../src/custom-role.js";
import { CUSTOM_ROLES, CustomRole, type CustomRoleDefinition } from "../src/index.js";
import { devStack } from "./platform.js";

/** Whether Azure would let a role do an operation: an action that matches, and no notAction. */
function allows({ actions, notActions = [] }: CustomRoleDefinition, operation: string): boolean {
  const full = operation.startsWith("Microsoft.") ? operation : `Microsoft.MachineLearningServices/${operation}`;
  const matches = (pattern: string) =>
    new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll("*", ".*")}$`, "i").test(full);
  return actions.some(matches) && !notActions.some(matches);
}

describe("custom roles", () => {
  it.each(Object.entries(CUSTOM_ROLES))("%s can be defined", (key, definition) => {
    expect(definition.key).toBe(key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
    const stack = devStack();
    expect(() => new CustomRole(stack, "Role", { definition, assignableScopes: [stack.group("ws").id] })).not.toThrow();
  });

  it("have keys and names of their own", () => {
    const all: CustomRoleDefinition[] = Object.values(CUSTOM_ROLES);
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });

  it("let the IT admin do anything, and nobody else (S2-ROL-01)", () => {
    const owners = Object.entries<CustomRoleDefinition>(CUSTOM_ROLES).filter(([, role]) => isOwnerInDisguise(role));
    expect(owners.map(([key]) => key)).toEqual(["itAdmin"]);
  });

  const cases: [
    string,
    keyof typeof CUSTOM_ROLES,
    { readonly can: readonly string[]; readonly cannot: readonly string[] },
  ][] = [
    [
      "S2-ROL-02",
      "dataScientist",
      {
        can: [
          "workspaces/jobs/write",
          "workspaces/experiments/runs/submit/action",
          "workspaces/models/versions/write",
          "workspaces/onlineEndpoints/deployments/write",
          "workspaces/datasets/versions/delete",
        ],
        cannot: [
          "workspaces/write",
          "workspaces/delete",
          "workspaces/computes/write",
          "workspaces/computes/x/write",
          "workspaces/computes/delete",
          "workspaces/listKeys/action",
          "workspaces/computes/listKeys/action",
          "workspaces/services/aks/write",
          "workspaces/services/aks/delete",
          "Microsoft.Authorization/roleAssignments/write",
        ],
      },
    ],
    [
      "S2-ROL-03",
      "dataScientistSuperUser",
      {
        can: [
          "workspaces/computes/write",
          "workspaces/jobs/write",
          "workspaces/read",
          "Microsoft.Authorization/roleAssignments/write",
        ],
        cannot: [
          "workspaces/write",
          "workspaces/delete",
          "Microsoft.Authorization/roleDefinitions/write",
          "registries/write",
        ],
      },
    ],
    [
      "S0-RBC-32",
      "registryReader",
      {
        can: ["registries/read", "registries/assets/read"],
        cannot: [
          "registries/assets/write",
          "registries/assets/delete",
          "registries/assets/stage/write",
          "registries/write",
        ],
      },
    ],
    [
      "S0-RBC-17",
      "registryConnectionApprover",
      {
        can: [
          "registries/read",
          "registries/privateLinkResources/read",
          "registries/privateEndpointConnections/read",
          "registries/privateEndpointConnections/write",
          "registries/privateEndpointConnectionsApproval/action",
        ],
        cannot: ["registries/assets/read", "registries/write", "registries/privateEndpointConnections/delete"],
      },
    ],
    [
      "S2-ROL-06",
      "dataScientistRestricted",
      {
        can: ["workspaces/jobs/write", "workspaces/notebooks/storage/write", "workspaces/computes/start/action"],
        cannot: [
          "workspaces/computes/write",
          "workspaces/datastores/write",
          "workspaces/connections/listsecrets/action",
          "workspaces/onlineEndpoints/write",
          "workspaces/listKeys/action",
        ],
      },
    ],
    [
      "S2-ROL-06",
      "mlflow",
      {
        can: ["workspaces/experiments/runs/write", "workspaces/models/versions/write", "workspaces/read"],
        cannot: ["workspaces/computes/write", "workspaces/listKeys/action", "workspaces/datastores/read"],
      },
    ],
    [
      "S2-ROL-06",
      "mlops",
      {
        can: ["workspaces/jobs/write", "workspaces/experiments/runs/submit/action", "workspaces/datastores/read"],
        cannot: ["workspaces/computes/write", "workspaces/write", "workspaces/models/versions/write"],
      },
    ],
    [
      "S2-ROL-06",
      "labeler",
      {
        can: ["workspaces/labeling/labels/write", "workspaces/read"],
        cannot: ["workspaces/labeling/projects/write", "workspaces/jobs/write"],
      },
    ],
    [
      "S2-ROL-06",
      "workspaceAdmin",
      {
        can: ["workspaces/computes/write", "workspaces/delete", "Microsoft.Authorization/roleAssignments/write"],
        cannot: ["workspaces/write", "Microsoft.Authorization/roleDefinitions/write"],
      },
    ],
  ];
  it.each(cases)("%s let the role %s do its work and no more", (_, key, { can, cannot }) => {
    const role: CustomRoleDefinition = CUSTOM_ROLES[key];
    expect(can.filter((operation) => !allows(role, operation))).toEqual([]);
    expect(cannot.filter((operation) => allows(role, operation))).toEqual([]);
  });
});
