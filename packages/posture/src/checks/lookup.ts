import { PRIVATE_DNS_ZONES, type PrivateDnsZoneFacts } from "@org/azure-catalog";
import { addressOf, targetName, zonesOf, type Endpoint } from "../domain/endpoint.js";
import type { Network } from "../domain/network.js";
import type { Platform } from "../domain/platform.js";
import type { Zone } from "../domain/zone.js";
import { missingZones, zonesFilledBy } from "../rules/private-link.js";
import { step, type CheckViolation, type Evidence, type Undecided } from "./platform-check.js";

/** Result of resolving an endpoint's names in its network. */
export interface Lookup {
  readonly violations: readonly CheckViolation[];
  readonly undecided: readonly Undecided[];
  readonly information: readonly Evidence[];
}

interface Found {
  readonly violations: CheckViolation[];
  readonly undecided: Undecided[];
  readonly information: Evidence[];
}

/**
 * Whether a zone group writes records into a zone: only into private-link zones, so not into `instances.azureml.ms`.
 */
export function fills(zone: Zone, endpoint: Endpoint): boolean {
  return endpoint.subResources.some((subResource) => {
    return (
      zonesOf(endpoint, subResource)?.some((key) => {
        const { names }: PrivateDnsZoneFacts = PRIVATE_DNS_ZONES[key];
        return Object.values(names).includes(zone.name);
      }) ?? true
    );
  });
}

/** Resolves the names of an endpoint in its network. */
export function lookUp(platform: Platform, endpoint: Endpoint): Lookup {
  const found: Found = { violations: [], undecided: [], information: [] };
  const { resource, subnet } = endpoint;
  if (!subnet) {
    const text = `the network of ${endpoint.name} isn't known here, so neither are its DNS servers`;
    found.undecided.push({
      at: resource,
      path: "subnet_id",
      text,
      fix: "Refer to the subnet by a reference or its id.",
    });
    return found;
  }
  records(platform, endpoint, subnet.network, found);
  const servers = platform.resolvers.of(subnet.network);
  if (servers && !servers.networks) {
    found.undecided.push({
      at: subnet.network.resource ?? resource,
      text: `${subnet.network.name} uses the DNS servers ${servers.servers.join(", ")}, and whether these use the private zones isn't known here`,
      fix: "Let the network use Azure's resolver, or add an exemption that shows that the servers forward to it.",
    });
    return found;
  }
  for (const asking of servers?.networks ?? [subnet.network]) links(platform, endpoint, asking, found);
  return found;
}

/** Checks that each name of an endpoint has its record. */
function records(platform: Platform, endpoint: Endpoint, network: Network, found: Found): void {
  const { resource, subResources, notKnown, leavesZoneGroup } = endpoint;
  if (notKnown) {
    const text = `which names lead to ${targetName(endpoint)} isn't known here: the sub-resource is ${notKnown.expression}`;
    found.undecided.push({ at: resource, text, fix: "Set the sub-resource to a value that is known before an apply." });
    return;
  }
  const zones = zonesFilledBy(platform, endpoint);
  const names = zones.flatMap((zone) => zone?.name ?? []);
  const missing = subResources.flatMap((one) => missingZones(endpoint, one, names));
  if (missing.length === 0) return;
  const by = platform.settings.dns?.zoneGroupsManagedBy;
  if (by !== undefined && endpoint.zones.length === 0) {
    const text = `${by} writes the records of ${targetName(endpoint)} into ${missing.join(", ")}, according to the configuration`;
    found.information.push({ environment: network.environment.name, text, elements: [resource] });
  } else if (leavesZoneGroup || zones.includes(undefined)) {
    found.undecided.push({
      at: resource,
      path: "private_dns_zone_group",
      text: leavesZoneGroup
        ? `others manage the zone group of ${endpoint.name}, and whether ${missing.join(", ")} gets its record isn't known here`
        : `a zone of ${endpoint.name} isn't known here, so neither is whether ${missing.join(", ")} gets its record`,
      fix: leavesZoneGroup
        ? "State who writes it: dns.zoneGroupsManagedBy in the configuration of this check."
        : "Refer to the zones by references or ids.",
    });
  } else {
    for (const name of missing) {
      found.violations.push({
        at: resource,
        text: `${network.name} needs ${targetName(endpoint)}, but no zone ${name} gets its record`,
        path: [step(network.resource, "resolves the name"), step(resource, `zone group without ${name}`)],
        fix: `Add ${name} to the endpoint's zone group.`,
      });
    }
  }
}

/** Checks that a network is linked to each zone of an endpoint. */
function links(platform: Platform, endpoint: Endpoint, asking: Network, found: Found): void {
  const { resource } = endpoint;
  const linked = new Set(platform.zones.linksOf(asking).map(({ zone }) => zone));
  const by = platform.settings.dns?.linksManagedBy;
  const said = asking.resource && platform.linksManagedBy(asking.resource.stack);
  for (const zone of zonesFilledBy(platform, endpoint)) {
    if (!zone || linked.has(zone) || !fills(zone, endpoint)) continue;
    if (said !== undefined || (by !== undefined && !zone.isRead)) {
      const source = said === undefined ? "the configuration" : `stack ${asking.resource?.stack.name ?? ""}`;
      const text = `${said ?? by ?? ""} links ${zone.name} to ${asking.name}, according to ${source}`;
      found.information.push({ environment: asking.environment.name, text, elements: [resource] });
    } else if (!zone.isRead || !asking.isRead) {
      found.undecided.push({
        at: resource,
        text: `whether ${zone.name}, which is created elsewhere, is linked to ${asking.name} isn't known here`,
        fix: "Check the stacks that create it together with these, or state who links it: dns.linksManagedBy in the configuration of this check.",
      });
    } else {
      found.violations.push({
        at: resource,
        text: `${asking.name} needs ${targetName(endpoint)}, but isn't linked to ${zone.name}`,
        path: [
          step(asking.resource, "resolves the name"),
          step(zone.resource, `${zone.name}, without a link to it`),
          step(resource, addressOf(endpoint)),
        ],
        fix: `Link ${zone.name} to ${asking.name}.`,
      });
    }
  }
}
