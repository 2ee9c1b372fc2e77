import {
  ArmId,
  isProductionName,
  likelyName,
  nearestNames,
  PRIVATE_DNS_ZONES,
  type PrivateDnsZoneKey,
  type RegionName,
  REGIONS,
  TAG_RULES,
} from "@org/azure-catalog";
import type { Problem } from "./problem.js";
import { type Configuration, type EnvironmentConfiguration, REQUIRED_ZONES } from "./schema.js";
import { type NamedSubscription, subscriptionsIn, writtenFields } from "./subscriptions.js";

/** Whether an environment is production: by its field, otherwise by its name; an unknown name is production. */
export function isProduction(name: string, { production }: Pick<EnvironmentConfiguration, "production">): boolean {
  return production ?? isProductionName(name) ?? true;
}

/** Tags that the platform adds to those of the configuration. */
const PLATFORM_TAGS = ["environment", "purpose", "component"];

/** Problems of values that contradict each other. */
export function relationProblems(configuration: Configuration): Problem[] {
  const { environments, people } = configuration;
  const names = Object.keys(environments);
  const problems: Problem[] = [...tagProblems(configuration), ...cloudProblems(configuration)];
  if (names.length === 0) {
    problems.push({
      path: "environments",
      value: "{}",
      allowed: "at least one environment",
      fix: "leave environments out for dev and prod, or add one",
    });
  }
  problems.push(
    ...locationProblems(configuration),
    ...instanceNameProblems(configuration),
    ...subscriptionProblems(configuration),
    ...zoneProblems(configuration),
    ...Object.entries(environments).flatMap(([name, environment]) => networkProblems(configuration, name, environment)),
  );
  for (const [position, [name, environment]] of Object.entries(environments).entries()) {
    const { connectTo, registry, autoPurge, production, bastion, jumpbox } = environment;
    const before = names.slice(0, position).filter((other) => environments[other]?.registry);
    for (const [index, other] of connectTo.entries()) {
      if (connectTo.indexOf(other) < index) {
        problems.push({
          path: `environments.${name}.connectTo.${index}`,
          value: JSON.stringify(other),
          allowed: "each environment once",
          fix: "remove one of them",
        });
        continue;
      }
      if (before.includes(other)) continue;
      problems.push({
        path: `environments.${name}.connectTo.${index}`,
        value: JSON.stringify(other),
        allowed:
          before.length > 0
            ? `an environment before it that has a registry: ${before.join(", ")}`
            : "nothing: no environment with a registry comes before it",
        fix: "correct the name, or put the environment before this one",
      });
    }
    if (jumpbox && !bastion) {
      problems.push({
        path: `environments.${name}.jumpbox`,
        value: "a jumpbox without Bastion",
        allowed: "a jumpbox only together with bastion, through which it is reached",
        fix: `add "bastion": { "subnet": "<CIDR, /26 or larger>" } to environments.${name}, or remove jumpbox`,
      });
    }
    if (autoPurge === true && isProduction(name, { production })) {
      problems.push({
        path: `environments.${name}.autoPurge`,
        value: "true",
        allowed: `false in production, and ${name} is a production environment`,
        fix: 'leave autoPurge out, or add "production": false if its data may be lost',
      });
    }
    if (!registry && connectTo.length === 0) {
      problems.push({
        path: `environments.${name}.registry`,
        value: "false",
        allowed: "false only where connectTo names another environment's registry",
        fix: 'add "connectTo": ["dev"], or leave registry out',
      });
    }
  }
  for (const [index, person] of people.entries()) {
    for (const [at, environment] of person.environments.entries()) {
      if (names.includes(environment)) continue;
      problems.push({
        path: `people.${index}.environments.${at}`,
        value: JSON.stringify(environment),
        allowed: names.join(", "),
        fix: "name an environment of this configuration",
      });
    }
  }
  return problems;
}

