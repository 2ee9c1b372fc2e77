import type { ArmResource } from "../../arm/resource.js";
import type { EmulatorState } from "../../emulator-state.js";
/** The resources of a type that refer to a resource by a property, as a reader sees them. */
export declare function referrers(resource: ArmResource, type: string, property: string, state: EmulatorState): {
    id: string;
}[];
/**
 * Refuses a deletion as long as a resource of the type refers to the resource.
 * @throws ArmError 400 with the code
 */
export declare function requireUnreferenced(resource: ArmResource, type: string, property: string, code: string, state: EmulatorState): void;
