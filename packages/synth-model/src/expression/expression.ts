import type { Json } from "../json.js";

/**
 * An expression of Terraform's language. Every node has its source `text`.
 *
 * @see https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#expressions
 */
export type Expression =
  | LiteralExpression
  | TemplateExpression
  | TraversalExpression
  | CallExpression
  | TupleExpression
  | ObjectExpression
  | AccessExpression
  | ForExpression
  | ConditionalExpression
  | OperationExpression;

/** A number, string, boolean or null. */
export interface LiteralExpression {
  readonly kind: "literal";
  readonly text: string;
  readonly value: string | number | boolean | null;
}

/** Text with interpolations, such as `rg-${var.name}`. */
export interface TemplateExpression {
  readonly kind: "template";
  readonly text: string;
  readonly parts: readonly TemplatePart[];
}

/** A piece of a template: text, an interpolation, or a directive such as `%{ if var.x }`. */
export type TemplatePart = string | Expression | TemplateDirective;

/** `%{ if … }`, `%{ else }`, `%{ endif }`, `%{ for … }` or `%{ endfor }`. */
export interface TemplateDirective {
  readonly kind: "directive";
  readonly keyword: "if" | "else" | "endif" | "for" | "endfor";
  /** The condition of `if`, or the collection of `for`. */
  readonly expression?: Expression;
  /** The names that `for` binds. */
  readonly names: readonly string[];
}

/** A name, followed by attributes and indexes, such as `azurerm_subnet.pe[0].id`. */
export interface TraversalExpression {
  readonly kind: "traversal";
  readonly text: string;
  readonly root: string;
  readonly steps: readonly Step[];
}

/** A function call, such as `join(",", …)` or `provider::azapi::parse_resource_id(…)`. */
export interface CallExpression {
  readonly kind: "call";
  readonly text: string;
  readonly name: string;
  readonly arguments: readonly Expression[];
  /** Whether the last argument is a list of arguments, as in `merge(local.maps...)`. */
  readonly expanded: boolean;
}

/** `[a, b]` */
export interface TupleExpression {
  readonly kind: "tuple";
  readonly text: string;
  readonly items: readonly Expression[];
}

/** `{ a = 1, "b" = 2, (var.c) = 3 }` */
export interface ObjectExpression {
  readonly kind: "object";
  readonly text: string;
  readonly entries: readonly { readonly key: Expression; readonly value: Expression }[];
}

/** Attributes and indexes of another expression, such as `tolist(x)[0].id`. */
export interface AccessExpression {
  readonly kind: "access";
  readonly text: string;
  readonly on: Expression;
  readonly steps: readonly Step[];
}

/** `[for x in xs : x.id if x.on]` or `{for k, v in xs : k => v}` */
export interface ForExpression {
  readonly kind: "for";
  readonly text: string;
  readonly names: readonly string[];
  readonly collection: Expression;
  /** The key, in the form that creates an object. */
  readonly key: Expression | undefined;
  readonly value: Expression;
  /** Whether values with the same key are collected in a list: `value...`. */
  readonly grouped: boolean;
  readonly condition: Expression | undefined;
}

/** `a ? b : c` */
export interface ConditionalExpression {
  readonly kind: "conditional";
  readonly text: string;
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

/** One or two operands with an operator: `!a`, `a + b`. */
export interface OperationExpression {
  readonly kind: "operation";
  readonly text: string;
  readonly operator: string;
  readonly operands: readonly Expression[];
}

/** One step of a traversal: `.name`, `[0]`, `["key"]`, `[each.key]`, `[*]` or `.*`. */
export type Step = AttributeStep | IndexStep | ComputedIndexStep | SplatStep;

/** `.name` */
export interface AttributeStep {
  readonly kind: "attribute";
  readonly name: string;
}

/** `[0]`, `["key"]` or the older `.0` */
export interface IndexStep {
  readonly kind: "index";
  readonly key: string | number;
}

/** `[each.key]` */
export interface ComputedIndexStep {
  readonly kind: "computed-index";
  readonly expression: Expression;
}

/** `[*]` or `.*` */
export interface SplatStep {
  readonly kind: "splat";
}

const IDENTIFIER = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;

/** Steps in Terraform's syntax, without a leading dot, such as `outputs.id` or `[0].name`. */
export function formatSteps(steps: readonly Step[]): string {
  let text = "";
  for (const step of steps) {
    if (step.kind === "attribute") text += text === "" ? step.name : `.${step.name}`;
    else if (step.kind === "splat") text += "[*]";
    else if (step.kind === "computed-index") text += `[${step.expression.text}]`;
    else text += `[${typeof step.key === "number" ? step.key : JSON.stringify(step.key)}]`;
  }
  return text;
}

/** An expression as JSON. Objects, lists and literals become JSON; all others remain expressions in strings. */
export function toJson(expression: Expression): Json {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "tuple":
      return expression.items.map(toJson);
    case "template":
      return expression.parts.map(partText).join("");
    case "object":
      return Object.fromEntries(
        expression.entries.map(({ key, value }) => {
          const name = toJson(key);
          return [typeof name === "string" ? name : JSON.stringify(name), toJson(value)];
        }),
      );
    default:
      return `\${${expression.text}}`;
  }
}

/** A piece of a template in Terraform's syntax. */
export function partText(part: TemplatePart): string {
  if (typeof part === "string") return part.replace(/([$%])\{/g, "$1$1{");
  if (part.kind !== "directive") return `\${${part.text}}`;
  const names = part.keyword === "for" ? ` ${part.names.join(", ")} in` : "";
  return `%{ ${part.keyword}${names}${part.expression ? ` ${part.expression.text}` : ""} }`;
}

/** Whether a text is an identifier of Terraform's language; hyphens are allowed inside. */
export function isIdentifier(text: string): boolean {
  return IDENTIFIER.test(text);
}
