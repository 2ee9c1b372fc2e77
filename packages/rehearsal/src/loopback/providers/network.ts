import { ArmError } from "../arm/arm-error.js";
import { objectOf, objectsOf, referenceOf, textOf, textsOf } from "../arm/body.js";
import type { ArmResource } from "../arm/resource.js";
import type { ResourceId } from "../arm/resource-id.js";
import type { ResourceProvider, ResourceType } from "../arm/resource-type.js";
import { contains, overlap, parseBlock } from "../addresses.js";
import { guidOf } from "../guid.js";
import type { World } from "../world.js";
import { privateDns } from "./private-dns.js";
import { privateEndpoints } from "./private-endpoints.js";
import { freeAddressIn } from "./subnet-addresses.js";
import { inlineOf, keep, requireReferenced, showInline, withDefaults, writeInline } from "./shared.js";

const VIRTUAL_NETWORKS = "Microsoft.Network/virtualNetworks";
const SUBNETS = `${VIRTUAL_NETWORKS}/subnets`;
const INTERFACES = "Microsoft.Network/networkInterfaces";

/** Networks and what lies in them. */
export const network: ResourceProvider = {
  namespace: "Microsoft.Network",
  types: [
    virtualNetworks(),
    subnets(),
    securityGroups(),
    { type: "Microsoft.Network/networkSecurityGroups/securityRules" },
    routeTables(),
    { type: "Microsoft.Network/routeTables/routes" },
    networkInterfaces(),
    publicAddresses(),
    { type: "Microsoft.Network/natGateways", tracked: true, latency: { create: 30, delete: 30 } },
    bastionHosts(),
    { type: "Microsoft.Network/virtualNetworks/virtualNetworkPeerings", latency: { create: 10 } },
    { type: "Microsoft.Network/networkWatchers", tracked: true },
    { type: "Microsoft.Network/networkWatchers/flowLogs", tracked: true, latency: { create: 10 } },
    ...privateEndpoints,
    ...privateDns,
  ],
};

