import type { Step, TraversalExpression } from "./expression/expression.js";
import type { Node, Repeated, Scope } from "./model.js";

/**
 * What the root of a traversal refers to: a declared element, a name that needs no declaration (such as `path`), or
 * nothing.
 */
export type Location =
  | { readonly kind: "found"; readonly found: Node | Repeated; readonly steps: readonly Step[] }
  | { readonly kind: "ambient" }
  | { readonly kind: "missing"; readonly address: string };

/** Roots that depend on the position of an expression and are not elements. */
const AMBIENT: ReadonlySet<string> = new Set(["each", "count", "self", "path", "terraform", "action"]);
/** Roots that are followed by a name, or by a type and a name. */
const NAMED: ReadonlySet<string> = new Set(["var", "local", "module"]);
const TYPED: ReadonlySet<string> = new Set(["data", "ephemeral"]);

/** Finds the element that a traversal in a module refers to. */
export function locate(scope: Scope, { root, steps }: TraversalExpression): Location {
  if (AMBIENT.has(root)) return { kind: "ambient" };
  const labels = TYPED.has(root) ? 2 : 1;
  let address = root;
  for (const step of steps.slice(0, labels)) {
    if (step.kind !== "attribute") break;
    address += `.${step.name}`;
  }
  const found = NAMED.has(root) || TYPED.has(root) || steps.length > 0 ? scope.find(address) : undefined;
  return found ? { kind: "found", found, steps: steps.slice(labels) } : { kind: "missing", address };
}
