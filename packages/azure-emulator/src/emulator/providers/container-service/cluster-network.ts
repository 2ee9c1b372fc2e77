import type { ArmId } from "@org/azure-catalog";
import { contains, overlap, parseBlock } from "../../addresses.js";
import { ArmError } from "../../arm/arm-error.js";
import { objectOf, objectsOf, type Properties, referenceOf, textOf } from "../../arm/body.js";
import type { ArmResource } from "../../arm/resource.js";
import type { EmulatorState } from "../../emulator-state.js";
import { inlineOf } from "../inline-parts.js";
import { defaultRouteOf } from "../network/route-tables.js";
import { allocationsIn, prefixesOf } from "../network/subnet-addresses.js";
import { requireReferenced, withDefaults } from "../shared.js";

/** Addresses at the ends of a subnet that Azure reserves. */
const RESERVED = 5;

/** The network profile of a cluster with AKS's defaults. */
export function networkProfileOf(properties: Properties): Properties {
  const given = objectOf(properties["networkProfile"]);
  const plugin = textOf(given["networkPlugin"]) ?? "azure";
  const profile = withDefaults(given, {
    networkPlugin: plugin,
    networkDataplane: "azure",
    networkPolicy: "none",
    loadBalancerSku: "standard",
    outboundType: "loadBalancer",
    serviceCidr: "10.0.0.0/16",
    dnsServiceIP: "10.0.0.10",
    ipFamilies: ["IPv4"],
  });
  const hasPodNetwork = plugin === "kubenet" || /^overlay$/i.test(textOf(given["networkPluginMode"]) ?? "");
  return {
    ...(hasPodNetwork ? { podCidr: "10.244.0.0/16" } : {}),
    ...profile,
    serviceCidrs: [profile["serviceCidr"]],
    ...(profile["outboundType"] === "loadBalancer"
      ? {
          loadBalancerProfile: {
            managedOutboundIPs: { count: 1 },
            backendPoolType: "nodeIPConfiguration",
            effectiveOutboundIPs: [],
            ...objectOf(profile["loadBalancerProfile"]),
          },
        }
      : {}),
  };
}

/**
 * Rejects pools whose subnets don't fit the cluster's network profile.
 * @throws ArmError 400 with AKS's code
 * @see https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/welcome-azure-kubernetes
 */
export function requireClusterNetwork(
  cluster: ArmId,
  properties: Properties,
  pools: readonly Properties[],
  state: EmulatorState,
): void {
  const profile = objectOf(properties["networkProfile"]);
  requireDnsAddress(profile);
  for (const pool of pools) {
    const reference = textOf(pool["vnetSubnetID"]);
    if (reference === undefined) continue;
    const subnet = requireReferenced(state, reference, cluster);
    requireUndelegated(subnet);
    requireServiceBlock(profile, subnet, state);
    requireOutbound(profile, subnet, state);
    requireRoom(cluster, pool, profile, subnet, state);
  }
}

/** @throws ArmError 400 DnsServiceIpOutOfServiceCidr or DnsServiceIpConflicting */
function requireDnsAddress(profile: Properties): void {
  const [block, address] = [textOf(profile["serviceCidr"]) ?? "", textOf(profile["dnsServiceIP"]) ?? ""];
  if (!contains(block, `${address}/32`)) {
    throw new ArmError(
      400,
      "DnsServiceIpOutOfServiceCidr",
      `DNS service IP ${address} is out of the range of service CIDR ${block}.`,
    );
  }
  const first = parseBlock(block)?.startAddressExclusive().correctForm();
  if (first !== address) return;
  throw new ArmError(
    400,
    "DnsServiceIpConflicting",
    `DNS service IP ${address} conflicts with the address of the API server's service, the first one of ${block}.`,
  );
}

/** @throws ArmError 400 SubnetIsDelegated */
function requireUndelegated(subnet: ArmResource): void {
  const [delegation] = objectsOf(subnet.body.properties["delegations"]);
  if (!delegation) return;
  const service = textOf(objectOf(delegation["properties"])["serviceName"]) ?? "";
  throw new ArmError(
    400,
    "SubnetIsDelegated",
    `Subnet ${subnet.id.toString()} is delegated to ${service}, and can't be used for an agent pool.`,
  );
}

/** @throws ArmError 400 ServiceCidrOverlapExistingSubnetsCidr */
function requireServiceBlock(profile: Properties, subnet: ArmResource, state: EmulatorState): void {
  const service = textOf(profile["serviceCidr"]) ?? "";
  const network = state.resources.get(subnet.id.parent);
  const blocks = network ? inlineOf(network, "subnets", state).flatMap(prefixesOf) : [];
  const taken = blocks.find((block) => overlap(block, service));
  if (taken === undefined) return;
  throw new ArmError(
    400,
    "ServiceCidrOverlapExistingSubnetsCidr",
    `The specified service CIDR ${service} is conflicted with an existing subnet CIDR ${taken}.`,
  );
}

/**
 * Rejects an outbound type without its route or NAT gateway.
 * @throws ArmError 400 ExistingRouteTableNotAssociatedWithSubnet, RouteTableMissingDefaultRouteError,
 *   RouteTableInvalidNextHop, SubnetNotAssociatedWithNATGateway, NATGatewayNotAssociatedWithPublicIPOrIPPrefix or
 *   ManagedNATGatewayWithCustomVNetNotAllowed
 * @see https://learn.microsoft.com/azure/aks/egress-outboundtype
 */
