/** What an ordering found: everything after what it needs, or rings that make it impossible. */
export interface Ordering<T> {
    /** Everything, what is needed first. The members of a ring stand in no particular order. */
    readonly order: readonly T[];
    /** Groups that need each other, each a ring of one or more. */
    readonly cycles: readonly (readonly T[])[];
}
/**
 * Puts nodes behind what they need. Nodes that don't matter to each other keep their order.
 *
 * Tarjan's strongly connected components, without recursion: linear, and the components come out in order.
 */
export declare function orderByDependency<T>(nodes: Iterable<T>, needs: (node: T) => Iterable<T>): Ordering<T>;
