import type { ArmResource } from "../arm/resource.js";
import type { EmulatorState } from "../emulator-state.js";
/**
 * Refuses the use of a registry whose identity is not ready yet.
 * @throws ArmError 409 Conflict
 */
export declare function requireRegistryReady(target: ArmResource, { clock, failureModes }: EmulatorState): void;
