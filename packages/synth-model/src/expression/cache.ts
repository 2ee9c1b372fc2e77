import type { Expression } from "./expression.js";
import { parseTemplate, tryParseTemplate } from "./parse.js";

/** Parses each different string once: platforms of many environments repeat themselves. */
export class ExpressionCache {
  readonly #parsed = new Map<string, Expression>();

  /** @throws ExpressionError if Terraform would not read it */
  public parse(text: string): Expression {
    let expression = this.#parsed.get(text);
    if (!expression) {
      expression = parseTemplate(text);
      this.#parsed.set(text, expression);
    }
    return expression;
  }

  /** Undefined if Terraform would not read it. */
  public find(text: string): Expression | undefined {
    return this.#parsed.get(text) ?? tryParseTemplate(text);
  }
}
