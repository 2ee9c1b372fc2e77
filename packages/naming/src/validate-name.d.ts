import { type NameKind } from "@org/azure-catalog";
/** What is wrong with a name. */
export interface NameViolation {
    readonly kind: NameKind;
    readonly value: string;
    /** The rule that is broken, in words: `has 3 to 24 characters, not 27`. */
    readonly rule: string;
    /** A name like it that passes. */
    readonly suggestion: string;
}
/**
 * Validates a name by Azure's rule for its kind. Unresolved names are not validated.
 * @returns the first rule that is broken, or undefined
 */
export declare function validateName(kind: NameKind, value: string): NameViolation | undefined;
/**
 * Accepts a name that Azure accepts.
 * @param path where the name is given, for the message
 * @returns the name, unchanged
 * @throws InvalidInputError naming the kind, the value, the rule that is broken and a name that would pass
 */
export declare function assertName(kind: NameKind, value: string, path: string): string;
