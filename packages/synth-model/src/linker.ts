import { DEEPEST } from "./content.js";
import type { Diagnostic } from "./diagnostic.js";
import type { Evaluator } from "./evaluator.js";
import type { ExpressionCache } from "./expression/cache.js";
import type { Expression, TraversalExpression } from "./expression/expression.js";
import { ExpressionError, isTemplate, parseExpression } from "./expression/parse.js";
import { visitTraversals } from "./expression/traversals.js";
import { blocksOf, isJsonList, isJsonObject, type Json, type JsonObject } from "./json.js";
import { locate } from "./locate.js";
import { isResource, type Element, type Node, type Place } from "./model.js";
import { formatPath, type Path } from "./path.js";
import { ElementReference } from "./reference.js";
import { plainName } from "./scope.js";

const NONE: ReadonlySet<string> = new Set();
/**
 * Maximum number of references between all instances of two blocks. If there are more, each instance refers only to the
 * first one.
 */
const MOST = 250_000;
/** Arguments without expressions, by kind of element. */
const LITERAL: Readonly<Partial<Record<Element["kind"], readonly string[]>>> = {
  output: ["description", "sensitive", "ephemeral"],
  module: ["source", "version"],
  provider: ["alias", "version"],
};

/** Arguments of `lifecycle` that refer to attributes of the block itself or to actions, not to elements. */
const BARE_LIFECYCLE: ReadonlySet<string> = new Set(["ignore_changes", "action_trigger"]);

/** Finds the references in elements. */
export class Linker {
  readonly #expressions: ExpressionCache;
  readonly #evaluator: Evaluator;
  readonly #report: (diagnostic: Diagnostic) => void;
  readonly #reported = new Set<string>();

  constructor(expressions: ExpressionCache, evaluator: Evaluator, report: (diagnostic: Diagnostic) => void) {
    this.#expressions = expressions;
    this.#evaluator = evaluator;
    this.#report = report;
  }

  /** All references in an element, in source order. References without a target are reported. */
  public referencesOf(element: Node): readonly ElementReference[] {
    if (element.planned) return this.#planned(element);
    if (element.kind === "variable") return this.#given(element);
    const scan = new Scan(this, element, element, this.#reports(element));
    if (element.kind === "local") {
      scan.json(element.declared as Json, [], NONE);
      return scan.references;
    }
    const literal = LITERAL[element.kind] ?? [];
    for (const [name, value] of Object.entries(element.declared as JsonObject)) {
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
    return scan.references;
  }

  /** Whether to report problems of an element. All instances have the same text, so they are reported once. */
  #reports({ declaration, stack, key: instance, modulePath }: Node): boolean {
    if (instance === undefined && modulePath === "") return true;
    const key = `${stack.name}/${declaration.replace(/\[[^\]]*\]/g, "")}`;
    if (this.#reported.has(key)) return false;
    this.#reported.add(key);
    return true;
  }

  /** The references of a variable: those in the argument of its module's call. */
  #given(variable: Node): readonly ElementReference[] {
    const { call } = variable.scope;
    if (!call) return [];
    const given = (call.declared as JsonObject)[variable.name];
    if (given === undefined) return [];
    const scan = new Scan(this, variable, call, false);
    scan.json(given, ["default"], NONE);
    return scan.references;
  }

  #planned(element: Node): readonly ElementReference[] {
    return (element.planned ?? []).flatMap(({ path, text, outside, places: known }) => {
      if (known) return this.#some(element, path, known(), text);
      const expression = tryParseExpression(text);
      const asker = outside ? (element.scope.call ?? element) : element;
      const places = expression?.kind === "traversal" ? this.#evaluator.placesOf(asker, expression) : [];
      return typeof places === "string" ? [] : this.#some(element, path, places, text);
    });
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

  /** @throws ExpressionError for text that Terraform can't parse either */
  public parse(text: string): Expression {
    return this.#expressions.parse(text);
  }

  /** @throws ExpressionError for text that Terraform can't parse either */
  public parseBare(text: string): Expression {
    return this.#expressions.parseBare(text);
  }

  /**
   * The references of a traversal: one, or one to each instance.
   * @param element the element that contains it
   * @param around the element in whose module names are resolved
   */
  public mention(
    element: Node,
    around: Node,
    path: Path,
    traversal: TraversalExpression,
    reports: boolean,
  ): readonly ElementReference[] {
    const places = this.#evaluator.placesOf(around, traversal);
    if (places === "ambient") return [];
    if (places === "missing") {
      if (reports) this.#missing(element, path, traversal);
      return [];
    }
    const [only] = places;
    if (reports && only && places.length === 1) this.#requireOutput(element, path, traversal, only);
    return this.#some(element, path, places, traversal.text);
  }

  #some(element: Node, path: Path, places: readonly Place[], text: string): readonly ElementReference[] {
    const where = formatPath(path);
    const twin = path[0] === "for_each" ? places.find(({ node }) => node.key === element.key) : undefined;
    const siblings = places.length > 1 ? this.#siblings(element) : 1;
    const all = twin ? [twin] : siblings * places.length > MOST ? places.slice(0, 1) : places;
    return all.map((place) => new ElementReference(element, where, place, text, this.#evaluator));
  }

  #siblings({ scope, declaration }: Node): number {
    const found = scope.find(declaration.slice(scope.prefix.length));
    return found && "nodes" in found ? found.nodes.length : 1;
  }

  #missing(element: Node, path: Path, traversal: TraversalExpression): void {
    const location = locate(element.scope, traversal);
    if (location.kind !== "missing") return;
    const { address } = location;
    const near = namesLike(element, address);
    const has = near.length > 0 ? `; it has ${near.join(", ")}` : "";
    const where = element.modulePath === "" ? `stack ${element.stack.name}` : element.modulePath;
    this.error("unknown-reference", element, path, `refers to ${address}, which ${where} doesn't have${has}`);
  }

