import { type Properties } from "../arm/body.js";
import type { EmulatorState } from "../emulator-state.js";
/**
 * Refuses a workspace whose identity may not, or not yet, use the workspace's dependent resources.
 *
 * Azure asks what the identity is allowed to do, whichever role allows it. The bundle asks for each role by itself: the
 * reference platform was refused with wider roles in place.
 * @throws ArmError 403 AuthorizationFailed
 */
export declare function requireWorkspaceRoles(state: EmulatorState, objectId: string, group: string, properties: Properties): void;
