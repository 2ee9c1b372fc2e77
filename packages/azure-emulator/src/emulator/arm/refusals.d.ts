import type { EmulatorState } from "../emulator-state.js";
import type { Request } from "../http.js";
import { ArmError } from "./arm-error.js";
import type { Body } from "./body.js";
import type { ArmResource } from "./resource.js";
import type { ResourceId } from "./resource-id.js";
/**
 * Refuses what has to do with a resource whose group or parent isn't there.
 * @throws ArmError 404 ResourceGroupNotFound or ParentResourceNotFound
 */
export declare function requireParent(id: ResourceId, state: EmulatorState): void;
/**
 * Refuses to write anything in a group that is being deleted.
 * @throws ArmError 409 ResourceGroupBeingDeleted
 */
export declare function requireGroupKept(id: ResourceId, state: EmulatorState): void;
/**
 * Refuses what another operation that goes on holds off.
 * @throws ArmError 409 AnotherOperationInProgress
 */
export declare function requireFree(locks: readonly string[], state: EmulatorState): void;
/**
 * Refuses to delete what a lock holds, on the resource, what is below it, or its group and subscription, and to write
 * what a read-only lock holds. Locks themselves come and go.
 * @throws ArmError 409 ScopeLocked
 */
export declare function requireUnlocked(id: ResourceId, operation: "write" | "delete", state: EmulatorState): void;
/**
 * Refuses a resource without a location where it needs one, and one that is to move.
 * @throws ArmError 400 LocationRequired or 409 InvalidResourceLocation
 */
export declare function requireLocation(id: ResourceId, tracked: boolean, body: Body, existing: ArmResource | undefined): void;
/** The answer for a resource that isn't there. */
export declare function notFound(id: ResourceId): ArmError;
/**
 * Refuses a request whose `If-Match` or `If-None-Match` isn't met by what is there.
 * @throws ArmError 412 PreconditionFailed
 */
export declare function requireEtag(existing: ArmResource | undefined, { headers }: Request): void;
