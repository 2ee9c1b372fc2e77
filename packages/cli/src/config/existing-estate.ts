import { NEW_NETWORK_PROPS } from "@org/aml-platform";
import { ArmId, likelyName, PRIVATE_DNS_ZONES, type PrivateDnsZoneKey } from "@org/azure-catalog";
import { dataZones, isNewStore } from "./data.js";
import { type Problem, repeatedProblems } from "./problem.js";
import { type Configuration, type EnvironmentConfiguration, REQUIRED_ZONES } from "./schema.js";
import { type NamedSubscription, subscriptionsIn, writtenFields } from "./subscriptions.js";

/** Subscriptions that fields refer to have to be declared in `subscriptions`. */
export function subscriptionProblems(configuration: Configuration): Problem[] {
  const { subscriptions, backend, dns, hub, governance, environments } = configuration;
  const named = [
    ["backend.subscription", subscriptionOf(backend)] as const,
    ["dns.subscription", dns.subscription] as const,
    ["dns.backend.subscription", subscriptionOf(dns.backend)] as const,
    ["hub.subscription", hub?.subscription] as const,
    ["hub.backend.subscription", subscriptionOf(hub?.backend)] as const,
    ...Object.keys(governance?.subscriptions ?? {}).map((name) => [`governance.subscriptions.${name}`, name] as const),
    ...Object.entries(environments).map(
      ([name, { backend: own }]) => [`environments.${name}.backend.subscription`, subscriptionOf(own)] as const,
    ),
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

function subscriptionOf(backend: Configuration["dns"]["backend"]): string | undefined {
  return backend?.type === "azurerm" ? backend.subscription : undefined;
}

/** A network is linked to a zone only once, under a name that no other link has. */
function linkedNetworkProblems(networks: Configuration["dns"]["linkedNetworks"]): Problem[] {
  return (["name", "virtualNetworkId"] as const).flatMap((field) =>
    repeatedProblems(
      "dns.linkedNetworks",
      networks.map((network) => network[field]),
      { field, allowed: `each ${field} once`, fix: "correct it, or remove one of the two" },
    ),
  );
}

/** Existing zones need the names in which endpoints register, and a provider that writes their links and records. */
export function zoneProblems({ dns, subscriptions, environments }: Configuration): Problem[] {
  const { existingZones: zones, cloud } = dns;
  if (!zones) return linkedNetworkProblems(dns.linkedNetworks);
  const problems: Problem[] = [];
  if (dns.linkedNetworks.length > 0) {
    problems.push({
      path: "dns.linkedNetworks",
      value: dns.linkedNetworks.map(({ name }) => name).join(", "),
      allowed: "linkedNetworks or existingZones, not both: the owner of the zones links other networks",
      fix: "remove it",
    });
  }
  const required = [...REQUIRED_ZONES, ...dataZones({ environments })];
  const missing = required.filter((key) => zones[key] === undefined);
  if (missing.length > 0) {
    problems.push({
      path: "dns.existingZones",
      value: `no ${missing.join(", ")}`,
      allowed: `the zones of all private endpoints: ${required.join(", ")}`,
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
      allowed: "subscription or existingZones, not both: the ids of the zones contain their subscriptions",
      fix: "remove it",
    });
  }
  const writes =
    Object.values(environments).some(({ useExistingDnsLinks }) => !useExistingDnsLinks) ||
    zones.instances !== undefined;
  return writes ? [...problems, ...unnamed(subscriptionsIn(zones, ["dns", "existingZones"]), subscriptions)] : problems;
}

/** An environment has either a new network, or an existing one in its subscription. */
export function networkProblems(
  { subscriptions }: Configuration,
  name: string,
  environment: EnvironmentConfiguration,
): Problem[] {
  const path = `environments.${name}`;
  const { existingNetwork, subscription } = environment;
  const written = subscriptionsIn(writtenFields(environment), ["environments", name]);
  const problems = [
    ...unnamed(written, subscriptions),
    ...repeatedProblems(
      `${path}.peerings`,
      environment.peerings.map((peering) => peering.name),
      { field: "name", allowed: "a name that no other peering of the environment has", fix: "rename one of the two" },
    ),
  ];
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
  const given: Readonly<Record<string, unknown>> = environment;
  const both = NEW_NETWORK_PROPS.filter((key) => given[key] !== undefined && given[key] !== false);
  problems.push(
    ...both.map((key) => ({
      path: `${path}.${key}`,
      value: JSON.stringify(given[key]),
      allowed: `${key} or existingNetwork, not both: the owner of the network sets it`,
      fix: "remove it, or remove existingNetwork to create a network",
    })),
  );
  const id = ArmId.parse(existingNetwork.virtualNetworkId).subscriptionId;
  if (subscription !== undefined && subscriptions[subscription]?.toLowerCase() !== id?.toLowerCase()) {
    problems.push({
      path: `${path}.existingNetwork.virtualNetworkId`,
      value: `a network in the subscription ${id}`,
      allowed: `a network in the subscription ${subscription} of the environment, because private endpoints have to be in the network's subscription`,
      fix: "correct the id, or the environment's subscription",
    });
  }
  if (subscription === undefined) {
    const known = Object.keys(subscriptions).find((key) => subscriptions[key]?.toLowerCase() === id?.toLowerCase());
    problems.push({
      path: `${path}.subscription`,
      value: "nothing",
      allowed: `the subscription of existingNetwork, ${id}: private endpoints have to be in the network's subscription`,
      fix: `add "subscription": "${known ?? "<its name in subscriptions>"}"`,
    });
  }
  return problems;
}

/** Ids of subscriptions without a name, for which no provider is declared. */
function unnamed(used: readonly NamedSubscription[], subscriptions: Configuration["subscriptions"]): Problem[] {
  const known = new Set(Object.values(subscriptions).map((id) => id.toLowerCase()));
  const missing = used.filter(({ id }) => !known.has(id));
  const first = missing.filter(({ id }, index) => missing.findIndex((one) => one.id === id) === index);
  return first.map(({ path, id }) => ({
    path: path.join("."),
    value: `a resource in the subscription ${id}`,
    allowed: "a subscription that has a name in subscriptions, so that it has its own provider",
    fix: `add "subscriptions": { "${path[0] === "dns" ? "connectivity" : "network"}": "${id}" }`,
  }));
}

/** An existing key is named by its vault and its version, and encrypts what the environment creates. */
export function keyProblems(name: string, environment: EnvironmentConfiguration): Problem[] {
  const { customerManagedKey: key, storageAccountId, containerRegistryId, jumpbox } = environment;
  if (typeof key === "boolean") return [];
  const path = `environments.${name}.customerManagedKey`;
  const { keyVaultId, keyIdentifier, encrypts = [] } = key;
  const problems: Problem[] = [];
  if ((keyVaultId === undefined) !== (keyIdentifier === undefined)) {
    const missing = keyVaultId === undefined ? "keyVaultId" : "keyIdentifier";
    problems.push({
      path: `${path}.${missing}`,
      value: "nothing",
      allowed: "keyVaultId and keyIdentifier together, or neither for a new key",
      fix: `add ${missing}, or remove ${missing === "keyVaultId" ? "keyIdentifier" : "keyVaultId"}`,
    });
  }
  const absent: Readonly<Record<string, string | undefined>> = {
    storage: storageAccountId === undefined ? undefined : "storageAccountId exists already; its owner sets its key",
    containerRegistry:
      containerRegistryId === undefined ? undefined : "containerRegistryId exists already; its owner sets its key",
    data: environment.data.some(isNewStore) ? undefined : "the environment has no new data store",
    jumpbox: jumpbox ? undefined : "the environment has no jumpbox",
  };
  return [
    ...problems,
    ...encrypts.flatMap((one, index): Problem[] => {
      const why = absent[one];
      if (why === undefined) return [];
      return [
        {
          path: `${path}.encrypts.${index}`,
          value: JSON.stringify(one),
          allowed: `what the environment creates: ${why}`,
          fix: `remove ${one}`,
        },
      ];
    }),
  ];
}
