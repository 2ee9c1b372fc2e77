import { subResourcesOf } from "@org/azure-catalog";
import { ArmError } from "../../arm/arm-error.js";
import { objectOf, objectsOf, type Properties, referenceOf, textOf, textsOf } from "../../arm/body.js";
import type { ArmResource } from "../../arm/resource.js";
import { ArmId } from "@org/azure-catalog";
import type { ResourceType, Write } from "../../arm/resource-type.js";
import { guidOf } from "../../guid.js";
import { requireRegistryReady } from "../../failure-modes/registry-readiness.js";
import type { EmulatorState } from "../../emulator-state.js";
import { keep, makeBeside, requireReferenced } from "../shared.js";
import { connectionsOf, membersOf, requireMembers } from "./endpoint-members.js";
import { freeAddressIn, requireAddress } from "./subnet-addresses.js";
import { INTERFACES } from "./types.js";

/** Private endpoints. */
export const privateEndpoints: ResourceType = {
  type: "Microsoft.Network/privateEndpoints",
  tracked: true,
  latency: { create: 60, update: 20, delete: 30 },
  write(write, state) {
    const { id, body } = write;
    keep(write, ["networkInterfaces", "customDnsConfigs"]);
    requireReferenced(state, referenceOf(body.properties["subnet"]) ?? "", id);
    for (const property of ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"]) {
      const approved = property === "privateLinkServiceConnections";
      body.properties[property] = objectsOf(body.properties[property]).map((connection) => ({
        ...connection,
        id: `${id.toString()}/${property}/${textOf(connection["name"]) ?? ""}`,
        properties: {
          ...checked(write, objectOf(connection["properties"]), state),
          provisioningState: "Succeeded",
          privateLinkServiceConnectionState: approved
            ? { status: "Approved", description: "Auto-Approved", actionsRequired: "None" }
            : { status: "Pending", description: "Awaiting Approval", actionsRequired: "None" },
        },
      }));
    }
    requireMembers(write, state);
    return (endpoint) => connect(endpoint, state);
  },
  deleted: disconnect,
};

/** A connection's properties, if its target exists and offers the sub-resource. */
function checked({ id }: Write, properties: Properties, state: EmulatorState): Properties {
  const targetId = textOf(properties["privateLinkServiceId"]) ?? "";
  const target = requireReferenced(state, targetId, id);
  requireRegistryReady(target, state);
  const offered: readonly string[] = subResourcesOf(target.id.resourceType);
  const wrong = textsOf(properties["groupIds"]).find((group) => offered.length > 0 && !offered.includes(group));
  if (wrong === undefined) return properties;
  throw new ArmError(
    400,
    "BadRequest",
    `Call to ${target.id.resourceType} failed. Error message: the group id '${wrong}' is not valid for '${targetId}'. Valid group ids are: ${offered.join(", ")}.`,
  );
}

/** Creates the interface with its addresses, and the connections on the targets. */
function connect(endpoint: ArmResource, state: EmulatorState): void {
  const { id, body } = endpoint;
  if (objectsOf(body.properties["networkInterfaces"]).length > 0) return;
  const subnet = requireReferenced(state, referenceOf(body.properties["subnet"]) ?? "", id);
  const members = membersOf(endpoint, state);
  const nicId = interfaceIdOf(endpoint);
  const chosen = members.flatMap(({ address }) => address ?? []);
  const addresses: string[] = [];
  for (const { address } of members) {
    if (address !== undefined) requireAddress(address, subnet, nicId.toString(), state);
    addresses.push(address ?? freeAddressIn(subnet, state, [...addresses, ...chosen]));
  }
  makeBeside(state, nicId, {
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
  for (const connection of connectionsOf(body.properties)) tellTarget(endpoint, connection, state);
  Object.assign(body.properties, {
    networkInterfaces: [{ id: nicId.toString() }],
    customDnsConfigs: members.flatMap(({ fqdns }, index) =>
      fqdns.map((fqdn) => ({ fqdn, ipAddresses: [addresses[index]] })),
    ),
  });
}

function interfaceIdOf({ id, body }: ArmResource): ArmId {
  const name = textOf(body.properties["customNetworkInterfaceName"]) || `${id.name}.nic.${guidOf(id.key)}`;
  return (ArmId.tryParse(id.scope) ?? id).resource(INTERFACES, name);
}

/** Adds the connection to the target. */
function tellTarget({ id }: ArmResource, connection: Properties, state: EmulatorState): void {
  const properties = objectOf(connection["properties"]);
  const target = requireReferenced(state, textOf(properties["privateLinkServiceId"]) ?? "", id);
  makeBeside(state, target.id.child("privateEndpointConnections", `${id.name}.${guidOf(id.key)}`), {
    properties: {
      privateEndpoint: { id: id.toString() },
      groupIds: properties["groupIds"],
      privateLinkServiceConnectionState: properties["privateLinkServiceConnectionState"],
      provisioningState: "Succeeded",
    },
  });
}

function disconnect({ id, body }: ArmResource, state: EmulatorState): void {
  for (const { id: nic } of objectsOf(body.properties["networkInterfaces"])) {
    const found = state.resources.get(textOf(nic));
    if (found) state.resources.delete(found.id);
  }
  for (const connection of connectionsOf(body.properties)) {
    const target = state.resources.get(textOf(objectOf(connection["properties"])["privateLinkServiceId"]));
    for (const child of target ? state.resources.childrenOf(target.id) : []) {
      if (id.equals(referenceOf(child.body.properties["privateEndpoint"]) ?? "")) state.resources.delete(child.id);
    }
  }
}
