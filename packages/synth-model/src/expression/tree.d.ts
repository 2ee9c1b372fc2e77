import { type Json } from "../json.js";
import { type Step } from "./expression.js";
/** A value with what isn't known as leaves of its own. Lists that are marked with {@link asSet} are sets. */
export type Tree = string | number | boolean | null | Hole | TreeList | TreeObject;
/** A list of {@link Tree}s. */
export type TreeList = readonly Tree[];
/** An object of {@link Tree}s. */
export interface TreeObject {
    readonly [key: string]: Tree;
}
/** An attribute of an element; the evaluator knows what elements are. */
export interface HoleTarget {
    readonly node: object;
    readonly steps: readonly Step[];
}
/** Why something isn't known. */
interface HoleFacts {
    /** The expression without `${}`. */
    readonly text: string;
    /** Why, as a part of a sentence. */
    readonly reason: string;
    /** What the whole stands for, if for one attribute; a function where that can be told later only. */
    readonly target?: HoleTarget | (() => HoleTarget | undefined) | undefined;
    /** What else isn't known and makes it so. */
    readonly causes?: readonly Hole[] | undefined;
    /** The pieces of a text that is known in part. */
    readonly parts?: readonly (string | Hole)[] | undefined;
    /** Whether Terraform would refuse to evaluate it. */
    readonly failed?: boolean | undefined;
    /** The string of Terraform JSON that it was, if that isn't the text in `${}`. */
    readonly written?: string | undefined;
}
/** A place in a value that isn't known. */
export declare class Hole {
    #private;
    readonly text: string;
    readonly reason: string;
    readonly causes: readonly Hole[];
    readonly parts: readonly (string | Hole)[] | undefined;
    readonly failed: boolean;
    constructor({ text, reason, target, causes, parts, failed, written }: HoleFacts);
    /** The attribute to which the whole expression resolves, if there is exactly one. */
    get target(): HoleTarget | undefined;
    /** As a string of Terraform JSON. */
    get template(): string;
}
/** Content that was evaluated already, so that its strings are no templates. */
export declare class Evaluated {
    readonly tree: Tree;
    readonly defaults: ReadonlySet<object>;
    /**
     * @param tree what it came to
     * @param defaults the variables whose defaults it takes
     */
    constructor(tree: Tree, defaults?: ReadonlySet<object>);
}
/** Marks a list as a set. */
export declare function asSet(items: readonly Tree[]): TreeList;
/** Whether a list is a set: its items are their own keys. */
export declare function isSet(tree: Tree): boolean;
/** Whether a tree is a list or set. */
export declare function isTreeList(tree: Tree | undefined): tree is TreeList;
/** Whether a tree is an object. */
export declare function isTreeObject(tree: Tree | undefined): tree is TreeObject;
/** A tree as JSON: what isn't known becomes an expression in a string. */
export declare function render(tree: Tree): Json;
/** The first thing in a tree that isn't known. */
export declare function firstHole(tree: Tree): Hole | undefined;
/** Calls `visit` with all that isn't known in a tree, and where it is. */
export declare function visitHoles(tree: Tree, visit: (hole: Hole, path: readonly (string | number)[]) => void, path?: readonly (string | number)[]): void;
/** Whether two known trees are the same. */
export declare function sameTree(a: Tree, b: Tree): boolean;
/** Replaces evaluated content inside JSON by what it renders to. */
export declare function renderContent(content: unknown): Json;
export {};
