import { ArmError } from "../../arm/arm-error.js";
import { referenceOf } from "../../arm/body.js";
import type { ArmResource } from "../../arm/resource.js";
import type { ResourceType } from "../../arm/resource-type.js";
import type { EmulatorState } from "../../emulator-state.js";
import { makeBeside, requireReferenced, showPlainly, withDefaults } from "../shared.js";

const ZONES = "Microsoft.Network/privateDnsZones";
const LINKS = `${ZONES}/virtualNetworkLinks`;
const RECORD_TYPES = ["A", "AAAA", "CNAME", "MX", "PTR", "SOA", "SRV", "TXT"];

/** Private DNS zones, their records, and their links to networks. */
export const privateDns: readonly ResourceType[] = [zones(), links(), ...RECORD_TYPES.map(records)];

function zones(): ResourceType {
  return {
    type: ZONES,
    tracked: true,
    latency: { create: 30, delete: 10 },
    write:
      ({ id }, state) =>
      () => {
        if (state.resources.get(id.child("SOA", "@"))) return;
        makeBeside(state, id.child("SOA", "@"), {
          properties: {
            ttl: 3600,
            fqdn: `${id.name}.`,
            isAutoRegistered: false,
            soaRecord: {
              host: "azureprivatedns.net",
              email: "azureprivatedns-host.microsoft.com",
              serialNumber: 1,
              refreshTime: 3600,
              retryTime: 300,
              expireTime: 2419200,
              minimumTtl: 10,
            },
          },
        });
      },
    view: (zone, state) => ({
      ...zone.body,
      properties: {
        maxNumberOfRecordSets: 25000,
        maxNumberOfVirtualNetworkLinks: 1000,
        maxNumberOfVirtualNetworkLinksWithRegistration: 100,
        numberOfRecordSets: state.resources.childrenOf(zone.id).filter(({ id }) => !id.hasType(LINKS)).length,
        numberOfVirtualNetworkLinks: linksOf(zone, state).length,
        ...zone.body.properties,
      },
    }),
    settings: {
      all: ({ id }, state) => ({
        status: 200,
        body: {
          value: state.resources
            .childrenOf(id)
            .filter((child) => !child.id.hasType(LINKS))
            .map(showPlainly),
        },
      }),
    },
    delete(zone, state) {
      if (linksOf(zone, state).length === 0) return;
      throw new ArmError(409, "CannotDeleteResource", "Can not delete resource before nested resources are deleted.");
    },
  };
}

function links(): ResourceType {
  return {
    type: LINKS,
    tracked: true,
    latency: { create: 30, delete: 20 },
    write({ id, body }, state) {
      const target = referenceOf(body.properties["virtualNetwork"]) ?? "";
      requireReferenced(state, target, id);
      const zoneName = id.parent?.name.toLowerCase();
      const other = state.resources
        .ofType(LINKS)
        .find(
          (link) =>
            !link.id.equals(id) &&
            link.id.parent?.name.toLowerCase() === zoneName &&
            referenceOf(link.body.properties["virtualNetwork"])?.toLowerCase() === target.toLowerCase(),
        );
      if (other) {
        throw new ArmError(
          409,
          "Conflict",
          `The virtual network '${target}' is already linked to a private DNS zone named '${zoneName ?? ""}' by '${other.id.toString()}'. A virtual network cannot be linked to multiple zones with the same name.`,
        );
      }
      body.properties = withDefaults(body.properties, {
        registrationEnabled: false,
        resolutionPolicy: "Default",
        virtualNetworkLinkState: "Completed",
      });
    },
  };
}

function records(recordType: string): ResourceType {
  return {
    type: `${ZONES}/${recordType}`,
    provisioningState: false,
    write({ id, body }) {
      const zone = id.parent?.name ?? "";
      const { TTL, ...properties } = body.properties;
      body.properties = {
        ...withDefaults(properties, { ttl: TTL ?? 3600, isAutoRegistered: false }),
        fqdn: id.name === "@" ? `${zone}.` : `${id.name}.${zone}.`,
      };
    },
  };
}

function linksOf(zone: ArmResource, state: EmulatorState): ArmResource[] {
  return state.resources.childrenOf(zone.id).filter(({ id }) => id.hasType(LINKS));
}
