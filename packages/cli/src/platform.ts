import { CentralPrivateDns, type ICentralPrivateDns } from "@org/aml-dns";
import { assertNoOverlap, warnUnreachable } from "@org/aml-network";
import type { EnvironmentBase, PrivateMlEnvironment } from "@org/aml-platform";
import { enforceRoles } from "@org/aml-rbac";
import { Annotations, type App } from "cdktf";
import { acceptConfiguration } from "./config/load.js";
import { ConfigurationError } from "./config/problem.js";
import type { Configuration } from "./config/schema.js";
import type { LoadedExtension } from "./extension/calls.js";
import { extendPlatform } from "./extension/extend-platform.js";
import type { PlatformExtension } from "./extension/extension.js";
import { ConfiguredNames } from "./naming.js";
import { baseStackName, dnsStackName, environmentStackName } from "./stacks/names.js";
import { DnsSharedStack } from "./stacks/dns-shared-stack.js";
import { EnvironmentBaseStack } from "./stacks/environment-base-stack.js";
import { EnvironmentStack } from "./stacks/environment-stack.js";

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
function remarkOnRegions(stack: EnvironmentStack, { location, environments }: Configuration, name: string): void {
  const regionOf = (environment: string) => environments[environment]?.location ?? location;
  for (const other of environments[name]?.connectTo ?? []) {
    if (regionOf(other) === regionOf(name)) continue;
    Annotations.of(stack).addWarning(
      `${name} is in ${regionOf(name)} and uses the registry of ${other} in ${regionOf(other)}: images and models are ` +
        `transferred between regions, which takes time and is billed. Replicate the registry to ${regionOf(name)}, or use one there.`,
    );
  }
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
  const built = new Map<string, PrivateMlEnvironment>();
  const bases = new Map<string, EnvironmentBase>();
  const needed = new Set(Object.values(environments).flatMap(({ connectTo }) => connectTo));
  for (const [name, environment] of Object.entries(environments)) {
    const own = { configuration, environment, names: naming.environment(name) };
    const { base } = new EnvironmentBaseStack(app, baseStackName(prefix, name), {
      ...own,
      registryNeededElsewhere: needed.has(name),
    });
    bases.set(name, base);
    const stack = new EnvironmentStack(app, environmentStackName(prefix, name), {
      ...own,
      zones,
      base,
      connectTo: environment.connectTo.flatMap((other) => bases.get(other)?.registry ?? []),
    });
    remarkOnRegions(stack, configuration, name);
    built.set(name, stack.environment);
  }
  if (extension) extendPlatform(app, { configuration, naming, zones, environments: built, extension });
  enforceRoles(app, {
    mayReadRegistryOf: Object.fromEntries(
      Object.entries(environments).map(([name, { connectTo }]) => [name, connectTo]),
    ),
  });
  const networks = [...built.values()].map(({ vnet }) => vnet);
  assertNoOverlap(networks);
  warnUnreachable(networks);
}
