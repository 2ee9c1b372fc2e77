import type { Expression } from "./expression.js";
import { parseExpression, parseTemplate, tryParseTemplate } from "./parse.js";

/** Parses each distinct string once, because platforms with many environments repeat most of them. */
export class ExpressionCache {
  readonly #parsed = new Map<string, Expression>();
  readonly #bare = new Map<string, Expression>();

  /** @throws ExpressionError for text that Terraform can't parse either */
  public parse(text: string): Expression {
    return once(this.#parsed, text, parseTemplate);
  }

  /**
   * Parses an expression without `${}`, as in `depends_on`.
   * @throws ExpressionError for text that Terraform can't parse either
   */
  public parseBare(text: string): Expression {
    return once(this.#bare, text, parseExpression);
  }

  /** The parsed text; undefined if Terraform can't parse it either. */
  public find(text: string): Expression | undefined {
    return this.#parsed.get(text) ?? tryParseTemplate(text);
  }
}

function once(parsed: Map<string, Expression>, text: string, parse: (text: string) => Expression): Expression {
  const known = parsed.get(text);
  if (known) return known;
  const expression = parse(text);
  parsed.set(text, expression);
  return expression;
}
