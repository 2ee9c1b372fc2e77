import type { Expression } from "./expression.js";
/** A text that is not an expression of Terraform's language. */
export declare class ExpressionError extends Error {
    readonly reason: string;
    readonly text: string;
    readonly offset: number;
    /** Whether `error` is one, also when it comes from another copy of this library. */
    static isExpressionError(error: unknown): error is ExpressionError;
    /**
     * @param reason what is wrong
     * @param text the whole text
     * @param offset where in it, counted from 0
     */
    constructor(reason: string, text: string, offset: number);
}
/** Whether a string of Terraform JSON holds anything but literal text. */
export declare function isTemplate(text: string): boolean;
/**
 * Reads a string of Terraform JSON, which Terraform takes as a template.
 * A string that is one interpolation and nothing else gives that expression itself.
 * @throws ExpressionError if Terraform would not read it either
 */
export declare function parseTemplate(text: string): Expression;
/** {@link parseTemplate}, or undefined for what Terraform would not read. */
export declare function tryParseTemplate(text: string): Expression | undefined;
/**
 * Reads a bare expression, as in `depends_on`: `azurerm_subnet.pe`.
 * @throws ExpressionError if Terraform would not read it either
 */
export declare function parseExpression(text: string): Expression;
