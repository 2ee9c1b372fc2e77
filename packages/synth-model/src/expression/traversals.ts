import type { Expression, Step, TemplatePart, TraversalExpression } from "./expression.js";

const NONE: ReadonlySet<string> = new Set();

/**
 * Calls `visit` with every traversal in an expression, in source order. Names that a `for` binds, and those in `bound`,
 * are omitted, because they don't refer to elements.
 */
export function visitTraversals(
  expression: Expression,
  visit: (traversal: TraversalExpression) => void,
  bound: ReadonlySet<string> = NONE,
): void {
  const walk = (inner: Expression, names: ReadonlySet<string>): void => {
    visitTraversals(inner, visit, names);
  };
  const walkSteps = (steps: readonly Step[]): void => {
    for (const step of steps) if (step.kind === "computed-index") walk(step.expression, bound);
  };
  switch (expression.kind) {
    case "literal":
      return;
    case "traversal":
      if (!bound.has(expression.root)) visit(expression);
      walkSteps(expression.steps);
      return;
    case "access":
      walk(expression.on, bound);
      walkSteps(expression.steps);
      return;
    case "call":
      for (const argument of expression.arguments) walk(argument, bound);
      return;
    case "tuple":
      for (const item of expression.items) walk(item, bound);
      return;
    case "object":
      for (const { key, value } of expression.entries) {
        walk(key, bound);
        walk(value, bound);
      }
      return;
    case "operation":
      for (const operand of expression.operands) walk(operand, bound);
      return;
    case "conditional":
      walk(expression.condition, bound);
      walk(expression.whenTrue, bound);
      walk(expression.whenFalse, bound);
      return;
    case "for": {
      walk(expression.collection, bound);
      const inside = new Set([...bound, ...expression.names]);
      if (expression.key) walk(expression.key, inside);
      walk(expression.value, inside);
      if (expression.condition) walk(expression.condition, inside);
      return;
    }
    case "template":
      visitParts(expression.parts, walk, bound);
  }
}

function visitParts(
  parts: readonly TemplatePart[],
  walk: (inner: Expression, names: ReadonlySet<string>) => void,
  bound: ReadonlySet<string>,
): void {
  const scopes = [bound];
  for (const part of parts) {
    if (typeof part === "string") continue;
    const names = scopes.at(-1) ?? bound;
    if (part.kind !== "directive") {
      walk(part, names);
      continue;
    }
    if (part.expression) walk(part.expression, names);
    if (part.keyword === "for") scopes.push(new Set([...names, ...part.names]));
    if (part.keyword === "endfor") scopes.pop();
  }
}
