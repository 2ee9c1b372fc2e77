import type { EmulatorState } from "../emulator-state.js";
import type { ArmResource } from "./resource.js";
import type { Write } from "./resource-type.js";
/** Fills in the principals of the identities that a resource asks for. */
export declare function completeIdentity({ id, body, existing }: Write, { directory, resources, clock }: EmulatorState): void;
/** Takes the system-assigned identity of a deleted resource out of the directory. */
export declare function forgetIdentity({ body }: ArmResource, { directory }: EmulatorState): void;
