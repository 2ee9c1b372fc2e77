import type { Element } from "./element.js";
import { formatSteps, partText, type Expression, type Step, type TemplateExpression } from "./expression/expression.js";
import type { ExpressionCache } from "./expression/cache.js";
import { isTemplate } from "./expression/parse.js";
import { isJsonList, isJsonObject, type Json } from "./json.js";
import { locate } from "./locate.js";
import type { Target } from "./reference.js";
import type { Stack } from "./stack.js";

/** What an expression comes to, as far as the text of the stacks tells. */
export interface Value {
  /** Whether nothing in it is left to Terraform. */
  readonly known: boolean;
  /** The value; what is left to Terraform is an expression in a string. */
  readonly value: Json;
  /** What the whole stands for, where it's an attribute that only Terraform or Azure knows. */
  readonly target?: Target;
}

/** Functions that CDKTF puts around values and that leave them what they are. */
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
/** How many references in a row are followed: a ring of them ends here. */
const LONGEST = 64;
/** How many references are followed for one value: what doubles itself at each step ends here. */
const MOST = 10_000;

/** How far references may still be followed for one value. */
class Trail {
  private constructor(
    private readonly depth: number,
    private readonly budget: { left: number },
  ) {}

  public static start(): Trail {
    return new Trail(LONGEST, { left: MOST });
  }

  /** One reference further; undefined at the end. */
  public next(): Trail | undefined {
    this.budget.left -= 1;
    return this.depth > 0 && this.budget.left >= 0 ? new Trail(this.depth - 1, this.budget) : undefined;
  }
}

/** Follows references as far as text allows. Functions are not evaluated. */
export class Evaluator {
  readonly #expressions: ExpressionCache;
  readonly #owners: ReadonlyMap<Element, Stack>;

  /**
   * @param expressions where strings are parsed
   * @param owners for each remote state at hand, the stack that writes it
   */
  constructor(expressions: ExpressionCache, owners: ReadonlyMap<Element, Stack>) {
    this.#expressions = expressions;
    this.#owners = owners;
  }

  /** What JSON written in a stack comes to. */
  public value(stack: Stack, json: Json): Value {
    return this.#json(stack, json, Trail.start());
  }

  /** What an expression stands for, if for one attribute; locals, outputs and remote states are followed. */
  public targetOf(stack: Stack, text: string): Target | undefined {
    const expression = this.#expressions.find(text);
    const traversal = expression && unwrap(expression);
    if (traversal?.kind !== "traversal") return undefined;
    const location = locate(stack, traversal);
    return location.kind === "element" ? this.follow(location.element, location.steps) : undefined;
  }

  /** What an element's attribute stands for; locals, outputs and remote states that only pass something on are followed. */
  public follow(element: Element, steps: readonly Step[]): Target {
    let target: Target = { element, attribute: formatSteps(steps) };
    let at = { element, steps };
    for (let left = LONGEST; left > 0; left -= 1) {
      const next = this.#next(at.element, at.steps);
      if (!next) break;
      at = next;
      target = { element: at.element, attribute: formatSteps(at.steps) };
    }
    return target;
  }

