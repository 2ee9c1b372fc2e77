import { ArmError } from "../../arm/arm-error.js";
import { textOf } from "../../arm/body.js";
import type { ArmResource } from "../../arm/resource.js";
import type { Endpoint, ResourceType } from "../../arm/resource-type.js";
import { coversScope } from "../../role-check.js";
import { ROLE_DEFINITIONS } from "../../roles.js";
import type { EmulatorState } from "../../emulator-state.js";
import { showPlainly } from "../shared.js";

const TYPES = { applications: "Application", groups: "Group", servicePrincipals: "ServicePrincipal", users: "User" };
const ASSIGNMENTS = "Microsoft.Authorization/roleAssignments";

/** Role assignments, at any scope. */
export const roleAssignments: ResourceType = {
  type: ASSIGNMENTS,
  provisioningState: false,
  write({ id, existing, body }, state) {
    const { properties } = body;
    const [principalId, role] = [textOf(properties["principalId"]), textOf(properties["roleDefinitionId"])];
    if (principalId === undefined || role === undefined) {
      throw new ArmError(
        400,
        "InvalidRoleAssignment",
        "The role assignment needs a principalId and a roleDefinitionId.",
      );
    }
    requireRole(role, state);
    const principal = state.directory.get(principalId);
    if (principal?.collection === "applications") {
      throw new ArmError(
        400,
        "PrincipalTypeNotSupported",
        "Principals of type Application cannot validly be used in role assignments.",
      );
    }
    if (properties["principalType"] === undefined) requirePrincipal(principalId, state);
    const before = existing?.body.properties;
    if (before && (before["principalId"] !== principalId || !sameRole(before["roleDefinitionId"], role))) {
      throw new ArmError(
        409,
        "RoleAssignmentUpdateNotPermitted",
        "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.",
      );
    }
    if (state.failureModes.applies("role-assignment-exists")) {
      const other = state.resources
        .ofType(ASSIGNMENTS)
        .find(
          (one) =>
            !one.id.equals(id) &&
            one.id.scope.toLowerCase() === id.scope.toLowerCase() &&
            one.body.properties["principalId"] === principalId &&
            sameRole(one.body.properties["roleDefinitionId"], role),
        );
      if (other) {
        throw new ArmError(
          409,
          "RoleAssignmentExists",
          `The role assignment already exists. The ID of the existing role assignment is ${other.id.name.replaceAll("-", "")}.`,
        );
      }
    }
    Object.assign(properties, {
      scope: id.scope === "" ? "/" : id.scope,
      principalType: properties["principalType"] ?? principalTypeOf(principalId, state) ?? "ServicePrincipal",
      createdOn: before?.["createdOn"] ?? state.clock.date().toISOString(),
    });
  },
};

/** The assignments at and above a scope and, unless the filter is `atScope()`, below it. */
export const listOfAssignments: Endpoint = {
  method: "GET",
  path: "roleAssignments",
  answer: ({ scope }, state, { query }) => {
    const filter = query.get("$filter") ?? "";
    const only = /atScope\(\)/i.test(filter);
    const isBelow = ({ id }: ArmResource): boolean => id.scope.toLowerCase().startsWith(`${scope.toLowerCase()}/`);
    const value = state.resources
      .ofType(ASSIGNMENTS)
      .filter((assignment) => coversScope(assignment, scope) || (!only && isBelow(assignment)))
      .filter(forPrincipalIn(filter))
      .map(showPlainly);
    return { status: 200, body: { value } };
  },
};

/** Whether a resource is that of the principal in the filter of a list; true without one. */
export function forPrincipalIn(filter: string): (resource: ArmResource) => boolean {
  const principal = /principalId eq '([^']+)'/i.exec(filter)?.[1];
  return ({ body }) => principal === undefined || body.properties["principalId"] === principal;
}

/** Type of a principal that was created here; undefined for others. */
export function principalTypeOf(objectId: string, { directory }: EmulatorState): string | undefined {
  const principal = directory.get(objectId);
  return principal && TYPES[principal.collection];
}

export function requireRole(role: string, state: EmulatorState): void {
  const guid = role.slice(role.lastIndexOf("/") + 1).toLowerCase();
  const known =
    ROLE_DEFINITIONS.some(({ id }) => id === guid) ||
    state.resources.named("Microsoft.Authorization/roleDefinitions", guid);
  if (!known) state.note({ kind: "request", what: `role definition ${guid}` });
}

/**
 * Rejects a principal that Entra has not replicated yet, if the request has no principal type. Principals that
 * weren't created here are always known.
 */
export function requirePrincipal(
  objectId: string,
  { directory, clock, failureModes }: EmulatorState,
  code: "PrincipalNotFound" | "SubjectNotFound" = "PrincipalNotFound",
): void {
  const principal = directory.get(objectId);
  if (!principal || clock.now() - principal.createdAt >= failureModes.seconds("principal-replication")) return;
  throw new ArmError(
    400,
    code,
    `Principal ${objectId.replaceAll("-", "")} does not exist in the directory ${directory.tenantId}. Check that you have the correct principal ID. If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay. In this case, set the role assignment principalType property to a value, such as ServicePrincipal, User, or Group. See https://aka.ms/docs-principaltype`,
  );
}

export function sameRole(one: unknown, other: string): boolean {
  const guid = (text: string): string => text.slice(text.lastIndexOf("/") + 1).toLowerCase();
  return typeof one === "string" && guid(one) === guid(other);
}
