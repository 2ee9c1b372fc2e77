import { type ArmId, FIXED_SUBNETS } from "@org/azure-catalog";
import { contains, overlap, parseBlock } from "../../addresses.js";
import { ArmError } from "../../arm/arm-error.js";
import { objectOf, objectsOf, type Properties, referenceOf, textOf, textsOf } from "../../arm/body.js";
import type { ArmResource } from "../../arm/resource.js";
import type { ResourceType } from "../../arm/resource-type.js";
import { guidOf } from "../../guid.js";
import type { EmulatorState } from "../../emulator-state.js";
import { inlineOf, showInline, writeInline } from "../inline-parts.js";
import { requireReferenced, withDefaults } from "../shared.js";
import { defaultRouteOf } from "./route-tables.js";
import { allocationsIn, prefixesOf } from "./subnet-addresses.js";
import { SUBNETS, VIRTUAL_NETWORKS } from "./types.js";

/** Virtual networks and their subnets. */
export const virtualNetworks: readonly ResourceType[] = [networks(), subnets()];

function networks(): ResourceType {
  return {
    type: VIRTUAL_NETWORKS,
    tracked: true,
    latency: { create: 5, update: 5, delete: 10 },
    write({ id, body, existing }, state) {
      const spaces = textsOf(objectOf(body.properties["addressSpace"])["addressPrefixes"]);
      if (spaces.length === 0 || spaces.some((space) => !parseBlock(space))) {
        throw new ArmError(
          400,
          "InvalidAddressPrefixFormat",
          `Address prefix ${spaces.join(", ")} of resource ${id.toString()} is not formatted correctly. It should follow CIDR notation, for example 10.0.0.0/24.`,
        );
      }
      // Clients send back what they read; peerings are resources of their own.
      delete body.properties["virtualNetworkPeerings"];
      body.properties = withDefaults(body.properties, { enableDdosProtection: false, resourceGuid: guidOf(id.key) });
      if (existing && Array.isArray(body.properties["subnets"])) {
        const given = objectsOf(body.properties["subnets"]).map(({ name }) => textOf(name)?.toLowerCase());
        for (const subnet of inlineOf(existing, "subnets", state)) {
          if (!given.includes(subnet.id.name.toLowerCase())) requireUnused(subnet, state);
        }
      }
      return (resource) => writeInline(resource, "subnets", state);
    },
    view: (resource, state) => ({
      ...resource.body,
      properties: {
        ...resource.body.properties,
        subnets: showInline(resource, "subnets", state, (subnet) => propertiesOf(subnet, state)),
        virtualNetworkPeerings: showInline(resource, "virtualNetworkPeerings", state),
      },
    }),
    delete(resource, state) {
      for (const subnet of inlineOf(resource, "subnets", state)) requireUnused(subnet, state);
    },
  };
}

function subnets(): ResourceType {
  return {
    type: SUBNETS,
    latency: { create: 4, update: 4, delete: 5 },
    locks: (id) => [id.parent?.toString() ?? ""],
    write({ id, body, existing }, state) {
      const { properties } = body;
      const prefixes = textsOf(properties["addressPrefixes"]);
      const blocks = prefixes.length > 0 ? prefixes : textsOf([properties["addressPrefix"]]);
      const network = state.resources.get(id.parent);
      const spaces = textsOf(objectOf(network?.body.properties["addressSpace"])["addressPrefixes"]);
      if (blocks.length === 0 || blocks.some((block) => !spaces.some((space) => contains(space, block)))) {
        throw new ArmError(
          400,
          "NetcfgInvalidSubnet",
          `Subnet '${id.name}' is not valid in virtual network '${id.parent?.name ?? ""}': ${blocks.join(", ")} does not lie within ${spaces.join(", ")}.`,
        );
      }
      for (const other of network ? inlineOf(network, "subnets", state) : []) {
        if (other.id.equals(id) || !prefixesOf(other).some((one) => blocks.some((block) => overlap(one, block))))
          continue;
        throw new ArmError(
          400,
          "NetcfgSubnetRangesOverlap",
          `Subnet '${id.name}' is not valid because its IP address range overlaps with that of an existing subnet in virtual network '${id.parent?.name ?? ""}'.`,
        );
      }
      for (const name of ["networkSecurityGroup", "routeTable", "natGateway"]) {
        const reference = referenceOf(properties[name]);
        if (reference !== undefined) requireReferenced(state, reference, id);
      }
      requireAssociations(id, properties, state);
      if (existing) requireKeptPrefixes(existing, blocks, state);
      body.properties = withDefaults(properties, {
        delegations: [],
        privateEndpointNetworkPolicies: "Disabled",
        privateLinkServiceNetworkPolicies: "Enabled",
      });
    },
    view: (resource, state) => ({ ...resource.body, properties: propertiesOf(resource, state) }),
    delete: requireUnused,
  };
}

