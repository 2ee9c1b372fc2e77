import type { Resource } from "@org/aml-synth-model";
import { identityIn, type Identities } from "./identity.js";
import type { Inventory } from "./inventory.js";
import type { Network, Subnet } from "./network.js";
import { isArm, pointTo, readText, written } from "./reader.js";

/** Finds the networks and subnets that resources refer to. */
interface NetworkFinder {
  at(by: Resource, argument: string, arm?: string): Network | undefined;
  subnetsOf(resource: Resource): readonly Subnet[];
}

/** A connection point that is not a virtual network, such as a virtual hub or an on-premises network. */
export interface Junction {
  readonly key: string;
  readonly name: string;
  readonly resource: Resource | undefined;
  /** Whether the stacks create it and all its connections. */
  readonly isRead: boolean;
}

/** One end of a link. */
export type End = Network | Junction;

/** A link between two virtual networks, or to a junction; an end is undefined if it is unknown. */
export interface NetworkLink {
  readonly resource: Resource;
  readonly from: End | undefined;
  readonly to: End | undefined;
}

/** Whether an end is a virtual network. */
export function isNetwork(end: End): end is Network {
  return "subnets" in end;
}

const HUBS = "Microsoft.Network/virtualHubs";
const WANS = "Microsoft.Network/virtualWans";
const SITES = "Microsoft.Network/vpnSites";
const CIRCUITS = "Microsoft.Network/expressRouteCircuits";
const LOCAL_GATEWAYS = "Microsoft.Network/localNetworkGateways";
/** Gateways in a virtual hub, which connect to networks outside of Azure. */
const HUB_GATEWAYS = [
  "Microsoft.Network/vpnGateways",
  "Microsoft.Network/expressRouteGateways",
  "Microsoft.Network/p2sVpnGateways",
];

/** Path in azurerm and in ARM. */
type Place = readonly [argument: string, arm: string];

/** All connections between networks, or to the outside. */
export function linksOf(inventory: Inventory, identities: Identities, networks: NetworkFinder): readonly NetworkLink[] {
  const reader = new LinkReader(identities, networks);
  return [
    ...inventory.created(`Microsoft.Network/virtualNetworks/virtualNetworkPeerings`).map((resource) => ({
      resource,
      from: networks.at(resource, "virtual_network_name", "parent_id"),
      to: networks.at(resource, "remote_virtual_network_id", "properties.remoteVirtualNetwork.id"),
    })),
    ...inventory.created("Microsoft.Network/connections").map((resource) => reader.connection(resource)),
    ...inventory.created(`${HUBS}/hubVirtualNetworkConnections`).map((resource) => ({
      resource,
      from: networks.at(resource, "remote_virtual_network_id", "properties.remoteVirtualNetwork.id"),
      to: reader.junction(resource, HUBS, ["virtual_hub_id", "parent_id"]),
    })),
    ...inventory
      .created(HUBS)
      .filter((resource) => written(resource, "virtual_wan_id", "properties.virtualWan.id") !== undefined)
      .map((resource) => ({
        resource,
        from: reader.of(resource, true),
        to: reader.junction(resource, WANS, ["virtual_wan_id", "properties.virtualWan.id"]),
      })),
    ...HUB_GATEWAYS.flatMap((type) => inventory.created(type)).map((resource) => ({
      resource,
      from: reader.junction(resource, HUBS, ["virtual_hub_id", "properties.virtualHub.id"]),
      to: reader.of(resource, false),
    })),
    ...inventory.created("Microsoft.Network/vpnGateways/vpnConnections").map((resource) => ({
      resource,
      from: reader.junction(resource, "Microsoft.Network/vpnGateways", ["vpn_gateway_id", "parent_id"]),
      to: reader.junction(resource, SITES, ["remote_vpn_site_id", "properties.remoteVpnSite.id"]),
    })),
    ...inventory.created("Microsoft.Network/expressRouteGateways/expressRouteConnections").map((resource) => ({
      resource,
      from: reader.junction(resource, "Microsoft.Network/expressRouteGateways", [
        "express_route_gateway_id",
        "parent_id",
      ]),
      to: reader.junction(resource, CIRCUITS, [
        "express_route_circuit_peering_id",
        "properties.expressRouteCircuitPeering.id",
      ]),
    })),
    // The groups of a network manager, and policies, determine which networks it connects.
    ...inventory
      .created("Microsoft.Network/networkManagers/connectivityConfigurations")
      .map((resource) => ({ resource, from: undefined, to: undefined })),
  ];
}

class LinkReader {
  readonly #junctions = new Map<string, Junction>();

  constructor(
    private readonly identities: Identities,
    private readonly networks: NetworkFinder,
  ) {}

  /**
   * A connection of a virtual network gateway to another gateway, an on-premises network or an ExpressRoute circuit.
   */
  public connection(resource: Resource): NetworkLink {
    const from = this.#gateway(resource, ["virtual_network_gateway_id", "properties.virtualNetworkGateway1.id"]);
    const peer: Place = ["peer_virtual_network_gateway_id", "properties.virtualNetworkGateway2.id"];
    const outside: readonly (readonly [armType: string, place: Place])[] = [
      [LOCAL_GATEWAYS, ["local_network_gateway_id", "properties.localNetworkGateway2.id"]],
      [CIRCUITS, ["express_route_circuit_id", "properties.peer.id"]],
    ];
    const other = outside.find(([, place]) => written(resource, ...place) !== undefined);
    const to = other ? this.junction(resource, other[0], other[1]) : this.#gateway(resource, peer);
    return { resource, from, to };
  }

  /** The junction that an argument refers to; undefined if it is unknown. */
  public junction(by: Resource, armType: string, place: Place): Junction | undefined {
    const to = pointTo(by, ...place);
    if (!to) return undefined;
    const found = this.identities.at(armType, to, by);
    if (found) return this.of(found, found.kind === "resource" && (armType === HUBS || armType === WANS));
    const identity = identityIn(to.shape, armType);
    if (!identity) return undefined;
    const { subscription = "", group = "", name } = identity;
    return this.#add({ key: [armType, subscription, group, name].join("/"), name, resource: undefined, isRead: false });
  }

  /** The junction that a resource represents. */
  public of(resource: Resource, isRead: boolean): Junction {
    // Two gateways to the same public address lead to the same on-premises network.
    const address = readText(resource, "gateway_address", "properties.gatewayIpAddress");
    const name = readText(resource, "name", "name") ?? resource.name;
    return this.#add({ key: address ?? resource.id, name, resource, isRead });
  }

  #add(junction: Junction): Junction {
    const known = this.#junctions.get(junction.key);
    if (known) return known;
    this.#junctions.set(junction.key, junction);
    return junction;
  }

  /** The network at one end of a connection: that of the gateway. */
  #gateway(by: Resource, place: Place): End | undefined {
    const to = pointTo(by, ...place);
    const type = "Microsoft.Network/virtualNetworkGateways";
    const gateway = this.identities.at(type, to, by);
    if (!gateway) return this.junction(by, type, place);
    const path = isArm(gateway) ? "properties.ipConfigurations" : "ip_configuration";
    if (written(gateway, path, path) === undefined) return this.of(gateway, false);
    const [subnet] = this.networks.subnetsOf(gateway);
    return subnet?.network ?? this.networks.at(gateway, `${path}[0].subnet_id`, `${path}[0].properties.subnet.id`);
  }
}
