import type { ArmResource } from "./arm/resource.js";
import type { Clock } from "./clock.js";
/** A resource that is gone and whose name is still taken. */
export interface SoftDeletedResource {
    readonly resource: ArmResource;
    /** Virtual seconds. */
    readonly deletedAt: number;
    readonly retentionDays: number;
}
/** The resources that Azure keeps for a while after their deletion, until their retention is over. */
export declare class SoftDeleted {
    #private;
    constructor(clock: Clock);
    add(entry: SoftDeletedResource): void;
    get(id: string): SoftDeletedResource | undefined;
    /** Those of a type. */
    ofType(type: string): SoftDeletedResource[];
    all(): SoftDeletedResource[];
    /** Frees the name, by a purge or a recovery. */
    remove(id: string): void;
}
