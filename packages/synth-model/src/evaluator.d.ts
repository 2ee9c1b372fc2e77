import type { ExpressionCache } from "./expression/cache.js";
import { type Step, type TraversalExpression } from "./expression/expression.js";
import { type Tree } from "./expression/tree.js";
import { type Content, type Node, type Place, type Stack, type Target, type Value } from "./model.js";
/** What one evaluation has used and met. */
interface Run {
    left: number;
    deepest: number;
    /** Whether something wasn't followed to its end, so that the result must not be kept. */
    cut: boolean;
    readonly defaults: Set<Node>;
}
/** Where an expression is evaluated. */
interface Context {
    readonly node: Node;
    readonly bound: ReadonlyMap<string, Tree> | undefined;
    readonly depth: number;
    readonly run: Run;
}
/** A value with the variables whose defaults it takes. */
export interface Evaluation {
    /** Undefined where nothing is written. */
    readonly tree: Tree | undefined;
    readonly defaults: ReadonlySet<Node>;
}
/** Evaluates expressions as Terraform does, as far as the text of the stacks tells. */
export declare class Evaluator {
    #private;
    /**
     * @param expressions where strings are parsed
     * @param owners for each remote state at hand, the stack that writes it
     */
    constructor(expressions: ExpressionCache, owners: ReadonlyMap<object, Stack>);
    /** Forgets what was kept: for when more stacks are known. */
    forget(): void;
    /** What content of an element comes to. */
    evaluate(node: Node, content: Content, bound?: ReadonlyMap<string, Tree>): Evaluation;
    /** What a path of content comes to: written names and positions first, then inside of what expressions make. */
    read(node: Node, content: Content, path: readonly (string | number)[]): Evaluation;
    /** What is inside of a value. A list of one may be read without its index: blocks are such lists. */
    dig(context: Context | Node, tree: Tree, path: readonly (string | number)[]): Tree | undefined;
    /** The only attribute to which an expression resolves, if any; locals, outputs and remote states are followed. */
    targetOf(node: Node, text: string): Target | undefined;
    /** Where a traversal leads in the end. */
    follow(place: Place): Target;
    /** {@link follow}, as a place. */
    followPlace(place: Place): Place;
    /** Everything that a traversal of an element names: several where it names all instances, or what `each` holds. */
    placesOf(node: Node, traversal: TraversalExpression): readonly Place[] | "missing" | "ambient";
    /** The output that is meant by `outputs.<name>` of a remote state at hand, or by `<name>` of a module that was read. */
    outputOf(node: Node, steps: readonly Step[]): Place | undefined;
    /** The stack that writes a remote state. */
    ownerOf(node: object): Stack | undefined;
}
/** A place as users of this library see it. */
export declare function targetFrom({ node, steps }: Place): Target;
/** A value in short, as `Element.value` gives it. */
export declare function valueFrom(tree: Tree): Value;
export {};
