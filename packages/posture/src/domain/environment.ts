import type { Resource, SynthModel } from "@org/aml-synth-model";
import { armTypeOf } from "./arm-types.js";
import { pointTo, read } from "./reader.js";

/** What belongs together and is kept apart from everything else: dev, prod, what both share. */
export interface Environment {
  readonly name: string;
  /** Whether it's there for others to use: central DNS zones, a hub. */
  readonly shared: boolean;
  /** Whether it serves production: what isn't may never reach it. */
  readonly production: boolean;
  /** The other environments that this one may use, through their registries only. */
  readonly mayUse: ReadonlySet<string>;
}

/** What a configuration says of an environment; what it leaves out is derived from the name. */
export interface EnvironmentSettings {
  readonly shared?: boolean | undefined;
  readonly production?: boolean | undefined;
  readonly mayUse?: readonly string[] | undefined;
  /** Stacks whose resources are part of it; `*` matches any text. */
  readonly stacks?: readonly string[] | undefined;
}

const SHARED = /^(shared|hub|global|common|connectivity|central|dns)([-_].*)?$|[-_](shared|hub)$/i;
const PRODUCTION = /^(p|prd|prod|production|live)([-_\d].*)?$|[-_](prd|prod|production|live)$/i;
const TAGS = ["environment", "Environment", "env", "Env"];
/** Arguments that say what a resource is part of, from near to far. */
const PARENTS = ["parent_id", "virtual_network_id", "virtual_network_name", "subnet_id", "resource_group_name"];

/** Tells which environment a resource belongs to: by its tag, by what it's part of, by the rest of its stack. */
export class Environments {
  /** Shared ones first, production last, otherwise by name. */
  public readonly all: readonly Environment[];
  readonly #byName: ReadonlyMap<string, Environment>;
  readonly #names = new Map<Resource, string>();
  readonly #ofStack = new Map<string, string>();

  constructor(model: SynthModel, settings: Readonly<Record<string, EnvironmentSettings>> = {}) {
    for (const stack of model.stacks) {
      this.#ofStack.set(
        stack.name,
        commonest(stack.resources.flatMap((resource) => tagOf(resource) ?? [])) ?? stack.name,
      );
    }
    const names = new Set([...this.#ofStack.values(), ...Object.keys(settings)]);
    for (const resource of model.resources()) names.add(this.nameOf(resource));
    const kinds = [...names].map((name) => {
      const { shared = SHARED.test(name), production = PRODUCTION.test(name) } = settings[name] ?? {};
      return { name, shared, production };
    });
    this.all = kinds
      .map((kind) => ({ ...kind, mayUse: new Set(settings[kind.name]?.mayUse ?? usableBy(kind, kinds)) }))
      .sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
    this.#byName = new Map(this.all.map((environment) => [environment.name, environment]));
  }

  /** The environment of a resource. A data source belongs to where it's looked up. */
  public of(resource: Resource): Environment {
    const environment = this.#byName.get(this.nameOf(resource));
    if (environment) return environment;
    const name = this.nameOf(resource);
    return { name, shared: SHARED.test(name), production: PRODUCTION.test(name), mayUse: new Set() };
  }

  public nameOf(resource: Resource): string {
    let name = this.#names.get(resource);
    if (name === undefined) {
      // Set first, so that a ring of parents ends at the stack's name.
      this.#names.set(resource, this.#ofStack.get(resource.stack.name) ?? resource.stack.name);
      name =
        tagOf(resource) ?? this.#ofParent(resource) ?? this.#ofStack.get(resource.stack.name) ?? resource.stack.name;
      this.#names.set(resource, name);
    }
    return name;
  }

  #ofParent(resource: Resource): string | undefined {
    for (const argument of PARENTS) {
      if (resource.get(argument) === undefined) continue;
      // A link, a rule or a record lives with its stack, not with the zone of others that it's put in.
      const parent = pointTo(resource, argument, argument)?.resource;
      if (parent && parent.kind === "resource" && parent.stack === resource.stack) return this.nameOf(parent);
    }
    return undefined;
  }
}

/** By default production may use what isn't, and what isn't production may use its like; nobody may use production. */
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
  for (const tag of TAGS) {
    const value = read(resource, `tags.${tag}`, `tags.${tag}`);
    if (typeof value === "string") return value;
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
