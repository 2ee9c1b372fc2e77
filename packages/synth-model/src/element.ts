import type { Evaluator, Value } from "./evaluator.js";
import type { Graph } from "./graph.js";
import { isJsonObject, type Json, type JsonObject } from "./json.js";
import { parsePath, valueAt, type Path } from "./path.js";
import type { Reference } from "./reference.js";
import type { Resource } from "./resource.js";
import type { Stack } from "./stack.js";

/** What can be referred to in a stack. `resource`, `data` and `ephemeral` are {@link Resource}s. */
export type ElementKind = "resource" | "data" | "ephemeral" | "variable" | "local" | "output" | "module" | "provider";

/** What an element asks its model. */
export interface Links {
  readonly graph: Graph;
  readonly evaluator: Evaluator;
}

/** What an element is made from. */
export interface ElementSource {
  readonly kind: ElementKind;
  readonly address: string;
  readonly name: string;
  readonly content: Json;
  readonly file: string | undefined;
}

/** Anything with an address: a resource, data source, variable, local, output, module or provider configuration. */
export class Element {
  public readonly kind: ElementKind;
  /** As Terraform writes it, unique in its stack: `azurerm_subnet.pe`, `data.azurerm_client_config.me`, `var.prefix`. */
  public readonly address: string;
  /** The last label: `pe`. Not Azure's name, which is an attribute. */
  public readonly name: string;
  /** The file that declares it, as a path from the folder that was read. */
  public readonly file: string | undefined;
  readonly #stack: Stack;
  readonly #content: Json;
  readonly #links: Links;

  /** @internal */
  constructor(stack: Stack, source: ElementSource, links: Links) {
    this.kind = source.kind;
    this.address = source.address;
    this.name = source.name;
    this.file = source.file;
    this.#stack = stack;
    this.#links = links;
    this.#content = source.content;
  }

  public get stack(): Stack {
    return this.#stack;
  }

  /** The stack's name and the address: unique in the model. */
  public get id(): string {
    return `${this.#stack.name}/${this.address}`;
  }

  /** What is declared, as Terraform JSON: a block's arguments without comments, or the value of a local. */
  public get content(): Json {
    return this.#content;
  }

  /** The block's arguments, empty for a local that isn't an object. */
  public get attributes(): JsonObject {
    return isJsonObject(this.#content) ? this.#content : {};
  }

  /**
   * What is written at a path, expressions as they are.
   * @param path such as `body.properties.publicNetworkAccess`, `subnet[0].id`, `tags["cost.center"]`
   */
  public get(path: string | Path): Json | undefined {
    return valueAt(this.#content, typeof path === "string" ? parsePath(path) : path);
  }

  /**
   * What stands at a path once references are followed, through locals, outputs, other resources' arguments and other
   * stacks, as far as the text of the stacks tells. Undefined if nothing stands there.
   */
  public value(path: string | Path): Value | undefined {
    const written = this.get(path);
    return written === undefined ? undefined : this.#links.evaluator.value(this.#stack, written);
  }

  /** Every mention of another element, in the order of the text. */
  public references(): readonly Reference[] {
    return this.#links.graph.referencesOf(this);
  }

  /** Every mention of this element in its own stack. */
  public referencedBy(): readonly Reference[] {
    return this.#links.graph.referencesTo(this);
  }

  /**
   * The resources and data sources that this needs directly, by reference or `depends_on`. Locals, variables, outputs,
   * modules, provider configurations and remote states at hand are seen through, so one in another stack may be among
   * them.
   */
  public dependencies(): readonly Resource[] {
    return this.#links.graph.dependenciesOf(this);
  }

  /** The resources and data sources that need this one directly. */
  public dependents(): readonly Resource[] {
    return this.#links.graph.dependentsOf(this);
  }

  /** All that this needs, nearest first. */
  public transitiveDependencies(): readonly Resource[] {
    return this.#links.graph.reach(this, (element) => element.dependencies());
  }

  /** All that needs this, nearest first. */
  public transitiveDependents(): readonly Resource[] {
    return this.#links.graph.reach(this, (element) => element.dependents());
  }

  /** Whether this needs `other`, directly or through others. */
  public dependsOn(other: Element): boolean {
    return this.dependencyPath(other) !== undefined;
  }

  /** A shortest way from this to something that it needs, both ends included; undefined if it doesn't. */
  public dependencyPath(other: Element): readonly Element[] | undefined {
    return this.#links.graph.path(this, other);
  }
}
