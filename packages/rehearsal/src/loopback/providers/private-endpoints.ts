import { subResourcesOf } from "@org/azure-catalog";
import { ArmError } from "../arm/arm-error.js";
import { objectOf, objectsOf, type Properties, referenceOf, textOf, textsOf } from "../arm/body.js";
import type { ArmResource } from "../arm/resource.js";
import { ResourceId } from "../arm/resource-id.js";
import type { ResourceType, Write } from "../arm/resource-type.js";
import { guidOf } from "../guid.js";
import { namesBehind, recordIn } from "../private-link-names.js";
import { requireRegistryReady } from "../rules/registry-readiness.js";
import type { World } from "../world.js";
import { keep, makeBeside, requireReferenced } from "./shared.js";
import { freeAddressIn } from "./subnet-addresses.js";

const ENDPOINTS = "Microsoft.Network/privateEndpoints";
const GROUPS = `${ENDPOINTS}/privateDnsZoneGroups`;

/** Private endpoints, and the groups that write their records into zones. */
export const privateEndpoints: readonly ResourceType[] = [endpoints(), zoneGroups()];

function endpoints(): ResourceType {
  return {
    type: ENDPOINTS,
    tracked: true,
    latency: { create: 60, update: 20, delete: 30 },
    write(write, world) {
      const { id, body } = write;
      keep(write, ["networkInterfaces", "customDnsConfigs"]);
      requireReferenced(world, referenceOf(body.properties["subnet"]) ?? "", id);
      for (const property of ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"]) {
        const approved = property === "privateLinkServiceConnections";
        body.properties[property] = objectsOf(body.properties[property]).map((connection) => ({
          ...connection,
          id: `${id.toString()}/${property}/${textOf(connection["name"]) ?? ""}`,
          properties: {
            ...checked(write, objectOf(connection["properties"]), world),
            provisioningState: "Succeeded",
            privateLinkServiceConnectionState: approved
              ? { status: "Approved", description: "Auto-Approved", actionsRequired: "None" }
              : { status: "Pending", description: "Awaiting Approval", actionsRequired: "None" },
          },
        }));
      }
      return (endpoint) => connect(endpoint, world);
    },
    deleted: disconnect,
  };
}

/** A connection's properties, if its target is there and offers the sub-resource. */
function checked({ id }: Write, properties: Properties, world: World): Properties {
  const targetId = textOf(properties["privateLinkServiceId"]) ?? "";
  const target = requireReferenced(world, targetId, id);
  requireRegistryReady(target, world);
  const offered: readonly string[] = subResourcesOf(target.id.type);
  const wrong = textsOf(properties["groupIds"]).find((group) => offered.length > 0 && !offered.includes(group));
  if (wrong === undefined) return properties;
  throw new ArmError(
    400,
    "BadRequest",
    `Call to ${target.id.type} failed. Error message: the group id '${wrong}' is not valid for '${targetId}'. Valid group ids are: ${offered.join(", ")}.`,
  );
}

/** Makes the interface with its addresses, and the connection on the target's side. */
function connect(endpoint: ArmResource, world: World): void {
  const { id, body } = endpoint;
  const subnet = requireReferenced(world, referenceOf(body.properties["subnet"]) ?? "", id);
  const before = world.resources.get(referenceOf(objectsOf(body.properties["networkInterfaces"])[0]));
  if (before) return;
  const configurations: object[] = [];
  const dns: { fqdn: string; ipAddresses: string[] }[] = [];
  const taken: string[] = [];
  for (const connection of connectionsOf(body.properties)) {
    const properties = objectOf(connection["properties"]);
    const target = requireReferenced(world, textOf(properties["privateLinkServiceId"]) ?? "", id);
    for (const group of textsOf(properties["groupIds"])) {
      for (const names of namesBehind(target, group)) {
        const address = freeAddressIn(subnet, world, taken);
        taken.push(address);
        configurations.push({
          name: `privateEndpointIpConfig.${guidOf(id.key, String(taken.length))}`,
          properties: {
            subnet: { id: subnet.id.toString() },
            privateIPAddress: address,
            privateIPAllocationMethod: "Dynamic",
            primary: taken.length === 1,
            privateLinkConnectionProperties: { groupId: group, requiredMemberName: group, fqdns: names },
          },
        });
        dns.push(...names.map((fqdn) => ({ fqdn, ipAddresses: [address] })));
      }
    }
    makeBeside(world, target.id.child("privateEndpointConnections", `${id.name}.${guidOf(id.key)}`), {
      properties: {
        privateEndpoint: { id: id.toString() },
        groupIds: properties["groupIds"],
        privateLinkServiceConnectionState: properties["privateLinkServiceConnectionState"],
        provisioningState: "Succeeded",
      },
    });
  }
  const name = textOf(body.properties["customNetworkInterfaceName"]) || `${id.name}.nic.${guidOf(id.key)}`;
  const group = ResourceId.parse(id.scope);
  const nic = makeBeside(world, (group ?? id).extension("Microsoft.Network/networkInterfaces", name), {
    ...(body.location === undefined ? {} : { location: body.location }),
    properties: {
      ipConfigurations: configurations,
      privateEndpoint: { id: id.toString() },
      macAddress: "",
      provisioningState: "Succeeded",
    },
  });
  Object.assign(body.properties, { networkInterfaces: [{ id: nic.id.toString() }], customDnsConfigs: dns });
}

