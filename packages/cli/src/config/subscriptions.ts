import { ArmId } from "@org/azure-catalog";
import type { Configuration, EnvironmentConfiguration } from "./schema.js";

/** A field with an ARM id, and its subscription. */
export interface NamedSubscription {
  readonly path: readonly string[];
  readonly id: string;
}

/** The subscriptions in the ARM ids of a value, with the paths of their fields. */
export function subscriptionsIn(value: unknown, path: readonly string[] = []): NamedSubscription[] {
  if (typeof value === "string") {
    const id = ArmId.tryParse(value)?.subscriptionId;
    return id === undefined ? [] : [{ path, id: id.toLowerCase() }];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => subscriptionsIn(item, [...path, key]));
}

/** Fields whose resources are changed by name, so that they need a provider of their subscription. */
export function writtenFields({ existingNetwork, peerings = [] }: Partial<EnvironmentConfiguration>): object {
  return {
    existingNetwork,
    peerings: peerings.map((peering) => (peering.createReversePeering ? peering : {})),
  };
}

/** Names of the other subscriptions that an environment writes to. Undefined is the subscription of the variable. */
export function otherSubscriptions(
  { subscriptions, dns, hub }: Configuration,
  environment: Partial<EnvironmentConfiguration>,
): (string | undefined)[] {
  const used = new Set(
    subscriptionsIn({ zones: dns.existingZones, ...writtenFields(environment) }).map(({ id }) => id),
  );
  const named = Object.keys(subscriptions).filter((name) => used.has(subscriptions[name]?.toLowerCase() ?? ""));
  return [...(dns.existingZones ? [] : [dns.subscription]), ...(hub ? [hub.subscription] : []), ...named];
}
