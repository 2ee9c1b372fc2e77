import { isProductionName } from "@org/azure-catalog";
import type { Resource, Stack, SynthModel } from "@org/aml-synth-model";
import { glob } from "./glob.js";
import { armTypeOf } from "./arm-types.js";
import { pointTo } from "./reader.js";

/** An isolated group of resources, such as dev, prod, or the resources that both share. */
export interface Environment {
  readonly name: string;
  /** Whether other environments use it, as they use central DNS zones or a hub. */
  readonly shared: boolean;
  /** Whether it is production, which other environments must not reach. */
  readonly production: boolean;
  /** The other environments that this one may use, through their registries only. */
  readonly mayUse: ReadonlySet<string>;
}

/** Settings of an environment; those that are absent are derived from its name. */
export interface EnvironmentSettings {
  readonly shared?: boolean | undefined;
  readonly production?: boolean | undefined;
  readonly mayUse?: readonly string[] | undefined;
  /** Stacks whose resources are part of it; `*` matches any text. */
  readonly stacks?: readonly string[] | undefined;
}

const SHARED = /^(shared|hub|global|common|connectivity|central|dns)([-_].*)?$|[-_](shared|hub)$/i;
/** Stack names from which the environment is derived if there is no tag. */
const WELL_KNOWN =
  /(^|[-_])(dev|development|test|tst|qa|uat|acc|acceptance|int|integration|stage|staging|stg|sandbox|sbx|demo|preview|preprod|nonprod|non[-_]?prod\w*|pre[-_]?prod\w*)([-_\d]|$)/i;
const TAG = /^env(ironment)?$/i;
/** Arguments that refer to the parent of a resource, the nearest first. */
const PARENTS = ["parent_id", "virtual_network_id", "virtual_network_name", "subnet_id", "resource_group_name"];

/**
 * Determines the environment of a resource: from the configuration of the check, its tag, its parent, or the rest of
 * its stack. Names are case-insensitive.
 */
export class Environments {
  /** Shared ones first, production last, otherwise by name. */
  public readonly all: readonly Environment[];
  /** Names that occur in several letter cases: the spelling in use, and the others. */
  public readonly spellings: readonly { readonly name: string; readonly others: readonly string[] }[];
  readonly #byName: ReadonlyMap<string, Environment>;
  readonly #names = new Map<Resource, string>();
  readonly #ofStack = new Map<string, string>();
  readonly #byConfiguration = new Map<string, string>();
  readonly #guessed = new Set<string>();
  /** What templates deploy, with their deployments. */
  readonly #deployedBy: ReadonlyMap<Resource, Resource>;
  readonly #tags = new Map<Resource, string | undefined>();
  readonly #tagged = new Set<string>();
  /** All spellings of a name, the one in use first, by the name in lower case. */
  readonly #spelled = new Map<string, Set<string>>();

