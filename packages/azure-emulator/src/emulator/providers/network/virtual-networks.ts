import { contains, overlap, parseBlock } from "../../addresses.js";
import { ArmError } from "../../arm/arm-error.js";
import { objectOf, objectsOf, referenceOf, textOf, textsOf } from "../../arm/body.js";
import type { ArmResource } from "../../arm/resource.js";
import type { ResourceType } from "../../arm/resource-type.js";
import { guidOf } from "../../guid.js";
import type { World } from "../../world.js";
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
    write({ id, body, existing }, world) {
      const spaces = textsOf(objectOf(body.properties["addressSpace"])["addressPrefixes"]);
      if (spaces.length === 0 || spaces.some((space) => !parseBlock(space))) {
        throw new ArmError(
          400,
          "InvalidAddressPrefixFormat",
          `Address prefix ${spaces.join(", ")} of resource ${id.toString()} is not formatted correctly. It should follow CIDR notation, for example 10.0.0.0/24.`,
        );
      }
      body.properties = withDefaults(body.properties, { enableDdosProtection: false, resourceGuid: guidOf(id.key) });
      if (existing && Array.isArray(body.properties["subnets"])) {
        const given = objectsOf(body.properties["subnets"]).map(({ name }) => textOf(name)?.toLowerCase());
        for (const subnet of inlineOf(existing, "subnets", world)) {
          if (!given.includes(subnet.id.name.toLowerCase())) requireUnused(subnet, world);
        }
      }
      return (resource) => writeInline(resource, "subnets", world);
    },
    view: (resource, world) => ({
      ...resource.body,
      properties: { ...resource.body.properties, subnets: showInline(resource, "subnets", world) },
    }),
    delete(resource, world) {
      for (const subnet of inlineOf(resource, "subnets", world)) requireUnused(subnet, world);
    },
  };
}

function subnets(): ResourceType {
  return {
    type: SUBNETS,
    latency: { create: 4, update: 4, delete: 5 },
    locks: (id) => [id.parent?.toString() ?? ""],
    write({ id, body }, world) {
      const { properties } = body;
      const prefixes = textsOf(properties["addressPrefixes"]);
      const blocks = prefixes.length > 0 ? prefixes : textsOf([properties["addressPrefix"]]);
      const network = world.resources.get(id.parent);
      const spaces = textsOf(objectOf(network?.body.properties["addressSpace"])["addressPrefixes"]);
      if (blocks.length === 0 || blocks.some((block) => !spaces.some((space) => contains(space, block)))) {
        throw new ArmError(
          400,
          "NetcfgInvalidSubnet",
          `Subnet '${id.name}' is not valid in virtual network '${id.parent?.name ?? ""}': ${blocks.join(", ")} does not lie within ${spaces.join(", ")}.`,
        );
      }
      for (const other of network ? inlineOf(network, "subnets", world) : []) {
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
        if (reference !== undefined) requireReferenced(world, reference, id);
      }
      body.properties = withDefaults(properties, {
        delegations: [],
        privateEndpointNetworkPolicies: "Disabled",
        privateLinkServiceNetworkPolicies: "Enabled",
      });
    },
    view: (resource, world) => ({
      ...resource.body,
      properties: {
        ...resource.body.properties,
        ipConfigurations: usersOf(resource, world).map((id) => ({ id })),
      },
    }),
    delete: requireUnused,
  };
}

/** What sits in a subnet: ids of ip configurations. */
function usersOf(subnet: ArmResource, world: World): string[] {
  return [...world.resources.ofType(INTERFACES), ...world.resources.ofType(BASTION_HOSTS)].flatMap(({ id, body }) =>
    objectsOf(body.properties["ipConfigurations"])
      .filter((configuration) => {
        const reference = referenceOf(objectOf(configuration["properties"])["subnet"]);
        return reference !== undefined && subnet.id.equals(reference);
      })
      .map((configuration) => `${id.toString()}/ipConfigurations/${textOf(configuration["name"]) ?? ""}`),
  );
}

function requireUnused(subnet: ArmResource, world: World): void {
  const [user] = usersOf(subnet, world);
  if (user === undefined) return;
  throw new ArmError(
    400,
    "InUseSubnetCannotBeDeleted",
    `Subnet ${subnet.id.name} is in use by ${user} and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet. See aka.ms/deletesubnet.`,
  );
}