  #requireOutput(element: Node, path: Path, traversal: TraversalExpression, { node, steps }: Place): void {
    const owner = this.#evaluator.ownerOf(node);
    const named = owner ? steps.length > 1 : node.inner !== undefined && steps.length > 0;
    if (!named || this.#evaluator.outputOf(node, steps)) return;
    const step = steps[owner ? 1 : 0];
    const output = step?.kind === "attribute" ? step.name : traversal.text;
    const defaults = node.attributes["defaults"];
    if (owner && isJsonObject(defaults) && Object.hasOwn(defaults, output)) return;
    const holder = owner ? `stack ${owner.name}` : node.address;
    this.error("unknown-output", element, path, `refers to ${traversal.text}, but ${holder} has no output ${output}`);
  }

  public error(code: Diagnostic["code"], element: Element, path: Path, message: string): void {
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
  public readonly references: ElementReference[] = [];

  /**
   * @param element the element that refers
   * @param around the element in whose module names are resolved
   * @param reports whether problems are reported
   */
  constructor(
    private readonly linker: Linker,
    private readonly element: Node,
    private readonly around: Node,
    private readonly reports: boolean,
  ) {}

  /** Scans an argument of a block. Some arguments have a syntax of their own. */
  public argument(name: string, value: Json): void {
    if (name === "depends_on") this.#bareList([name], value);
    else if (name === "provider" && isResource(this.element)) this.#provider(this.element.providerName);
    else if (name === "providers" && this.element.kind === "module") this.#providers(value);
    else if (name === "lifecycle" && isResource(this.element)) this.#lifecycle(value);
    else if (name === "provisioner" && isResource(this.element)) this.#provisioners(value);
    else if (name === "dynamic" && isResource(this.element)) this.#dynamic(value, [name], NONE);
    else this.json(value, [name], NONE);
  }

  public json(value: Json, path: (string | number)[], bound: ReadonlySet<string>): void {
    if (path.length > DEEPEST) {
      this.#error("not-terraform", path.slice(0, 3), `is nested more than ${DEEPEST} deep`);
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
        if (key === "dynamic" && path[0] !== "body") this.#dynamic(value[key] as Json, path, bound);
        else this.json(value[key] as Json, path, bound);
        path.pop();
      }
    }
  }

