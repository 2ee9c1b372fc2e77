import { ArmId, FIXED_SUBNETS } from "@org/azure-catalog";
import { overlap } from "../../addresses.js";
import { ArmError } from "../../arm/arm-error.js";
import { objectOf, objectsOf, referenceOf, textOf, textsOf } from "../../arm/body.js";
import type { ArmResource } from "../../arm/resource.js";
import type { Endpoint, ResourceType, Write } from "../../arm/resource-type.js";
import { guidOf } from "../../guid.js";
import type { EmulatorState } from "../../emulator-state.js";
import { keep, requireReferenced, showPlainly, withDefaults } from "../shared.js";
import { freeAddressIn, requireFixedSubnet } from "./subnet-addresses.js";
import { GATEWAYS } from "./types.js";

const CONNECTIONS = "Microsoft.Network/connections";

/** VPN and ExpressRoute gateways of virtual networks. */
export const gateways: readonly ResourceType[] = [
  {
    type: GATEWAYS,
    tracked: true,
    latency: { create: 1800, update: 600, delete: 600 },
    write(write, state) {
      const { id, body } = write;
      keep(write, ["resourceGuid", "bgpSettings"]);
      const configurations = objectsOf(body.properties["ipConfigurations"]);
      requireZones(write, configurations, state);
      let network: ArmResource | undefined;
      body.properties["ipConfigurations"] = configurations.map((configuration) => {
        const properties = objectOf(configuration["properties"]);
        const subnet = requireReferenced(state, referenceOf(properties["subnet"]) ?? "", id);
        requireFixedSubnet(subnet, FIXED_SUBNETS.gateway, `Virtual network gateway ${id.name}`);
        network = state.resources.get(subnet.id.parent);
        return {
          ...configuration,
          id: `${id.toString()}/ipConfigurations/${textOf(configuration["name"]) ?? ""}`,
          properties: { privateIPAllocationMethod: "Dynamic", ...properties, provisioningState: "Succeeded" },
        };
      });
      if (network) requireClientPool(write, network);
      body.properties = withDefaults(body.properties, {
        activeActive: false,
        enableBgp: false,
        enablePrivateIpAddress: false,
        disableIPSecReplayProtection: false,
        enableBgpRouteTranslationForNat: false,
        allowRemoteVnetTraffic: false,
        allowVirtualWanTraffic: false,
        vpnType: "RouteBased",
        vpnGatewayGeneration: /^VpnGw1|^Basic$/i.test(skuOf(write)) ? "Generation1" : "Generation2",
        resourceGuid: guidOf(id.key),
      });
      return (gateway) => completeBgp(gateway, state);
    },
  },
  { type: "Microsoft.Network/localNetworkGateways", tracked: true, latency: { create: 10, delete: 10 } },
  { type: CONNECTIONS, tracked: true, latency: { create: 60, delete: 60 } },
];

/** The connections of a gateway, in whichever resource group they are. */
export const connectionsOfGateway: Endpoint = {
  method: "GET",
  path: "virtualNetworkGateways/{gateway}/connections",
  answer: ({ scope, gateway = "" }, state) => {
    const id = ArmId.parse(scope).resource(GATEWAYS, gateway);
    const isOwn = (end: unknown): boolean => id.equals(referenceOf(end) ?? "");
    const value = state.resources
      .ofType(CONNECTIONS)
      .filter(({ body: { properties } }) =>
        [properties["virtualNetworkGateway1"], properties["virtualNetworkGateway2"]].some(isOwn),
      )
      .map(showPlainly);
    return { status: 200, body: { value } };
  },
};

function skuOf({ body }: Write): string {
  return textOf(objectOf(body.properties["sku"])["name"]) ?? "";
}

/**
 * Rejects new VPN gateways with SKUs that aren't zone-redundant, which Azure retired in November 2025, and public
 * addresses without zones for the others.
 * @throws ArmError 400 NonAzSkusNotAllowedForVPNGateway or VmssVpnGatewayPublicIpsMustHaveZonesConfigured
 * @see https://learn.microsoft.com/azure/vpn-gateway/gateway-sku-consolidation
 */
function requireZones(write: Write, configurations: readonly Record<string, unknown>[], state: EmulatorState): void {
  const { id, body, existing } = write;
  const sku = skuOf(write);
  if (existing || textOf(body.properties["gatewayType"]) !== "Vpn" || /^Basic$/i.test(sku)) return;
  if (!/AZ$/i.test(sku)) {
    throw new ArmError(
      400,
      "NonAzSkusNotAllowedForVPNGateway",
      `VpnGw1-5 non-AZ SKUs are no longer supported for VPN gateways. Only VpnGw1-5AZ SKUs can be created going forward; ${id.toString()} has ${sku}.`,
    );
  }
  for (const configuration of configurations) {
    const reference = referenceOf(objectOf(configuration["properties"])["publicIPAddress"]);
    const address = reference === undefined ? undefined : requireReferenced(state, reference, id);
    if (!address || textsOf(address.body["zones"]).length > 0) continue;
    throw new ArmError(
      400,
      "VmssVpnGatewayPublicIpsMustHaveZonesConfigured",
      `Standard Public IPs associated with VPN gateways with AZ VPN skus must have zones configured: ${address.id.toString()} has none.`,
    );
  }
}

/**
 * Rejects a pool of VPN clients that is missing or overlaps with the network. Azure documents the message of an
 * overlap, but not its code.
 * @throws ArmError 400 VpnClientAddressPoolNotSpecified or VpnClientAddressPoolOverlap
 */
function requireClientPool({ id, body }: Write, network: ArmResource): void {
  const configuration = body.properties["vpnClientConfiguration"];
  if (configuration === undefined) return;
  const pool = textsOf(objectOf(objectOf(configuration)["vpnClientAddressPool"])["addressPrefixes"]);
  if (pool.length === 0) {
    throw new ArmError(
      400,
      "VpnClientAddressPoolNotSpecified",
      `Vpn client addresspool is not specified for gateway ${id.toString()}.`,
    );
  }
  const spaces = textsOf(objectOf(network.body.properties["addressSpace"])["addressPrefixes"]);
  for (const space of spaces) {
    const taken = pool.find((block) => overlap(space, block));
    if (taken === undefined) continue;
    throw new ArmError(
      400,
      "VpnClientAddressPoolOverlap",
      `The virtual network gateway's VPN client address pool overlaps with the virtual network's address space. The overlapping address space prefixes are ${space} and ${taken}.`,
    );
  }
}

/** Azure gives every gateway settings of BGP, whether it uses BGP or not. */
function completeBgp({ body }: ArmResource, state: EmulatorState): void {
  const bgp = objectOf(body.properties["bgpSettings"]);
  if (bgp["bgpPeeringAddresses"] !== undefined) return;
  const addresses = objectsOf(body.properties["ipConfigurations"]).map((configuration) => {
    const properties = objectOf(configuration["properties"]);
    const subnet = state.resources.get(referenceOf(properties["subnet"]));
    const address = state.resources.get(referenceOf(properties["publicIPAddress"]));
    return {
      ipconfigurationId: configuration["id"],
      defaultBgpIpAddresses: subnet ? [freeAddressIn(subnet, state)] : [],
      customBgpIpAddresses: [],
      tunnelIpAddresses: address ? [address.body.properties["ipAddress"]] : [],
    };
  });
  body.properties["bgpSettings"] = {
    asn: 65515,
    peerWeight: 0,
    bgpPeeringAddress: textsOf(addresses[0]?.defaultBgpIpAddresses)[0],
    ...bgp,
    bgpPeeringAddresses: addresses,
  };
}