function requireOutbound(profile: Properties, subnet: ArmResource, state: EmulatorState): void {
  switch (profile["outboundType"]) {
    case "userDefinedRouting":
      requireRoute(subnet, state);
      break;
    case "userAssignedNATGateway":
      requireNatGateway(subnet, state);
      break;
    case "managedNATGateway":
      throw new ArmError(
        400,
        "ManagedNATGatewayWithCustomVNetNotAllowed",
        "Outbound type managedNATGateway isn't allowed with a subnet of your own: use userAssignedNATGateway.",
      );
  }
}

function requireRoute(subnet: ArmResource, state: EmulatorState): void {
  const table = state.resources.get(referenceOf(subnet.body.properties["routeTable"]));
  if (!table) {
    throw new ArmError(
      400,
      "ExistingRouteTableNotAssociatedWithSubnet",
      `An existing route table has not been associated with subnet ${subnet.id.toString()}. Please update the route table association.`,
    );
  }
  const route = defaultRouteOf(table, state);
  if (!route) {
    throw new ArmError(
      400,
      "RouteTableMissingDefaultRouteError",
      `Route table ${table.id.toString()} does not have a default route 0.0.0.0/0. Please see http://aka.ms/aks/outboundtype for more details.`,
    );
  }
  const hop = textOf(route.body.properties["nextHopType"]) ?? "";
  if (hop === "VirtualAppliance" || hop === "VirtualNetworkGateway") return;
  throw new ArmError(
    400,
    "RouteTableInvalidNextHop",
    `Default route 0.0.0.0/0 has a next hop of ${hop} but only next hops of VirtualAppliance or VirtualNetworkGateway are allowed. Please see http://aka.ms/aks/outboundtype for more details.`,
  );
}

function requireNatGateway(subnet: ArmResource, state: EmulatorState): void {
  const gateway = state.resources.get(referenceOf(subnet.body.properties["natGateway"]));
  if (!gateway) {
    throw new ArmError(
      400,
      "SubnetNotAssociatedWithNATGateway",
      `Subnet ${subnet.id.toString()} is not associated with a NAT gateway.`,
    );
  }
  const { publicIpAddresses, publicIpPrefixes } = gateway.body.properties;
  if (objectsOf(publicIpAddresses).length + objectsOf(publicIpPrefixes).length > 0) return;
  throw new ArmError(
    400,
    "NATGatewayNotAssociatedWithPublicIPOrIPPrefix",
    `NAT gateway ${gateway.id.toString()} is not associated with any public IP or IP prefix.`,
  );
}

/**
 * Rejects a pool with more addresses than its subnet has left. With Azure CNI, a node takes an address for itself and
 * one for each of its pods, unless pods have a network of their own.
 * @throws ArmError 400 InsufficientSubnetSize
 */
function requireRoom(
  cluster: ArmId,
  pool: Properties,
  profile: Properties,
  subnet: ArmResource,
  state: EmulatorState,
): void {
  const needed = nodesOf(pool) * addressesPerNode(pool, profile);
  const size = prefixesOf(subnet).reduce((sum, prefix) => sum + 2 ** (32 - (parseBlock(prefix)?.subnetMask ?? 32)), 0);
  const isOwn = ({ owner }: { owner: ArmResource }): boolean =>
    owner.id
      .toString()
      .toLowerCase()
      .includes(`/${scaleSetName(cluster, textOf(pool["name"]) ?? "")}/`);
  const free = size - RESERVED - allocationsIn(subnet, state).filter((one) => !isOwn(one)).length;
  if (needed <= free) return;
  throw new ArmError(
    400,
    "InsufficientSubnetSize",
    `Pre-allocated IPs ${needed} exceeds IPs available ${free} in Subnet Cidr ${prefixesOf(subnet).join(", ")}, Subnet Name ${subnet.id.name}. If Autoscaler is enabled, the max-count from each nodepool is counted towards this total (which means that pre-allocated IPs count represents a theoretical max value, not the actual number of IPs requested). http://aka.ms/aks/insufficientsubnetsize`,
  );
}

/** The largest number of nodes of a pool. */
function nodesOf(pool: Properties): number {
  return Number((pool["enableAutoScaling"] === true ? pool["maxCount"] : undefined) ?? pool["count"] ?? 1);
}

/** The addresses of its subnet that a node takes. */
export function addressesPerNode(pool: Properties, profile: Properties): number {
  const ownPodNetwork =
    profile["networkPlugin"] !== "azure" ||
    /^overlay$/i.test(textOf(profile["networkPluginMode"]) ?? "") ||
    pool["podSubnetID"] !== undefined;
  return ownPodNetwork ? 1 : 1 + Number(pool["maxPods"] ?? 30);
}

/** Name of the scale set of a pool. */
export function scaleSetName(cluster: ArmId, pool: string): string {
  const number = Number.parseInt(Buffer.from(cluster.key).toString("hex").slice(-8), 16) % 1e8;
  return `aks-${pool}-${String(number).padStart(8, "0")}-vmss`.toLowerCase();
}
