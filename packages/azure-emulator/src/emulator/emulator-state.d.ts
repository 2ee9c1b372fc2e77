import { Operations } from "./arm/operations.js";
import { ResourceStore } from "./arm/resource-store.js";
import type { Clock } from "./clock.js";
import { Directory } from "./directory.js";
import { FailureModes, type FailureModeSettings } from "./failure-modes/failure-modes.js";
import { SoftDeleted } from "./soft-deleted.js";
/** Something that was asked of the Azure emulator and that it doesn't know; it has answered as well as it could. */
export interface Unknown {
    readonly kind: "resource type" | "action" | "request" | "host" | "failure";
    /** What it was: the type, the action, the path, the host; for a failure of the Azure emulator itself, its error. */
    readonly what: string;
}
/** What everything in the Azure emulator shares. */
export interface EmulatorState {
    readonly clock: Clock;
    readonly resources: ResourceStore;
    readonly operations: Operations;
    readonly directory: Directory;
    readonly softDeleted: SoftDeleted;
    readonly failureModes: FailureModes;
    /** When resources were last deleted, by key: virtual seconds. */
    readonly deletedAt: Map<string, number>;
    /** Notes that something isn't known. */
    note(unknown: Unknown): void;
}
/** A state with nothing in it but who signs in. */
export declare function createEmulatorState(clock: Clock, failureModes: FailureModeSettings, note: EmulatorState["note"]): EmulatorState;
