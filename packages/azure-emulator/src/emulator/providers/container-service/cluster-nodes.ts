import { ArmId } from "@org/azure-catalog";
import { objectOf, type Properties, referenceOf, textOf } from "../../arm/body.js";
import { plainLocation } from "../../arm/location.js";
import type { ArmResource } from "../../arm/resource.js";
import { guidOf } from "../../guid.js";
import type { EmulatorState } from "../../emulator-state.js";
import { addressesPerNode, scaleSetName } from "./cluster-network.js";
import { fillScaleSet, SCALE_SETS } from "../compute/scale-sets.js";
import { freeAddressIn } from "../network/subnet-addresses.js";
import { INTERFACES } from "../network/types.js";
import { makeBeside } from "../shared.js";

const ZONES = "Microsoft.Network/privateDnsZones";
const LINKS = `${ZONES}/virtualNetworkLinks`;
const SUCCEEDED = { provisioningState: "Succeeded" };

/** The group in which AKS keeps the nodes of a cluster, with what all clusters have in it. */
function nodeGroup(cluster: ArmResource, state: EmulatorState): ArmId {
  const { id, body } = cluster;
  const groupId = ArmId.ofResourceGroup(id.subscriptionId ?? "", textOf(body.properties["nodeResourceGroup"]) ?? "");
  if (state.resources.get(groupId)) return groupId;
  const location = { location: body.location ?? "" };
  makeBeside(state, groupId, { ...location, managedBy: id.toString(), properties: SUCCEEDED });
  if (body.properties["identityProfile"] === undefined) {
    const kubelet = groupId.resource("Microsoft.ManagedIdentity/userAssignedIdentities", `${id.name}-agentpool`);
    const { objectId, clientId } = state.directory.add(kubelet.toString(), state.clock.now());
    makeBeside(state, kubelet, {
      ...location,
      properties: { principalId: objectId, clientId, tenantId: state.directory.tenantId },
    });
    body.properties["identityProfile"] = {
      kubeletidentity: { resourceId: kubelet.toString(), clientId, objectId },
    };
  }
  if (objectOf(body.properties["networkProfile"])["outboundType"] === "loadBalancer")
    makeBalancer(groupId, body, state);
  return groupId;
}

/** The load balancer through which nodes reach the internet. */
function makeBalancer(groupId: ArmId, { location = "", properties }: ArmResource["body"], state: EmulatorState): void {
  const address = groupId.resource("Microsoft.Network/publicIPAddresses", guidOf(groupId.key, "outbound"));
  makeBeside(state, address, { location, sku: { name: "Standard" }, properties: SUCCEEDED });
  makeBeside(state, groupId.resource("Microsoft.Network/loadBalancers", "kubernetes"), {
    location,
    sku: { name: "Standard" },
    properties: SUCCEEDED,
  });
  const profile = objectOf(properties["networkProfile"]);
  Object.assign(objectOf(profile["loadBalancerProfile"]), { effectiveOutboundIPs: [{ id: address.toString() }] });
}

/** Creates a pool with its scale set, or changes their size. */
export function makeNodes(cluster: ArmResource, name: string, pool: Properties, state: EmulatorState): void {
  const group = nodeGroup(cluster, state);
  const poolId = cluster.id.child("agentPools", name);
  const known = state.resources.get(poolId);
  if (known) known.body.properties = { ...pool, ...SUCCEEDED };
  else makeBeside(state, poolId, { properties: { ...pool, ...SUCCEEDED } });

  const setId = group.resource(SCALE_SETS, scaleSetName(cluster.id, name));
  const count = Number(pool["count"] ?? 1);
  const subnet = textOf(pool["vnetSubnetID"]);
  const profile = objectOf(cluster.body.properties["networkProfile"]);
  const ipConfigurations = Array.from(
    { length: subnet === undefined ? 0 : addressesPerNode(pool, profile) },
    (_, at) => ({
      name: `ipconfig${at + 1}`,
      properties: { primary: at === 0, subnet: { id: subnet } },
    }),
  );
  const set = makeBeside(state, setId, {
    location: cluster.body.location ?? "",
    sku: { name: pool["vmSize"], tier: "Standard", capacity: count },
    properties: {
      ...SUCCEEDED,
      virtualMachineProfile: {
        networkProfile: { networkInterfaceConfigurations: [{ name, properties: { ipConfigurations } }] },
      },
    },
  });
  fillScaleSet(set, state);
}

