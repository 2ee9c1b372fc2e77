import type { Step, TraversalExpression } from "./expression/expression.js";
import type { Node, Repeated, Scope } from "./model.js";

/** What a traversal begins with: something declared, something that never is (`path`), or nothing that is there. */
export type Location =
  | { readonly kind: "found"; readonly found: Node | Repeated; readonly steps: readonly Step[] }
  | { readonly kind: "ambient" }
  | { readonly kind: "missing"; readonly address: string };

/** Roots that stand for where an expression is, not for an element. */
const AMBIENT: ReadonlySet<string> = new Set(["each", "count", "self", "path", "terraform", "action"]);
/** Roots that are followed by a name, or by a type and a name. */
const NAMED: ReadonlySet<string> = new Set(["var", "local", "module"]);
const TYPED: ReadonlySet<string> = new Set(["data", "ephemeral"]);

/** Finds what a traversal in a module names. */
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
