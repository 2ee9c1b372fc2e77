/**
 * Whether only Terraform knows the value: a CDKTF token, or a literal Terraform expression (`${...}`).
 * Unresolved values are passed on without validation.
 */
export declare function isUnresolved(value: unknown): boolean;