  #text(text: string, path: readonly (string | number)[], bound: ReadonlySet<string>, bare: boolean): void {
    const expression = this.#expression(path, text, bare);
    if (!expression) return;
    visitTraversals(
      expression,
      (traversal) => {
        this.references.push(...this.linker.mention(this.element, this.around, path, traversal, this.reports));
      },
      bound,
    );
  }

  #expression(path: Path, text: string, bare: boolean): Expression | undefined {
    try {
      return bare && !isTemplate(text) ? this.linker.parseBare(text) : this.linker.parse(text);
    } catch (error) {
      if (!ExpressionError.isExpressionError(error)) throw error;
      this.#error("invalid-expression", path, `is not an expression of Terraform's: ${error.message}`);
      return undefined;
    }
  }

  #error(code: Diagnostic["code"], path: Path, message: string): void {
    if (this.reports) this.linker.error(code, this.element, path, message);
  }

  /** `depends_on` and similar arguments contain references without `${}`. */
  #bareList(path: readonly string[], value: Json): void {
    if (!isJsonList(value)) {
      this.#error("not-terraform", path, `is ${JSON.stringify(value)}; Terraform wants a list of references`);
      return;
    }
    for (const [index, item] of value.entries()) {
      if (typeof item === "string") this.#text(item, [...path, index], NONE, true);
    }
  }

  #provider(name: string): void {
    if (this.element.scope.acceptsProvider(name)) return;
    const where = this.element.modulePath === "" ? `stack ${this.element.stack.name}` : this.element.modulePath;
    this.#error(
      "unknown-reference",
      ["provider"],
      `refers to the provider configuration ${name}, which ${where} doesn't have`,
    );
  }

  #providers(value: Json): void {
    for (const name of Object.values(isJsonObject(value) ? value : {})) {
      if (typeof name === "string") this.#provider(plainName(name));
    }
  }

  #lifecycle(value: Json): void {
    for (const block of blocksOf(value)) {
      for (const [name, argument] of Object.entries(block)) {
        if (name === "replace_triggered_by") this.#bareList(["lifecycle", name], argument);
        else if (!BARE_LIFECYCLE.has(name)) this.json(argument, ["lifecycle", name], NONE);
      }
    }
  }

  /** `when` and `on_failure` are keywords, but a converter may have written them as expressions. */
  #provisioners(value: Json): void {
    for (const kinds of blocksOf(value)) {
      for (const [kind, bodies] of Object.entries(kinds)) {
        for (const body of blocksOf(bodies)) {
          const { when, on_failure: onFailure, ...rest } = body;
          this.json(rest, ["provisioner", kind], NONE);
        }
      }
    }
  }

  /** In `content`, the block's label or its `iterator` refers to the item. */
  #dynamic(value: Json, path: (string | number)[], bound: ReadonlySet<string>): void {
    for (const labels of blocksOf(value)) {
      for (const [label, bodies] of Object.entries(labels)) {
        for (const body of isJsonObject(bodies) || isJsonList(bodies) ? blocksOf(bodies) : []) {
          const { content, iterator, ...outside } = body;
          this.json(outside, [...path, label], bound);
          const inside = new Set([...bound, typeof iterator === "string" ? plainName(iterator) : label]);
          if (content !== undefined) this.json(content, [...path, label, "content"], inside);
        }
      }
    }
  }
}

/** Existing elements of the same type, for the message. */
function namesLike({ scope }: Node, address: string): string[] {
  const type = address.slice(0, address.lastIndexOf(".") + 1);
  if (type === "") return [];
  return [...scope.declared]
    .map((found) => found.declaration.slice(scope.prefix.length))
    .filter((other) => other.startsWith(type))
    .slice(0, 5);
}

function tryParseExpression(text: string): Expression | undefined {
  try {
    return parseExpression(text);
  } catch (error) {
    if (ExpressionError.isExpressionError(error)) return undefined;
    throw error;
  }
}