function virtualNetworks(): ResourceType {
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

function securityGroups(): ResourceType {
  return {
    type: "Microsoft.Network/networkSecurityGroups",
    tracked: true,
    latency: { create: 4, update: 4, delete: 4 },
    write: (_, world) => (resource) => writeInline(resource, "securityRules", world),
    view: (resource, world) => ({
      ...resource.body,
      properties: {
        ...resource.body.properties,
        securityRules: showInline(resource, "securityRules", world),
        defaultSecurityRules: [],
        subnets: referrers(resource, SUBNETS, "networkSecurityGroup", world),
        networkInterfaces: referrers(resource, INTERFACES, "networkSecurityGroup", world),
      },
    }),
    delete(resource, world) {
      requireUnreferenced(resource, SUBNETS, "networkSecurityGroup", "InUseNetworkSecurityGroupCannotBeDeleted", world);
    },
  };
}

function routeTables(): ResourceType {
  return {
    type: "Microsoft.Network/routeTables",
    tracked: true,
    write: (_, world) => (resource) => writeInline(resource, "routes", world),
    view: (resource, world) => ({
      ...resource.body,
      properties: {
        ...resource.body.properties,
        routes: showInline(resource, "routes", world),
        subnets: referrers(resource, SUBNETS, "routeTable", world),
      },
    }),
    delete(resource, world) {
      requireUnreferenced(resource, SUBNETS, "routeTable", "InUseRouteTableCannotBeDeleted", world);
    },
  };
}

function networkInterfaces(): ResourceType {
  return {
    type: INTERFACES,
    tracked: true,
    latency: { create: 4, update: 4, delete: 4 },
    write(write, world) {
      const { id, body } = write;
      keep(write, ["macAddress", "virtualMachine", "resourceGuid"]);
      const before = objectsOf(write.existing?.body.properties["ipConfigurations"]);
      const given = objectsOf(body.properties["ipConfigurations"]);
      body.properties["ipConfigurations"] = given.map((configuration, index) => {
        const properties = objectOf(configuration["properties"]);
        const subnet = requireReferenced(world, referenceOf(properties["subnet"]) ?? "", id);
        const address = referenceOf(properties["publicIPAddress"]);
        if (address !== undefined) requireReferenced(world, address, id);
        const earlier = textOf(objectOf(before[index]?.["properties"])["privateIPAddress"]);
        return {
          ...configuration,
          id: `${id.toString()}/ipConfigurations/${textOf(configuration["name"]) ?? ""}`,
          properties: {
            privateIPAddressVersion: "IPv4",
            primary: index === 0,
            ...properties,
            privateIPAddress: textOf(properties["privateIPAddress"]) ?? earlier ?? freeAddressIn(subnet, world),
            provisioningState: "Succeeded",
          },
        };
      });
      body.properties = withDefaults(body.properties, {
        macAddress: "00-0D-3A-00-00-00",
        dnsSettings: { dnsServers: [], appliedDnsServers: [] },
        enableAcceleratedNetworking: false,
        enableIPForwarding: false,
        resourceGuid: guidOf(id.key),
      });
    },
    delete({ id, body }) {
      const machine = referenceOf(body.properties["virtualMachine"]);
      if (machine === undefined) return;
      throw new ArmError(
        400,
        "NicInUse",
        `Network Interface ${id.toString()} is used by existing resource ${machine}. In order to delete the network interface, it must be dissociated from the resource.`,
      );
    },
  };
}

function publicAddresses(): ResourceType {
  return {
    type: "Microsoft.Network/publicIPAddresses",
    tracked: true,
    latency: { create: 4, delete: 12 },
    write(write) {
      keep(write, ["ipAddress", "resourceGuid"]);
      write.body.properties = withDefaults(write.body.properties, {
        ipAddress: publicAddressOf(write.id),
        publicIPAddressVersion: "IPv4",
        idleTimeoutInMinutes: 4,
        ipTags: [],
        ddosSettings: { protectionMode: "VirtualNetworkInherited" },
        resourceGuid: guidOf(write.id.key),
      });
      write.body.sku = { name: "Standard", tier: "Regional", ...write.body.sku };
    },
    delete({ id }, world) {
      const user = [
        ...world.resources.ofType("Microsoft.Network/bastionHosts"),
        ...world.resources.ofType(INTERFACES),
      ].find(({ body }) =>
        objectsOf(body.properties["ipConfigurations"]).some((configuration) => {
          const reference = referenceOf(objectOf(configuration["properties"])["publicIPAddress"]);
          return reference !== undefined && id.equals(reference);
        }),
      );
      if (!user) return;
      throw new ArmError(
        400,
        "PublicIPAddressCannotBeDeleted",
        `Public IP address ${id.toString()} can not be deleted since it is still allocated to resource ${user.id.toString()}.`,
      );
    },
  };
}

function bastionHosts(): ResourceType {
  return {
    type: "Microsoft.Network/bastionHosts",
    tracked: true,
    latency: { create: 600, update: 300, delete: 300 },
    write({ id, body }, world) {
      for (const configuration of objectsOf(body.properties["ipConfigurations"])) {
        const properties = objectOf(configuration["properties"]);
        const subnet = requireReferenced(world, referenceOf(properties["subnet"]) ?? "", id);
        if (subnet.id.name !== "AzureBastionSubnet") {
          throw new ArmError(
            400,
            "InvalidSubnetName",
            `Bastion host ${id.name} can only be created in a subnet that is named AzureBastionSubnet, not ${subnet.id.name}.`,
          );
        }
        const address = referenceOf(properties["publicIPAddress"]);
        if (address !== undefined) requireReferenced(world, address, id);
      }
      body.properties = withDefaults(body.properties, {
        dnsName: `bst-${guidOf(id.key)}.bastion.azure.com`,
        scaleUnits: 2,
      });
      body.sku = { name: "Basic", ...body.sku };
    },
  };
}

/** An address of the documentation range, always the same for an id. */
function publicAddressOf(id: ResourceId): string {
  return `203.0.113.${(Number.parseInt(guidOf(id.key).slice(0, 8), 16) % 254) + 1}`;
}

/** What sits in a subnet: ids of ip configurations. */
function usersOf(subnet: ArmResource, world: World): string[] {
  return [...world.resources.ofType(INTERFACES), ...world.resources.ofType("Microsoft.Network/bastionHosts")].flatMap(
    ({ id, body }) =>
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

function referrers(resource: ArmResource, type: string, property: string, world: World): { id: string }[] {
  return world.resources
    .ofType(type)
    .filter(({ body }) => {
      const reference = referenceOf(body.properties[property]);
      return reference !== undefined && resource.id.equals(reference);
    })
    .map(({ id }) => ({ id: id.toString() }));
}

function requireUnreferenced(resource: ArmResource, type: string, property: string, code: string, world: World): void {
  const [user] = referrers(resource, type, property, world);
  if (!user) return;
  throw new ArmError(400, code, `${resource.id.toString()} cannot be deleted because it is in use by ${user.id}.`);
}
