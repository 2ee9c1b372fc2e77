import { ROLES } from "@org/azure-catalog";
import type { Resource } from "@org/aml-synth-model";
import { describe, expect, it } from "vitest";
import { ArmIds, type KnownFacts } from "../../src/import/arm-ids.js";
import { importsOf } from "../../src/import/import-blocks.js";
import { ExistingRoleAssignments } from "../../src/import/role-assignments.js";
import { defaultPlatform } from "../fixture.js";

const SUBSCRIPTION = "00000000-0000-4000-8000-00000000000a";
const DEPLOYER = "00000000-0000-4000-8000-00000000000c";
const WORKSPACE_IDENTITY = "00000000-0000-4000-8000-00000000000d";
const group = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-aml-ws-dev-cc-01`;
const identity = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-aml-vnet-dev-cc-01/providers/Microsoft.ManagedIdentity/userAssignedIdentities/dev-mi-workspace`;
const registry = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-aml-reg-dev-cc-01/providers/Microsoft.MachineLearningServices/registries/mlrdevcc01`;

/** An assignment as the Azure CLI exports it. */
const exported = (scope: string, role: string, principalId: string) => ({
  id: `${scope}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-4000-8000-0000000000ff`,
  scope,
  principalId,
  roleDefinitionId: `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
});

const facts: KnownFacts = {
  subscriptionId: SUBSCRIPTION,
  variables: new Map([["deployment_principal_object_id", DEPLOYER]]),
  principals: new Map([[identity.toLowerCase(), WORKSPACE_IDENTITY]]),
};

function importedWith(
  list: ConstructorParameters<typeof ExistingRoleAssignments>[0],
  known = facts,
  stack = "aml-dev-base",
) {
  const { blocks, leftOut } = importsOf(
    defaultPlatform().stack(stack),
    new ArmIds(known),
    new ExistingRoleAssignments(list),
  );
  return { blocks: blocks.filter(({ to }) => to.startsWith("azurerm_role_assignment.")), leftOut };
}

describe("role assignments (S0-TRB-04)", () => {
  it("are found by scope, role and principal", () => {
    const { blocks } = importedWith([exported(group, ROLES.contributor.id, DEPLOYER)]);
    expect(blocks).toEqual([
      {
        to: "azurerm_role_assignment.Environment_DeploymentRoles-workspace_Contributor_006F54F3",
        id: `${group}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-4000-8000-0000000000ff`,
      },
    ]);
  });

  it("are found whatever the casing, which Azure doesn't keep", () => {
    const { id, ...rest } = exported(group, ROLES.contributor.id, DEPLOYER);
    const shouted = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, value.toUpperCase()]));
    expect(importedWith([{ id, ...(shouted as typeof rest) }]).blocks.map((block) => block.id)).toEqual([id]);
  });

  it.each([
    ["scope", exported(registry, ROLES.contributor.id, DEPLOYER)],
    ["role", exported(group, ROLES.reader.id, DEPLOYER)],
    ["principal", exported(group, ROLES.contributor.id, WORKSPACE_IDENTITY)],
  ])("are not taken for another one that differs in its %s", (_, other) => {
    expect(importedWith([other]).blocks).toEqual([]);
  });

  it("of managed identities are found once their object ids are known", () => {
    const list = [exported(registry, ROLES.networkConnectionApprover.id, WORKSPACE_IDENTITY)];
    expect(importedWith(list, facts, "aml-dev").blocks.map(({ to }) => to)).toEqual([
      expect.stringContaining("AllowDevRegistryAccess_WorkspaceIdentity_NetworkConnectionApprover"),
    ]);
    const { blocks, leftOut } = importedWith(list, { ...facts, principals: new Map() }, "aml-dev");
    expect(blocks).toEqual([]);
    expect(leftOut).toContainEqual(
      expect.objectContaining({ why: expect.stringContaining("--identities"), avoidable: true }),
    );
  });

  it("that the list doesn't hold are named", () => {
    const { leftOut } = importedWith([]);
    const absent = leftOut.find(({ why }) => why.includes("not in the exported list"));
    expect(absent?.addresses).toContain(
      "azurerm_role_assignment.Environment_DeploymentRoles-workspace_Contributor_006F54F3",
    );
  });

  it("in another environment's registry are found across stacks", () => {
    const scopes = (resource: Resource) => new ArmIds(facts).text(resource, "scope");
    const inProd = defaultPlatform().resources({ type: "azurerm_role_assignment", stack: "aml-prod" });
    expect(inProd.map(scopes)).toContain(registry);
    expect(inProd.map(scopes)).not.toContain(undefined);
  });
});
