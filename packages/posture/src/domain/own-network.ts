import type { Workspace } from "./managed-network.js";
import type { Subnet } from "./network.js";
import type { Platform } from "./platform.js";
import { pointTo } from "./reader.js";

const CLUSTERS = "Microsoft.ContainerService/managedClusters";

/**
 * The subnets of a workspace's computes in a network of yours, those of attached AKS clusters and of serverless jobs
 * included. Undefined for a workspace with a managed network, or with computes that are in no subnet.
 */
export function ownSubnets(platform: Platform, workspace: Workspace): readonly Subnet[] | undefined {
  if (workspace.isolationMode !== "Disabled") return undefined;
  const subnets = new Set<Subnet>();
  const serverless = platform.networks.subnetAt(
    workspace.resource,
    "serverless_compute.subnet_id",
    "properties.serverlessComputeSettings.serverlessComputeCustomSubnet",
  );
  if (serverless) subnets.add(serverless);
  for (const compute of workspace.computes) {
    const subnet = platform.networks.subnetAt(compute, "subnet_resource_id", "properties.properties.subnet.id");
    const cluster = platform.identities.at(
      CLUSTERS,
      pointTo(compute, "kubernetes_cluster_id", "properties.resourceId"),
      compute,
    );
    const pools = platform.clusters.find(({ resource }) => resource === cluster)?.pools ?? [];
    const own = [subnet, ...pools.map((pool) => pool.subnet)].filter((one) => one !== undefined);
    if (own.length === 0) return undefined;
    for (const one of own) subnets.add(one);
  }
  return subnets.size > 0 ? [...subnets] : undefined;
}
