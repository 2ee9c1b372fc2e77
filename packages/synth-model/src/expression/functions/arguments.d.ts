import { type Tree, type TreeList, type TreeObject } from "../tree.js";
/** Terraform would refuse to evaluate this. */
export declare class EvaluationError extends Error {
    /** Whether `error` is one. */
    static isEvaluationError(error: unknown): error is EvaluationError;
    constructor(message: string);
}
/** Terraform may evaluate this, we don't. */
export declare class LeftToTerraformError extends Error {
    /** Whether `error` is one. */
    static isLeftToTerraformError(error: unknown): error is LeftToTerraformError;
    constructor(message: string);
}
/** @throws LeftToTerraformError if more than {@link LARGEST} */
export declare function requireSize(size: number): void;
/** A value as Terraform converts it to a string. */
export declare function toText(tree: Tree | undefined): string;
/** A value as Terraform converts it to a number. */
export declare function toNumber(tree: Tree | undefined): number;
/** A value as Terraform converts it to a boolean. */
export declare function toBoolean(tree: Tree | undefined): boolean;
/** A list or set. */
export declare function toList(tree: Tree | undefined): TreeList;
/** A map or object. */
export declare function toObject(tree: Tree | undefined): TreeObject;
/** A whole number that isn't negative. */
export declare function toCount(tree: Tree | undefined): number;
/** Keys and values of a collection: positions of a list, the items themselves of a set. */
export declare function entriesOf(tree: Tree): readonly (readonly [key: string | number, value: Tree])[];
/** Terraform goes through the keys of a map in this order. */
export declare function sortedKeys(object: TreeObject): string[];
/** By code points, as Terraform sorts. */
export declare function compareText(a: string, b: string): number;
