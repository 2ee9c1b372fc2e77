import type { Resource } from "@org/aml-synth-model";
import type { Identities } from "./identity.js";
import type { Inventory } from "./inventory.js";
import type { Subnet } from "./network.js";
import type { Networks } from "./networks.js";
import { isArm, pointTo, readingAt } from "./reader.js";

const CLUSTERS = "Microsoft.ContainerService/managedClusters";

/** A node pool: of its own, or in a cluster. */
export interface NodePool {
  /** The resource that declares it. */
  readonly resource: Resource;
  /** Undefined if it is unknown, or AKS creates it. */
  readonly subnet: Subnet | undefined;
}

/** An AKS cluster. */
export interface Cluster {
  readonly resource: Resource;
  readonly pools: readonly NodePool[];
}

/** The clusters with their node pools. Pools of clusters that no stack creates belong to a cluster of their own. */
export function clustersOf(inventory: Inventory, identities: Identities, networks: Networks): readonly Cluster[] {
  const pools = new Map<Resource, NodePool[]>();
  for (const resource of inventory.created(CLUSTERS)) pools.set(resource, inlinePools(resource, networks));
  for (const resource of inventory.created(`${CLUSTERS}/agentPools`)) {
    const pool = { resource, subnet: networks.subnetAt(resource, "vnet_subnet_id", "properties.vnetSubnetID") };
    const cluster = identities.at(CLUSTERS, pointTo(resource, "kubernetes_cluster_id", "parent_id"), resource);
    const known = cluster && pools.get(cluster);
    if (known) known.push(pool);
    else pools.set(resource, [pool]);
  }
  return [...pools].map(([resource, own]) => ({ resource, pools: own }));
}

function inlinePools(cluster: Resource, networks: Networks): NodePool[] {
  const path = isArm(cluster) ? "properties.agentPoolProfiles" : "default_node_pool";
  const { length } = readingAt(cluster, path, path)?.items() ?? [];
  return Array.from({ length: Math.max(1, length ?? 0) }, (_, index) => ({
    resource: cluster,
    subnet: networks.subnetAt(
      cluster,
      `default_node_pool[${String(index)}].vnet_subnet_id`,
      `properties.agentPoolProfiles[${String(index)}].vnetSubnetID`,
    ),
  }));
}
