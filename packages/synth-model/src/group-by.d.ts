/** Items by a key, in their order; those without a key are left out. */
export declare function groupBy<K, T>(items: Iterable<T>, keyOf: (item: T) => K | undefined): Map<K, T[]>;
