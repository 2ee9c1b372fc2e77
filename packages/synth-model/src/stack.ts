import type { Diagnostic } from "./diagnostic.js";
import { ElementNode, type Links } from "./element.js";
import { groupBy } from "./group-by.js";
import { blocksOf, type Json, type JsonObject } from "./json.js";
import {
  isRepeated,
  type Backend,
  type Element,
  type ElementKind,
  type Node,
  type Repeated,
  type RequiredProvider,
  type Resource,
  type Stack,
  type Target,
} from "./model.js";
import { ModuleScope } from "./scope.js";

/** Properties of a stack, besides its elements. */
export interface StackFacts {
  readonly name: string;
  readonly source: "configuration" | "plan";
  readonly constructPath: string;
  readonly workingDirectory: string;
  readonly files: readonly string[];
}

/** A Terraform configuration with its own state. */
export class TerraformStack implements Stack {
  public readonly name: string;
  public readonly source: "configuration" | "plan";
  public readonly constructPath: string;
  public readonly workingDirectory: string;
  public readonly files: readonly string[];
  /** The root module. */
  public readonly scope: ModuleScope = new ModuleScope(this, "", undefined);
  readonly #elements = new Map<string, Node>();
  readonly #dependencies = new Set<TerraformStack>();
  readonly #dependents = new Set<TerraformStack>();
  readonly #diagnostics: Diagnostic[] = [];
  readonly #links: Links;
  #repeated = new Map<string, Repeated>();
  #byKind: ReadonlyMap<ElementKind, readonly Element[]> | undefined;
  #terraform: JsonObject = {};

  constructor(facts: StackFacts, links: Links) {
    this.#links = links;
    this.name = facts.name;
    this.source = facts.source;
    this.constructPath = facts.constructPath;
    this.workingDirectory = facts.workingDirectory;
    this.files = facts.files;
  }

  public get(address: string): Node | undefined {
    const found = this.#elements.get(address) ?? this.scope.find(address);
    return found && !isRepeated(found) ? found : undefined;
  }

  public instances(declaration: string): readonly Element[] {
    const one = this.get(declaration);
    return one ? [one] : (this.#repeated.get(declaration)?.nodes ?? []);
  }

  public resolve(expression: string): Target | undefined {
    const asker = { kind: "local", address: "", name: "", content: null, file: undefined } as const;
    return this.#links.evaluator.targetOf(new ElementNode(this.scope, asker, this.#links), expression);
  }

  public get elements(): Iterable<Node> {
    return this.#elements.values();
  }

  public get resources(): readonly Resource[] {
    return this.#ofKind("resource") as readonly Resource[];
  }

  public get dataSources(): readonly Resource[] {
    return this.#ofKind("data") as readonly Resource[];
  }

  public get variables(): readonly Element[] {
    return this.#ofRoot("variable");
  }

  public get outputs(): readonly Element[] {
    return this.#ofRoot("output");
  }

  public get locals(): readonly Element[] {
    return this.#ofRoot("local");
  }

  public get providers(): readonly Element[] {
    return this.#ofRoot("provider");
  }

  public get modules(): readonly Element[] {
    return this.#ofKind("module");
  }

  public get terraform(): JsonObject {
    return this.#terraform;
  }

  public get backend(): Backend {
    const cloud = blocksOf(this.#terraform["cloud"])[0];
    if (cloud) return { type: "remote", config: cloud };
    const [type, config] = Object.entries(blocksOf(this.#terraform["backend"])[0] ?? {})[0] ?? ["local", {}];
    return { type, config: blocksOf(config)[0] ?? {} };
  }

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

  public get requiredVersion(): string | undefined {
    return text(this.#terraform["required_version"]);
  }

  public get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  public dependencies(): readonly TerraformStack[] {
    return [...this.#dependencies];
  }

  public dependents(): readonly TerraformStack[] {
    return [...this.#dependents];
  }

  /** Expands repeated blocks and modules to elements. Instances are created on first use. */
  public expand(): void {
    this.#elements.clear();
    this.#repeated = new Map();
    this.#byKind = undefined;
    this.#expand(this.scope);
  }

  public addDependency(stack: TerraformStack): void {
    if (stack === this) return;
    this.#dependencies.add(stack);
    stack.#dependents.add(this);
  }

  public addDiagnostic(diagnostic: Diagnostic): void {
    this.#diagnostics.push(diagnostic);
  }

  public setTerraform(settings: JsonObject): void {
    this.#terraform = settings;
  }

  #expand(scope: { readonly declared: Iterable<Node | Repeated> }): void {
    for (const declared of scope.declared) {
      if (isRepeated(declared)) this.#repeated.set(declared.declaration, declared);
      for (const node of isRepeated(declared) ? declared.nodes : [declared]) {
        this.#elements.set(node.address, node);
        if (node.inner) this.#expand(node.inner);
      }
    }
  }

  #ofRoot(kind: ElementKind): readonly Element[] {
    return this.#ofKind(kind).filter(({ modulePath }) => modulePath === "");
  }

  #ofKind(kind: ElementKind): readonly Element[] {
    this.#byKind ??= groupBy(this.#elements.values(), (element) => element.kind);
    return this.#byKind.get(kind) ?? [];
  }
}

function text(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
