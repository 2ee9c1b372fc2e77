import { ArmError } from "./arm/arm-error.js";
import type { EmulatorState } from "./emulator-state.js";
/** Something that a principal must be allowed to do. */
export interface Need {
    /** An action of the control plane, or of the data plane. */
    readonly action: string;
    readonly plane?: "control" | "data";
    /** ARM id. */
    readonly scope: string;
}
/** Whether a principal holds a role at a scope or above it, in effect. */
export declare function holdsRole(state: EmulatorState, objectId: string, role: string, scope: string): boolean;
/** Whether one of a principal's roles at the scope or above it, in effect, allows something. */
export declare function isAllowed(state: EmulatorState, objectId: string, { action, plane, scope }: Need): boolean;
/** Azure's answer to who isn't allowed. */
export declare function notAllowed(state: EmulatorState, objectId: string, { action, scope }: Need): ArmError;
