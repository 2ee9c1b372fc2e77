import { armTypeOf } from "./arm-types.js";
import type { Resource } from "@org/aml-synth-model";
import type { Environment, Environments } from "./environment.js";
import { areSame, identityIn, identityOf, idOf, type Identities, type Identity } from "./identity.js";
import type { Inventory } from "./inventory.js";
import { nameOf, type Network } from "./network.js";
import type { Networks } from "./networks.js";
import { isArm, pointer, pointers, pointTo, readText, written, type Pointer, valueAt } from "./reader.js";

/** A link between a virtual network and a zone. */
export interface ZoneLink {
  readonly resource: Resource;
  readonly zone: Zone;
  readonly network: Network | undefined;
}

/** An address record that the configuration writes. */
export interface ZoneRecord {
  readonly resource: Resource;
  readonly name: string;
  readonly values: readonly Pointer[];
}

/** A private DNS zone: created, looked up, or known only by its ARM id. */
export interface Zone {
  /** Identifies it: the resource's id in the model, or its ARM id. */
  readonly key: string;
  readonly name: string;
  readonly resource: Resource | undefined;
  readonly environment: Environment | undefined;
  /** Whether the stacks create it; if not, other stacks may add links and records. */
  readonly isRead: boolean;
  readonly links: ZoneLink[];
  readonly records: ZoneRecord[];
}

const ZONES = "Microsoft.Network/privateDnsZones";

/** Private DNS zones with their links and records. */
export class Zones {
  readonly #zones = new Map<Resource, Zone>();
  /** Zones that no stack creates or looks up. */
  readonly #named: { readonly identity: Identity; readonly zone: Zone }[] = [];
  /** The zones with records for an endpoint or address. */
  readonly #byValue = new Map<Resource | string, Set<Zone>>();
  readonly #linksOf = new Map<Network, ZoneLink[]>();

  constructor(
    inventory: Inventory,
    private readonly environments: Environments,
    private readonly networks: Networks,
    private readonly identities: Identities,
  ) {
    for (const resource of inventory.known(ZONES)) this.#zoneOf(resource);
    for (const resource of inventory.created(`${ZONES}/virtualNetworkLinks`)) {
      const zone = this.#parentOf(resource);
      if (!zone) continue;
      const network = this.networks.at(resource, "virtual_network_id", "properties.virtualNetwork.id");
      const link = { resource, zone, network };
      zone.links.push(link);
      if (network) this.#linksOf.set(network, [...(this.#linksOf.get(network) ?? []), link]);
    }
    for (const resource of inventory.created(`${ZONES}/A`)) {
      const zone = this.#parentOf(resource);
      if (!zone) continue;
      const values = recordValues(resource);
      zone.records.push({ resource, name: nameOf(resource), values });
      for (const { resource: named, shape } of values) {
        const key = named ?? shape;
        this.#byValue.set(key, (this.#byValue.get(key) ?? new Set()).add(zone));
      }
    }
  }

  public get all(): readonly Zone[] {
    return [...new Set([...this.#zones.values(), ...this.#named.map(({ zone }) => zone)])];
  }

  /** The links of a virtual network. */
  public linksOf(network: Network): readonly ZoneLink[] {
    return this.#linksOf.get(network) ?? [];
  }

  /** The zones in which the configuration writes records for an endpoint or one of its addresses. */
  public withRecordsOf(endpoint: Resource, addresses: readonly string[]): readonly Zone[] {
    return [endpoint, ...addresses].flatMap((value) => [...(this.#byValue.get(value) ?? [])]);
  }

  /** The zone that an id refers to. A zone that no stack creates or looks up is registered. */
  public at(to: Pointer, by?: Resource): Zone | undefined {
    const found = this.identities.at(ZONES, to, by);
    if (found && armTypeOf(found) === ZONES.toLowerCase()) return this.#zoneOf(found);
    const identity = identityIn(idOf(to), ZONES);
    return identity && this.#literal(identity);
  }

  #parentOf(resource: Resource): Zone | undefined {
    for (const argument of ["private_dns_zone_id", "private_dns_zone_name", "zone_name"]) {
      if (!isArm(resource) && written(resource, argument) === undefined) continue;
      const to = pointTo(resource, argument, "parent_id");
      if (!to) continue;
      const zone = this.at(to, resource);
      if (zone) return zone;
      if (to.literal) return this.#byName(to.shape.toLowerCase(), resource);
    }
    return undefined;
  }

  /** The zone with a name: one that the stacks create or look up, or an existing one. */
  #byName(name: string, by: Resource): Zone {
    const identity = { name, group: readText(by, "resource_group_name")?.toLowerCase(), subscription: undefined };
    const found = this.identities.find(ZONES, identity, by);
    if (found) return this.#zoneOf(found);
    const created = this.all.filter((zone) => zone.isRead && zone.name.toLowerCase() === name);
    // Without a group, a name refers to the only zone with this name.
    return (identity.group === undefined && created.length === 1 ? created[0] : undefined) ?? this.#literal(identity);
  }

  #literal(identity: Identity): Zone {
    const known = this.#named.find((one) => areSame(one.identity, identity))?.zone;
    if (known) return known;
    const { name, group = "", subscription = "" } = identity;
    const key = [subscription, group, name].join("/");
    const zone = { key, name, resource: undefined, environment: undefined, isRead: false, links: [], records: [] };
    this.#named.push({ identity, zone });
    return zone;
  }

  #zoneOf(resource: Resource): Zone {
    let zone = this.#zones.get(resource);
    if (!zone) {
      const identity = resource.kind === "data" ? identityOf(resource) : undefined;
      const same = identity && this.identities.find(ZONES, identity, resource);
      zone = same && same !== resource ? this.#zoneOf(same) : this.#newZone(resource);
      this.#zones.set(resource, zone);
    }
    return zone;
  }

  #newZone(resource: Resource): Zone {
    const isRead = resource.kind === "resource";
    const environment = isRead ? this.environments.of(resource) : undefined;
    return { key: resource.id, name: nameOf(resource), resource, environment, isRead, links: [], records: [] };
  }
}

function recordValues(resource: Resource): readonly Pointer[] {
  if (!isArm(resource)) return pointers(resource, "records");
  const records = valueAt(resource, "", "properties.aRecords");
  const items = Array.isArray(records) ? (records as readonly unknown[]) : [];
  return items.flatMap((item) => {
    const address =
      typeof item === "object" && item !== null ? (item as { ipv4Address?: unknown }).ipv4Address : undefined;
    return typeof address === "string" ? [pointer(resource, address)] : [];
  });
}
