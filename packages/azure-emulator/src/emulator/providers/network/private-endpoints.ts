import { subResourcesOf } from "@org/azure-catalog";
import { ArmError } from "../../arm/arm-error.js";
import { objectOf, objectsOf, type Properties, referenceOf, textOf, textsOf } from "../../arm/body.js";
import type { ArmResource } from "../../arm/resource.js";
import type { ResourceId } from "../../arm/resource-id.js";
import type { ResourceType, Write } from "../../arm/resource-type.js";
import { guidOf } from "../../guid.js";
import { requireRegistryReady } from "../../rules/registry-readiness.js";
import type { World } from "../../world.js";
import { keep, makeBeside, requireReferenced } from "../shared.js";
import { connectionsOf, membersOf, requireMembers } from "./endpoint-members.js";
import { freeAddressIn, requireAddress } from "./subnet-addresses.js";
import { INTERFACES } from "./types.js";

/** Private endpoints. */
export const privateEndpoints: ResourceType = {
  type: "Microsoft.Network/privateEndpoints",
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
    requireMembers(write, world);
    return (endpoint) => connect(endpoint, world);
  },
  deleted: disconnect,
};

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

/** Makes the interface with its addresses, and the connections on the targets' side. */
function connect(endpoint: ArmResource, world: World): void {
  const { id, body } = endpoint;
  if (objectsOf(body.properties["networkInterfaces"]).length > 0) return;
  const subnet = requireReferenced(world, referenceOf(body.properties["subnet"]) ?? "", id);
  const members = membersOf(endpoint, world);
  const nicId = interfaceIdOf(endpoint);
  const chosen = members.flatMap(({ address }) => address ?? []);
  const addresses: string[] = [];
  for (const { address } of members) {
    if (address !== undefined) requireAddress(address, subnet, nicId.toString(), world);
    addresses.push(address ?? freeAddressIn(subnet, world, [...addresses, ...chosen]));
  }
  makeBeside(world, nicId, {
    ...(body.location === undefined ? {} : { location: body.location }),
    properties: {
      ipConfigurations: members.map(({ group, name, fqdns, address }, index) => ({
        name: `privateEndpointIpConfig.${guidOf(id.key, String(index))}`,
        properties: {
          subnet: { id: subnet.id.toString() },
          privateIPAddress: addresses[index],
          privateIPAllocationMethod: address === undefined ? "Dynamic" : "Static",
          primary: index === 0,
          privateLinkConnectionProperties: { groupId: group, requiredMemberName: name ?? group, fqdns },
        },
      })),
      privateEndpoint: { id: id.toString() },
      macAddress: "",
      provisioningState: "Succeeded",
    },
  });
  for (const connection of connectionsOf(body.properties)) tellTarget(endpoint, connection, world);
  Object.assign(body.properties, {
    networkInterfaces: [{ id: nicId.toString() }],
    customDnsConfigs: members.flatMap(({ fqdns }, index) =>
      fqdns.map((fqdn) => ({ fqdn, ipAddresses: [addresses[index]] })),
    ),
  });
}

function interfaceIdOf({ id, body }: ArmResource): ResourceId {
  const name = textOf(body.properties["customNetworkInterfaceName"]) || `${id.name}.nic.${guidOf(id.key)}`;
  return (id.group ?? id).extension(INTERFACES, name);
}

/** The connection as the target sees it. */
function tellTarget({ id }: ArmResource, connection: Properties, world: World): void {
  const properties = objectOf(connection["properties"]);
  const target = requireReferenced(world, textOf(properties["privateLinkServiceId"]) ?? "", id);
  makeBeside(world, target.id.child("privateEndpointConnections", `${id.name}.${guidOf(id.key)}`), {
    properties: {
      privateEndpoint: { id: id.toString() },
      groupIds: properties["groupIds"],
      privateLinkServiceConnectionState: properties["privateLinkServiceConnectionState"],
      provisioningState: "Succeeded",
    },
  });
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
