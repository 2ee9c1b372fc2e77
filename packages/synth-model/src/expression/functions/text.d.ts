import type { Tree } from "../tree.js";
/** A function of known values. */
export type PureFunction = (...args: readonly Tree[]) => Tree;
/** Functions of text. Source: Terraform's language reference, "String Functions". */
export declare const TEXT_FUNCTIONS: Readonly<Record<string, PureFunction>>;
