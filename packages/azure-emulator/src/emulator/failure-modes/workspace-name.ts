import { ArmError } from "../arm/arm-error.js";
import type { ArmId } from "@org/azure-catalog";
import type { EmulatorState } from "../emulator-state.js";

/**
 * Rejects a workspace whose name is not released yet, or belongs to a soft-deleted workspace.
 * @throws ArmError 409 FailedIdentityOperation or 400 BadRequest
 */
export function requireFreeWorkspaceName(
  id: ArmId,
  recovered: boolean,
  { clock, deletedAt, failureModes, softDeleted }: EmulatorState,
): void {
  const released = deletedAt.get(id.key);
  if (released !== undefined && clock.now() - released < failureModes.seconds("workspace-name-release")) {
    throw new ArmError(
      409,
      "FailedIdentityOperation",
      `Identity operation for resource '${id.toString()}' failed with error 'Failed to perform resource identity operation. Status: 'Conflict'. Response: 'There's already an operation in progress on the identities of this resource, which is being deleted.'.`,
    );
  }
  if (!recovered && softDeleted.get(id.toString()) && failureModes.applies("workspace-soft-delete")) {
    throw new ArmError(
      400,
      "BadRequest",
      `Soft-deleted workspace exists. Please purge or recover it. https://aka.ms/wsoftdelete`,
    );
  }
}
