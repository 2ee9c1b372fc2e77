/**
 * Whether Terraform has yet to fill a value in: an expression, or a token of CDKTF, whose text is an expression too
 * (`${TfToken[TOKEN.0]}`).
 */
export function isUnresolved(value: string): boolean {
  return value.includes("${");
}
