import { InvalidInputError } from "@org/azure-catalog";
import {
  type EnvironmentNames,
  type FixedNames,
  type NameOverrides,
  REGISTRY_NAMES,
  WORKSPACE_NAMES,
} from "./environment-names.js";
import { composeName, MEMBER, type NameParts } from "./name-parts.js";
import { FIXED_NAME_PATTERNS, FIXED_NAMES, SHARED } from "./name-patterns.js";
import type { PatternName, ResolvedPatterns } from "./naming-convention.js";
import { assertName } from "./validate-name.js";

/** Name of an environment, or of an additional workspace or registry. */
const SHORT_NAME = /^[a-z][a-z0-9]{1,11}$/;
const GROUPED_OVERRIDES = [
  "subnets",
  "networkSecurityGroups",
  "dataStorageAccounts",
  "sqlServers",
  "privateEndpoints",
  "privateDnsZoneLinks",
  "workspaces",
  "registries",
];

/** Names of an additional workspace or registry. */
export interface MemberNames {
  /** `workspaces.vision` */
  readonly path: string;
  /** The names that it has of its own. */
  readonly own: readonly (keyof FixedNames)[];
  readonly names: EnvironmentNames;
}

/**
 * Derives every name of one environment and checks it: a configuration whose names Azure would reject fails here,
 * before any resource is created.
 * @param platform prefix, region, suffix and resource prefixes
 * @param patterns of the naming convention
 * @param added called with the names of each additional workspace or registry, once
 * @throws InvalidInputError for an environment name that cannot be part of a name, a derived or overriding name that
 * Azure would reject, and an override for an unknown name
 */
export function deriveNames(
  environmentName: string,
  platform: NameParts,
  patterns: ResolvedPatterns,
  overrides: NameOverrides,
  added: (member: MemberNames) => void,
): EnvironmentNames {
  requireEnvironmentName(environmentName);
  requireKnownOverrides(environmentName, overrides, [...FIXED_NAMES, ...GROUPED_OVERRIDES]);
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
  const members = new Map<string, EnvironmentNames>();
  const member = (group: "workspaces" | "registries", name: string, own: readonly (keyof FixedNames)[]) => {
    const path = `${group}.${name}`;
    const known = members.get(path);
    if (known) return known;
    requireMemberName(`${environmentName}.${path}`, name);
    const given: Partial<FixedNames> = overrides[group]?.[name] ?? {};
    requireKnownOverrides(`${environmentName}.${path}`, given, own);
    const more: Record<string, string> = { [MEMBER]: name, Registry: capitalized(name) };
    for (const key of own) more[`name.${key}`] = named(key, `${path}.${key}`, given[key], more);
    const names = { ...all, ...Object.fromEntries(own.map((key) => [key, more[`name.${key}`]])) };
    added({ path, own, names });
    members.set(path, names);
    return names;
  };
  const ofStore = (
    name: "dataStorageAccount" | "sqlServer",
    store: string,
    given: Readonly<Record<string, string>> | undefined,
  ) => {
    requireMemberName(`${environmentName}.${name}s.${store}`, store);
    return named(name, `${name}s.${store}`, given?.[store], { store });
  };
  const all: EnvironmentNames = {
    ...fixed,
    environmentName,
    stack: `${parts["prefix"]}-${environmentName}`,
    subnet: (role) => named("subnet", `subnets.${role}`, overrides.subnets?.[role], { role }),
    networkSecurityGroup: (role) =>
      named("networkSecurityGroup", `networkSecurityGroups.${role}`, overrides.networkSecurityGroups?.[role], { role }),
    dataStorageAccount: (store) => ofStore("dataStorageAccount", store, overrides.dataStorageAccounts),
    sqlServer: (store) => ofStore("sqlServer", store, overrides.sqlServers),
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
    forWorkspace: (name) => member("workspaces", name, WORKSPACE_NAMES),
    forRegistry: (name) => member("registries", name, REGISTRY_NAMES),
  };
  return all;
}

/** The outbound rule by which a workspace reaches an environment's registry. */
export function registryOutboundRule(environmentName: string): string {
  const { registryOutboundRule: pattern } = FIXED_NAME_PATTERNS;
  return composeName(pattern, `${environmentName}.registryOutboundRule`, environmentParts(environmentName));
}

/** The parts of names that come from the environment's name. */
export function environmentParts(environmentName: string): NameParts {
  return { environment: environmentName, Environment: capitalized(environmentName), Registry: "" };
}

function capitalized(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

function requireMemberName(path: string, name: string): void {
  if (SHORT_NAME.test(name)) return;
  throw new InvalidInputError({
    path,
    value: name,
    allowed: "2 to 12 lower-case letters and digits, a letter first",
    fix: "use a short name such as vision or models",
  });
}

function requireEnvironmentName(environmentName: string): void {
  if (SHORT_NAME.test(environmentName) && environmentName !== SHARED) return;
  throw new InvalidInputError({
    path: "environment",
    value: environmentName,
    allowed: `2 to 12 lower-case letters and digits, a letter first, and not "${SHARED}"`,
    fix: "use a short name such as dev, test or prod",
  });
}

function requireKnownOverrides(path: string, overrides: object, known: readonly string[]): void {
  for (const name of Object.keys(overrides)) {
    if (known.includes(name)) continue;
    throw new InvalidInputError({
      path: `${path}.${name}`,
      value: name,
      allowed: known.join(", "),
      fix: "override one of these, or leave it out",
    });
  }
}
