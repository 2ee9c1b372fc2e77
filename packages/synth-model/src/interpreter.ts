import { type Context, spend, TOO_MUCH } from "./context.js";
import type {
  CallExpression,
  Expression,
  ForExpression,
  Step,
  TemplateDirective,
  TemplatePart,
  TraversalExpression,
} from "./expression/expression.js";
import {
  entriesOf,
  EvaluationError,
  LeftToTerraformError,
  toBoolean,
  toText,
} from "./expression/functions/arguments.js";
import { COLLECTION_FUNCTIONS } from "./expression/functions/collection.js";
import { ENCODING_FUNCTIONS } from "./expression/functions/encoding.js";
import { FORMAT_FUNCTIONS, textOf } from "./expression/functions/format.js";
import { NETWORK_FUNCTIONS } from "./expression/functions/network.js";
import { TEXT_FUNCTIONS, type PureFunction } from "./expression/functions/text.js";
import { operate } from "./expression/operators.js";
import { allHoles, failed, firstHole, Hole, isTreeList, sameTree, type Tree } from "./expression/tree.js";
import { isResource, type Node } from "./model.js";

/** Functions that return their argument unchanged. */
const TRANSPARENT: ReadonlySet<string> = new Set([
  "tolist",
  "toset",
  "tomap",
  "tostring",
  "tonumber",
  "tobool",
  "sensitive",
  "nonsensitive",
]);
const PURE: ReadonlyMap<string, PureFunction> = new Map(
  [TEXT_FUNCTIONS, ENCODING_FUNCTIONS, NETWORK_FUNCTIONS].flatMap((table) => Object.entries(table)),
);
const PARTIAL = new Map([COLLECTION_FUNCTIONS, FORMAT_FUNCTIONS].flatMap((table) => Object.entries(table)));
/** Maximum number of items that a function may return; ten times as many characters. */
const LARGEST_RESULT = 100_000;

/** What the names in expressions refer to. */
export interface Names {
  /** The value of a traversal. */
  traversal(context: Context, traversal: TraversalExpression): Tree;
  /** The value inside a value. */
  steps(context: Context, tree: Tree, steps: readonly Step[], text: string): Tree;
}

/** Interprets Terraform's expressions, apart from what their names refer to. */
export class Interpreter {
  constructor(private readonly names: Names) {}

