import type { Expression } from "./expression.js";
import { EvaluationError, toBoolean, toNumber, toText } from "./functions/arguments.js";
import { setOf } from "./functions/collection.js";
import { Hole, isTreeList, isTreeObject, type Tree, type TreeObject } from "./tree.js";

/**
 * Converts a value to the type of a variable, like Terraform: `"true"` to a boolean, a list to a set, and objects get
 * the defaults of `optional` attributes. A value that doesn't fit, which Terraform would reject, remains unchanged.
 * @param type a type constraint, such as `map(object({ name = string, size = optional(number, 1) }))`
 */
export function convert(tree: Tree, type: Expression, literal: (expression: Expression) => Tree): Tree {
  if (tree instanceof Hole || tree === null) return tree;
  const inner = (value: Tree, of: Expression | undefined): Tree => (of ? convert(value, of, literal) : value);
  try {
    if (type.kind === "traversal") return primitive(tree, type.root);
    if (type.kind !== "call") return tree;
    const [of] = type.arguments;
    if (type.name === "list" && isTreeList(tree)) return tree.map((item) => inner(item, of));
    if (type.name === "set" && isTreeList(tree)) return setOf(tree.map((item) => inner(item, of)));
    if (type.name === "tuple" && isTreeList(tree) && of?.kind === "tuple")
      return tree.map((item, index) => inner(item, of.items[index]));
    if (type.name === "map" && isTreeObject(tree)) return mapValues(tree, (value) => inner(value, of));
    if (type.name === "object" && isTreeObject(tree) && of?.kind === "object") {
      return Object.fromEntries(
        of.entries.flatMap(({ key, value }): [string, Tree][] => {
          const name = key.kind === "literal" ? String(key.value) : key.text;
          return [[name, attribute(tree[name] ?? null, value, literal)]];
        }),
      );
    }
    return tree;
  } catch (error) {
    if (EvaluationError.isEvaluationError(error)) return tree;
    throw error;
  }
}

function attribute(value: Tree, type: Expression, literal: (expression: Expression) => Tree): Tree {
  if (type.kind !== "call" || type.name !== "optional") return convert(value, type, literal);
  const [of, fallback] = type.arguments;
  const given = value === null && fallback ? literal(fallback) : value;
  return of ? convert(given, of, literal) : given;
}

function primitive(tree: Tree, name: string): Tree {
  if (typeof tree === "object") return tree;
  if (name === "string") return toText(tree);
  if (name === "number") return toNumber(tree);
  return name === "bool" ? toBoolean(tree) : tree;
}

function mapValues(object: TreeObject, change: (value: Tree) => Tree): TreeObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
