/**
 * A Terraform expression over texts that may contain tokens and Terraform's own `${...}`.
 *
 * CDKTF's `Fn` takes such a mixture only with a warning, and escapes the `${...}` that it didn't write itself.
 * @param write writes the expression, each text through `quote`
 */
export declare function expression(write: (quote: (text: string) => string) => string): string;
