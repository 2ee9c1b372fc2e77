import { ArmId } from "@org/azure-catalog";
import { textOf, textsOf } from "./arm/body.js";
import { ArmError } from "./arm/arm-error.js";
import { objectsOf } from "./arm/body.js";
import type { ArmResource } from "./arm/resource.js";
import { ROLE_DEFINITIONS } from "./roles.js";
import type { EmulatorState } from "./emulator-state.js";

/** A required permission. */
export interface Need {
  /** An action of the control plane, or of the data plane. */
  readonly action: string;
  readonly plane?: "control" | "data";
  /** ARM id. */
  readonly scope: string;
}

interface Permission {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly dataActions: readonly string[];
}

/** Whether a principal has a role in effect at a scope or above. */
export function holdsRole(state: EmulatorState, objectId: string, role: string, scope: string): boolean {
  return assignmentsInEffect(state, objectId, scope).some((assignment) => roleOf(assignment) === role.toLowerCase());
}

/** Whether one of a principal's roles in effect at a scope or above allows a permission. */
export function isAllowed(state: EmulatorState, objectId: string, { action, plane = "control", scope }: Need): boolean {
  return assignmentsInEffect(state, objectId, scope).some((assignment) =>
    permissionsOf(state, roleOf(assignment)).some(({ actions, notActions, dataActions }) =>
      plane === "data"
        ? dataActions.some((pattern) => covers(pattern, action))
        : actions.some((pattern) => covers(pattern, action)) && !notActions.some((pattern) => covers(pattern, action)),
    ),
  );
}

/** ARM types whose roles the failure mode `asset-roles` requires. */
const OWNERS_OF_ASSETS = [
  "Microsoft.MachineLearningServices/workspaces",
  "Microsoft.MachineLearningServices/registries",
];

/**
 * The permissions of a principal at a scope. Clients of the emulator may do everything, except for what failure modes
 * require a role for.
 */
export function permissionsAt(state: EmulatorState, objectId: string, scope: string): readonly object[] {
  const id = ArmId.tryParse(scope);
  const needsRole = OWNERS_OF_ASSETS.some((type) => id?.hasType(type)) && state.failureModes.applies("asset-roles");
  if (!needsRole) return [{ actions: ["*"], notActions: [], dataActions: [], notDataActions: [] }];
  return assignmentsInEffect(state, objectId, scope)
    .flatMap((one) => permissionsOf(state, roleOf(one)))
    .map(({ actions, notActions, dataActions }) => ({ actions, notActions, dataActions, notDataActions: [] }));
}

/** Azure's error for a missing permission. */
export function notAllowed(state: EmulatorState, objectId: string, { action, scope }: Need): ArmError {
  const clientId = state.directory.get(objectId)?.clientId ?? objectId;
  return new ArmError(
    403,
    "AuthorizationFailed",
    `The client '${clientId}' with object id '${objectId}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  );
}

function assignmentsInEffect(state: EmulatorState, objectId: string, scope: string): ArmResource[] {
  return state.resources
    .ofType("Microsoft.Authorization/roleAssignments")
    .filter(
      (assignment) =>
        assignment.body.properties["principalId"] === objectId &&
        coversScope(assignment, scope) &&
        inEffect(assignment, state),
    );
}

/** Whether an assignment of a role, or a schedule of it, is at a scope or above. */
export function coversScope({ id }: ArmResource, scope: string): boolean {
  const [own, at] = [id.scope.toLowerCase(), scope.toLowerCase()];
  return at === own || at.startsWith(`${own}/`);
}

function inEffect({ createdAt, watchedAt = createdAt }: ArmResource, { clock, failureModes }: EmulatorState): boolean {
  return clock.now() >= Math.max(createdAt, watchedAt) + failureModes.seconds("role-propagation");
}

function roleOf({ body }: ArmResource): string {
  const id = textOf(body.properties["roleDefinitionId"]) ?? "";
  return id.slice(id.lastIndexOf("/") + 1).toLowerCase();
}

function permissionsOf(state: EmulatorState, role: string): Permission[] {
  const builtIn = ROLE_DEFINITIONS.filter(({ id }) => id === role);
  const custom = state.resources
    .ofType("Microsoft.Authorization/roleDefinitions")
    .filter(({ id }) => id.name.toLowerCase() === role)
    .flatMap(({ body }) => objectsOf(body.properties["permissions"]))
    .map(({ actions, notActions, dataActions }) => ({
      actions: textsOf(actions),
      notActions: textsOf(notActions),
      dataActions: textsOf(dataActions),
    }));
  return [...builtIn, ...custom];
}

// Between slashes `*` also matches nothing: "vaults/*/read" of Key Vault Reader allows reading the vault itself.
/** Whether an action pattern of a role, in which `*` matches anything, covers an action. */
function covers(pattern: string, action: string): boolean {
  const source = pattern
    .replace(/[.+?^${}()|[\]\\]/g, "\\$&")
    .split("/*/")
    .map((part) => part.replaceAll("*", ".*"))
    .join("/(?:.*/)?");
  return new RegExp(`^${source}$`, "i").test(action);
}
