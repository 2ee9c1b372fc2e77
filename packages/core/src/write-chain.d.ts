import type { ITerraformDependable } from "cdktf";
import { type Orderable } from "./depend-on.js";
/** Writes to one Azure object that must not overlap. */
export interface IWriteChain {
    /**
     * Puts a resource at the end: it is created after everything appended before it.
     * Call it once a resource, in construction order; the order is part of the synthesized contract.
     */
    append(resource: Orderable): void;
    /**
     * Puts a resource behind everything appended so far without making later ones wait for it.
     * For a resource that itself waits for something slow.
     */
    branch(resource: Orderable): void;
    /** The last resource appended. */
    readonly last: ITerraformDependable | undefined;
}
/**
 * An ordered chain of writes, expressed as `depends_on`.
 *
 * Azure takes one write at a time on a subnet and on a workspace's managed network; parallel ones fail with 409 or
 * undo each other.
 */
export declare class WriteChain implements IWriteChain {
    #private;
    get last(): ITerraformDependable | undefined;
    append(resource: Orderable): void;
    branch(resource: Orderable): void;
}
