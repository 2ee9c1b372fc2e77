import type { Element } from "./element.js";
import type { Step, TraversalExpression } from "./expression/expression.js";
import type { Stack } from "./stack.js";

/** What a traversal begins with: an element, something that is no element (`each`, `path`), or nothing that is there. */
export type Location =
  | { readonly kind: "element"; readonly element: Element; readonly steps: readonly Step[] }
  | { readonly kind: "ambient" }
  | { readonly kind: "missing"; readonly address: string };

/** Roots that stand for where an expression is, not for an element. */
const AMBIENT: ReadonlySet<string> = new Set(["each", "count", "self", "path", "terraform"]);
/** Roots that are followed by a name, or by a type and a name. */
const NAMED: ReadonlySet<string> = new Set(["var", "local", "module"]);
const TYPED: ReadonlySet<string> = new Set(["data", "ephemeral"]);

/** Finds the element that a traversal in a stack names. */
export function locate(stack: Stack, { root, steps }: TraversalExpression): Location {
  if (AMBIENT.has(root)) return { kind: "ambient" };
  const labels = TYPED.has(root) ? 2 : 1;
  let address = root;
  for (const step of steps.slice(0, labels)) {
    if (step.kind !== "attribute") break;
    address += `.${step.name}`;
  }
  const element = NAMED.has(root) || TYPED.has(root) || steps.length > 0 ? stack.get(address) : undefined;
  return element ? { kind: "element", element, steps: steps.slice(labels) } : { kind: "missing", address };
}