/** The properties of a subnet, including the resources in it. */
function propertiesOf(subnet: ArmResource, state: EmulatorState): Properties {
  return {
    ...subnet.body.properties,
    ipConfigurations: usersOf(subnet, state).map((id) => ({ id })),
    privateEndpoints: endpointsIn(subnet, state).map(({ id }) => ({ id: id.toString() })),
  };
}

/** Ids of the IP configurations in a subnet, and of the computes whose machines Azure Machine Learning puts into it. */
function usersOf(subnet: ArmResource, state: EmulatorState): string[] {
  return [
    ...allocationsIn(subnet, state).map(({ id }) => id),
    ...state.resources
      .ofType("Microsoft.MachineLearningServices/workspaces/computes")
      .filter(({ body }) => hasMachinesIn(subnet, objectOf(body.properties["properties"])))
      .map(({ id }) => id.toString()),
  ];
}

/** Whether a compute has machines in a subnet: an instance, or a cluster with a minimum of nodes. */
function hasMachinesIn(subnet: ArmResource, { subnet: reference, scaleSettings }: Properties): boolean {
  if (!subnet.id.equals(referenceOf(reference) ?? "")) return false;
  return scaleSettings === undefined || Number(objectOf(scaleSettings)["minNodeCount"] ?? 0) > 0;
}

function endpointsIn(subnet: ArmResource, state: EmulatorState): ArmResource[] {
  return state.resources
    .ofType("Microsoft.Network/privateEndpoints")
    .filter(({ body }) => subnet.id.equals(referenceOf(body.properties["subnet"]) ?? ""));
}

function requireUnused(subnet: ArmResource, state: EmulatorState): void {
  const [user] = usersOf(subnet, state);
  if (user === undefined) return;
  throw new ArmError(
    400,
    "InUseSubnetCannotBeDeleted",
    `Subnet ${subnet.id.name} is in use by ${user} and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet. See aka.ms/deletesubnet.`,
  );
}

/**
 * Rejects a security group of the gateway's subnet, and a route table of the firewall's subnet that keeps the firewall
 * from the internet.
 * @throws ArmError 400 NetworkSecurityGroupCannotBeAttachedToGatewaySubnet or
 *   AzureFirewallSubnetRouteTableMustHaveDefaultRouteToInternet
 */
function requireAssociations(id: ArmId, properties: Properties, state: EmulatorState): void {
  const group = state.resources.get(referenceOf(properties["networkSecurityGroup"]));
  if (group && id.name === FIXED_SUBNETS.gateway.name) {
    throw new ArmError(
      400,
      "NetworkSecurityGroupCannotBeAttachedToGatewaySubnet",
      `The operation failed because the network security group ${group.id.name} can not be associated to the GatewaySubnet. Please remove the network security group associated to the GatewaySubnet. No changes have occurred on the gateway at this time. See here for additional details: https://aka.ms/GatewaySubnet.`,
    );
  }
  const table = state.resources.get(referenceOf(properties["routeTable"]));
  if (!table || id.name !== FIXED_SUBNETS.firewall.name) return;
  if (defaultRouteOf(table, state)?.body.properties["nextHopType"] === "Internet") return;
  throw new ArmError(
    400,
    "AzureFirewallSubnetRouteTableMustHaveDefaultRouteToInternet",
    `Route Table ${table.id.name} on firewall subnet ${id.name} must have 0.0.0.0/0 route with next hop Internet.`,
  );
}

/**
 * Rejects the removal of a block that contains addresses in use.
 * @throws ArmError 400 InUsePrefixCannotBeDeleted
 */
function requireKeptPrefixes(subnet: ArmResource, blocks: readonly string[], state: EmulatorState): void {
  const removed = prefixesOf(subnet).find((prefix) => !blocks.includes(prefix));
  if (removed === undefined || usersOf(subnet, state).length === 0) return;
  throw new ArmError(
    400,
    "InUsePrefixCannotBeDeleted",
    `IpPrefix ${removed} on Subnet ${subnet.id.name} has active allocations and cannot be deleted.`,
  );
}
