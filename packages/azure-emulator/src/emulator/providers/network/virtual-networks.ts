import { contains, overlap, parseBlock } from "../../addresses.js";
import { ArmError } from "../../arm/arm-error.js";
import { objectOf, objectsOf, type Properties, referenceOf, textOf, textsOf } from "../../arm/body.js";
import type { ArmResource } from "../../arm/resource.js";
import type { ResourceType } from "../../arm/resource-type.js";
import { guidOf } from "../../guid.js";
import type { EmulatorState } from "../../emulator-state.js";
import { inlineOf, showInline, writeInline } from "../inline-parts.js";
import { requireReferenced, withDefaults } from "../shared.js";
import { SUBNETS, VIRTUAL_NETWORKS, INTERFACES, BASTION_HOSTS } from "./types.js";

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
    write({ id, body }, state) {
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
        const taken = [
          ...textsOf(other.body.properties["addressPrefixes"]),
          textOf(other.body.properties["addressPrefix"]) ?? "",
        ];
        if (other.id.equals(id) || !taken.some((one) => blocks.some((block) => overlap(one, block)))) continue;
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

/** Ids of the IP configurations in a subnet. */
function usersOf(subnet: ArmResource, state: EmulatorState): string[] {
  return [...state.resources.ofType(INTERFACES), ...state.resources.ofType(BASTION_HOSTS)].flatMap(({ id, body }) =>
    objectsOf(body.properties["ipConfigurations"])
      .filter((configuration) => {
        const reference = referenceOf(objectOf(configuration["properties"])["subnet"]);
        return reference !== undefined && subnet.id.equals(reference);
      })
      .map((configuration) => `${id.toString()}/ipConfigurations/${textOf(configuration["name"]) ?? ""}`),
  );
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
