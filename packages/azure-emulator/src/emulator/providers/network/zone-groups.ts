import { ArmError } from "../../arm/arm-error.js";
import { objectOf, objectsOf, type Properties, textOf, textsOf } from "../../arm/body.js";
import type { ArmResource } from "../../arm/resource.js";
import type { ResourceType } from "../../arm/resource-type.js";
import { recordIn } from "../../private-link-names.js";
import type { EmulatorState } from "../../emulator-state.js";
import { makeBeside } from "../shared.js";

/** The groups that write a private endpoint's records into zones. */
export const zoneGroups: ResourceType = {
  type: "Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
  latency: { create: 15, update: 15, delete: 5 },
  write({ id, body }, state) {
    const zones = configurationsOf(body.properties).map(({ zone }) => zone);
    const missing = zones.filter((zone) => !state.resources.get(zone));
    if (missing.length > 0) {
      throw new ArmError(
        400,
        "InvalidPrivateDnsZoneIds",
        `Private Dns Zone group ${id.toString()} has invalid private dns zone ids ${missing.join(", ")}.`,
      );
    }
    return (group) => fill(group, state);
  },
  deleted: removeRecords,
};

/** Writes the records of the group's endpoint into its zones. */
function fill(group: ArmResource, state: EmulatorState): void {
  removeRecords(group, state);
  const endpoint = state.resources.get(group.id.parent);
  const names = objectsOf(endpoint?.body.properties["customDnsConfigs"]);
  group.body.properties["privateDnsZoneConfigs"] = objectsOf(group.body.properties["privateDnsZoneConfigs"]).map(
    (configuration) => {
      const properties = objectOf(configuration["properties"]);
      const zone = state.resources.get(textOf(properties["privateDnsZoneId"]));
      const recordSets = zone ? writeRecords(group, zone, names, state) : [];
      return { ...configuration, properties: { ...properties, recordSets } };
    },
  );
}

function writeRecords(
  group: ArmResource,
  zone: ArmResource,
  names: readonly Properties[],
  state: EmulatorState,
): object[] {
  const endpoint = group.id.parent?.toString() ?? "";
  return names.flatMap(({ fqdn, ipAddresses }) => {
    const name = recordIn(zone.id.name, textOf(fqdn) ?? "");
    if (name === undefined) return [];
    // A record of another endpoint to the same resource is replaced, because a zone has one record per name.
    makeBeside(state, zone.id.child("A", name), {
      properties: {
        ttl: 10,
        fqdn: `${name}.${zone.id.name}.`,
        isAutoRegistered: false,
        metadata: { creator: `created by private endpoint ${endpoint}` },
        aRecords: textsOf(ipAddresses).map((ipv4Address) => ({ ipv4Address })),
      },
    });
    return [{ recordType: "A", recordSetName: name, fqdn: `${name}.${zone.id.name}`, ttl: 10, ipAddresses }];
  });
}

function removeRecords(group: ArmResource, state: EmulatorState): void {
  const creator = `created by private endpoint ${group.id.parent?.toString() ?? ""}`;
  for (const { zone } of configurationsOf(group.body.properties)) {
    const found = state.resources.get(zone);
    for (const record of found ? state.resources.childrenOf(found.id) : []) {
      if (objectOf(record.body.properties["metadata"])["creator"] === creator) state.resources.delete(record.id);
    }
  }
}

function configurationsOf(properties: Properties): { zone: string }[] {
  return objectsOf(properties["privateDnsZoneConfigs"]).map((configuration) => ({
    zone: textOf(objectOf(configuration["properties"])["privateDnsZoneId"]) ?? "",
  }));
}
