import { hasExpression } from "@org/azure-catalog";
import { DefaultTokenResolver, StringConcat, Token, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";

/**
 * Whether the value is known only to Terraform: a CDKTF token, or a literal Terraform expression (`${...}`). Unresolved
 * values are passed on without validation.
 */
export function isUnresolved(value: unknown): boolean {
  return Token.isUnresolved(value) || (typeof value === "string" && hasExpression(value));
}

/** The text of a value in Terraform, which is the same for two tokens of one reference. */
export function textOf(value: string, scope: IConstruct): string {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return Tokenization.resolve(value, { scope, resolver, preparing: false }) as string;
}
