import type { ArmResource } from "./arm/resource.js";
/** The name that a service's public name leads to by CNAME, in its private-link zone; the name itself for any other. */
export declare function privateLinkName(name: string): string;
/** The record of a public name in a zone: `stdevcc01` for `stdevcc01.blob.core.windows.net`. */
export declare function recordIn(zone: string, name: string): string | undefined;
/** One of the addresses that a private endpoint has. */
export interface EndpointMember {
    /** What Azure calls it, by which a static address is given; undefined where that isn't known. */
    readonly name?: string;
    /** The public names that the endpoint answers for at the address. */
    readonly fqdns: readonly string[];
}
/** What a private endpoint to a resource's sub-resource has addresses for. */
export declare function membersBehind(target: ArmResource, subResource: string): EndpointMember[];
