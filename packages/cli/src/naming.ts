import {
  type EnvironmentNames,
  NamesReport,
  namesReportRow,
  type NamesReportRow,
  PlatformNaming,
  stackRow,
} from "@org/aml-naming";
import type { Resource, SynthModel } from "@org/aml-synth-model";
import { NAME_ARGUMENTS, type NameKind } from "@org/azure-catalog";
import type { Configuration } from "./config/schema.js";
import { HUB } from "./config/hub.js";
import { hubStackName, stacksOfEnvironment } from "./stacks/names.js";

/** The names of a configuration. */
export class ConfiguredNames {
  readonly #naming: PlatformNaming;
  readonly #environments: ReadonlyMap<string, EnvironmentNames>;

  /** @throws InvalidInputError for names that Azure would refuse, or that two resources would share */
  public constructor(configuration: Configuration) {
    const { prefix, location, locationCode, namingSuffix: suffix, resourcePrefixes, naming, dns } = configuration;
    this.#naming = new PlatformNaming({
      ...naming,
      prefix,
      location,
      locationCode,
      suffix,
      resourcePrefixes,
      dnsResourceGroup: dns.resourceGroupName,
    });
    const environments = new Map(
      Object.entries(configuration.environments).map(([name, environment]) => {
        const region = environment.location ?? location;
        const code = environment.locationCode ?? (region === location ? locationCode : undefined);
        const { workspaces, registries } = environment;
        const overrides = { ...environment.names, workspaces: namesIn(workspaces), registries: namesIn(registries) };
        const names = this.#naming.environment(name, overrides, { location: region, locationCode: code });
        // Derived here, so that every name is validated before anything is created.
        for (const workspace of Object.keys(workspaces)) names.forWorkspace(workspace);
        for (const registry of Object.keys(registries)) names.forRegistry(registry);
        return [name, names];
      }),
    );
    const { hub } = configuration;
    if (hub) environments.set(HUB, this.#naming.environment(HUB, hub.names));
    this.#environments = environments;
  }

  /** The names of shared resources. */
  public get shared(): PlatformNaming["shared"] {
    return this.#naming.shared;
  }

  /** The names of an environment of the configuration. */
  public environment(name: string): EnvironmentNames {
    const names = this.#environments.get(name);
    if (names) return names;
    throw new Error(`there is no environment ${name} in the configuration`);
  }
}

function namesIn<Names>(
  members: Readonly<Record<string, { readonly names?: Names }>>,
): Record<string, Names | undefined> {
  return Object.fromEntries(Object.entries(members).map(([name, { names }]) => [name, names]));
}

/** The names of all resources of synthesized stacks. */
export function synthesizedNames(model: SynthModel, { prefix, environments }: Configuration): NamesReport {
  return new NamesReport(
    model.stacks.flatMap((stack) => {
      const environment =
        Object.keys(environments).find((name) => stacksOfEnvironment(prefix, name).includes(stack.name)) ??
        (stack.name === hubStackName(prefix) ? HUB : "shared");
      return [
        stackRow(environment, stack.name),
        ...stack.resources.flatMap((resource) => rowsOf(environment, resource)),
      ];
    }),
  );
}

function rowsOf(environment: string, resource: Resource): NamesReportRow[] {
  const kinds = NAME_ARGUMENTS[resource.armType ?? resource.type] ?? NAME_ARGUMENTS[resource.type] ?? {};
  return Object.entries(kinds).flatMap(([path, kind]) => {
    const name = resource.get(path);
    return typeof name === "string"
      ? namesReportRow(environment, { of: resource.address, kind: kindOf(resource, kind), name })
      : [];
  });
}

/** A compute is a cluster or an instance. */
function kindOf(resource: Resource, kind: NameKind): NameKind {
  return resource.get("body.properties.computeType") === "ComputeInstance" ? "computeInstance" : kind;
}
