import { type Cloud, type PrivateLinkSubResource } from "@org/azure-catalog";
import type { IConstruct } from "constructs";
import { type Zone } from "./zone.js";
/** The zones of a set, found by key and by what registers in them. */
export declare class ZoneSet {
    #private;
    readonly all: readonly Zone[];
    constructor(scope: IConstruct, all: readonly Zone[], cloud?: Cloud);
    /** @throws InvalidInputError if the set doesn't have it */
    get(key: string): Zone;
    /**
     * The zones that an endpoint to a sub-resource registers in, as far as the cloud has them.
     * @throws InvalidInputError if the set misses one, or the cloud has none
     */
    forSubResource(subResource: PrivateLinkSubResource): Zone[];
}
