import type { Expression, TraversalExpression } from "./expression.js";
/**
 * Calls `visit` with every traversal in an expression, in the order in which they're written.
 * Names that a `for` binds, or that are given as `bound`, are no traversals to the outside and left out.
 */
export declare function visitTraversals(expression: Expression, visit: (traversal: TraversalExpression) => void, bound?: ReadonlySet<string>): void;
