import type { Diagnostic } from "./diagnostic.js";
import type { Element, ElementKind, Links } from "./element.js";
import { groupBy } from "./group-by.js";
import { blocksOf, type Json, type JsonObject } from "./json.js";
import type { Target } from "./reference.js";
import type { Resource } from "./resource.js";

/** Where a stack keeps its state. */
export interface Backend {
  /** Terraform's name of it: `local`, `azurerm`, `remote`. */
  readonly type: string;
  readonly config: JsonObject;
}

/** A provider that a stack requires. */
export interface RequiredProvider {
  /** As written: `azure/azapi`. */
  readonly source: string | undefined;
  /** The version constraint as written: `~> 2.12`. */
  readonly version: string | undefined;
}

/** What a stack is made of, besides its elements. */
export interface StackFacts {
  readonly name: string;
  readonly constructPath: string;
  readonly workingDirectory: string;
  readonly files: readonly string[];
}

/** One Terraform configuration with a state of its own. */
export class Stack {
  /** As in CDKTF's manifest, or the folder's path from the folder that was read. */
  public readonly name: string;
  /** The path in the construct tree; the name where nothing else is known. */
  public readonly constructPath: string;
  /** Where Terraform runs. For stacks given as objects, a folder that doesn't exist. */
  public readonly workingDirectory: string;
  /** The files read, as paths from the folder that was read. */
  public readonly files: readonly string[];
  readonly #elements = new Map<string, Element>();
  readonly #dependencies = new Set<Stack>();
  readonly #dependents = new Set<Stack>();
  readonly #diagnostics: Diagnostic[] = [];
  #byKind: ReadonlyMap<ElementKind, readonly Element[]> | undefined;
  #terraform: JsonObject = {};

  readonly #links: Links;

  /** @internal */
  constructor(facts: StackFacts, links: Links) {
    this.#links = links;
    this.name = facts.name;
    this.constructPath = facts.constructPath;
    this.workingDirectory = facts.workingDirectory;
    this.files = facts.files;
  }

  /** The element with an address, such as `azurerm_subnet.pe`, `data.azurerm_client_config.me`, `output.vnet_id`. */
  public get(address: string): Element | undefined {
    return this.#elements.get(address);
  }

  /**
   * What an expression in this stack stands for, such as `${azurerm_subnet.pe.id}`: an attribute of a resource, variable
   * or other element. Locals, outputs and remote states are followed. Undefined for text, for several things in one
   * string, and for what functions make.
   */
  public resolve(expression: string): Target | undefined {
    return this.#links.evaluator.targetOf(this, expression);
  }

  /** Everything with an address, in the order of the text. */
  public get elements(): Iterable<Element> {
    return this.#elements.values();
  }

  public get resources(): readonly Resource[] {
    return this.#ofKind("resource") as readonly Resource[];
  }

  public get dataSources(): readonly Resource[] {
    return this.#ofKind("data") as readonly Resource[];
  }

  public get variables(): readonly Element[] {
    return this.#ofKind("variable");
  }

  public get outputs(): readonly Element[] {
    return this.#ofKind("output");
  }

  public get locals(): readonly Element[] {
    return this.#ofKind("local");
  }

  public get providers(): readonly Element[] {
    return this.#ofKind("provider");
  }

  public get modules(): readonly Element[] {
    return this.#ofKind("module");
  }

  /** The `terraform` block: backend, required providers, required version. */
  public get terraform(): JsonObject {
    return this.#terraform;
  }

  /** Where the state is kept; Terraform's default is a local file. */
  public get backend(): Backend {
    const cloud = blocksOf(this.#terraform["cloud"])[0];
    if (cloud) return { type: "remote", config: cloud };
    const [type, config] = Object.entries(blocksOf(this.#terraform["backend"])[0] ?? {})[0] ?? ["local", {}];
    return { type, config: blocksOf(config)[0] ?? {} };
  }

  /** The providers required, by local name. */
  public get requiredProviders(): ReadonlyMap<string, RequiredProvider> {
    const required = blocksOf(this.#terraform["required_providers"])[0] ?? {};
    return new Map(
      Object.entries(required).map(([name, provider]) => [
        name,
        typeof provider === "string"
          ? { source: undefined, version: provider }
          : { source: text(blocksOf(provider)[0]?.["source"]), version: text(blocksOf(provider)[0]?.["version"]) },
      ]),
    );
  }

  /** The constraint on Terraform's own version, as written. */
  public get requiredVersion(): string | undefined {
    return text(this.#terraform["required_version"]);
  }

  /** What is wrong with this stack's text. */
  public get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  /** The stacks whose state this one reads, or that CDKTF's manifest puts before it. */
  public dependencies(): readonly Stack[] {
    return [...this.#dependencies];
  }

  /** The stacks that this one must precede. */
  public dependents(): readonly Stack[] {
    return [...this.#dependents];
  }

  /** @internal */
  public add(element: Element): void {
    this.#elements.set(element.address, element);
  }

  /** @internal */
  public addDependency(stack: Stack): void {
    if (stack === this) return;
    this.#dependencies.add(stack);
    stack.#dependents.add(this);
  }

  /** @internal */
  public addDiagnostic(diagnostic: Diagnostic): void {
    this.#diagnostics.push(diagnostic);
  }

  /** @internal */
  public setTerraform(settings: JsonObject): void {
    this.#terraform = settings;
  }

  #ofKind(kind: ElementKind): readonly Element[] {
    this.#byKind ??= groupBy(this.#elements.values(), (element) => element.kind);
    return this.#byKind.get(kind) ?? [];
  }
}

function text(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