/** Subscriptions are named once, in `subscriptions`. */
function subscriptionProblems({ subscriptions, dns, environments }: Configuration): Problem[] {
  const named = [
    ["dns.subscription", dns.subscription] as const,
    ...Object.entries(environments).map(
      ([name, { subscription }]) => [`environments.${name}.subscription`, subscription] as const,
    ),
  ];
  const known = Object.keys(subscriptions);
  return named.flatMap(([path, name]) => {
    if (name === undefined || known.includes(name)) return [];
    const meant = likelyName(name, known);
    return {
      path,
      value: JSON.stringify(name),
      allowed: known.length > 0 ? `a name in subscriptions: ${known.join(", ")}` : "a name in subscriptions",
      fix:
        meant === undefined
          ? `add "subscriptions": { "${name}": "<GUID of the subscription>" }`
          : `did you mean ${meant}?`,
    };
  });
}

/** Existing zones have the names that endpoints register in, and a provider that writes their links and records. */
function zoneProblems({ dns, subscriptions, environments }: Configuration): Problem[] {
  const { existingZones: zones, cloud } = dns;
  if (!zones) return [];
  const problems: Problem[] = [];
  const missing = REQUIRED_ZONES.filter((key) => zones[key] === undefined);
  if (missing.length > 0) {
    problems.push({
      path: "dns.existingZones",
      value: `no ${missing.join(", ")}`,
      allowed: `the zones of all private endpoints: ${REQUIRED_ZONES.join(", ")}`,
      fix: "add their ARM ids; the owner of the zones creates those that don't exist",
    });
  }
  for (const [key, id] of Object.entries(zones)) {
    const expected = PRIVATE_DNS_ZONES[key as PrivateDnsZoneKey].names[cloud];
    const { name } = ArmId.parse(id);
    if (name.toLowerCase() === expected?.toLowerCase()) continue;
    problems.push({
      path: `dns.existingZones.${key}`,
      value: JSON.stringify(id),
      allowed: expected === undefined ? `no zone: the cloud ${cloud} has none` : `an id that ends with ${expected}`,
      fix: "correct the id, or its key",
    });
  }
  if (dns.subscription !== undefined) {
    problems.push({
      path: "dns.subscription",
      value: JSON.stringify(dns.subscription),
      allowed: "nothing together with existingZones, whose ids say their subscriptions",
      fix: "remove it",
    });
  }
  const writes =
    Object.values(environments).some(({ useExistingDnsLinks }) => !useExistingDnsLinks) ||
    zones.instances !== undefined;
  return writes ? [...problems, ...unnamed(subscriptionsIn(zones, ["dns", "existingZones"]), subscriptions)] : problems;
}

/** An environment has a network of its own or an existing one, in its subscription. */
function networkProblems(
  { subscriptions }: Configuration,
  name: string,
  environment: EnvironmentConfiguration,
): Problem[] {
  const path = `environments.${name}`;
  const { existingNetwork, subscription } = environment;
  const written = subscriptionsIn(writtenFields(environment), ["environments", name]);
  const problems = unnamed(written, subscriptions);
  if (!existingNetwork) {
    const missing = (["addressSpace", "privateEndpointSubnet"] as const).filter(
      (key) => environment[key] === undefined,
    );
    return [
      ...problems,
      ...missing.map((key) => ({
        path: `${path}.${key}`,
        value: "nothing",
        allowed: key === "addressSpace" ? "an IPv4 CIDR block, or a list of them" : "an IPv4 CIDR block",
        fix: `use ${key === "addressSpace" ? "10.1.0.0/16" : "10.1.1.0/24"}, for example, or existingNetwork for a network that exists`,
      })),
    ];
  }
  const both = NEW_NETWORK_FIELDS.filter((key) => environment[key] !== undefined && environment[key] !== false);
  problems.push(
    ...both.map((key) => ({
      path: `${path}.${key}`,
      value: JSON.stringify(environment[key]),
      allowed: "nothing together with existingNetwork: the owner of the network sets it",
      fix: "remove it, or remove existingNetwork to create a network",
    })),
  );
  const id = ArmId.parse(existingNetwork.virtualNetworkId).subscriptionId;
  if (subscription !== undefined && subscriptions[subscription]?.toLowerCase() !== id?.toLowerCase()) {
    problems.push({
      path: `${path}.existingNetwork.virtualNetworkId`,
      value: `a network in the subscription ${id}`,
      allowed: `a network in the subscription ${subscription} of the environment, because Azure puts private endpoints into no other one`,
      fix: "correct the id, or the environment's subscription",
    });
  }
  if (subscription === undefined) {
    const known = Object.keys(subscriptions).find((key) => subscriptions[key]?.toLowerCase() === id?.toLowerCase());
    problems.push({
      path: `${path}.subscription`,
      value: "nothing",
      allowed: `the subscription of existingNetwork, ${id}: Azure puts private endpoints into no other one`,
      fix: `add "subscription": "${known ?? "<its name in subscriptions>"}"`,
    });
  }
  return problems;
}

