import type { EmulatorState } from "../emulator-state.js";
import { isAllowed, type Need, notAllowed } from "../role-check.js";

/**
 * Rejects a request for assets from a principal without the role.
 * @throws ArmError 403 AuthorizationFailed
 */
export function requireAssetRole(state: EmulatorState, principal: string, need: Need): void {
  if (!state.failureModes.applies("asset-roles") || isAllowed(state, principal, need)) return;
  throw notAllowed(state, principal, need);
}
