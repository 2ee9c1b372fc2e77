import { Lazy } from "cdktf";

/**
 * A Terraform expression of texts that may contain tokens and Terraform's own `${...}`.
 *
 * CDKTF's `Fn` warns about such texts, and escapes a `${...}` that it didn't write.
 * @param write returns the expression, with each text passed through `quote`
 */
export function expression(write: (quote: (text: string) => string) => string): string {
  return Lazy.stringValue({
    produce: (context) => `\${${write((text) => `"${context.resolve(text)}"`)}}`,
  });
}