  /** The value of an expression. */
  public expression(context: Context, expression: Expression): Tree {
    switch (expression.kind) {
      case "literal":
        return expression.value;
      case "template":
        return this.#guard(expression, () => this.#template(context, expression.parts, expression));
      case "tuple":
        return expression.items.map((item) => this.expression(context, item));
      case "object":
        return this.#guard(expression, () => this.#objectExpression(context, expression));
      case "traversal":
        return this.names.traversal(context, expression);
      case "access":
        return this.names.steps(context, this.expression(context, expression.on), expression.steps, expression.text);
      case "call":
        return this.#call(context, expression);
      case "operation":
        return this.#guard(expression, () => {
          const operands = expression.operands.map((operand) => this.expression(context, operand));
          return operate(expression.operator, operands) ?? open(expression, operands);
        });
      case "conditional":
        return this.#guard(expression, () => {
          const condition = this.expression(context, expression.condition);
          if (!(condition instanceof Hole))
            return this.expression(context, toBoolean(condition) ? expression.whenTrue : expression.whenFalse);
          const ways = [expression.whenTrue, expression.whenFalse].map((way) => this.expression(context, way));
          const [one = null, other = null] = ways;
          return !firstHole(ways) && sameTree(one, other) ? one : open(expression, [condition]);
        });
      case "for":
        return this.#guard(expression, () => this.#for(context, expression));
    }
  }

  /** The value, or an unknown value if Terraform would report an error. `try` and `can` recognize it. */
  #guard(expression: Expression, make: () => Tree): Tree {
    try {
      return make();
    } catch (error) {
      if (EvaluationError.isEvaluationError(error)) return failed(expression.text, error.message);
      if (LeftToTerraformError.isLeftToTerraformError(error))
        return new Hole({ text: expression.text, reason: error.message });
      throw error;
    }
  }

  #objectExpression(context: Context, expression: Expression & { kind: "object" }): Tree {
    const entries: [string, Tree][] = [];
    for (const { key, value } of expression.entries) {
      const name = this.expression(context, key);
      if (name instanceof Hole) return open(expression, [name]);
      entries.push([toText(name), this.expression(context, value)]);
    }
    return Object.fromEntries(entries);
  }

  #call(context: Context, call: CallExpression): Tree {
    if (call.name === "try") return this.#try(context, call);
    const given = call.arguments.map((argument) => this.expression(context, argument));
    if (call.name === "can") return can(call, given[0] ?? null);
    const last = given.at(-1);
    if (call.expanded && last instanceof Hole) return open(call, [last]);
    return this.#guard(call, () => {
      const args = call.expanded && isTreeList(last) ? [...given.slice(0, -1), ...last] : given;
      const failure = args.find((arg) => arg instanceof Hole && arg.failed);
      if (failure) return failure;
      const result = PARTIAL.get(call.name)?.(...args);
      if (result instanceof Hole && result.parts && !TRANSPARENT.has(call.name)) {
        return new Hole({ ...result, text: call.text });
      }
      if (result !== undefined) return limited(context, result);
      if (firstHole(args) !== undefined) return open(call, args);
      const pure = PURE.get(call.name);
      if (pure) return limited(context, pure(...args));
      return new Hole({ text: call.text, reason: `${call.name}() is evaluated only by Terraform` });
    });
  }

  /** The first argument that Terraform can evaluate. If an argument is unknown, it is not certain which one that is. */
  #try(context: Context, call: CallExpression): Tree {
    for (const argument of call.arguments) {
      const tree = this.expression(context, argument);
      const holes = allHoles(tree);
      if (holes.some((hole) => hole.failed)) continue;
      return holes.every(({ target }) => target && isResource(target.node as Node)) ? tree : open(call, [tree]);
    }
    return failed(call.text, "no argument of try() can be evaluated");
  }

  #for(context: Context, expression: ForExpression): Tree {
    const collection = this.expression(context, expression.collection);
    if (collection instanceof Hole) return open(expression, [collection]);
    const entries = entriesOf(collection);
    const items: Tree[] = [];
    const byKey = new Map<string, Tree>();
    const groups = new Map<string, Tree[]>();
    for (const [key, value] of entries) {
      if (!spend(context)) return new Hole({ text: expression.text, reason: TOO_MUCH });
      const inner = binding(context, expression.names, key, value);
      const condition = expression.condition ? this.expression(inner, expression.condition) : true;
      if (condition instanceof Hole) return open(expression, [condition]);
      if (!toBoolean(condition)) continue;
      const made = this.expression(inner, expression.value);
      if (!expression.key) {
        items.push(made);
        continue;
      }
      const name = this.expression(inner, expression.key);
      if (name instanceof Hole) return open(expression, [name]);
      const label = toText(name);
      if (expression.grouped) groups.set(label, [...(groups.get(label) ?? []), made]);
      else if (byKey.has(label)) throw new EvaluationError(`two items have the key ${label}`);
      else byKey.set(label, made);
    }
    if (!expression.key) return items;
    return Object.fromEntries<Tree>(expression.grouped ? groups : byKey);
  }

  #template(context: Context, parts: readonly TemplatePart[], expression: Expression): Tree {
    const pieces: (string | Hole)[] = [];
    const end = this.#pieces(context, parts, 0, pieces);
    if (end instanceof Hole) return open(expression, [end]);
    return textOf(pieces, expression.text);
  }

  /**
   * Evaluates parts up to the directive that ends them.
   * @returns its position, or the unknown value that decides about them
   */
  #pieces(
    context: Context,
    parts: readonly TemplatePart[],
    from: number,
    pieces: (string | Hole)[] | undefined,
  ): number | Hole {
    let at = from;
    while (at < parts.length) {
      const part = parts[at] as TemplatePart;
      if (typeof part === "string") pieces?.push(part);
      else if (part.kind !== "directive") {
        if (pieces) {
          const tree = this.expression(context, part);
          if (tree instanceof Hole && tree.failed) return tree;
          pieces.push(tree instanceof Hole ? tree : toText(tree));
        }
      } else if (part.keyword === "if" || part.keyword === "for") {
        const end = this.#block(context, parts, at, pieces);
        if (end instanceof Hole) return end;
        at = end;
      } else return at;
      at += 1;
    }
    return at;
  }

  #block(
    context: Context,
    parts: readonly TemplatePart[],
    at: number,
    pieces: (string | Hole)[] | undefined,
  ): number | Hole {
    const directive = parts[at] as TemplateDirective;
    const decided = pieces && directive.expression ? this.expression(context, directive.expression) : null;
    if (decided instanceof Hole) return decided;
    if (directive.keyword === "if") {
      const isTrue = pieces !== undefined && toBoolean(decided);
      const end = this.#pieces(context, parts, at + 1, isTrue ? pieces : undefined);
      if (end instanceof Hole || keywordAt(parts, end) !== "else") return end;
      return this.#pieces(context, parts, end + 1, isTrue ? undefined : pieces);
    }
    if (pieces) {
      for (const [key, value] of entriesOf(decided)) {
        if (!spend(context)) return new Hole({ text: directive.expression?.text ?? "", reason: TOO_MUCH });
        const inner = binding(context, directive.names, key, value);
        const end = this.#pieces(inner, parts, at + 1, pieces);
        if (end instanceof Hole) return end;
      }
    }
    return this.#pieces(context, parts, at + 1, undefined);
  }
}

/** The context of a loop's body, in which its names are bound: of the value, or of key and value. */
function binding(context: Context, [one = "", two]: readonly string[], key: string | number, value: Tree): Context {
  const bound = new Map(context.bound);
  if (two === undefined) bound.set(one, value);
  else bound.set(one, key).set(two, value);
  return { ...context, bound };
}

/** The value of an expression with unknown operands. */
function open(expression: Expression, operands: readonly Tree[]): Hole {
  const causes = operands.flatMap((operand) => allHoles(operand));
  const failure = causes.find((cause) => cause.failed);
  const reason = (failure ?? causes[0])?.reason ?? "what it needs isn't known";
  return new Hole({ text: expression.text, reason, causes, failed: failure !== undefined });
}

function can(call: CallExpression, tree: Tree): Tree {
  const holes = allHoles(tree);
  if (holes.some((hole) => hole.failed)) return false;
  return holes.length > 0 ? open(call, [tree]) : true;
}

/** The result of a function, unless it, or all results together, exceed the limit. */
function limited(context: Context, tree: Tree): Tree {
  const size = typeof tree === "string" ? tree.length / 10 : isTreeList(tree) ? tree.length : 0;
  if (size > LARGEST_RESULT || !spend(context, Math.floor(size / 100))) throw new LeftToTerraformError(TOO_MUCH);
  return tree;
}

function keywordAt(parts: readonly TemplatePart[], at: number): string | undefined {
  const part = parts[at];
  return typeof part === "object" && part.kind === "directive" ? part.keyword : undefined;
}

/** An expression without the conversions around it. */
export function unwrap(expression: Expression): Expression {
  let inner = expression;
  while (inner.kind === "call" && TRANSPARENT.has(inner.name) && inner.arguments[0]) inner = inner.arguments[0];
  return inner;
}
