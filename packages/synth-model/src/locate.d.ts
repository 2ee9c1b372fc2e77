import type { Step, TraversalExpression } from "./expression/expression.js";
import type { Node, Repeated, Scope } from "./model.js";
/** What a traversal begins with: something declared, something that never is (`path`), or nothing that is there. */
export type Location = {
    readonly kind: "found";
    readonly found: Node | Repeated;
    readonly steps: readonly Step[];
} | {
    readonly kind: "ambient";
} | {
    readonly kind: "missing";
    readonly address: string;
};
/** Finds what a traversal in a module names. */
export declare function locate(scope: Scope, { root, steps }: TraversalExpression): Location;
