import { ArmId, armIdOfTerraform } from "@org/azure-catalog";
import type { StackState, StateResource } from "@org/aml-synth-model";
import { objectsAt, textAt, valueAt } from "./values.js";

/** A resource of a stack with its ARM id. */
export interface Subject {
  readonly stack: string;
  readonly resource: StateResource;
  /** The resource in Azure; for an association or an `azapi_update_resource`, the resource that it changes. */
  readonly id: ArmId;
  /** The api-version with which azapi writes it. */
  readonly apiVersion: string | undefined;
  /** Arguments that another resource of the stacks sets. */
  readonly setElsewhere?: readonly string[] | undefined;
}

/** Sets the DNS servers of a network; it is a part of the network, and has an id of azurerm only. */
const DNS_SERVERS = "azurerm_virtual_network_dns_servers";

/** The managed resources of states that are resources in Azure; delays aren't. */
export function subjectsOf(states: readonly StackState[]): readonly Subject[] {
  const subjects = all(states);
  const withServers = new Set(subjects.filter(({ resource }) => resource.type === DNS_SERVERS).map(({ id }) => id.key));
  return subjects.map((subject) =>
    subject.resource.type === "azurerm_virtual_network" && withServers.has(subject.id.key)
      ? { ...subject, setElsewhere: ["dns_servers"] }
      : subject,
  );
}

function all(states: readonly StackState[]): readonly Subject[] {
  return states.flatMap(({ name, resources }) =>
    resources.flatMap((resource): Subject[] => {
      const id =
        resource.mode === "managed" ? armIdOfTerraform(resource.type, textAt(resource.values, "id")) : undefined;
      if (!id) return [];
      const apiVersion = /^azapi_(?:update_)?resource$/.test(resource.type)
        ? textAt(resource.values, "type").split("@")[1]
        : undefined;
      return [{ stack: name, resource, id, apiVersion }];
    }),
  );
}

/** An A record of a private endpoint. */
export interface EndpointRecord {
  readonly zone: ArmId | undefined;
  /** Name in the zone. */
  readonly name: string;
  /** Full name. */
  readonly fqdn: string;
  readonly addresses: readonly string[];
}

/** The A records that azurerm read for a private endpoint after it was created. */
export function recordsOf({ resource: { values } }: Subject): readonly EndpointRecord[] {
  return objectsAt(values, "private_dns_zone_configs").flatMap((config) => {
    const zone = ArmId.tryParse(textAt(config, "private_dns_zone_id"));
    return objectsAt(config, "record_sets")
      .filter((record) => textAt(record, "type") === "A")
      .map((record) => ({
        zone,
        name: textAt(record, "name"),
        fqdn: textAt(record, "fqdn"),
        addresses: (valueAt(record, "ip_addresses") as readonly string[] | undefined) ?? [],
      }));
  });
}
