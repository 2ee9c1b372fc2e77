import { InvalidInputError, type NameKind } from "@org/azure-catalog";
import type { EnvironmentNames, FixedNames, NameOverrides, PrivateEndpointNames } from "./environment-names.js";
import { FIXED_NAME_KINDS, FIXED_NAMES } from "./fixed-name-kinds.js";
import { composeName, dashed, type NamePiece } from "./name-parts.js";
import type { ResourcePrefixes } from "./resource-prefixes.js";
import { assertName } from "./validate-name.js";

/** The parts that names are composed of. */
export interface NameBasis {
  readonly prefix: string;
  readonly locationCode: string;
  readonly suffix: string;
  readonly prefixes: ResourcePrefixes;
}

/** In names of shared resources, takes the place of the environment. */
export const SHARED = "shared";

const ENVIRONMENT = /^[a-z][a-z0-9]{1,11}$/;
const GROUPED_OVERRIDES = ["subnets", "networkSecurityGroups", "privateEndpoints", "privateDnsZoneLinks"];

/**
 * Derives every name of one environment and checks it: a configuration whose names Azure would refuse fails here, before
 * any resource is created.
 * @throws InvalidInputError for an environment name that cannot be part of a name, a derived or overriding name that Azure
 * would refuse, and an override of something that has no such name
 */
