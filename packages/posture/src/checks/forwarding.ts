import type { Resource } from "@org/aml-synth-model";
import { armTypeOf } from "../domain/arm-types.js";
import { isNetwork, type End, type NetworkLink } from "../domain/network-link.js";
import type { Network } from "../domain/network.js";
import type { Platform } from "../domain/platform.js";
import { isArm, isNotKnown, read, readingAt } from "../domain/reader.js";

const PEERINGS = "microsoft.network/virtualnetworks/virtualnetworkpeerings";
const FIREWALLS = "Microsoft.Network/azureFirewalls";
const INTERFACES = "Microsoft.Network/networkInterfaces";
const SCALE_SETS = "Microsoft.Compute/virtualMachineScaleSets";
/** Next hops that may lead to another network. */
const HOPS: ReadonlySet<string | undefined> = new Set(["VirtualAppliance", "VirtualNetworkGateway", undefined]);
const IN_SUBNET = ["ip_configuration[0].subnet_id", "properties.ipConfigurations[0].properties.subnet.id"] as const;

/**
 * What passes traffic on between the peers of a network. A peering alone doesn't: Azure delivers only what comes from
 * one of its two networks, or what something in them forwards.
 * @see https://learn.microsoft.com/azure/virtual-network/virtual-network-peering-overview
 */
export class Forwarding {
  readonly #appliances: readonly Resource[];
  readonly #routeServers: readonly Resource[];

  constructor(private readonly platform: Platform) {
    const { inventory } = platform;
    this.#appliances = [
      ...inventory.created(FIREWALLS),
      ...inventory.created(INTERFACES).filter((one) => forwards(one)),
      ...inventory.created(SCALE_SETS).filter((one) => hasForwardingInterface(one)),
    ];
    this.#routeServers = [...inventory.model.resources({ type: "azurerm_route_server" })];
  }

  /** Whether traffic that comes over one link of a network or junction can leave it over another. */
  public passes(at: End, from: End, to: End): boolean {
    // Virtual hubs, gateways and networks on premises route between all that is connected to them.
    if (!isNetwork(at) || !at.isRead) return true;
    const { links } = this.platform.networks;
    if (hasTransit(links, from, at) && hasTransit(links, at, to)) return true;
    const isIn = (resource: Resource): boolean => this.#networkOf(resource, at);
    if (!this.#appliances.some(isIn)) return false;
    return this.#routeServers.some(isIn) || this.#hasRoutes(from) || this.#hasRoutes(to);
  }

  /** The machines in a network. */
  public machinesIn(network: Network): readonly Resource[] {
    return [INTERFACES, SCALE_SETS]
      .flatMap((type) => this.platform.inventory.created(type))
      .filter((resource) => this.#networksOf(resource).has(network));
  }

  /** Whether a resource is in a network, or may be because it isn't known where it is. */
  #networkOf(resource: Resource, network: Network): boolean {
    const networks = this.#networksOf(resource);
    return networks.size === 0 || networks.has(network);
  }

  #networksOf(resource: Resource): ReadonlySet<Network> {
    const { networks } = this.platform;
    const found = [...networks.subnetsOf(resource), networks.subnetAt(resource, ...IN_SUBNET)];
    return new Set(found.flatMap((subnet) => (subnet ? [subnet.network] : [])));
  }

  /** Whether a network, or one behind a junction, sends traffic to an appliance or gateway, as far as is known. */
  #hasRoutes(end: End): boolean {
    if (!isNetwork(end) || !end.isRead) return true;
    const { routing } = this.platform;
    return end.subnets.some((subnet) => {
      const table = routing.tableOf(subnet);
      if (table === undefined) return routing.isUnknown(subnet);
      return (
        table.kind !== "resource" || routing.routes.some((route) => route.table === table && HOPS.has(route.nextHop))
      );
    });
  }
}

function forwards(resource: Resource): boolean {
  return ["ip_forwarding_enabled", "enable_ip_forwarding"].some((argument) =>
    isOn(resource, argument, "properties.enableIPForwarding"),
  );
}

function hasForwardingInterface(set: Resource): boolean {
  const path = "properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations";
  const interfaces = readingAt(set, "network_interface", path);
  if (interfaces?.state === "unknown" && interfaces.opaque) return true;
  const flags = isArm(set) ? ["properties.enableIPForwarding"] : ["ip_forwarding_enabled", "enable_ip_forwarding"];
  return (interfaces?.items() ?? []).some((item) =>
    flags.some((flag) => {
      const { state, value } = item.at(flag);
      return state === "unknown" || value === true || value === "true";
    }),
  );
}

/** Whether traffic between two ends goes through a gateway: that of a connection, or that of the other network. */
function hasTransit(links: readonly NetworkLink[], one: End, other: End): boolean {
  return links
    .filter(({ from, to }) => (from === one && to === other) || (from === other && to === one))
    .some(
      ({ resource }) =>
        armTypeOf(resource) !== PEERINGS ||
        isOn(resource, "use_remote_gateways", "properties.useRemoteGateways") ||
        isOn(resource, "allow_gateway_transit", "properties.allowGatewayTransit"),
    );
}

/** Whether a flag is set, or may be. */
function isOn(resource: Resource, argument: string, arm: string): boolean {
  const value = read(resource, argument, arm);
  return value === true || isNotKnown(value);
}
