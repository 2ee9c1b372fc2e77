import { connectionsIn } from "./endpoint-connections.js";
import { ENDPOINTS, type Expected, foreign, GROUPS, idOf } from "./expected.js";
import type { LiveAzure } from "./live-azure.js";
import { observe, type Observation } from "./observation.js";
import type { ComparedSubject } from "./settings.js";
import type { Subject } from "./subject.js";
import { type Body, objectsAt, textAt } from "./values.js";

/** What opens the network of a resource, or is connected to it, and isn't deployed. */
export function networkOpenings(one: ComparedSubject, expected: Expected, azure: LiveAzure): readonly Observation[] {
  return [...inBody(one, expected), ...inGroup(one, expected, azure), ...attached(one, expected)];
}

/** What an association sets on a resource, which has nothing there without one: its type, property and association. */
const ASSOCIATED = [
  ["azurerm_subnet", "networkSecurityGroup", "azurerm_subnet_network_security_group_association"],
  ["azurerm_subnet", "routeTable", "azurerm_subnet_route_table_association"],
  ["azurerm_subnet", "natGateway", "azurerm_subnet_nat_gateway_association"],
  ["azurerm_network_interface", "networkSecurityGroup", "azurerm_network_interface_security_group_association"],
] as const;

/** Security groups, routes and gateways of a subnet or network interface that aren't deployed. */
function attached(one: ComparedSubject, expected: Expected): readonly Observation[] {
  return ASSOCIATED.flatMap(([type, property, association]) => {
    const id = textAt(one.live, `properties.${property}.id`);
    if (one.resource.type !== type || id === "" || expected.isAssociated(one.id, association)) return [];
    return [observe("verify/network-openings", one, `has the ${property} ${id}, which isn't deployed`)];
  });
}

/** What the body of a resource contains and should be deployed, such as the peerings of a network. */
interface Inner {
  /** Type in Terraform of the resource. */
  readonly of: string;
  /** The property with the items. */
  readonly list: string;
  /**
   * The last part of their ARM type.
   * @default - the name of the property
   */
  readonly type?: string | undefined;
  readonly says: (item: Body, name: string) => string;
  /** The names of the items that the resource's own arguments deploy. */
  readonly inline?: ((values: Subject["resource"]["values"]) => readonly string[]) | undefined;
}

const INNER: readonly Inner[] = [
  {
    of: "azurerm_virtual_network",
    list: "virtualNetworkPeerings",
    says: (item, name) => `peering ${name} with ${textAt(item, "properties.remoteVirtualNetwork.id")}`,
  },
  {
    of: "azurerm_virtual_network",
    list: "subnets",
    says: (_, name) => `subnet ${name}`,
    inline: (values) => objectsAt(values, "subnet").map((item) => textAt(item, "name")),
  },
  {
    of: "azurerm_firewall_policy",
    list: "ruleCollectionGroups",
    says: (_, name) => `rule collection group ${name}`,
  },
  {
    of: "azurerm_kubernetes_cluster",
    list: "agentPoolProfiles",
    type: "agentPools",
    says: (item, name) => `node pool ${name} in ${textAt(item, "vnetSubnetID") || "a network of its own"}`,
    inline: (values) => objectsAt(values, "default_node_pool").map((item) => textAt(item, "name")),
  },
];

/** Peerings, subnets, rule collection groups and node pools that aren't deployed. */
function inBody(one: ComparedSubject, expected: Expected): readonly Observation[] {
  return INNER.filter(({ of }) => one.resource.type === of).flatMap(({ list, type = list, says, inline }) => {
    const own = inline?.(one.resource.values) ?? [];
    return objectsAt(one.live, `properties.${list}`).flatMap((item) => {
      // Some lists only have the ids.
      const name = textAt(item, "name") || (textAt(item, "id").split("/").at(-1) ?? "");
      const id = `${one.id.toString()}/${type}/${name}`;
      if (expected.has(id) || own.includes(name)) return [];
      return [observe("verify/network-openings", one, `has the ${says(item, name)}, which isn't deployed`)];
    });
  });
}

/** Private endpoints and network interfaces of a resource group that aren't deployed, where these lists are read anyway. */
function inGroup(group: ComparedSubject, expected: Expected, azure: LiveAzure): readonly Observation[] {
  if (!group.id.hasType(GROUPS)) return [];
  const endpoints = azure.all(group.id, ENDPOINTS);
  const ofEndpoints = new Set(
    (endpoints.state === "read" ? endpoints.value : [])
      .flatMap((one) => objectsAt(one, "properties.networkInterfaces"))
      .map(idOf),
  );
  // That of a private endpoint is part of it.
  const interfaces = foreign(azure.all(group.id, "Microsoft.Network/networkInterfaces"), expected).filter(
    (one) => textAt(one, "properties.privateEndpoint.id") === "" && !ofEndpoints.has(idOf(one)),
  );
  return [
    ...foreign(endpoints, expected).map((endpoint) => {
      const target = textAt(connectionsIn(endpoint)[0], "properties.privateLinkServiceId");
      return `private endpoint ${textAt(endpoint, "name")} to ${target}`;
    }),
    ...interfaces.map((one) => `network interface ${textAt(one, "name")}`),
  ].map((what) => observe("verify/network-openings", group, `has the ${what}, which isn't deployed`));
}
