import type { Resource } from "@org/aml-synth-model";
import type { Environment, Environments } from "./environment.js";
import type { Inventory } from "./inventory.js";
import type { Network, Networks } from "./network.js";
import { nameOf } from "./network.js";
import { isArm, pointer, pointers, pointTo, readText, written, type Pointer } from "./reader.js";

/** A link that lets a virtual network ask a zone. */
export interface ZoneLink {
  readonly resource: Resource;
  readonly zone: Zone;
  readonly network: Network | undefined;
}

/** An address record that the configuration writes itself. */
export interface ZoneRecord {
  readonly resource: Resource;
  readonly name: string;
  readonly values: readonly Pointer[];
}

/** A private DNS zone: created, looked up, or known by nothing but its ARM id. */
export interface Zone {
  /** What tells it from others: the resource's id in the model, or its ARM id. */
  readonly key: string;
  readonly name: string;
  readonly resource: Resource | undefined;
  readonly environment: Environment | undefined;
  readonly links: ZoneLink[];
  readonly records: ZoneRecord[];
}

const ARM_ID = /\/privateDnsZones\/([^/]+)/i;

/** Private DNS zones with their links and records. */
export class Zones {
  readonly #zones = new Map<string, Zone>();
  readonly #linksOf = new Map<Network, ZoneLink[]>();

  constructor(
    inventory: Inventory,
    private readonly environments: Environments,
    networks: Networks,
  ) {
    for (const resource of inventory.known("Microsoft.Network/privateDnsZones")) this.#zoneOf(resource);
    for (const resource of inventory.created("Microsoft.Network/privateDnsZones/virtualNetworkLinks")) {
      const zone = this.#parentOf(resource);
      if (!zone) continue;
      const network = networks.at(resource, "virtual_network_id", "properties.virtualNetwork.id");
      const link = { resource, zone, network };
      zone.links.push(link);
      if (network) this.#linksOf.set(network, [...(this.#linksOf.get(network) ?? []), link]);
    }
    for (const resource of inventory.created("Microsoft.Network/privateDnsZones/A")) {
      const zone = this.#parentOf(resource);
      zone?.records.push({ resource, name: nameOf(resource), values: recordValues(resource) });
    }
  }

  public get all(): readonly Zone[] {
    return [...this.#zones.values()];
  }

  /** The links of a virtual network. */
  public linksOf(network: Network): readonly ZoneLink[] {
    return this.#linksOf.get(network) ?? [];
  }

  /** The zone that an id points to, known or not. */
  public at(to: Pointer): Zone | undefined {
    if (to.resource) return this.#zoneOf(to.resource);
    const name = ARM_ID.exec(to.shape)?.[1];
    return name === undefined ? undefined : this.#literal(to.shape, name);
  }

  #parentOf(resource: Resource): Zone | undefined {
    for (const argument of ["private_dns_zone_id", "private_dns_zone_name", "zone_name"]) {
      if (!isArm(resource) && written(resource, argument) === undefined) continue;
      const to = pointTo(resource, argument, "parent_id");
      if (!to) continue;
      if (to.resource || ARM_ID.test(to.shape)) return this.at(to);
      if (to.literal) return this.#named(to.shape, resource);
    }
    return undefined;
  }

  /** A zone given by name: the one of that name that the stacks create, or one that exists already. */
  #named(name: string, by: Resource): Zone {
    const group = readText(by, "resource_group_name") ?? "";
    const found = this.all.find(
      (zone) => zone.name === name && (!zone.resource || groupName(zone.resource) === group || group === ""),
    );
    return found ?? this.#literal(`${group}/${name}`, name);
  }

  #literal(key: string, name: string): Zone {
    const lower = key.toLowerCase();
    let zone = this.#zones.get(lower);
    if (!zone) {
      zone = { key: lower, name, resource: undefined, environment: undefined, links: [], records: [] };
      this.#zones.set(lower, zone);
    }
    return zone;
  }

  #zoneOf(resource: Resource): Zone {
    let zone = this.#zones.get(resource.id);
    if (!zone) {
      const environment = resource.kind === "resource" ? this.environments.of(resource) : undefined;
      zone = { key: resource.id, name: nameOf(resource), resource, environment, links: [], records: [] };
      this.#zones.set(resource.id, zone);
    }
    return zone;
  }
}

function groupName(zone: Resource): string | undefined {
  return readText(zone, "resource_group_name");
}

function recordValues(resource: Resource): readonly Pointer[] {
  if (!isArm(resource)) return pointers(resource, "records");
  const records = written(resource, "", "properties.aRecords");
  const items = Array.isArray(records) ? (records as readonly unknown[]) : [];
  return items.flatMap((item) => {
    const address =
      typeof item === "object" && item !== null ? (item as { ipv4Address?: unknown }).ipv4Address : undefined;
    return typeof address === "string" ? [pointer(resource, address)] : [];
  });
}
