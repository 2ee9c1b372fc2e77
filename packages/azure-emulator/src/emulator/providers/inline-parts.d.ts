import type { ArmResource } from "../arm/resource.js";
import type { EmulatorState } from "../emulator-state.js";
/** Parts of a resource that are written with it, such as the subnets in a network, kept as resources of their own. */
export declare function writeInline(resource: ArmResource, property: string, state: EmulatorState): void;
/** The parts as resources. */
export declare function inlineOf(resource: ArmResource, property: string, state: EmulatorState): ArmResource[];
/** The parts as a reader sees them in the resource. */
export declare function showInline(resource: ArmResource, property: string, state: EmulatorState): object[];
