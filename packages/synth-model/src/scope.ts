import type { Hole } from "./expression/tree.js";
import type { Binding, Node, Repeated, Scope, Stack } from "./model.js";
import { isRepeated } from "./model.js";

/** A module instance, or the root module, with its declared elements. */
export class ModuleScope implements Scope {
  readonly #declared = new Map<string, Node | Repeated>();
  readonly #aliases = new Set<string>();

  constructor(
    public readonly stack: Stack,
    public readonly prefix: string,
    public readonly call: Node | undefined,
  ) {}

  public get declared(): Iterable<Node | Repeated> {
    return this.#declared.values();
  }

  /** @param address address in this module, without its path */
  public add(address: string, declared: Node | Repeated): void {
    this.#declared.set(address, declared);
  }

  /** Records the aliases in `configuration_aliases`, which the caller has to pass. */
  public expectProviders(names: Iterable<string>): void {
    for (const name of names) this.#aliases.add(name);
  }

  public find(address: string): Node | Repeated | undefined {
    return this.#declared.get(address);
  }

  public provider(name: string): Node | undefined {
    const own = this.#declared.get(`provider.${name}`);
    if (own && !isRepeated(own)) return own;
    if (!this.call) return undefined;
    const passed = passedProviders(this.call)[name] ?? (name.includes(".") ? undefined : name);
    return passed === undefined ? undefined : this.call.scope.provider(passed);
  }

  /** A provider without an alias exists even without a block: it is configured by the environment or inherited. */
  public acceptsProvider(name: string): boolean {
    return !name.includes(".") || this.#aliases.has(name) || this.provider(name) !== undefined;
  }
}

/** The provider configurations that a call passes, by their names in the module. */
function passedProviders(call: Node): Readonly<Record<string, string>> {
  const given = call.attributes["providers"];
  if (typeof given !== "object" || given === null || Array.isArray(given)) return {};
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [plainName(name), plainName(String(value))]));
}

/** A provider's name such as `azurerm.hub`, which CDKTF and others also write as `${azurerm.hub}`. */
export function plainName(text: string): string {
  return text.replace(/^\$\{(.*)\}$/, "$1");
}

/** The instances of a block, as far as they are known. */
export type Instances =
  | {
      readonly by: "each" | "count";
      readonly bindings: readonly Exclude<Binding, { kind: "unknown" }>[];
      /** The variables whose defaults they depend on. */
      readonly defaults: ReadonlySet<object>;
    }
  | { readonly by: "each" | "count"; readonly hole: Hole };

/** The instances of one block with `for_each` or `count`, which are created on first use. */
export class RepeatedBlock implements Repeated {
  #made: { readonly nodes: readonly Node[]; readonly open: boolean } | undefined;

  /**
   * @param declaration address without keys
   * @param instances determines the instances
   * @param make creates an instance
   */
  constructor(
    public readonly declaration: string,
    public readonly by: "each" | "count",
    private readonly instances: () => Instances,
    private readonly make: (binding: Binding) => Node,
  ) {}

  public get nodes(): readonly Node[] {
    return this.#expanded.nodes;
  }

  public get open(): boolean {
    return this.#expanded.open;
  }

  get #expanded(): { readonly nodes: readonly Node[]; readonly open: boolean } {
    if (this.#made) return this.#made;
    // If the instances depend on themselves, they are unknown.
    this.#made = { nodes: [], open: true };
    const instances = this.instances();
    this.#made =
      "hole" in instances
        ? { nodes: [this.make({ kind: "unknown", hole: instances.hole })], open: true }
        : { nodes: instances.bindings.map((binding) => this.make(binding)), open: false };
    return this.#made;
  }
}
