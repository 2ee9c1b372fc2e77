import { groupBy, type Resource } from "@org/aml-synth-model";
import { addressOf, placeOf, targetName, type Endpoint } from "../domain/endpoint.js";
import type { Workspace } from "../domain/managed-network.js";
import { nameOf, type Network } from "../domain/network.js";
import type { Platform } from "../domain/platform.js";
import type { Zone, ZoneLink, ZoneRecord } from "../domain/zone.js";
import { fills, lookUp } from "./lookup.js";
import { count, step, type CheckViolation, type Evidence, type PlatformCheck } from "./platform-check.js";

/** Maximum number of networks in one line. */
const SHOWN = 3;

/** A name in a zone, with its endpoints. */
interface Name {
  readonly zone: Zone;
  /** The record, if the configuration writes it; otherwise the endpoints' zone groups do. */
  readonly record: ZoneRecord | undefined;
  /** Its label: the record's name, or the endpoints' target. */
  readonly label: string;
  readonly endpoints: readonly Endpoint[];
}

/** Every name that a network needs resolves only to addresses that it can reach. */
export const RESOLUTION: PlatformCheck = {
  id: "resolution",
  title: "Names resolve to the right addresses",
  description:
    "Every private endpoint's network is linked to the zones of its names, and each name has addresses of only one network.",
  method:
    "Records from zone groups and from the configuration are collected by zone and name and traced to their endpoints and networks; zone links determine which networks can resolve them.",
  subject: "private endpoint",
  evaluate(platform) {
    const names = namesOf(platform);
    const users = workspacesIn(platform);
    const lookups = platform.endpoints.map((endpoint) => lookUp(platform, endpoint));
    const violations = [
      ...linkedTwice(platform),
      ...lookups.flatMap(({ violations: found }) => found),
      ...names.flatMap((name) => ambiguous(name)),
      ...names.flatMap((name) => unreachable(platform, users, name)),
    ];
    const evidence = platform.networks.all.flatMap((network) => answered(platform, network));
    return {
      subjects: platform.endpoints.length,
      evidence,
      violations,
      undecided: [...new Map(lookups.flatMap(({ undecided }) => undecided).map((one) => [one.text, one])).values()],
      information: [...lookups.flatMap(({ information }) => information), ...failClosed(platform, names)],
    };
  },
};

function namesOf(platform: Platform): readonly Name[] {
  const written = new Map<string, { zone: Zone; target: string; endpoints: Endpoint[] }>();
  for (const endpoint of platform.endpoints) {
    for (const to of endpoint.zones) {
      const zone = platform.zones.at(to);
      if (!zone || !fills(zone, endpoint)) continue;
      const target = endpoint.target?.resource?.id ?? endpoint.target?.shape ?? endpoint.resource.id;
      const key = `${zone.key} ${target}`;
      const entry = written.get(key);
      if (entry) entry.endpoints.push(endpoint);
      else written.set(key, { zone, target, endpoints: [endpoint] });
    }
  }
  const names: Name[] = [...written.values()].map(({ zone, endpoints }) => {
    const [first] = endpoints;
    return { zone, record: undefined, label: first ? targetName(first) : "", endpoints };
  });
  const byResource = new Map<Resource, Endpoint>(platform.endpoints.map((endpoint) => [endpoint.resource, endpoint]));
  const byAddress = new Map(
    platform.endpoints.flatMap((endpoint) =>
      endpoint.addresses.map((address): [string, Endpoint] => [address, endpoint]),
    ),
  );
  for (const zone of platform.zones.all) {
    for (const [name, records] of groupBy(zone.records, (record) => record.name)) {
      const [record] = records;
      const endpoints = records.flatMap(({ values }) =>
        values.flatMap((value) => (value.resource ? byResource.get(value.resource) : byAddress.get(value.shape)) ?? []),
      );
      names.push({ zone, record, label: `${name}.${zone.name}`, endpoints });
    }
  }
  return names;
}

/** Names with addresses in several networks, which resolvers return in turn. */
function ambiguous({ zone, record, label, endpoints }: Name): CheckViolation[] {
  const networks = new Set(endpoints.map(({ subnet }) => subnet?.network));
  if (networks.size < 2) return [];
  const at = record?.resource ?? endpoints[1]?.resource;
  if (!at) return [];
  const places = endpoints.map((endpoint) => `${addressOf(endpoint)} in ${placeOf(endpoint)}`).join(" and ");
  return [
    {
      at,
      text: record
        ? `${label} has ${places}: clients alternately get an address that they can't reach`
        : `several endpoints to ${label} write the same record into ${zone.name} (${places}): the last one replaces the others`,
      path: [
        step(zone.resource, zone.name),
        ...endpoints.map((endpoint) => step(endpoint.resource, `${addressOf(endpoint)} in ${placeOf(endpoint)}`)),
      ],
      fix: record
        ? "Create a zone for each environment, or a record for each name."
        : "Create a zone for each network, or keep only one endpoint.",
    },
  ];
}

