import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import type { IManagedIdentity } from "@org/aml-core";
import { ROLES, roleById } from "@org/azure-catalog";
import { Token } from "cdktf";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import {
  CUSTOM_ROLES,
  CustomRole,
  ManagedIdentity,
  Principal,
  RoleAssignment,
  RoleScope,
  type RoleAssignmentProps,
} from "../src/index.js";
import { devStack, EnvironmentStack, OBJECT_IDS, resources, testApp, theResource } from "./platform.js";

const TYPE = "azurerm_role_assignment";
let stack: EnvironmentStack;
let props: RoleAssignmentProps;

beforeEach(() => {
  stack = devStack();
  props = {
    principal: Principal.workspaceIdentity(stack.identity("workspace"), "dev"),
    role: ROLES.keyVaultReader,
    scope: RoleScope.resource(stack.target("keyVault"), "Microsoft.KeyVault/vaults", { environmentName: "dev" }),
    reason: "creating a workspace reads the vault",
  };
});

const assign = (overrides: Partial<RoleAssignmentProps> = {}, id = "Reader") =>
  new RoleAssignment(stack, id, { ...props, ...overrides });
const assigned = (overrides: Partial<RoleAssignmentProps> = {}) => {
  assign(overrides);
  return theResource(stack, TYPE);
};

describe("RoleAssignment", () => {
  it("gives a role on a scope to a principal, and says why", () => {
    expect(assigned()).toMatchObject({
      scope:
        "/subscriptions/${var.subscription_id}/resourceGroups/rg-aml-ws-dev-cc-01/providers/Microsoft.KeyVault/vaults/keyVault",
      principal_id: expect.stringMatching(
        /^\$\{azurerm_user_assigned_identity\.workspace-identity_\w+\.principal_id\}$/,
      ),
      description: "creating a workspace reads the vault",
    });
  });

  it("is written with the stack's provider of the scope's subscription, if there is one", () => {
    const hub = "00000000-0000-4000-8000-00000000000c";
    const scope = {
      ...props.scope,
      id: `/subscriptions/${hub}/resourceGroups/rg-hub/providers/Microsoft.KeyVault/vaults/kv-hub`,
    };
    expect(assign({ scope }, "Before").resource.provider).toBeUndefined();
    const provider = new AzurermProvider(stack, "Hub", { alias: "hub", subscriptionId: hub, features: [{}] });
    expect(assign({ scope, role: ROLES.reader }, "After").resource.provider).toBe(provider);
  });

  it("names the role by GUID, in the subscription of the scope, never by display name", () => {
    const resource = assigned();
    expect(resource["role_definition_id"]).toBe(
      `/subscriptions/\${split("/", "${resource["scope"]}")[2]}/providers/Microsoft.Authorization/roleDefinitions/21090545-7ca7-4776-b22c-e363652d74d2`,
    );
    expect(roleById(resource["role_definition_id"] as string)?.name).toBe("Key Vault Reader");
    expect(resource).not.toHaveProperty("role_definition_name");
  });

  it("is named by a version 5 UUID over scope, role and principal, the same at every run (S0-NAM-15)", () => {
    const { name, scope, principal_id } = assigned();
    expect(name).toBe(`\${uuidv5("url", lower("${scope}|21090545-7ca7-4776-b22c-e363652d74d2|${principal_id}"))}`);
  });

  it("takes Terraform expressions that were written by hand as they are (S0-NAM-15)", () => {
    const id = "${azurerm_key_vault.legacy.id}";
    expect(
      assigned({ scope: { ...props.scope, id }, principal: Principal.user({ objectId: OBJECT_IDS.scientist }) })[
        "name"
      ],
    ).toBe(`\${uuidv5("url", lower("${id}|21090545-7ca7-4776-b22c-e363652d74d2|${OBJECT_IDS.scientist}"))}`);
  });

  it.each([
    ["a workspace identity", () => Principal.workspaceIdentity(stack.identity("workspace"), "dev"), "ServicePrincipal"],
    ["a compute identity", () => Principal.computeIdentity(stack.identity("compute"), "dev"), "ServicePrincipal"],
    ["the deployment principal", () => Principal.deployment({ objectId: OBJECT_IDS.pipeline }), "ServicePrincipal"],
    ["a service principal", () => Principal.servicePrincipal({ objectId: OBJECT_IDS.pipeline }), "ServicePrincipal"],
    ["a person", () => Principal.user({ objectId: OBJECT_IDS.scientist }), "User"],
    ["a group", () => Principal.group({ objectId: OBJECT_IDS.team }), "Group"],
  ])("says the principal type of %s (SX-04)", (_, principal, type) => {
    expect(assigned({ principal: principal() })["principal_type"]).toBe(type);
  });

  it("lets a person deploy from a desk (SX-04)", () => {
    const principal = Principal.deployment({ objectId: OBJECT_IDS.scientist, principalType: "User" });
    expect(assigned({ principal })["principal_type"]).toBe("User");
  });

  it("looks a principal up in Entra unless told not to (S0-TRB-04)", () => {
    expect(assigned()).not.toHaveProperty("skip_service_principal_aad_check");
  });

  it("skips the look-up of a service principal that was just made (S0-TRB-04)", () => {
    expect(assigned({ skipServicePrincipalAadCheck: true })["skip_service_principal_aad_check"]).toBe(true);
  });

  it("keeps an assignment whose principal changed, with the name that is made of it (S0-TRB-04)", () => {
    stack = devStack(5);
    props = { ...props, principal: Principal.user({ objectId: OBJECT_IDS.scientist }) };
    expect(assigned({ ignorePrincipalChanges: true })["lifecycle"]).toEqual({
      ignore_changes: ["name", "principal_id"],
    });
  });

  it("takes the name of an assignment that exists already (S0-TRB-04)", () => {
    expect(assigned({ name: OBJECT_IDS.team })["name"]).toBe(OBJECT_IDS.team);
  });

  it("can be narrowed by a condition, in the version that Azure takes today", () => {
    const condition = "@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringEquals 'data'";
    expect(assigned({ condition })).toMatchObject({ condition, condition_version: "2.0" });
  });

  it("has no condition unless told", () => {
    const resource = assigned();
    expect(resource).not.toHaveProperty("condition");
    expect(resource).not.toHaveProperty("condition_version");
  });

  it("keeps its access when a reason is reworded: azurerm 4 would replace the assignment", () => {
    expect(assigned()["lifecycle"]).toEqual({ ignore_changes: ["description"] });
  });

  it("updates a reworded reason in place with azurerm 5", () => {
    stack = new EnvironmentStack(testApp(), "dev", 5);
    props = { ...props, principal: Principal.user({ objectId: OBJECT_IDS.scientist }) };
    expect(assigned()).not.toHaveProperty("lifecycle");
  });

  it("comes after what it is told to (S0-RBC-30)", () => {
    const first = assign({}, "First");
    assign({ role: ROLES.keyVaultSecretsUser, dependsOn: first.dependencies }, "Second");
    const second = Object.entries(resources(stack, TYPE)).find(([address]) => address.startsWith("Second"));
    expect(second?.[1]["depends_on"]).toEqual([expect.stringMatching(/^azurerm_role_assignment\.First_/)]);
  });

  it("is recognised by brand, also from another copy of the library", () => {
    expect(RoleAssignment.isRoleAssignment(assign())).toBe(true);
    expect(RoleAssignment.isRoleAssignment({ [Symbol.for("@org/aml-rbac.RoleAssignment")]: true })).toBe(true);
    expect(RoleAssignment.isRoleAssignment(stack)).toBe(false);
    expect(RoleAssignment.isRoleAssignment(null)).toBe(false);
  });
});

