import { Hole, type Tree } from "../tree.js";
import type { PartialFunction } from "./collection.js";
/** A text whose pieces may not be known. */
export declare function textOf(parts: readonly (string | Hole)[], text: string): Tree;
/** Functions that put texts together; what isn't known stays a piece of the result. */
export declare const FORMAT_FUNCTIONS: Readonly<Record<string, PartialFunction>>;
