import { ArmError } from "../arm/arm-error.js";
import type { EmulatorState } from "../emulator-state.js";

/**
 * Refuses a vault whose name a soft-deleted one still has.
 * @throws ArmError 409 ConflictError
 */
export function requireVaultName({ failureModes }: EmulatorState): void {
  if (!failureModes.applies("vault-soft-delete")) return;
  throw new ArmError(
    409,
    "ConflictError",
    `A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft delete.`,
  );
}