describe("RoleAssignment refuses", () => {
  it("a principal id that is no GUID", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter((text) => !/^[0-9a-f-]{36}$/i.test(text) && !text.includes("${")),
        (objectId) => {
          expect(
            () => new RoleAssignment(devStack(), "Reader", { ...props, principal: Principal.user({ objectId }) }),
          ).toThrow(/aml-dev\/Reader\.principal\.principalId: got .*allowed: a GUID/s);
        },
      ),
    );
  });

  it("no GUID, in either case", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.boolean(), (guid, upper) => {
        const objectId = upper ? guid.toUpperCase() : guid;
        const { resource: assignment } = new RoleAssignment(devStack(), "Reader", {
          ...props,
          principal: Principal.user({ objectId }),
        });
        expect(assignment.principalIdInput).toBe(objectId);
      }),
    );
  });

  it("a principal without a name where its object id is only known to Terraform", () => {
    const objectId = Token.asString({ resolve: () => "later" });
    expect(() => assign({ principal: Principal.user({ objectId }) })).toThrow(/Reader\.principal\.name: .*pass a name/);
    expect(() => assign({ principal: Principal.user({ objectId, name: "lead" }) }, "Named")).not.toThrow();
  });

  it("a scope without a literal name", () => {
    const scope = { ...props.scope, name: stack.subscription.stringValue };
    expect(() => assign({ scope })).toThrow(/Reader\.scope\.name: /);
    expect(() => assign({ scope: { ...props.scope, name: "" } }, "Empty")).toThrow(/Empty\.scope\.name: got ""/);
  });

  it.each([
    ["a role's display name", "Key Vault Reader"],
    ["what a misspelt key of ROLES gives", undefined],
    ["a role without a GUID", { name: "AzureML Compute", id: "AzureML Compute" }],
  ])("%s", (_, role) => {
    expect(() => assign({ role: role as never })).toThrow(/Reader\.role: got .*one of ROLES of @org\/azure-catalog/);
  });

  it.each(["", "  "])("an empty reason (%j)", (reason) => {
    expect(() => assign({ reason })).toThrow(/Reader\.reason: got .*say what fails without it/);
  });

  it("a scope of another type than its id says", () => {
    const scope = { ...props.scope, id: `/subscriptions/${stack.subscription.stringValue}` };
    expect(() => assign({ scope })).toThrow(
      /scope\.resourceType: got "Microsoft\.KeyVault\/vaults"; allowed: "Microsoft\.Resources\/subscriptions"/,
    );
  });

  it("an assignment name that is no GUID", () => {
    expect(() => assign({ name: "reader" })).toThrow(/Reader\.name: got "reader"/);
  });

  it.each([
    ["User", Principal.user({ objectId: OBJECT_IDS.scientist })],
    ["Group", Principal.group({ objectId: OBJECT_IDS.team })],
  ])("skipping the Entra look-up for a %s", (type, principal) => {
    expect(() => assign({ principal, skipServicePrincipalAadCheck: true })).toThrow(
      new RegExp(`skipServicePrincipalAadCheck: got true; allowed: false for a ${type}`),
    );
  });

  it("the same role for the same identity on the same scope, and names the first", () => {
    assign({}, "First");
    expect(() =>
      assign({ principal: Principal.computeIdentity(stack.identity("workspace"), "dev") }, "Second"),
    ).toThrow(
      /aml-dev\/Second\.principal: got ".* as Key Vault Reader on aml-dev\/keyVault"; .*aml-dev\/First already assigns/,
    );
  });

  it("the same role for the same object id, from another stack and in another case", () => {
    const app = testApp();
    const scope = {
      ...props.scope,
      id: `/subscriptions/${OBJECT_IDS.team}/resourceGroups/RG`,
      resourceType: "Microsoft.Resources/resourceGroups",
    };
    const principal = Principal.user({ objectId: OBJECT_IDS.scientist.replace("8", "a") });
    new RoleAssignment(new EnvironmentStack(app, "dev"), "A", { ...props, principal, scope });
    expect(
      () =>
        new RoleAssignment(new EnvironmentStack(app, "prod"), "B", {
          ...props,
          principal: { ...principal, principalId: principal.principalId.toUpperCase() },
          scope: { ...scope, id: scope.id.toLowerCase() },
        }),
    ).toThrow(/aml-dev\/A already assigns/);
  });

  it("the same role for an existing identity that was imported twice", () => {
    const [first, second] = ["First", "Second"].map((id) =>
      ManagedIdentity.fromManagedIdentityAttributes(stack, `Imported${id}`, {
        id: "${var.identity_id}",
        principalId: OBJECT_IDS.pipeline,
        clientId: OBJECT_IDS.team,
      }),
    ) as [IManagedIdentity, IManagedIdentity];
    assign({ principal: Principal.workspaceIdentity(first, "dev") }, "First");
    expect(() => assign({ principal: Principal.workspaceIdentity(second, "dev") }, "Second")).toThrow(
      /aml-dev\/First already assigns/,
    );
  });

  it("what another copy of the library assigned in the same app", () => {
    assign({}, "First");
    expect(Symbol.for("@org/aml-core.UniqueRegistry.role assignments") in stack.node.root).toBe(true);
  });

  it("nothing else that differs in principal, role or scope", () => {
    assign({}, "First");
    assign({ role: ROLES.keyVaultSecretsUser }, "OtherRole");
    for (const definition of [CUSTOM_ROLES.mlflow, CUSTOM_ROLES.mlops]) {
      const role = new CustomRole(stack, definition.key, { definition, assignableScopes: [stack.group("ws").id] });
      assign({ role }, `Other-${definition.key}`);
    }
    assign({ principal: Principal.computeIdentity(stack.identity("compute"), "dev") }, "OtherPrincipal");
    assign(
      { scope: RoleScope.resource(stack.target("keyVault", "second"), "Microsoft.KeyVault/vaults") },
      "OtherScope",
    );
  });
});

