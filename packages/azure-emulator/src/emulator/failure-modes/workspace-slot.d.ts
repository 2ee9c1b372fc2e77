import type { ResourceId } from "../arm/resource-id.js";
import type { EmulatorState } from "../emulator-state.js";
/**
 * Refuses a workspace whose name was freed moments ago, and one whose name a soft-deleted one still has.
 * @throws ArmError 409 FailedIdentityOperation or 400 BadRequest
 */
export declare function requireWorkspaceSlot(id: ResourceId, recovered: boolean, { clock, deletedAt, failureModes, softDeleted }: EmulatorState): void;