/** Fields of a network that is created. */
const NEW_NETWORK_FIELDS = [
  "addressSpace",
  "privateEndpointSubnet",
  "endpointSubnetSecurityGroup",
  "dnsServers",
  "natGateway",
] as const;

/** Ids of subscriptions without a name, for which no provider is declared. */
function unnamed(used: readonly NamedSubscription[], subscriptions: Configuration["subscriptions"]): Problem[] {
  const known = new Set(Object.values(subscriptions).map((id) => id.toLowerCase()));
  const missing = used.filter(({ id }) => !known.has(id));
  const first = missing.filter(({ id }, index) => missing.findIndex((one) => one.id === id) === index);
  return first.map(({ path, id }) => ({
    path: path.join("."),
    value: `a resource in the subscription ${id}`,
    allowed: "a subscription that has a name in subscriptions, so that it is written to with a provider of its own",
    fix: `add "subscriptions": { "${path[0] === "dns" ? "connectivity" : "network"}": "${id}" }`,
  }));
}

/** Private DNS zones and their links support fewer tags than other resources. */
function tagProblems({ tags }: Configuration): Problem[] {
  const own = Object.keys(tags).filter((tag) => !PLATFORM_TAGS.includes(tag.toLowerCase()));
  const most = TAG_RULES.countOnPrivateDns - PLATFORM_TAGS.length;
  if (own.length <= most) return [];
  return [
    {
      path: "tags",
      value: `${own.length} tags`,
      allowed: `at most ${most} tags: private DNS zones and their links take ${TAG_RULES.countOnPrivateDns}, and the platform adds ${PLATFORM_TAGS.length} (${PLATFORM_TAGS.join(", ")})`,
      fix: `remove ${own.length - most}, or combine several values into one tag`,
    },
  ];
}

function cloudProblems({ location, dns }: Configuration): Problem[] {
  const cloud = Object.hasOwn(REGIONS, location) ? REGIONS[location as RegionName].cloud : dns.cloud;
  if (cloud === dns.cloud) return [];
  return [
    {
      path: "dns.cloud",
      value: JSON.stringify(dns.cloud),
      allowed: `"${cloud}", the cloud of location ${location}`,
      fix: `add "dns": { "cloud": "${cloud}" }, or use a location of the cloud ${dns.cloud}`,
    },
  ];
}

/** Names of compute instances are unique in a region, and so are their records in the central zone. */
function instanceNameProblems({ environments }: Configuration): Problem[] {
  const paths = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [environment, { computeInstances }] of Object.entries(environments)) {
    for (const [index, { name }] of computeInstances.entries()) {
      if (name === undefined) continue;
      const path = `environments.${environment}.computeInstances.${index}.name`;
      const first = paths.get(name.toLowerCase());
      if (first === undefined) {
        paths.set(name.toLowerCase(), path);
        continue;
      }
      problems.push({
        path,
        value: JSON.stringify(name),
        allowed: `a name that no other instance of the platform has; ${first} is the same`,
        fix: `use another name, such as ${name}-${environment}`,
      });
    }
  }
  return problems;
}

/** A region that isn't in the catalog needs a code for names; usually it is a spelling mistake. */
function locationProblems({ location, locationCode }: Configuration): Problem[] {
  if (Object.hasOwn(REGIONS, location) || locationCode !== undefined) return [];
  return [
    {
      path: "location",
      value: JSON.stringify(location),
      allowed: `a known Azure region, such as ${nearestNames(location, Object.keys(REGIONS)).slice(0, 3).join(", ")}`,
      fix: 'correct the name; for a region that is newer than this version, add "locationCode": "<its short code in names>"',
    },
  ];
}