  constructor(model: SynthModel, settings: Readonly<Record<string, EnvironmentSettings>> = {}) {
    this.#deployedBy = new Map(
      model.deployments.flatMap(({ resource, deployed }) => deployed.map((one) => [one, resource] as const)),
    );
    for (const [name, { stacks = [] }] of Object.entries(settings)) {
      this.#spell(name);
      for (const stack of model.stacks) {
        if (stacks.some((pattern) => glob(pattern).test(stack.name))) this.#byConfiguration.set(stack.name, name);
      }
    }
    for (const stack of model.stacks) this.#ofStack.set(stack.name, this.#nameOfStack(stack));
    const names = new Set([...this.#ofStack.values(), ...Object.keys(settings)]);
    for (const resource of model.resources()) names.add(this.nameOf(resource));
    for (const name of [...this.#tagged, ...Object.keys(settings)]) this.#guessed.delete(name);
    const kinds = [...names].map((name) => ({ name, ...kindOf(name, settings[name]) }));
    this.all = kinds
      .map((kind) => ({ ...kind, mayUse: new Set(settings[kind.name]?.mayUse ?? usableBy(kind, kinds)) }))
      .sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
    this.#byName = new Map(this.all.map((environment) => [environment.name, environment]));
    this.spellings = [...this.#spelled.values()].flatMap(([name, ...others]) =>
      name !== undefined && others.length > 0 ? [{ name, others }] : [],
    );
  }

  /** The environment of a resource. A data source belongs to the environment that looks it up. */
  public of(resource: Resource): Environment {
    const name = this.nameOf(resource);
    return this.#byName.get(name) ?? { name, ...kindOf(name, undefined), mayUse: new Set() };
  }

  /** Whether the environment is known only from the name of a stack, which may be the name of a layer instead. */
  public isGuessed(name: string): boolean {
    return this.#guessed.has(name);
  }

  /** Whether two names are, or may be, the same environment. */
  public mayBeOne(name: string, other: string): boolean {
    return name === other || this.isGuessed(name) || this.isGuessed(other);
  }

  public nameOf(resource: Resource): string {
    let name = this.#names.get(resource);
    if (name === undefined) {
      const ofStack = this.#ofStack.get(resource.stack.name) ?? resource.stack.name;
      // Set first, so that a cycle of parents ends at the stack's name.
      this.#names.set(resource, ofStack);
      const deployment = this.#deployedBy.get(resource);
      name =
        this.#byConfiguration.get(resource.stack.name) ??
        this.#tagOf(resource) ??
        this.#ofParent(resource) ??
        (deployment ? this.nameOf(deployment) : ofStack);
      this.#names.set(resource, name);
    }
    return name;
  }

  #nameOfStack({ name, resources }: Stack): string {
    const said =
      this.#byConfiguration.get(name) ?? commonest(resources.flatMap((resource) => this.#tagOf(resource) ?? []));
    if (said !== undefined) return said;
    const { shared, production } = kindOf(name, undefined);
    if (!shared && !production && !WELL_KNOWN.test(name)) this.#guessed.add(name);
    return this.#spell(name);
  }

  #ofParent(resource: Resource): string | undefined {
    for (const argument of PARENTS) {
      if (resource.get(argument) === undefined) continue;
      // A link, rule or record belongs to its stack, not to the zone that contains it.
      const parent = pointTo(resource, argument, argument)?.resource;
      if (parent && parent.kind === "resource" && parent.stack === resource.stack) return this.nameOf(parent);
    }
    return undefined;
  }

  #tagOf(resource: Resource): string | undefined {
    if (this.#tags.has(resource)) return this.#tags.get(resource);
    const tag = tagOf(resource);
    const name = tag === undefined ? undefined : this.#spell(tag);
    if (name !== undefined) this.#tagged.add(name);
    this.#tags.set(resource, name);
    return name;
  }

  /** The used spelling of a name: the first one. */
  #spell(name: string): string {
    const spellings = this.#spelled.get(name.toLowerCase());
    if (!spellings) this.#spelled.set(name.toLowerCase(), new Set([name]));
    const [first = name] = spellings?.add(name) ?? [];
    return first;
  }
}

function kindOf(name: string, settings: EnvironmentSettings | undefined): { shared: boolean; production: boolean } {
  return {
    shared: settings?.shared ?? SHARED.test(name),
    production: settings?.production ?? isProductionName(name) === true,
  };
}

/**
 * By default production may use non-production, non-production environments may use each other, and no environment may
 * use production.
 */
function usableBy(
  one: { name: string; shared: boolean },
  all: readonly { name: string; shared: boolean; production: boolean }[],
): string[] {
  if (one.shared) return [];
  return all.filter((other) => other.name !== one.name && !other.shared && !other.production).map(({ name }) => name);
}

function rank({ shared, production }: Environment): number {
  if (shared) return 0;
  return production ? 2 : 1;
}

function tagOf(resource: Resource): string | undefined {
  if (armTypeOf(resource) === undefined && resource.get("tags") === undefined) return undefined;
  const tags = resource.value("tags")?.value;
  if (typeof tags !== "object" || tags === null) return undefined;
  for (const [key, value] of Object.entries(tags)) {
    if (TAG.test(key) && typeof value === "string" && value !== "" && !value.includes("${")) return value;
  }
  return undefined;
}

function commonest(names: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  let best: string | undefined;
  for (const [name, count] of counts) if (best === undefined || count > (counts.get(best) ?? 0)) best = name;
  return best;
}
