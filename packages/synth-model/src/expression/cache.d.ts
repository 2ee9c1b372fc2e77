import type { Expression } from "./expression.js";
/** Parses each different string once: platforms of many environments repeat themselves. */
export declare class ExpressionCache {
    #private;
    /** @throws ExpressionError if Terraform would not read it */
    parse(text: string): Expression;
    /** Undefined if Terraform would not read it. */
    find(text: string): Expression | undefined;
}
