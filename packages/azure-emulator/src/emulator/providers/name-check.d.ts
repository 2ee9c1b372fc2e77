import type { Endpoint } from "../arm/resource-type.js";
import type { EmulatorState } from "../emulator-state.js";
/**
 * `checkNameAvailability` of a namespace whose names are unique in all of Azure.
 * @param taken why the name, in lower case, isn't available; undefined if it is
 */
export declare function nameCheck(taken: (name: string, state: EmulatorState) => string | undefined): Endpoint;
