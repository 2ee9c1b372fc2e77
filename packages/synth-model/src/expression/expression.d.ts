import type { Json } from "../json.js";
/**
 * An expression of Terraform's language. Every node has its `text` as it was written.
 *
 * Source: HCL native syntax specification, chapter "Expressions".
 */
export type Expression = LiteralExpression | TemplateExpression | TraversalExpression | CallExpression | TupleExpression | ObjectExpression | AccessExpression | ForExpression | ConditionalExpression | OperationExpression;
/** A number, string, boolean or null. */
export interface LiteralExpression {
    readonly kind: "literal";
    readonly text: string;
    readonly value: string | number | boolean | null;
}
/** Text with interpolations: `rg-${var.name}`. */
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
    /** The condition of an `if`, the collection of a `for`. */
    readonly expression?: Expression;
    /** The names that a `for` binds. */
    readonly names: readonly string[];
}
/** A name and what is read from it: `azurerm_subnet.pe[0].id`. */
export interface TraversalExpression {
    readonly kind: "traversal";
    readonly text: string;
    readonly root: string;
    readonly steps: readonly Step[];
}
/** A function call: `join(",", …)`, `provider::azapi::parse_resource_id(…)`. */
export interface CallExpression {
    readonly kind: "call";
    readonly text: string;
    readonly name: string;
    readonly arguments: readonly Expression[];
    /** Whether the last argument is a list of arguments: `merge(local.maps...)`. */
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
    readonly entries: readonly {
        readonly key: Expression;
        readonly value: Expression;
    }[];
}
/** Something read from what is not a plain name: `tolist(x)[0].id`. */
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
    /** The key, in the form that makes an object. */
    readonly key: Expression | undefined;
    readonly value: Expression;
    /** Whether values of one key are collected in a list: `value...`. */
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
/** Steps as Terraform writes them, without a leading dot: `outputs.id`, `[0].name`. */
export declare function formatSteps(steps: readonly Step[]): string;
/**
 * An expression as JSON: objects, lists and literals become JSON, anything else stays an expression in a string.
 */
export declare function toJson(expression: Expression): Json;
/** A piece of a template as it is written in a template. */
export declare function partText(part: TemplatePart): string;
/** Whether a text is an identifier of Terraform's language; hyphens are allowed inside. */
export declare function isIdentifier(text: string): boolean;