export function deriveNames(
  environmentName: string,
  basis: NameBasis,
  overrides: NameOverrides = {},
): EnvironmentNames {
  requireEnvironmentName(environmentName);
  requireKnownOverrides(environmentName, overrides);
  const { prefix, prefixes } = basis;
  const environment = ["environment", environmentName] as const;
  const locationCode = ["location code", basis.locationCode] as const;
  const suffix = ["suffix", basis.suffix] as const;

  const named = (kind: NameKind, path: string, override: string | undefined, pieces: readonly NamePiece[]) =>
    override === undefined
      ? composeName(kind, `${environmentName}.${path}`, pieces)
      : assertName(kind, override, `${environmentName}.${path}`);
  const fixed = (name: keyof FixedNames, ...pieces: readonly NamePiece[]) =>
    named(FIXED_NAME_KINDS[name], name, overrides[name], pieces);

  const of = (resource: keyof ResourcePrefixes) => ["resource prefix", prefixes[resource]] as const;
  const own = (resource: keyof ResourcePrefixes, role?: string): readonly NamePiece[] =>
    dashed([
      of(resource),
      ["prefix", prefix],
      ...(role === undefined ? [] : [role]),
      environment,
      locationCode,
      suffix,
    ]);
  /** The form for names that take no dash. */
  const compact = (resource: keyof ResourcePrefixes, more = ""): readonly NamePiece[] => [
    of(resource),
    more,
    environment,
    locationCode,
    suffix,
  ];
  /** Ends in letters and digits together, for Azure refuses computes that end in a dash and digits. */
  const compute = (resource: keyof ResourcePrefixes): readonly NamePiece[] => [
    ...dashed([of(resource), environment, locationCode]),
    suffix,
  ];

  const virtualNetwork = fixed("virtualNetwork", ...dashed([of("vnet"), environment, locationCode, suffix]));
  const registry = fixed("registry", ...compact("registry"));
  const names: EnvironmentNames = {
    environmentName,
    stack: `${prefix}-${environmentName}`,
    vnetResourceGroup: fixed("vnetResourceGroup", ...own("resourceGroup", "vnet")),
    workspaceResourceGroup: fixed("workspaceResourceGroup", ...own("resourceGroup", "ws")),
    registryResourceGroup: fixed("registryResourceGroup", ...own("resourceGroup", "reg")),
    virtualNetwork,
    flowLog: fixed("flowLog", ...dashed([of("flowLog"), ["virtual network", virtualNetwork]])),
    workspace: fixed("workspace", ...compact("workspace")),
    registry,
    registryLock: fixed("registryLock", ...dashed([of("lock"), ["registry", registry]])),
    storageAccount: fixed("storageAccount", ...compact("storage")),
    containerRegistry: fixed("containerRegistry", ...compact("containerRegistry")),
    keyVault: fixed("keyVault", ...compact("keyVault")),
    logAnalyticsWorkspace: fixed("logAnalyticsWorkspace", ...own("logAnalytics")),
    applicationInsights: fixed("applicationInsights", ...compact("workspace", "in")),
    workspaceIdentity: fixed("workspaceIdentity", environment, "-mi-workspace"),
    computeIdentity: fixed("computeIdentity", environment, "-mi-compute"),
    computeCluster: fixed("computeCluster", ...compute("computeCluster")),
    computeInstance: fixed("computeInstance", ...compute("computeInstance")),
    bastionHost: fixed("bastionHost", ...own("bastion")),
    bastionPublicIp: fixed("bastionPublicIp", ...own("publicIp", "bastion")),
    jumpbox: fixed("jumpbox", ...own("virtualMachine", "jumpbox")),
    // Unique within its network, so that the end of a long environment name can go.
    jumpboxComputerName: fixed("jumpboxComputerName", `jumpbox${environmentName}`.slice(0, 15)),
    jumpboxNetworkInterface: fixed("jumpboxNetworkInterface", ...own("networkInterface", "jumpbox")),
    jumpboxOsDisk: fixed("jumpboxOsDisk", ...own("osDisk", "jumpbox")),
    natGateway: fixed("natGateway", ...own("natGateway")),
    natPublicIp: fixed("natPublicIp", ...own("publicIp", "nat")),
    registryOutboundRule: fixed("registryOutboundRule", ...registryRule(environmentName)),
    budget: fixed("budget", ...own("budget")),
    subnet: (role) =>
      named(
        "subnet",
        `subnets.${role}`,
        overrides.subnets?.[role],
        dashed([of("subnet"), ["role", role], environment, locationCode, suffix]),
      ),
    networkSecurityGroup: (role) =>
      named(
        "networkSecurityGroup",
        `networkSecurityGroups.${role}`,
        overrides.networkSecurityGroups?.[role],
        dashed([of("networkSecurityGroup"), ["prefix", prefix], ["role", role], environment, locationCode, suffix]),
      ),
    privateEndpoint: (target, subResource) => {
      const path = `privateEndpoints.${target}/${subResource}`;
      const given = overrides.privateEndpoints?.[`${target}/${subResource}`];
      const endpoint = (start: string): readonly NamePiece[] => [
        start,
        ["target", target],
        ["sub-resource", subResource],
      ];
      const part = (name: keyof PrivateEndpointNames, kind: NameKind, pieces: readonly NamePiece[]) =>
        named(kind, `${path}.${name}`, given?.[name], pieces);
      return {
        name: part("name", "privateEndpoint", endpoint("pe")),
        networkInterfaceName: part("networkInterfaceName", "networkInterface", endpoint("nicpe")),
        connectionName: part("connectionName", "privateServiceConnection", endpoint("pec")),
        zoneGroupName: part("zoneGroupName", "privateDnsZoneGroup", ["pezgc", ["target", target]]),
      };
    },
    privateDnsZoneLink: (zone) =>
      named("privateDnsZoneLink", `privateDnsZoneLinks.${zone}`, overrides.privateDnsZoneLinks?.[zone], [
        environment,
        `-${SHARED}-${zone}`,
      ]),
  };
  return names;
}

/** The outbound rule by which a workspace reaches an environment's registry. */
export function registryOutboundRule(environmentName: string): string {
  return composeName("outboundRule", `${environmentName}.registryOutboundRule`, registryRule(environmentName));
}

function registryRule(environmentName: string): readonly NamePiece[] {
  const capitalised = `${environmentName.charAt(0).toUpperCase()}${environmentName.slice(1)}`;
  return ["Allow", ["environment", capitalised], "RegistryAccess"];
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
