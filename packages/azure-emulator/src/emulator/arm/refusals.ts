import type { EmulatorState } from "../emulator-state.js";
import type { Request } from "../http.js";
import { ArmError } from "./arm-error.js";
import type { Body } from "./body.js";
import { plainLocation } from "./location.js";
import type { ArmResource } from "./resource.js";
import { ArmId } from "@org/azure-catalog";

const LOCKS = "Microsoft.Authorization/locks";

/**
 * Rejects requests for a resource whose group or parent doesn't exist.
 * @throws ArmError 404 ResourceGroupNotFound or ParentResourceNotFound
 */
export function requireParent(id: ArmId, state: EmulatorState, operation: "read" | "write" | "delete"): void {
  const { parent } = id;
  if (!parent || parent.hasType("Microsoft.Resources/subscriptions") || state.resources.get(parent)) return;
  if (parent.hasType("Microsoft.Resources/resourceGroups")) {
    throw new ArmError(404, "ResourceGroupNotFound", `Resource group '${parent.name}' could not be found.`);
  }
  requireParent(parent, state, operation);
  throw new ArmError(
    404,
    "ParentResourceNotFound",
    `Failed to perform '${operation}' on resource(s) of type '${id.resourceType.slice(id.resourceType.indexOf("/") + 1)}', because the parent resource '${parent.toString()}' could not be found.`,
  );
}

/**
 * Rejects writes in a group that is being deleted.
 * @throws ArmError 409 ResourceGroupBeingDeleted
 */
export function requireGroupKept(id: ArmId, state: EmulatorState): void {
  const { subscriptionId, resourceGroup } = id;
  if (subscriptionId === undefined || resourceGroup === undefined) return;
  const group = ArmId.ofResourceGroup(subscriptionId, resourceGroup);
  if (state.operations.holderOf([group.key])?.kind !== "delete") return;
  throw new ArmError(
    409,
    "ResourceGroupBeingDeleted",
    `The resource group '${group.name}' is in deprovisioning state and cannot perform this operation.`,
  );
}

/**
 * Rejects requests that conflict with a running operation.
 * @throws ArmError 409 AnotherOperationInProgress
 */
export function requireFree(locks: readonly string[], state: EmulatorState): void {
  const holder = state.operations.holderOf(locks);
  if (!holder) return;
  throw new ArmError(
    409,
    "AnotherOperationInProgress",
    `Another operation on this or dependent resource is in progress. To retrieve status of the operation use uri: https://management.azure.com/subscriptions/${holder.target.subscriptionId ?? ""}/providers/${holder.target.namespace}/operationStatuses/${holder.name}.`,
  );
}

/**
 * Rejects deletions that are prevented by a lock on the resource, a child, its group or its subscription, and writes
 * that are prevented by a read-only lock. Locks themselves can be written and deleted.
 * @throws ArmError 409 ScopeLocked
 */
export function requireUnlocked(id: ArmId, operation: "write" | "delete", state: EmulatorState): void {
  if (id.hasType(LOCKS)) return;
  const lock = state.resources.ofType(LOCKS).find((one) => {
    const readOnly = one.body.properties["level"] === "ReadOnly";
    return operation === "delete"
      ? id.isWithin(one.id.scope) || one.id.isWithin(id)
      : readOnly && id.isWithin(one.id.scope);
  });
  if (!lock) return;
  throw new ArmError(
    409,
    "ScopeLocked",
    `The scope '${id.toString()}' cannot perform ${operation} operation because following scope(s) are locked: '${lock.id.scope}'. Please remove the lock and try again.`,
  );
}

/**
 * Rejects a resource without a required location, and a change of location.
 * @throws ArmError 400 LocationRequired or 409 InvalidResourceLocation
 */
export function requireLocation(id: ArmId, tracked: boolean, body: Body, existing: ArmResource | undefined): void {
  if (tracked && !body.location) {
    throw new ArmError(400, "LocationRequired", "The location property is required for this definition.");
  }
  const before = existing?.body.location;
  if (before === undefined || plainLocation(before) === plainLocation(body.location ?? before)) return;
  throw new ArmError(
    409,
    "InvalidResourceLocation",
    `The resource '${id.name}' already exists in location '${before}' in resource group '${id.resourceGroup ?? ""}'. A resource with the same name cannot be created in location '${body.location}'. Please select a new resource name.`,
  );
}

/** The error for a resource that doesn't exist. */
export function notFound(id: ArmId): ArmError {
  if (id.hasType("Microsoft.Resources/resourceGroups")) {
    return new ArmError(404, "ResourceGroupNotFound", `Resource group '${id.name}' could not be found.`);
  }
  const path = id
    .toString()
    .slice(id.scope.length)
    .replace(/^\/providers\//, "");
  return new ArmError(
    404,
    "ResourceNotFound",
    `The Resource '${path}' under resource group '${id.resourceGroup ?? "<null>"}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}

/**
 * Rejects a request whose `If-Match` or `If-None-Match` condition isn't met.
 * @throws ArmError 412 PreconditionFailed
 */
export function requireEtag(existing: ArmResource | undefined, { headers }: Request): void {
  const [match, noneMatch] = [headers["if-match"], headers["if-none-match"]];
  const differs = match !== undefined && match !== "" && match !== "*" && match !== existing?.etag;
  if (differs || (match === "*" && !existing) || (noneMatch === "*" && existing)) {
    throw new ArmError(
      412,
      "PreconditionFailed",
      "The condition of the request's If-Match or If-None-Match is not met.",
    );
  }
}
