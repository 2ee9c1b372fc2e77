/** Puts things with the same key together, in their order. */
export declare function groupBy<K, T>(things: Iterable<T>, key: (thing: T) => K): Map<K, T[]>;
