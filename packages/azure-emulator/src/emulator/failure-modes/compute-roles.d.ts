import type { ArmResource } from "../arm/resource.js";
import type { EmulatorState } from "../emulator-state.js";
/**
 * Fails a compute whose identities may not, or not yet, pull images and read the workspace's storage.
 * @throws ArmError 403 AuthorizationFailed
 */
export declare function requireComputeRoles(compute: ArmResource, workspace: ArmResource, state: EmulatorState): void;