function disconnect({ id, body }: ArmResource, world: World): void {
  for (const { id: nic } of objectsOf(body.properties["networkInterfaces"])) {
    const found = world.resources.get(textOf(nic));
    if (found) world.resources.delete(found.id);
  }
  for (const connection of connectionsOf(body.properties)) {
    const target = world.resources.get(textOf(objectOf(connection["properties"])["privateLinkServiceId"]));
    for (const child of target ? world.resources.childrenOf(target.id) : []) {
      if (id.equals(referenceOf(child.body.properties["privateEndpoint"]) ?? "")) world.resources.delete(child.id);
    }
  }
}

function connectionsOf(properties: Properties): Properties[] {
  return [
    ...objectsOf(properties["privateLinkServiceConnections"]),
    ...objectsOf(properties["manualPrivateLinkServiceConnections"]),
  ];
}

function zoneGroups(): ResourceType {
  return {
    type: GROUPS,
    latency: { create: 15, update: 15, delete: 5 },
    write({ id, body }, world) {
      const zones = configurationsOf(body.properties).map(({ zone }) => zone);
      const missing = zones.filter((zone) => !world.resources.get(zone));
      if (missing.length > 0) {
        throw new ArmError(
          400,
          "InvalidPrivateDnsZoneIds",
          `Private Dns Zone group ${id.toString()} has invalid private dns zone ids ${missing.join(", ")}.`,
        );
      }
      return (group) => fill(group, world);
    },
    deleted: removeRecords,
  };
}

/** Writes the records of the group's endpoint into its zones. */
function fill(group: ArmResource, world: World): void {
  removeRecords(group, world);
  const endpoint = world.resources.get(group.id.parent);
  const names = objectsOf(endpoint?.body.properties["customDnsConfigs"]);
  group.body.properties["privateDnsZoneConfigs"] = objectsOf(group.body.properties["privateDnsZoneConfigs"]).map(
    (configuration) => {
      const properties = objectOf(configuration["properties"]);
      const zone = world.resources.get(textOf(properties["privateDnsZoneId"]));
      const recordSets = zone ? writeRecords(group, zone, names, world) : [];
      return { ...configuration, properties: { ...properties, recordSets } };
    },
  );
}

function writeRecords(group: ArmResource, zone: ArmResource, names: readonly Properties[], world: World): object[] {
  const endpoint = group.id.parent?.toString() ?? "";
  return names.flatMap(({ fqdn, ipAddresses }) => {
    const name = recordIn(zone.id.name, textOf(fqdn) ?? "");
    if (name === undefined) return [];
    // A record of another endpoint to the same resource is replaced: a zone has one answer.
    makeBeside(world, zone.id.child("A", name), {
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

function removeRecords(group: ArmResource, world: World): void {
  const creator = `created by private endpoint ${group.id.parent?.toString() ?? ""}`;
  for (const { zone } of configurationsOf(group.body.properties)) {
    const found = world.resources.get(zone);
    for (const record of found ? world.resources.childrenOf(found.id) : []) {
      if (objectOf(record.body.properties["metadata"])["creator"] === creator) world.resources.delete(record.id);
    }
  }
}

function configurationsOf(properties: Properties): { zone: string }[] {
  return objectsOf(properties["privateDnsZoneConfigs"]).map((configuration) => ({
    zone: textOf(objectOf(configuration["properties"])["privateDnsZoneId"]) ?? "",
  }));
}
