import { type ITerraformDependable } from "cdktf";
/** An L1 whose `depends_on` can still be added to. Every CDKTF resource and data source is one. */
export interface Orderable extends ITerraformDependable {
    dependsOn?: string[];
}
/**
 * Adds explicit order: `resource` is created after, and destroyed before, each of `dependencies`.
 * Takes L1s only: CDKTF drops constructs from `depends_on` without a word.
 *
 * A dependency in another stack orders the stacks instead: `depends_on` can't refer to it, although CDKTF would write it.
 */
export declare function dependOn(resource: Orderable, dependencies: Iterable<ITerraformDependable>): void;
