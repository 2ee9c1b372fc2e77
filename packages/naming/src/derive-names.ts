import { InvalidInputError } from "@org/azure-catalog";
import type { EnvironmentNames, FixedNames, NameOverrides } from "./environment-names.js";
import { composeName, type NameParts } from "./name-parts.js";
import { FIXED_NAME_PATTERNS, FIXED_NAMES, SHARED } from "./name-patterns.js";
import type { PatternName, ResolvedPatterns } from "./naming-convention.js";
import { assertName } from "./validate-name.js";

const ENVIRONMENT = /^[a-z][a-z0-9]{1,11}$/;
const GROUPED_OVERRIDES = ["subnets", "networkSecurityGroups", "privateEndpoints", "privateDnsZoneLinks"];

/**
 * Derives every name of one environment and checks it: a configuration whose names Azure would reject fails here,
 * before any resource is created.
 * @param platform prefix, region, suffix and resource prefixes
 * @param patterns of the naming convention
 * @throws InvalidInputError for an environment name that cannot be part of a name, a derived or overriding name that
 * Azure would reject, and an override for an unknown name
 */
export function deriveNames(
  environmentName: string,
  platform: NameParts,
  patterns: ResolvedPatterns,
  overrides: NameOverrides = {},
): EnvironmentNames {
  requireEnvironmentName(environmentName);
  requireKnownOverrides(environmentName, overrides);
  const parts: Record<string, string> = { ...platform, ...environmentParts(environmentName) };
  const named = (name: PatternName, path: string, override: string | undefined, more: NameParts = {}) =>
    override === undefined
      ? composeName(patterns[name], `${environmentName}.${path}`, parts, more)
      : assertName(patterns[name].kind, override, `${environmentName}.${path}`);
  for (const name of FIXED_NAMES) parts[`name.${name}`] = named(name, name, overrides[name]);
  const fixed = Object.fromEntries(FIXED_NAMES.map((name) => [name, parts[`name.${name}`]])) as Record<
    keyof FixedNames,
    string
  >;
  return {
    ...fixed,
    environmentName,
    stack: `${parts["prefix"]}-${environmentName}`,
    subnet: (role) => named("subnet", `subnets.${role}`, overrides.subnets?.[role], { role }),
    networkSecurityGroup: (role) =>
      named("networkSecurityGroup", `networkSecurityGroups.${role}`, overrides.networkSecurityGroups?.[role], { role }),
    privateEndpoint: (target, subResource) => {
      const path = `privateEndpoints.${target}/${subResource}`;
      const given = overrides.privateEndpoints?.[`${target}/${subResource}`];
      const endpoint = { target, subResource };
      return {
        name: named("privateEndpoint", `${path}.name`, given?.name, endpoint),
        networkInterfaceName: named(
          "privateEndpointInterface",
          `${path}.networkInterfaceName`,
          given?.networkInterfaceName,
          endpoint,
        ),
        connectionName: named("privateEndpointConnection", `${path}.connectionName`, given?.connectionName, endpoint),
        zoneGroupName: named("privateEndpointZoneGroup", `${path}.zoneGroupName`, given?.zoneGroupName, endpoint),
      };
    },
    privateDnsZoneLink: (zone) =>
      named("privateDnsZoneLink", `privateDnsZoneLinks.${zone}`, overrides.privateDnsZoneLinks?.[zone], {
        zone,
      }),
  };
}

/** The outbound rule by which a workspace reaches an environment's registry. */
export function registryOutboundRule(environmentName: string): string {
  const { registryOutboundRule: pattern } = FIXED_NAME_PATTERNS;
  return composeName(pattern, `${environmentName}.registryOutboundRule`, environmentParts(environmentName));
}

/** The parts of names that come from the environment's name. */
export function environmentParts(environmentName: string): NameParts {
  const capitalized = `${environmentName.charAt(0).toUpperCase()}${environmentName.slice(1)}`;
  return { environment: environmentName, Environment: capitalized };
}

function requireEnvironmentName(environmentName: string): void {
  if (ENVIRONMENT.test(environmentName) && environmentName !== SHARED) return;
  throw new InvalidInputError({
    path: "environment",
    value: environmentName,
    allowed: `2 to 12 lower-case letters and digits, a letter first, and not "${SHARED}"`,
    fix: "use a short name such as dev, test or prod",
  });
}

function requireKnownOverrides(environmentName: string, overrides: NameOverrides): void {
  const known: readonly string[] = [...FIXED_NAMES, ...GROUPED_OVERRIDES];
  for (const name of Object.keys(overrides)) {
    if (known.includes(name)) continue;
    throw new InvalidInputError({
      path: `${environmentName}.${name}`,
      value: name,
      allowed: known.join(", "),
      fix: "override one of these, or leave it out",
    });
  }
}
