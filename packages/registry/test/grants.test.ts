import { CUSTOM_ROLES, CustomRole, Principal } from "@org/aml-rbac";
import { synthesized, terraformMatchers } from "@org/aml-testing";
import { ROLES } from "@org/azure-catalog";
import { describe, expect, it } from "vitest";
import { AmlRegistry } from "../src/index.js";
import { devStack, OBJECT_ID, REGISTRIES } from "./fixture.js";

expect.extend(terraformMatchers);

const ASSIGNMENT = "azurerm_role_assignment";
const team = Principal.group({ objectId: OBJECT_ID, name: "team" });

describe("grants on a registry", () => {
  it("assign AzureML Registry User on it, once it is ready (S0-RBC-27)", () => {
    const stack = devStack();
    const registry = stack.registry();
    const grant = registry.grantUser(team);
    expect(stack).toHaveResourceCount(ASSIGNMENT, 1);
    expect(stack).toHaveResource(ASSIGNMENT, {
      scope: registry.resource,
      role_definition_id: expect.stringContaining(ROLES.azureMlRegistryUser.id),
      principal_id: OBJECT_ID,
      principal_type: "Group",
    });
    const model = synthesized(stack);
    expect(model.resource({ type: ASSIGNMENT })).toDependOn(model.resource({ type: "time_sleep" }));
    expect(grant.dependencies).toEqual(grant.assignments.map(({ resource }) => resource));
  });

  it("assign Azure AI Developer beside it where asked (S1-REG-33)", () => {
    const stack = devStack();
    stack.registry().grantUser(team, { azureAiDeveloper: true });
    expect(stack).toHaveResource(ASSIGNMENT, {
      role_definition_id: expect.stringContaining(ROLES.azureAiDeveloper.id),
    });
  });

  it("assign a custom role that only reads (S0-RBC-32)", () => {
    const stack = devStack();
    const reader = new CustomRole(stack, "RegistryReader", {
      definition: CUSTOM_ROLES.registryReader,
      assignableScopes: [stack.resourceGroup.id],
    });
    const registry = stack.registry();
    const grant = registry.grantReader(team, reader);
    expect(grant.resource).toDependOn(reader.resource);
    expect(stack).toHaveResource(ASSIGNMENT, { scope: registry.resource, principal_id: OBJECT_ID });
  });

  it("assign any role on an imported registry, in the stack of the import", () => {
    const stack = devStack();
    const id = `/subscriptions/s/resourceGroups/rg/providers/${REGISTRIES}/contoso`;
    AmlRegistry.fromRegistryId(stack, "Shared", id).grant(team, ROLES.reader);
    expect(stack).toHaveResource(ASSIGNMENT, {
      scope: id,
      role_definition_id: expect.stringContaining(ROLES.reader.id),
    });
  });

  it("refuse a second grant to one principal", () => {
    const registry = devStack().registry();
    registry.grantUser(team);
    expect(() => registry.grantUser(team)).toThrow('aml-dev/Registry.grantUser: got "team"');
    expect(() => registry.grant(team, ROLES.azureMlRegistryUser)).toThrow(
      "a unique combination of principal, role and scope",
    );
  });
});
