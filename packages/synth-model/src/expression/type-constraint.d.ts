import type { Expression } from "./expression.js";
import { type Tree } from "./tree.js";
/**
 * A value as Terraform converts it to the type of a variable: `"true"` to a boolean, a list to a set, an object with
 * the defaults of its `optional` attributes. What doesn't fit stays as it is: Terraform refuses it.
 * @param type such as `map(object({ name = string, size = optional(number, 1) }))`
 */
export declare function convert(tree: Tree, type: Expression, literal: (expression: Expression) => Tree): Tree;