/** The private endpoint of a private cluster's API server, in the first pool's subnet, and its record. */
export function makePrivateServer(cluster: ArmResource, pools: readonly Properties[], state: EmulatorState): void {
  const { id, body } = cluster;
  const access = objectOf(body.properties["apiServerAccessProfile"]);
  const subnet = state.resources.get(
    pools.map((pool) => textOf(pool["vnetSubnetID"])).find((one) => one !== undefined),
  );
  const group = nodeGroup(cluster, state);
  const nicId = group.resource(INTERFACES, `kube-apiserver.nic.${guidOf(id.key)}`);
  if (access["enablePrivateCluster"] !== true || !subnet || state.resources.get(nicId)) return;
  const location = body.location ?? "";
  const privateIPAddress = freeAddressIn(subnet, state);
  const reference = { id: subnet.id.toString() };
  makeBeside(state, nicId, {
    location,
    properties: {
      ...SUCCEEDED,
      ipConfigurations: [{ name: "privateEndpointIpConfig", properties: { subnet: reference, privateIPAddress } }],
    },
  });
  const zone = zoneOf(cluster, group, state);
  if (!zone) return;
  const name = (textOf(body.properties["privateFQDN"]) ?? "").slice(0, -zone.name.length - 1);
  makeBeside(state, zone.child("A", name), {
    properties: {
      ttl: 300,
      isAutoRegistered: false,
      fqdn: `${name}.${zone.name}.`,
      metadata: { creator: id.toString() },
      aRecords: [{ ipv4Address: privateIPAddress }],
    },
  });
  const network = subnet.id.parent;
  if (network) linkZone(cluster, zone, network, state);
}

/** The zone of the API server: an existing one, a new one of AKS, or none. */
function zoneOf(cluster: ArmResource, group: ArmId, state: EmulatorState): ArmId | undefined {
  const given = textOf(objectOf(cluster.body.properties["apiServerAccessProfile"])["privateDNSZone"]) ?? "System";
  if (/^none$/i.test(given)) return undefined;
  const custom = ArmId.tryParse(given);
  if (custom) return custom;
  const name = `${guidOf(cluster.id.key, "zone")}.privatelink.${plainLocation(cluster.body.location)}.azmk8s.io`;
  const zone = group.resource(ZONES, name);
  makeBeside(state, zone, { location: "global", properties: SUCCEEDED });
  return zone;
}

/** AKS links the zone to the network of the nodes, unless it is linked. */
function linkZone(cluster: ArmResource, zone: ArmId, network: ArmId, state: EmulatorState): void {
  const isLinked = state.resources
    .childrenOf(zone)
    .some(({ id, body }) => id.hasType(LINKS) && network.equals(referenceOf(body.properties["virtualNetwork"]) ?? ""));
  if (isLinked) return;
  makeBeside(state, zone.child("virtualNetworkLinks", `${cluster.id.name}-${guidOf(cluster.id.key).slice(0, 8)}`), {
    location: "global",
    properties: {
      ...SUCCEEDED,
      virtualNetwork: { id: network.toString() },
      registrationEnabled: false,
      creator: cluster.id.toString(),
    },
  });
}

/** Removes the nodes of a pool; without a pool, all that AKS has created for the cluster. */
export function removeNodes(cluster: ArmResource, state: EmulatorState, pool?: string): void {
  const group = nodeGroupOf(cluster);
  const set = pool === undefined ? undefined : group.resource(SCALE_SETS, scaleSetName(cluster.id, pool));
  for (const one of [...state.resources.below(set ?? group), state.resources.get(set ?? group)]) {
    if (one) state.resources.delete(one.id);
  }
  if (pool !== undefined) return;
  const kubelet = objectOf(objectOf(cluster.body.properties["identityProfile"])["kubeletidentity"]);
  if (ArmId.tryParse(textOf(kubelet["resourceId"]) ?? "")?.isWithin(group)) {
    state.directory.remove(textOf(kubelet["objectId"]) ?? "");
  }
  const zone = ArmId.tryParse(
    textOf(objectOf(cluster.body.properties["apiServerAccessProfile"])["privateDNSZone"]) ?? "",
  );
  for (const child of zone ? state.resources.childrenOf(zone) : []) {
    const creator = child.body.properties["creator"] ?? objectOf(child.body.properties["metadata"])["creator"];
    if (creator === cluster.id.toString()) state.resources.delete(child.id);
  }
}

function nodeGroupOf({ id, body }: ArmResource): ArmId {
  return ArmId.ofResourceGroup(id.subscriptionId ?? "", textOf(body.properties["nodeResourceGroup"]) ?? "");
}
