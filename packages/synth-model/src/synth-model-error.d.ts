import type { Diagnostic } from "./diagnostic.js";
/** Raised where no model can be made, or a question about it has no answer. */
export declare class SynthModelError extends Error {
    /** Whether `error` is one, also when it comes from another copy of this library. */
    static isSynthModelError(error: unknown): error is SynthModelError;
    /** What is wrong, each with its place; empty if the message says all. */
    readonly diagnostics: readonly Diagnostic[];
    constructor(message: string, diagnostics?: readonly Diagnostic[]);
}
