import { hasExpression } from "@org/azure-catalog";
import { Token } from "cdktf";

/**
 * Whether only Terraform knows the value: a CDKTF token, or a literal Terraform expression (`${...}`).
 * Unresolved values are passed on without validation.
 */
export function isUnresolved(value: unknown): boolean {
  return Token.isUnresolved(value) || (typeof value === "string" && hasExpression(value));
}
