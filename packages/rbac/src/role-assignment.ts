import { PimEligibleRoleAssignment } from "@cdktf/provider-azurerm/lib/pim-eligible-role-assignment/index.js";
import { RoleAssignment as AzurermRoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment/index.js";
import {
  azurermMajorOf,
  BaseConstruct,
  dependOn,
  expression,
  isGuid,
  isUnresolved,
  providerFor,
  refuse,
  requireGuid,
  requireProps,
  subscriptionOfId,
  UniqueRegistry,
} from "@org/aml-core/internal";
import type { Role } from "@org/azure-catalog";
import type { ITerraformDependable } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import type { Principal } from "./principal.js";
import { resourceTypeOf, type RoleScope } from "./role-scope.js";

const BRAND = Symbol.for("@org/aml-rbac.RoleAssignment");

/** Options of a user's or group's eligibility for a role. */
export interface EligibilityOptions {
  /**
   * Days until the eligibility ends, 1 to 365. The role's policy in Privileged Identity Management has to allow them.
   * @default 365, which the default policy allows
   */
  readonly durationDays?: number | undefined;
}

/** Options of every role assignment, single or in a bundle. */
export interface RoleAssignmentOptions {
  /**
   * Makes users and groups eligible for the role instead of assigning it: they activate it for some hours in Privileged
   * Identity Management, which needs Entra ID P2. Not available for service principals, which can't activate a role.
   * @default false
   * @see https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-resource-roles-assign-roles
   */
  readonly eligible?: boolean | EligibilityOptions | undefined;
  /**
   * Skips the look-up of the principal in Entra, for a service principal that was just created. Not available for users
   * and groups.
   * @default false
   */
  readonly skipServicePrincipalAadCheck?: boolean | undefined;
  /**
   * Keeps an assignment whose principal changed in the configuration (Terraform's `ignore_changes` on `principal_id`
   * and on the name that is computed from it).
   * @default false
   */
  readonly ignorePrincipalChanges?: boolean | undefined;
  /**
   * Resources that have to exist first, such as workspace and registry before the roles of people.
   * @default - only principal, role and scope
   */
  readonly dependsOn?: readonly ITerraformDependable[] | undefined;
}

/** Props of {@link RoleAssignment}. */
export interface RoleAssignmentProps extends RoleAssignmentOptions {
  /** Principal that gets the role. */
  readonly principal: Principal;
  /** The role: one of `ROLES` of `@org/azure-catalog`, or a `CustomRole`. */
  readonly role: Pick<Role, "name" | "id">;
  /** Scope of the role. */
  readonly scope: RoleScope;
  /**
   * Sentence that says why the principal needs the role. It is shown as the assignment's description and in the role
   * matrix.
   */
  readonly reason: string;
  /**
   * Name of the assignment, a GUID. Set it to adopt an existing assignment with another name.
   * @default - Terraform's `uuidv5` of scope, role and principal
   */
  readonly name?: string | undefined;
  /**
   * Condition (ABAC, version 2.0) that narrows what the role allows.
   * @default - none
   */
  readonly condition?: string | undefined;
}

/**
 * One principal's role on one scope, by the role's GUID.
 *
 * The role definition's id contains the subscription of the scope, because Azure always returns this one, and azurerm
 * replaces an assignment if the ids differ in more than case. Terraform computes the name from scope, role and
 * principal, so the same assignment always has the same name and is never duplicated.
 *
 * It is written with the stack's provider for the scope's subscription, if there is one; any other provider has the
 * same result, because Azure finds the scope by its id.
 *
 * @throws InvalidInputError for a principal id or role without a GUID, an empty reason, a scope whose type doesn't
 * match its id, or a second assignment of the same role to the same principal on the same scope
 */
export class RoleAssignment extends BaseConstruct {
  /** Whether `x` is a `RoleAssignment`, even one from another copy of this library. */
  public static isRoleAssignment(x: unknown): x is RoleAssignment {
    return typeof x === "object" && x !== null && BRAND in x;
  }

  /** The role assignment, or the eligibility for it (L1). */
  public readonly resource: AzurermRoleAssignment | PimEligibleRoleAssignment;
  /** Principal that has the role. */
  public readonly principal: Principal;
  /** The role. */
  public readonly role: Pick<Role, "name" | "id">;
  /** Scope of the role. */
  public readonly scope: RoleScope;
  /** Why the principal needs the role. */
  public readonly reason: string;
  /** Condition of the assignment. Undefined if it has none. */
  public readonly condition: string | undefined;
  /** Whether the principal is only eligible for the role. */
  public readonly eligible: boolean;

  constructor(scope: Construct, id: string, props: RoleAssignmentProps) {
    super(scope, id);
    requireProps(this, props, "principal", "scope", "reason");
    check(this, props);
    checkEligible(this, props);
    requireUnique(this, props);
    Object.defineProperty(this, BRAND, { value: true });
    this.principal = props.principal;
    this.role = props.role;
    this.scope = props.scope;
    this.reason = props.reason;
    this.condition = props.condition;
    this.eligible = Boolean(props.eligible);

    this.resource = props.eligible ? eligibility(this, props) : assignment(this, props);
    dependOn(this.resource, props.dependsOn ?? []);
  }

  /** Resources to depend on in order to wait for the role. A new role also needs a `PropagationDelay`. */
  public get dependencies(): readonly ITerraformDependable[] {
    return [this.resource];
  }
}

function assignment(construct: Construct, props: RoleAssignmentProps): AzurermRoleAssignment {
  const ignored = ignoredChanges(construct, props);
  return new AzurermRoleAssignment(construct, "Resource", {
    name: props.name ?? nameOf(props),
    scope: props.scope.id,
    provider: providerFor(construct, { subscription: subscriptionOfId(props.scope.id, construct), required: false }),
    roleDefinitionId: roleDefinitionId(props),
    principalId: props.principal.principalId,
    principalType: props.principal.principalType,
    description: props.reason,
    condition: props.condition,
    conditionVersion: props.condition === undefined ? undefined : "2.0",
    skipServicePrincipalAadCheck: props.skipServicePrincipalAadCheck || undefined,
    lifecycle: ignored.length > 0 ? { ignoreChanges: ignored } : undefined,
  });
}

function eligibility(construct: Construct, props: RoleAssignmentProps): PimEligibleRoleAssignment {
  const { durationDays = 365 } = typeof props.eligible === "object" ? props.eligible : {};
  return new PimEligibleRoleAssignment(construct, "Eligibility", {
    scope: props.scope.id,
    provider: providerFor(construct, { subscription: subscriptionOfId(props.scope.id, construct), required: false }),
    roleDefinitionId: roleDefinitionId(props),
    principalId: props.principal.principalId,
    justification: props.reason,
    // Without an expiration, the default policy of a role rejects the request (ExpirationRule).
    schedule: { expiration: { durationDays } },
    condition: props.condition,
    conditionVersion: props.condition === undefined ? undefined : "2.0",
    // Any other wording would end the eligibility and request it again.
    lifecycle: { ignoreChanges: ["justification"] },
  });
}

function nameOf({ scope, role, principal }: RoleAssignmentProps): string {
  return expression((quote) => `uuidv5("url", lower(${quote(`${scope.id}|${role.id}|${principal.principalId}`)}))`);
}

function roleDefinitionId({ scope, role }: RoleAssignmentProps): string {
  const subscription = expression((quote) => `split("/", ${quote(scope.id)})[2]`);
  return `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role.id}`;
}

function ignoredChanges(assignment: IConstruct, props: RoleAssignmentProps): string[] {
  return [
    // azurerm 4 replaces the assignment if the description changes, which interrupts access; azurerm 5 updates it in
    // place.
    ...(azurermMajorOf(assignment) === 4 ? ["description"] : []),
    ...(props.ignorePrincipalChanges === true ? ["name", "principal_id"] : []),
  ];
}

function check(assignment: RoleAssignment, props: RoleAssignmentProps): void {
  const { principal, role, scope } = props;
  requireGuid(assignment, "principal.principalId", principal.principalId);
  for (const [prop, value] of [
    ["principal.name", principal.name],
    ["scope.name", scope.name],
  ] as const) {
    if (!isUnresolved(value) && value !== "") continue;
    refuse(assignment, prop, {
      value,
      allowed: "a literal name, which identifies it in the role matrix",
      fix: "pass a name as well, because the id is known only to Terraform",
    });
  }
  // Untyped callers may pass a role's name, or undefined because of a misspelt key of ROLES.
  const roleId: unknown = (role as Partial<Role> | undefined)?.id;
  if (typeof roleId !== "string" || !(isUnresolved(roleId) || isGuid(roleId))) {
    refuse(assignment, "role", {
      value: role,
      allowed: "a role with its GUID: one of ROLES of @org/azure-catalog, a CustomRole, or { name, id }",
      fix: "use for instance ROLES.reader; display names change, so a role is never looked up by name",
    });
  }
  if (props.reason.trim() === "") {
    refuse(assignment, "reason", {
      value: props.reason,
      allowed: "a sentence that says why the principal needs the role",
      fix: "say what fails without it",
    });
  }
  const type = resourceTypeOf(scope.id);
  if (type !== undefined && type.toLowerCase() !== scope.resourceType.toLowerCase()) {
    refuse(assignment, "scope.resourceType", {
      value: scope.resourceType,
      allowed: `"${type}", the type in the id ${scope.id}`,
      fix: "use the type in the id",
    });
  }
  if (props.name !== undefined) requireGuid(assignment, "name", props.name);
  if (props.skipServicePrincipalAadCheck === true && principal.principalType !== "ServicePrincipal") {
    refuse(assignment, "skipServicePrincipalAadCheck", {
      value: true,
      allowed: `false for a ${principal.principalType}`,
      fix: "omit it; only a service principal that was just created needs it",
    });
  }
}

function checkEligible(assignment: RoleAssignment, { eligible, principal }: RoleAssignmentProps): void {
  if (!eligible) return;
  if (principal.principalType === "ServicePrincipal") {
    refuse(assignment, "eligible", {
      value: true,
      allowed: "false for a service principal, which can't activate a role",
      fix: "omit it, so that the role is assigned",
    });
  }
  const { durationDays = 365 } = typeof eligible === "object" ? eligible : {};
  if (Number.isInteger(durationDays) && durationDays >= 1 && durationDays <= 365) return;
  refuse(assignment, "eligible.durationDays", {
    value: durationDays,
    allowed: "a whole number of days from 1 to 365",
    fix: "use 365, or fewer if the role's policy demands it",
  });
}

/** Azure rejects a second assignment of the same role, principal and scope with 409 `RoleAssignmentExists`. */
function requireUnique(assignment: RoleAssignment, { principal, role, scope }: RoleAssignmentProps): void {
  const key = JSON.stringify([
    known(principal.principalId) ?? principal.construct?.node.path ?? principal.name,
    known(role.id) ?? role.name,
    known(scope.id) ?? scope.name,
  ]);
  UniqueRegistry.of(assignment.node.root, "role assignments").reserve([key], assignment.node.path, (first) =>
    refuse(assignment, "principal", {
      value: `${principal.name} as ${role.name} on ${scope.name}`,
      allowed: `a unique combination of principal, role and scope; ${first} already assigns this one`,
      fix: "remove one of the two, and depend on the dependencies of the other",
    }),
  );
}

function known(id: string): string | undefined {
  return isUnresolved(id) ? undefined : id.toLowerCase();
}
