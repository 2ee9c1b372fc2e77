import type { Expression } from "./expression.js";
import { parseExpression, parseTemplate, tryParseTemplate } from "./parse.js";

/** Parses each different string once: platforms of many environments repeat themselves. */
export class ExpressionCache {
  readonly #parsed = new Map<string, Expression>();
  readonly #bare = new Map<string, Expression>();

  /** @throws ExpressionError if Terraform would not read it */
  public parse(text: string): Expression {
    return once(this.#parsed, text, parseTemplate);
  }

  /** An expression without `${}`, as in `depends_on`. @throws ExpressionError if Terraform would not read it */
  public parseBare(text: string): Expression {
    return once(this.#bare, text, parseExpression);
  }

  /** Undefined if Terraform would not read it. */
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
