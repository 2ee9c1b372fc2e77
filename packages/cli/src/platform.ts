import { CentralPrivateDns, type ICentralPrivateDns } from "@org/aml-dns";
import { assertNoOverlap, warnUnreachable } from "@org/aml-network";
import type { PrivateMlEnvironment } from "@org/aml-platform";
import { enforceRoles } from "@org/aml-rbac";
import type { IRegistry } from "@org/aml-registry";
import type { IDataStore } from "@org/aml-workspace";
import { Annotations, type App } from "cdktf";
import { connectedWithHub, HUB } from "./config/hub.js";
import { acceptConfiguration } from "./config/load.js";
import { ConfigurationError } from "./config/problem.js";
import type { Configuration } from "./config/schema.js";
import { connectedEnvironments, connectedRegistries, registriesOf } from "./config/workspaces.js";
import type { LoadedExtension } from "./extension/calls.js";
import { extendPlatform } from "./extension/extend-platform.js";
import type { PlatformExtension } from "./extension/extension.js";
import { ConfiguredNames } from "./naming.js";
import {
  baseStackName,
  dnsStackName,
  environmentStackName,
  governanceStackName,
  hubStackName,
} from "./stacks/names.js";
import { DnsSharedStack } from "./stacks/dns-shared-stack.js";
import { EnvironmentBaseStack } from "./stacks/environment-base-stack.js";
import { EnvironmentStack } from "./stacks/environment-stack.js";
import { GovernanceStack } from "./stacks/governance-stack.js";
import { HubStack } from "./stacks/hub-stack.js";

/**
 * Adds the stacks of a platform to an app: shared DNS, then each environment with its base in the order of the
 * configuration.
 * @param configuration as in `platform.config.json`; `{}` is the default platform
 * @param extension in place of the configuration's `extend`, which only the command line loads
 * @throws ConfigurationError that lists all problems of the configuration
 */
export function addPlatform(app: App, configuration: object, extension?: PlatformExtension): void {
  const accepted = acceptConfiguration("the configuration", configuration);
  if (accepted.extend !== undefined && !extension) {
    throw new ConfigurationError("the configuration", [
      {
        path: "extend",
        value: JSON.stringify(accepted.extend),
        allowed: "nothing here: a program that calls addPlatform loads its own modules",
        fix: "import the file, and pass it to addPlatform as its third argument",
      },
    ]);
  }
  buildPlatform(app, accepted, extension && { file: "the extension", path: "", ...extension });
}

/** Warns of registries in another region, which are slower and whose assets leave their region. */
function remarkOnRegions(stack: EnvironmentStack, configuration: Configuration, name: string): void {
  const { environments, location } = configuration;
  const environment = environments[name];
  if (!environment) return;
  const region = environment.location ?? location;
  for (const registry of new Set([...registriesOf(name, environment), ...connectedRegistries(name, environment)])) {
    const regions = regionsOfRegistry(configuration, registry);
    if (regions.includes(region)) continue;
    Annotations.of(stack).addWarning(
      `${name} is in ${region} and uses the registry of ${registry} in ${regions.join(", ")}: images and models are ` +
        `transferred between regions, which takes time and is billed. Replicate the registry to ${region} by additionalLocations, or use one there.`,
    );
  }
}

/** The regions of a registry that `connectTo` names, its own first. */
function regionsOfRegistry({ location: platform, environments }: Configuration, connectTo: string): readonly string[] {
  const [name = "", registry] = connectTo.split("/");
  const environment = environments[name];
  const options = registry === undefined ? environment?.registry : environment?.registries[registry];
  const { location = environment?.location ?? platform, additionalLocations = [] } =
    typeof options === "object" ? options : {};
  return [location, ...additionalLocations];
}

/** The zones that environments share: existing ones, or those of a separate stack. */
function zonesOf(app: App, configuration: Configuration, naming: ConfiguredNames): ICentralPrivateDns {
  const { existingZones: zoneIds, cloud, instances, zoneGroupsManagedBy } = configuration.dns;
  if (!zoneIds) return new DnsSharedStack(app, dnsStackName(configuration.prefix), { configuration, naming }).zones;
  return CentralPrivateDns.fromCentralPrivateDnsAttributes(app, "ExistingZones", {
    zoneIds,
    cloud,
    instances,
    zoneGroupsManagedBy,
  });
}

/**
 * Adds the stacks of a validated configuration to an app: shared DNS, then each environment with its base in the order
 * of the configuration.
 */
export function buildPlatform(app: App, configuration: Configuration, extension?: LoadedExtension): void {
  const { prefix, environments } = configuration;
  const naming = new ConfiguredNames(configuration);
  const zones = zonesOf(app, configuration, naming);
  const hub =
    configuration.hub &&
    new HubStack(app, hubStackName(prefix), {
      configuration,
      hub: configuration.hub,
      names: naming.environment(HUB),
      zones,
    }).hub;
  const connected = new Set(connectedWithHub(configuration).map(([name]) => name));
  const built = new Map<string, PrivateMlEnvironment>();
  const needed = new Set(
    Object.entries(environments).flatMap(([name, environment]) => connectedRegistries(name, environment)),
  );
  const registries = new Map<string, IRegistry>();
  const shared = new Map<string, IDataStore>();
  for (const [name, environment] of Object.entries(environments)) {
    const own = { configuration, environment, names: naming.environment(name) };
    const { base } = new EnvironmentBaseStack(app, baseStackName(prefix, name), {
      ...own,
      registriesNeededElsewhere: needed,
    });
    if (base.registry) registries.set(name, base.registry);
    for (const [key, registry] of base.registries) registries.set(`${name}/${key}`, registry);
    const stack = new EnvironmentStack(app, environmentStackName(prefix, name), {
      ...own,
      zones,
      base,
      hub: connected.has(name) ? hub : undefined,
      registries,
      stores: new Map([...shared, ...(base.data?.stores ?? [])]),
    });
    for (const store of environment.data) {
      const built = store.shared ? base.data?.stores.get(store.name) : undefined;
      if (built) shared.set(`${name}/${store.name}`, built);
    }
    remarkOnRegions(stack, configuration, name);
    built.set(name, stack.environment);
  }
  const { governance } = configuration;
  if (governance) new GovernanceStack(app, governanceStackName(prefix), { configuration, governance });
  if (extension) extendPlatform(app, { configuration, naming, zones, environments: built, extension });
  enforceRoles(app, {
    mayReadRegistryOf: Object.fromEntries(
      Object.entries(environments).map(([name, environment]) => [name, connectedEnvironments(name, environment)]),
    ),
  });
  const networks = [...(hub ? [hub] : []), ...built.values()].map(({ vnet }) => vnet);
  assertNoOverlap(networks);
  warnUnreachable(networks);
}
