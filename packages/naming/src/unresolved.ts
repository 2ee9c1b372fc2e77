/** Whether Terraform has yet to fill a value in: an expression, or a token of CDKTF, which is written as one. */
export function isUnresolved(value: string): boolean {
  return value.includes("${");
}
