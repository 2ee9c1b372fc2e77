import { ArmError } from "../arm/arm-error.js";
import type { ArmResource } from "../arm/resource.js";
import type { EmulatorState } from "../emulator-state.js";

/**
 * Rejects requests for a registry whose identity is not ready yet.
 * @throws ArmError 409 Conflict
 */
export function requireRegistryReady(target: ArmResource, { clock, failureModes }: EmulatorState): void {
  if (!target.id.hasType("Microsoft.MachineLearningServices/registries")) return;
  const { provisionedAt = clock.now() } = target;
  if (clock.now() - provisionedAt >= failureModes.seconds("registry-readiness")) return;
  throw new ArmError(
    409,
    "Conflict",
    `The system-assigned identity of registry '${target.id.toString()}' is not ready yet. Please try again later.`,
  );
}
