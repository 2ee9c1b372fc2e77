import { type Tree } from "../tree.js";
/** A function whose arguments may hold what isn't known; undefined where that leaves the result open. */
export type PartialFunction = (...args: readonly Tree[]) => Tree | undefined;
/** Functions of lists, sets and maps. Source: Terraform's language reference, "Collection Functions". */
export declare const COLLECTION_FUNCTIONS: Readonly<Record<string, PartialFunction>>;
/** A set: without doubles, texts in their order. */
export declare function setOf(items: readonly Tree[]): Tree;
