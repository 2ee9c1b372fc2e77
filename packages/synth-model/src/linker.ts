import type { Diagnostic } from "./diagnostic.js";
import type { Element } from "./element.js";
import type { Evaluator } from "./evaluator.js";
import type { ExpressionCache } from "./expression/cache.js";
import type { Expression, TraversalExpression } from "./expression/expression.js";
import { ExpressionError, isTemplate, parseExpression } from "./expression/parse.js";
import { visitTraversals } from "./expression/traversals.js";
import { isResource } from "./graph.js";
import { blocksOf, isJsonList, isJsonObject, type Json } from "./json.js";
import { locate } from "./locate.js";
import { formatPath } from "./path.js";
import { Reference } from "./reference.js";

const NONE: ReadonlySet<string> = new Set();
/** Arguments that Terraform takes literally, by kind. */
const LITERAL: Readonly<Partial<Record<Element["kind"], readonly string[]>>> = {
  output: ["description", "sensitive", "ephemeral"],
  module: ["source", "version"],
  provider: ["alias", "version"],
};

/** Nobody nests a configuration so deep; a file made to exhaust the stack does. */
const DEEPEST = 100;

/** Finds the references in elements. */
export class Linker {
  readonly #expressions: ExpressionCache;
  readonly #evaluator: Evaluator;
  readonly #report: (diagnostic: Diagnostic) => void;

  constructor(expressions: ExpressionCache, evaluator: Evaluator, report: (diagnostic: Diagnostic) => void) {
    this.#expressions = expressions;
    this.#evaluator = evaluator;
    this.#report = report;
  }

  /** Every reference in an element, in the order of the text. What leads nowhere is reported. */
  public referencesOf(element: Element): Reference[] {
    const references: Reference[] = [];
    // A variable's text refers to nothing but, in its validation, to itself.
    if (element.kind === "variable") return references;
    const scan = new Scan(this, element, references);
    if (element.kind === "local") {
      scan.json(element.content, [], NONE);
      return references;
    }
    const literal = LITERAL[element.kind] ?? [];
    for (const [name, value] of Object.entries(element.attributes)) {
      if (!literal.includes(name)) scan.argument(name, value);
    }
    if (
      isResource(element) &&
      element.armType !== undefined &&
      !element.body &&
      element.attributes["body"] !== undefined
    ) {
      this.#reportBody(element);
    }
    return references;
  }

  #reportBody(element: Element): void {
    this.#report({
      code: "unread-body",
      severity: "warning",
      message: `${element.address}: body is no object, so what is sent to Azure is not known; give an object (azapi 2)`,
      stack: element.stack.name,
      address: element.address,
      path: "body",
      ...(element.file === undefined ? {} : { file: element.file }),
    });
  }

  public expression(
    element: Element,
    path: readonly (string | number)[],
    text: string,
    bare: boolean,
  ): Expression | undefined {
    try {
      return bare && !isTemplate(text) ? parseExpression(text) : this.#expressions.parse(text);
    } catch (error) {
      if (!ExpressionError.isExpressionError(error)) throw error;
      this.error("invalid-expression", element, path, `is not an expression of Terraform's: ${error.message}`);
      return undefined;
    }
  }

  public reference(
    element: Element,
    path: readonly (string | number)[],
    traversal: TraversalExpression,
  ): Reference | undefined {
    const location = locate(element.stack, traversal);
    if (location.kind === "ambient") return undefined;
    if (location.kind === "missing") {
      const near = namesLike(element, location.address);
      const has = near.length > 0 ? `; it has ${near.join(", ")}` : "";
      this.error(
        "unknown-reference",
        element,
        path,
        `refers to ${location.address}, which stack ${element.stack.name} doesn't have${has}`,
      );
      return undefined;
    }
    const { element: to, steps } = location;
    const owner = this.#evaluator.ownerOf(to);
    if (owner && steps.length > 1 && !this.#evaluator.outputOf(to, steps)) {
      const [, step] = steps;
      const output = step?.kind === "attribute" ? step.name : traversal.text;
      const defaults = to.attributes["defaults"];
      if (!isJsonObject(defaults) || !Object.hasOwn(defaults, output)) {
        this.error(
          "unknown-output",
          element,
          path,
          `refers to ${traversal.text}, but stack ${owner.name} has no output ${output}`,
        );
      }
    }
    return new Reference(element, formatPath(path), to, traversal, steps, (from, rest) =>
      this.#evaluator.follow(from, rest),
    );
  }

  public error(code: Diagnostic["code"], element: Element, path: readonly (string | number)[], message: string): void {
    const where = formatPath(path);
    this.#report({
      code,
      severity: "error",
      message: `${element.address}: ${where === "" ? "" : `${where} `}${message}`,
      stack: element.stack.name,
      address: element.address,
      path: where,
      ...(element.file === undefined ? {} : { file: element.file }),
    });
  }
}