describe("an eligible assignment", () => {
  const group = () => ({
    principal: Principal.group({ objectId: OBJECT_IDS.team, name: "team", environmentName: "dev" }),
  });
  const eligibility = (overrides: Partial<RoleAssignmentProps>) => {
    assign({ ...group(), ...overrides });
    return theResource(stack, "azurerm_pim_eligible_role_assignment");
  };

  it("is a request to Privileged Identity Management instead of an assignment, for 365 days", () => {
    expect(eligibility({ eligible: true })).toMatchObject({
      scope: expect.stringContaining("vaults/keyVault") as string,
      principal_id: OBJECT_IDS.team,
      role_definition_id: expect.stringContaining(ROLES.keyVaultReader.id) as string,
      justification: "creating a workspace reads the vault",
      schedule: { expiration: { duration_days: 365 } },
    });
    expect(resources(stack, TYPE)).toEqual({});
  });

  it("ends when asked to", () => {
    expect(eligibility({ eligible: { durationDays: 30 } })).toMatchObject({
      schedule: { expiration: { duration_days: 30 } },
    });
  });

  it("is refused for service principals, which can't activate a role", () => {
    expect(() => assign({ eligible: true })).toThrow(/\.eligible: .*can't activate a role/);
  });

  it.each([0, 366, 1.5, Number.NaN])("is refused for %s days", (durationDays) => {
    expect(() => assign({ ...group(), eligible: { durationDays } })).toThrow(/durationDays: .*from 1 to 365/);
  });

  it("counts as the same assignment as one that isn't eligible", () => {
    assign({ ...group(), eligible: true });
    expect(() => assign(group(), "Again")).toThrow(/already assigns this one/);
  });
});
