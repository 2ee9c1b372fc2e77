/** Whether a value is a GUID. A token is not: ask {@link isUnresolved} first where one may come. */
export declare function isGuid(value: string): boolean;
/**
 * Accepts a GUID (an Entra object id, tenant id or client id) or a token.
 * @returns the value, unchanged
 * @throws InvalidInputError for anything else
 */
export declare function requireGuid(scope: {
    readonly node: {
        readonly path: string;
    };
}, prop: string, value: string): string;
