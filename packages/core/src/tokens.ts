import { Token } from "cdktf";

/**
 * Whether a value is only known to Terraform: a CDKTF token, or a literal Terraform expression (`${...}`).
 * Such a value is passed on, never judged.
 */
export function isUnresolved(value: unknown): boolean {
  return Token.isUnresolved(value) || (typeof value === "string" && value.includes("${"));
}
