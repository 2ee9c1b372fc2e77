/** What an {@link InvalidInputError} says: where the value is, what was given, what is allowed, what to do. */
export interface InvalidInput {
    /** Where the value is: a construct path and a prop, or a path in a configuration file. */
    readonly path: string;
    /** The value that was given. Never put a secret here. */
    readonly value: unknown;
    /** What is allowed, as a phrase: `a CIDR block of /26 or larger`. */
    readonly allowed: string;
    /** What to do, as an imperative: `use 10.1.2.0/26`. */
    readonly fix: string;
}
/**
 * Invalid input, found before anything is synthesized. Recognize it with {@link InvalidInputError.isInvalidInputError}:
 * `instanceof` fails for an error of another copy of this library.
 */
export declare class InvalidInputError extends Error {
    /** Whether `error` is an InvalidInputError, including one from another copy of this library. */
    static isInvalidInputError(error: unknown): error is InvalidInputError;
    /** The invalid input as data. */
    readonly input: InvalidInput;
    constructor(input: InvalidInput);
}
