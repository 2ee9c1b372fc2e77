/** Tags of a resource. */
export type Tags = Readonly<Record<string, string>>;
/** What a resource belongs to. */
export interface TagContext {
    /** `dev`, `prod`, or `shared`. */
    readonly environment: string;
    /** What it is for: `network`, `workspace`, `registry`, `dns`. */
    readonly purpose: string;
    /** The part of the platform that creates it: `aml-platform`. */
    readonly component: string;
    /**
     * By what its cost is allocated.
     * @default - the base tags
     */
    readonly costAllocation?: CostAllocation | undefined;
}
/** By what the cost of a resource is allocated. */
export interface CostAllocation {
    /** Tag `project`. */
    readonly project?: string | undefined;
    /** Tag `owner`. */
    readonly owner?: string | undefined;
    /** Tag `cost-center`. */
    readonly costCenter?: string | undefined;
}
/**
 * Lays tags over one another, the later ones winning, and checks the result against Azure's limits. Azure's tag names
 * don't differ by case, so `Owner` in a later layer replaces the value of `owner`, and the first spelling stays.
 * @throws InvalidInputError for more than 50 tags, names beyond 512 or values beyond 256 characters, characters that Azure
 * does not take, and names of one layer that differ by case only
 */
export declare function mergeTags(...layers: readonly (Tags | undefined)[]): Tags;
/**
 * The tags of a resource: the platform's base tags, and what the resource belongs to.
 * @throws InvalidInputError for tags that Azure would refuse
 */
export declare function contextTags(base: Tags, context: TagContext): Tags;
