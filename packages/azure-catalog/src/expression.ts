/**
 * Whether a text contains an interpolation, `${...}`, that Terraform has to evaluate. CDKTF's string tokens have this
 * form as well (`${TfToken[TOKEN.0]}`).
 */
export function hasExpression(text: string): boolean {
  return text.includes("${");
}
