import { valueFrom, type Evaluator } from "./evaluator.js";
import { withDynamicBlocks } from "./expand.js";
import { renderContent, type Tree } from "./expression/tree.js";
import type { Graph } from "./graph.js";
import { isJsonObject, type Json, type JsonObject } from "./json.js";
import type {
  Binding,
  Content,
  Element,
  ElementKind,
  Node,
  PlannedReference,
  Reading,
  Reference,
  Resource,
  Scope,
  Stack,
  Target,
  Unknown,
  Value,
} from "./model.js";
import { parsePath, valueAt, type Path } from "./path.js";
import { ElementReading, unknownFrom } from "./reading.js";

/** The queries that an element sends to its model. */
export interface Links {
  readonly graph: Graph;
  readonly evaluator: Evaluator;
}

/** The data from which an element is created. */
export interface ElementSource {
  readonly kind: ElementKind;
  /** Address in its module, without the key of an instance, such as `azurerm_subnet.pe`. */
  readonly address: string;
  readonly name: string;
  readonly content: Content;
  readonly file: string | undefined;
  readonly binding?: Binding | undefined;
  readonly planned?: readonly PlannedReference[] | undefined;
}

/** Anything with an address. */
export class ElementNode implements Node {
  public readonly kind: ElementKind;
  public readonly address: string;
  public readonly name: string;
  public readonly file: string | undefined;
  readonly #declaration: string;
  readonly #planned: readonly PlannedReference[] | undefined;
  readonly #scope: Scope;
  readonly #declared: Content;
  readonly #binding: Binding | undefined;
  readonly #links: Links;
  #raw: Content | undefined;
  #content: Json | undefined;

  constructor(scope: Scope, source: ElementSource, links: Links) {
    this.kind = source.kind;
    this.#declaration = scope.prefix + source.address;
    this.address = this.#declaration + keyText(source.binding);
    this.name = source.name;
    this.file = source.file;
    this.#planned = source.planned;
    this.#scope = scope;
    this.#declared = source.content;
    this.#binding = source.binding;
    this.#links = links;
  }

  public get declaration(): string {
    return this.#declaration;
  }

  public get planned(): readonly PlannedReference[] | undefined {
    return this.#planned;
  }

  public get stack(): Stack {
    return this.#scope.stack;
  }

  public get scope(): Scope {
    return this.#scope;
  }

  public get binding(): Binding | undefined {
    return this.#binding;
  }

  public get inner(): Scope | undefined {
    return undefined;
  }

  public get id(): string {
    return `${this.stack.name}/${this.address}`;
  }

  public get modulePath(): string {
    return this.#scope.prefix.slice(0, -1);
  }

  public get key(): string | number | undefined {
    if (this.#binding?.kind === "each") return this.#binding.key;
    return this.#binding?.kind === "count" ? this.#binding.index : undefined;
  }

  public get repetition(): Unknown | undefined {
    return this.#binding?.kind === "unknown" ? unknownFrom(this.#binding.hole, [this.#repeatedBy]) : undefined;
  }

  public get unread(): boolean {
    return this.kind === "module" && this.inner === undefined;
  }

  public get declared(): Content {
    return this.#declared;
  }

  public get raw(): Content {
    if (this.#raw === undefined) {
      // A dynamic block can refer to its own element, whose declared content is used for that.
      this.#raw = this.#declared;
      if (this.kind !== "local") this.#raw = withDynamicBlocks(this.#links.evaluator, this, this.#declared);
    }
    return this.#raw;
  }

  public evaluated(): Tree | undefined {
    return this.#links.evaluator.evaluate(this, this.raw).tree;
  }

  public get content(): Json {
    this.#content ??= hasEvaluated(this) ? renderContent(this.raw) : (this.raw as Json);
    return this.#content;
  }

  public get attributes(): JsonObject {
    return isJsonObject(this.content) ? this.content : {};
  }

  public get(path: string | Path): Json | undefined {
    return valueAt(this.content, typeof path === "string" ? parsePath(path) : path);
  }

  public read(path: string | Path): Reading {
    return this.readIn(this.raw, typeof path === "string" ? parsePath(path) : path);
  }

  public value(path: string | Path): Value | undefined {
    const { tree } = this.#links.evaluator.read(this, this.raw, typeof path === "string" ? parsePath(path) : path);
    return tree === undefined ? undefined : valueFrom(tree);
  }

  public resolve(expression: string): Target | undefined {
    return this.#links.evaluator.targetOf(this, expression);
  }

  public references(): readonly Reference[] {
    return this.#links.graph.referencesOf(this);
  }

  public referencedBy(): readonly Reference[] {
    return this.#links.graph.referencesTo(this);
  }

  public dependencies(): readonly Resource[] {
    return this.#links.graph.dependenciesOf(this);
  }

  public dependents(): readonly Resource[] {
    return this.#links.graph.dependentsOf(this);
  }

  public transitiveDependencies(): readonly Resource[] {
    return this.#links.graph.reach(this, (element) => element.dependencies());
  }

  public transitiveDependents(): readonly Resource[] {
    return this.#links.graph.reach(this, (element) => element.dependents());
  }

  public dependsOn(other: Element): boolean {
    return this.dependencyPath(other) !== undefined;
  }

  public dependencyPath(other: Element): readonly Element[] | undefined {
    return this.#links.graph.path(this, other as Node);
  }

  protected get links(): Links {
    return this.#links;
  }

  protected get evaluator(): Evaluator {
    return this.#links.evaluator;
  }

  /** The evaluated value at a path of some content of this element. */
  protected readIn(content: Content, path: Path): Reading {
    const { tree, defaults } = this.#links.evaluator.read(this, content, path);
    return new ElementReading(this.#links.evaluator, this, path, tree, defaults);
  }

  get #repeatedBy(): string {
    return isJsonObject(this.#declared) && "count" in this.#declared ? "count" : "for_each";
  }
}

/** A call of a module; its content is set when it has been read. */
export class ModuleNode extends ElementNode {
  #inner: Scope | undefined;

  public override get inner(): Scope | undefined {
    return this.#inner;
  }

  /** Sets the module's content. */
  public enter(inner: Scope): void {
    this.#inner = inner;
  }
}

function keyText(binding: Binding | undefined): string {
  if (binding?.kind === "each") return `[${JSON.stringify(binding.key)}]`;
  return binding?.kind === "count" ? `[${binding.index}]` : "";
}

/** Whether content is evaluated: that of a plan always is, other content only if it has dynamic blocks. */
function hasEvaluated(node: Node): boolean {
  return node.raw !== node.declared || node.planned !== undefined;
}
