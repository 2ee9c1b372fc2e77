/**
 * Whether Terraform still has to evaluate a text: it has an interpolation in it, `${...}`. A string token of CDKTF has
 * that form too (`${TfToken[TOKEN.0]}`).
 */
export declare function hasExpression(text: string): boolean;