  /** One step on through what only passes a reference on. */
  #next(element: Element, steps: readonly Step[]): { element: Element; steps: readonly Step[] } | undefined {
    const output = this.outputOf(element, steps);
    if (output) return { element: output, steps: steps.slice(2) };
    if (element.kind !== "local" && element.kind !== "output") return undefined;
    const found = this.#descend(passedOn(element), steps);
    if (typeof found?.json !== "string") return undefined;
    const expression = this.#expressions.find(found.json);
    const traversal = expression && unwrap(expression);
    if (traversal?.kind !== "traversal") return undefined;
    const location = locate(element.stack, traversal);
    return location.kind === "element"
      ? { element: location.element, steps: [...location.steps, ...found.rest] }
      : undefined;
  }

  /** The output that `outputs.<name>` of a remote state means, if the stack that writes it is at hand. */
  public outputOf(element: Element, [outputs, name]: readonly Step[]): Element | undefined {
    const owner = this.#owners.get(element);
    if (!owner || outputs?.kind !== "attribute" || outputs.name !== "outputs") return undefined;
    if (name?.kind === "attribute") return owner.get(`output.${name.name}`);
    return name?.kind === "index" ? owner.get(`output.${name.key}`) : undefined;
  }

  /** The stack that writes a remote state. */
  public ownerOf(element: Element): Stack | undefined {
    return this.#owners.get(element);
  }

  #json(stack: Stack, json: Json, trail: Trail): Value {
    if (typeof json === "string")
      return isTemplate(json) ? this.#text(stack, json, trail) : { known: true, value: json };
    if (typeof json !== "object" || json === null) return { known: true, value: json };
    let known = true;
    const inner = (item: Json): Json => {
      const result = this.#json(stack, item, trail);
      known &&= result.known;
      return result.value;
    };
    const value = isJsonObject(json)
      ? Object.fromEntries(Object.entries(json).map(([key, item]) => [inner(key) as string, inner(item)]))
      : json.map(inner);
    return { known, value };
  }

  #text(stack: Stack, text: string, trail: Trail): Value {
    const expression = this.#expressions.find(text);
    return expression ? this.#expression(stack, expression, trail) : { known: false, value: text };
  }

  #expression(stack: Stack, expression: Expression, trail: Trail): Value {
    const symbolic = { known: false, value: `\${${expression.text}}` } as const;
    const inner = unwrap(expression);
    switch (inner.kind) {
      case "literal":
        return { known: true, value: inner.value };
      case "template":
        return this.#template(stack, inner, trail);
      case "tuple":
        return all(inner.items.map((item) => this.#expression(stack, item, trail)));
      case "traversal": {
        const location = locate(stack, inner);
        const further = location.kind === "element" ? trail.next() : undefined;
        if (location.kind !== "element" || !further) return symbolic;
        return this.#attribute(location.element, location.steps, further);
      }
      default:
        return symbolic;
    }
  }

  #template(stack: Stack, { parts }: TemplateExpression, trail: Trail): Value {
    if (parts.some((part) => typeof part === "object" && part.kind === "directive")) {
      return { known: false, value: parts.map(partText).join("") };
    }
    const values = parts.map((part): Value => {
      if (typeof part === "string") return { known: true, value: part };
      if (part.kind === "directive") return { known: false, value: partText(part) };
      const value = this.#expression(stack, part, trail);
      return typeof value.value === "object" ? { known: false, value: partText(part) } : value;
    });
    return { known: values.every(({ known }) => known), value: values.map(({ value }) => String(value)).join("") };
  }

  /** What an attribute of an element comes to. */
  #attribute(element: Element, steps: readonly Step[], trail: Trail): Value {
    const unknown: Value = {
      known: false,
      value: `\${${joinAddress(element.address, formatSteps(steps))}}`,
      target: { element, attribute: formatSteps(steps) },
    };
    const output = this.outputOf(element, steps);
    if (output) return this.#attribute(output, steps.slice(2), trail);

    const own = ownSteps(element, steps);
    const found = own && this.#descend(passedOn(element), own);
    if (!found) return unknown;
    if (found.rest.length === 0) return this.#json(element.stack, found.json, trail);
    const expression = typeof found.json === "string" ? this.#expressions.find(found.json) : undefined;
    const traversal = expression && unwrap(expression);
    if (traversal?.kind !== "traversal") return unknown;
    const location = locate(element.stack, traversal);
    const further = location.kind === "element" ? trail.next() : undefined;
    if (location.kind !== "element" || !further) return unknown;
    return this.#attribute(location.element, [...location.steps, ...found.rest], further);
  }

  /** Goes down into JSON until the steps or the JSON end: a string may stand for something with attributes. */
  #descend(json: Json | undefined, steps: readonly Step[]): { json: Json; rest: readonly Step[] } | undefined {
    let at = json;
    for (const [index, step] of steps.entries()) {
      if (at === undefined || step.kind === "splat" || step.kind === "computed-index") return undefined;
      if (typeof at === "string") return isTemplate(at) ? { json: at, rest: steps.slice(index) } : undefined;
      const key = step.kind === "attribute" ? step.name : step.key;
      if (isJsonList(at)) at = at[Number(key)];
      // A block that JSON gives as an object is a list of one to Terraform.
      else if (isJsonObject(at) && key !== 0) at = Object.hasOwn(at, key) ? at[key] : undefined;
      else if (!isJsonObject(at)) return undefined;
    }
    return at === undefined ? undefined : { json: at, rest: [] };
  }
}

/** The JSON whose attributes an element has. */
function passedOn(element: Element): Json | undefined {
  switch (element.kind) {
    case "local":
      return element.content;
    case "output":
      return element.attributes["value"];
    case "resource":
    case "data":
    case "ephemeral":
      return element.attributes;
    default:
      return undefined;
  }
}

/** The steps inside one instance: the index of a resource with `count` or `for_each` picks the instance. */
function ownSteps(element: Element, steps: readonly Step[]): readonly Step[] | undefined {
  if (element.kind === "local" || element.kind === "output") return steps;
  const several = "count" in element.attributes || "for_each" in element.attributes;
  if (!several) return steps.length === 0 ? undefined : steps;
  return steps[0]?.kind === "index" && steps.length > 1 ? steps.slice(1) : undefined;
}

function unwrap(expression: Expression): Expression {
  let inner = expression;
  while (inner.kind === "call" && TRANSPARENT.has(inner.name) && inner.arguments[0]) inner = inner.arguments[0];
  return inner;
}

function joinAddress(address: string, attribute: string): string {
  return attribute === "" || attribute.startsWith("[") ? `${address}${attribute}` : `${address}.${attribute}`;
}

function all(values: readonly Value[]): Value {
  return { known: values.every(({ known }) => known), value: values.map(({ value }) => value) };
}