/** Records that resolve to another network's address although the network has an equivalent. */
function unreachable(
  platform: Platform,
  users: ReadonlyMap<Network, readonly Workspace[]>,
  { zone, record, label, endpoints }: Name,
): CheckViolation[] {
  if (!record) return [];
  const places = new Set(endpoints.map(({ subnet }) => subnet?.network));
  // Several endpoints are already reported as ambiguous; an unknown one can't be evaluated.
  const [only] = endpoints;
  if (!only?.subnet || places.size !== 1) return [];
  return zone.links.flatMap((link): CheckViolation[] => {
    if (!link.network || link.network === only.subnet?.network || !mustUse(users.get(link.network) ?? [], zone, record))
      return [];
    if (only.subnet && platform.networks.reaches(link.network, only.subnet.network)) return [];
    return [
      {
        at: record.resource,
        text: `${link.network.name} needs ${label}, which resolves to ${addressOf(only)} in ${placeOf(only)}, and can't reach it`,
        path: [
          step(link.network.resource, "resolves the name"),
          step(link.resource, `link to ${zone.name}`),
          step(record.resource, `${label} answers`),
          step(only.resource, `${addressOf(only)} in ${placeOf(only)}, no path there`),
        ],
        fix: "Create a zone for each environment, or a record for each name.",
      },
    ];
  });
}

/** The workspaces whose endpoint is in a network. */
function workspacesIn(platform: Platform): ReadonlyMap<Network, readonly Workspace[]> {
  const users = new Map<Network, Workspace[]>();
  for (const workspace of platform.workspaces) {
    for (const { subnet } of platform.endpointsTo(workspace.resource)) {
      if (subnet) users.set(subnet.network, [...(users.get(subnet.network) ?? []), workspace]);
    }
  }
  return users;
}

/** Whether a network with workspaces needs a record: wildcards are used wherever there is a workspace. */
function mustUse(users: readonly Workspace[], zone: Zone, record: ZoneRecord): boolean {
  if (!record.name.startsWith("*")) return false;
  const suffix = record.name.slice(1);
  const own = new Set(zone.records.map(({ name }) => name));
  return users.some(({ computes }) => {
    const instances = computes.filter((compute) => isInstance(compute));
    // With a record for each instance, no name resolves through the wildcard.
    return instances.length === 0 || instances.some((compute) => !own.has(`${nameOf(compute)}${suffix}`));
  });
}

function isInstance(compute: Resource): boolean {
  return (
    compute.type === "azurerm_machine_learning_compute_instance" ||
    compute.value("body.properties.computeType")?.value === "ComputeInstance"
  );
}

/** Networks that are linked to two zones with the same name. Azure rejects the second link. */
function linkedTwice(platform: Platform): CheckViolation[] {
  return platform.networks.all.flatMap((network) => {
    const links = groupBy(platform.zones.linksOf(network), ({ zone }) => zone.name);
    return [...links.values()].flatMap(([first, second]): CheckViolation[] =>
      first && second
        ? [
            {
              at: second.resource,
              text: `${network.name} is linked to ${second.zone.name} twice; a network can be linked to only one zone with this name`,
              path: [
                step(network.resource, "resolves the name"),
                step(first.resource, "one link"),
                step(second.resource, "another"),
              ],
              fix: "Remove one of the links.",
            },
          ]
        : [],
    );
  });
}

function answered(platform: Platform, network: Network): Evidence[] {
  const endpoints = network.subnets.flatMap((subnet) => platform.endpointsIn(subnet));
  const links = platform.zones.linksOf(network);
  if (endpoints.length === 0 || links.length === 0) return [];
  return [
    {
      environment: network.environment.name,
      text: `${network.name} resolves its ${count(endpoints.length, "private endpoint")} through ${count(links.length, "linked zone")}: ${links.map(({ zone }) => zone.name).join(", ")}`,
      elements: links.map(({ resource }) => resource),
    },
  ];
}

/** Names of other networks that a network can resolve, but whose addresses it can't reach. */
function failClosed(platform: Platform, names: readonly Name[]): Evidence[] {
  const byZone = groupBy(names, ({ zone }) => zone);
  const found: Evidence[] = [];
  for (const [zone, inZone] of byZone) {
    const byNetwork = groupBy(
      inZone.flatMap(({ endpoints }) => endpoints),
      ({ subnet }) => subnet?.network,
    );
    const linked = zone.links.flatMap(({ network, resource }) => (network ? [{ network, resource }] : []));
    for (const [home, endpoints] of byNetwork) {
      const [first] = endpoints;
      if (!home || !first) continue;
      const outside = some(linked, SHOWN + 1, ({ network }) => !platform.networks.reaches(network, home));
      if (outside.length > 0) found.push(closed(zone, home, endpoints, outside));
    }
  }
  return found;
}

function closed(
  zone: Zone,
  home: Network,
  endpoints: readonly Endpoint[],
  outside: readonly { readonly network: Network; readonly resource: ZoneLink["resource"] }[],
): Evidence {
  const targets = [...new Set(endpoints.map((endpoint) => targetName(endpoint)))];
  const addresses = [...new Set(endpoints.map((endpoint) => addressOf(endpoint)))];
  const named = outside.slice(0, SHOWN).map(({ network }) => network.name);
  const who = [...named, ...(outside.length > SHOWN ? ["others"] : [])].join(", ");
  return {
    environment: home.environment.name,
    text: `${who} can resolve ${targets.join(", ")} through ${zone.name}, and gets ${addresses.join(", ")} of ${home.name}: it is unreachable from there, because no peering or connection leads to it`,
    elements: [
      ...outside.slice(0, SHOWN).map(({ resource }) => resource),
      ...endpoints.map(({ resource }) => resource),
    ],
  };
}

/** The first matching items. */
function some<T>(items: readonly T[], most: number, fits: (item: T) => boolean): readonly T[] {
  const found: T[] = [];
  for (const item of items) {
    if (fits(item)) found.push(item);
    if (found.length === most) break;
  }
  return found;
}
