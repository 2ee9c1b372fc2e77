import { type Properties } from "../../arm/body.js";
import type { ArmResource } from "../../arm/resource.js";
import type { Write } from "../../arm/resource-type.js";
import { type EndpointMember } from "../../private-link-names.js";
import type { EmulatorState } from "../../emulator-state.js";
/** A member of a private endpoint, with the sub-resource it belongs to and the address that was chosen for it. */
interface Member extends EndpointMember {
    readonly group: string;
    readonly address: string | undefined;
}
/** The members of an endpoint, over all of its connections. */
export declare function membersOf(endpoint: ArmResource, state: EmulatorState): Member[];
/** The connections of an endpoint, with automatic and manual approval. */
export declare function connectionsOf(properties: Properties): Properties[];
/**
 * Refuses a static address for a member that none of the connections has.
 * @throws ArmError 400 BadRequest
 */
export declare function requireMembers({ id, body }: Write, state: EmulatorState): void;
export {};