/** One walk through an element's JSON. */
class Scan {
  constructor(
    private readonly linker: Linker,
    private readonly element: Element,
    private readonly references: Reference[],
  ) {}

  /** An argument of a block, minding those that Terraform reads in its own way. */
  public argument(name: string, value: Json): void {
    if (name === "depends_on") this.#bareList([name], value);
    else if (name === "provider" && isResource(this.element)) this.#provider(this.element.providerName);
    else if (name === "providers" && this.element.kind === "module") this.#providers(value);
    else if (name === "lifecycle" && isResource(this.element)) this.#lifecycle(value);
    else if (name === "dynamic" && isResource(this.element)) this.#dynamic(value);
    else this.json(value, [name], NONE);
  }

  public json(value: Json, path: (string | number)[], bound: ReadonlySet<string>): void {
    if (path.length > DEEPEST) {
      this.linker.error("not-terraform", this.element, path.slice(0, 3), `is nested more than ${DEEPEST} deep`);
      return;
    }
    if (typeof value === "string") {
      if (isTemplate(value)) this.#text(value, path, bound, false);
    } else if (isJsonList(value)) {
      for (const [index, item] of value.entries()) {
        path.push(index);
        this.json(item, path, bound);
        path.pop();
      }
    } else if (isJsonObject(value)) {
      for (const key in value) {
        path.push(key);
        if (isTemplate(key)) this.#text(key, path, bound, false);
        this.json(value[key] as Json, path, bound);
        path.pop();
      }
    }
  }

  #text(text: string, path: readonly (string | number)[], bound: ReadonlySet<string>, bare: boolean): void {
    const expression = this.linker.expression(this.element, path, text, bare);
    if (!expression) return;
    visitTraversals(
      expression,
      (traversal) => {
        const reference = this.linker.reference(this.element, path, traversal);
        if (reference) this.references.push(reference);
      },
      bound,
    );
  }

  /** `depends_on` and its like name things without `${}`. */
  #bareList(path: readonly string[], value: Json): void {
    if (!isJsonList(value)) {
      this.linker.error(
        "not-terraform",
        this.element,
        path,
        `is ${JSON.stringify(value)}; Terraform wants a list of references`,
      );
      return;
    }
    for (const [index, item] of value.entries()) {
      if (typeof item === "string") this.#text(item, [...path, index], NONE, true);
    }
  }

  #provider(name: string): void {
    if (this.element.stack.get(`provider.${name}`)) return;
    this.linker.error(
      "unknown-reference",
      this.element,
      ["provider"],
      `refers to the provider configuration ${name}, which stack ${this.element.stack.name} doesn't have`,
    );
  }

  #providers(value: Json): void {
    for (const name of Object.values(isJsonObject(value) ? value : {})) {
      if (typeof name === "string") this.#provider(name.replace(/^\$\{(.*)\}$/, "$1"));
    }
  }

  #lifecycle(value: Json): void {
    for (const block of blocksOf(value)) {
      for (const [name, argument] of Object.entries(block)) {
        if (name === "replace_triggered_by") this.#bareList(["lifecycle", name], argument);
        else if (name !== "ignore_changes") this.json(argument, ["lifecycle", name], NONE);
      }
    }
  }

  /** Inside `content`, the block's label or its `iterator` stands for the item. */
  #dynamic(value: Json): void {
    for (const labels of blocksOf(value)) {
      for (const [label, bodies] of Object.entries(labels)) {
        for (const body of blocksOf(bodies)) {
          const { content, iterator, ...outside } = body;
          this.json(outside, ["dynamic", label], NONE);
          const bound = new Set([typeof iterator === "string" ? iterator : label]);
          if (content !== undefined) this.json(content, ["dynamic", label, "content"], bound);
        }
      }
    }
  }
}

/** Elements of the same type, to say what there is instead. */
function namesLike({ stack }: Element, address: string): string[] {
  const type = address.slice(0, address.lastIndexOf(".") + 1);
  if (type === "") return [];
  return [...stack.elements]
    .map((element) => element.address)
    .filter((other) => other.startsWith(type))
    .slice(0, 5);
}
