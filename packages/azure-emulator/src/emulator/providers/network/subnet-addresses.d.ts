import type { ArmResource } from "../../arm/resource.js";
import type { EmulatorState } from "../../emulator-state.js";
/**
 * The next free private address of a subnet.
 * @throws ArmError 400 SubnetIsFull
 */
export declare function freeAddressIn(subnet: ArmResource, state: EmulatorState, alsoTaken?: readonly string[]): string;
/**
 * Refuses a private address that somebody chose and that the subnet can't give.
 * @param owner id of the interface that is to have it, or has it
 * @throws ArmError 400 PrivateIPAddressNotInSubnet, PrivateIPAddressInReservedRange or PrivateIPAddressIsAllocated
 */
export declare function requireAddress(address: string, subnet: ArmResource, owner: string, state: EmulatorState): void;
