import { InvalidInputError } from "@org/aml-core";
import { ROLES } from "@org/azure-catalog";
import { describe, expect, it } from "vitest";
import { DeploymentApplication } from "../src/deployment-application.js";
import {
  BundleGrant,
  CUSTOM_ROLES,
  CustomRole,
  deploymentPrincipalBundle,
  Principal,
  PropagationDelay,
  RoleAssignment,
  RoleScope,
  type CustomRoleProps,
  type PropagationDelayProps,
  type RoleAssignmentProps,
} from "../src/index.js";
import { devStack, EnvironmentStack, OBJECT_IDS, testApp } from "./platform.js";

const messageOf = (wrong: () => unknown): string => {
  try {
    wrong();
  } catch (error) {
    if (InvalidInputError.isInvalidInputError(error)) return error.message;
    throw error;
  }
  throw new Error("nothing was refused");
};
const assign = (overrides: object) => {
  const stack = devStack();
  return new RoleAssignment(stack, "A", {
    principal: Principal.user({ objectId: OBJECT_IDS.scientist }),
    role: ROLES.reader,
    scope: RoleScope.resourceGroup(stack.group("ws")),
    reason: "finds the workspace",
    ...overrides,
  } as RoleAssignmentProps);
};
const delay = (props: Partial<PropagationDelayProps>) => {
  const stack = devStack();
  return new PropagationDelay(stack, "Delay", {
    duration: "90s",
    after: [stack.identity("compute").resource],
    ...props,
  });
};
const customRole = (props: Partial<CustomRoleProps>) =>
  new CustomRole(devStack(), "Role", {
    definition: CUSTOM_ROLES.mlops,
    assignableScopes: ["/subscriptions/x"],
    ...props,
  });

describe("what is refused says the path, the value, what is allowed and what to do", () => {
  it.each<[string, () => unknown, string]>([
    [
      "a scope without a name",
      () => assign({ scope: { ...RoleScope.resourceGroup(devStack().group("ws")), name: "" } }),
      'aml-dev/A.scope.name: got ""; allowed: a literal name, which identifies it in the role matrix; fix: pass a name as well, because the id is known only to Terraform',
    ],
    [
      "a role by name",
      () => assign({ role: "AzureML Compute" }),
      'aml-dev/A.role: got "AzureML Compute"; allowed: a role with its GUID: one of ROLES of @org/azure-catalog, a CustomRole, or { name, id }; fix: use for instance ROLES.reader; display names change, so a role is never looked up by name',
    ],
    [
      "no reason",
      () => assign({ reason: "" }),
      'aml-dev/A.reason: got ""; allowed: a sentence that says why the principal needs the role; fix: say what fails without it',
    ],
    [
      "another type than the id says",
      () => assign({ scope: { id: "/subscriptions/x", resourceType: "A/b", name: "x", environmentName: undefined } }),
      'aml-dev/A.scope.resourceType: got "A/b"; allowed: "Microsoft.Resources/subscriptions", the type in the id /subscriptions/x; fix: use the type in the id',
    ],
    [
      "no look-up of a person",
      () => assign({ skipServicePrincipalAadCheck: true }),
      "aml-dev/A.skipServicePrincipalAadCheck: got true; allowed: false for a User; fix: omit it; only a service principal that was just created needs it",
    ],
    [
      "a role twice",
      () => {
        const { node, principal, role, scope, reason } = assign({
          principal: Principal.deployment({ objectId: OBJECT_IDS.pipeline }),
        });
        new RoleAssignment(node.scope as EnvironmentStack, "B", { principal, role, scope, reason });
      },
      'aml-dev/B.principal: got "deployment principal as Reader on rg-aml-ws-dev-cc-01"; allowed: a unique combination of principal, role and scope; aml-dev/A already assigns this one; fix: remove one of the two, and depend on the dependencies of the other',
    ],
    [
      "a scope key without a resource",
      () =>
        new BundleGrant(devStack(), "Roles", {
          bundle: deploymentPrincipalBundle(),
          principal: Principal.deployment({ objectId: OBJECT_IDS.pipeline }),
          scopes: {} as never,
        }),
      "aml-dev/Roles.scopes.resourceGroup: got nothing; allowed: the resource that the bundle's roles are granted on; fix: pass the resourceGroup, or remove the rows on it",
    ],
    [
      "a duration",
      () => delay({ duration: "1m30s" }),
      'aml-dev/Delay.duration: got "1m30s"; allowed: one number followed by ms, s, m or h, such as 90s; fix: write 150s for two and a half minutes, and "0s" to omit the delay',
    ],
    [
      "a delay for nothing",
      () => delay({ after: [] }),
      "aml-dev/Delay.waitsFor: got nothing; allowed: at least one role assignment or resource in waitsFor or after; fix: pass the resources that have to take effect, or remove the delay",
    ],
    [
      "a delay for another stack",
      () => delay({ waitsFor: [new EnvironmentStack(testApp(), "prod").identity("compute").resource] }),
      'aml-dev/Delay.waitsFor: got "aml-prod/compute-identity/Resource"; allowed: resources of the stack aml-dev; fix: create the delay in the stack of these resources; stacks are applied one after the other',
    ],
    [
      "a role that is assignable nowhere",
      () => customRole({ assignableScopes: [] }),
      "aml-dev/Role.assignableScopes: got []; allowed: at least one ARM id of a subscription or resource group; fix: pass the resource group in which it is assigned",
    ],
    [
      "a key",
      () => customRole({ definition: { ...CUSTOM_ROLES.mlops, key: "ML Ops" } }),
      'aml-dev/Role.definition.key: got "ML Ops"; allowed: lower-case words with dashes; fix: use for instance "registry-reader"',
    ],
    [
      "a role that allows nothing",
      () => customRole({ definition: { key: "own", name: "Own", purpose: "An own role.", actions: [] } }),
      "aml-dev/Role.definition.actions: got []; allowed: at least one operation in actions or dataActions; fix: list the operations that the role allows, such as Microsoft.MachineLearningServices/registries/read",
    ],
    [
      "two credentials of a name",
      () => {
        const credential = { name: "prod", issuer: "https://contoso.example", subject: "a" };
        new DeploymentApplication(devStack(), "Deployer", { federatedCredentials: [credential, credential] });
      },
      'aml-dev/Deployer.federatedCredentials: got "prod"; allowed: one credential of a name; fix: use a different name for each credential',
    ],
  ])("%s", (_, wrong, message) => {
    expect(messageOf(wrong)).toBe(message);
  });
});
