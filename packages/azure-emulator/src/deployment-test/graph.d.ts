/**
 * What each resource needs, from the output of `terraform graph`.
 * @param dot text in the DOT language
 * @returns addresses by address
 */
export declare function readGraph(dot: string): ReadonlyMap<string, readonly string[]>;
