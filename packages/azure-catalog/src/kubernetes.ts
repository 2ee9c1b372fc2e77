import type { Cloud } from "./cloud.js";

/**
 * Address blocks that a private AKS cluster can use neither for services nor for pods.
 * @see https://learn.microsoft.com/azure/aks/configure-azure-cni
 */
export const KUBERNETES_RESERVED_BLOCKS = ["169.254.0.0/16", "172.30.0.0/16", "172.31.0.0/16", "192.0.2.0/24"] as const;

/**
 * Limits of AKS's address plan. With Azure CNI, each node and each of its pods has an address of the subnet; the address
 * block of services is smaller than /12.
 * @see https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning
 */
export const KUBERNETES_LIMITS = {
  serviceCidrLargest: 13,
  defaultPodsPerNode: 30,
  podsPerNode: { least: 10, most: 250 },
  nodesPerPool: 1000,
  osDiskSizeGb: { least: 30, most: 2048 },
} as const;

/**
 * Name of the private DNS zone of private AKS clusters in a region.
 * @param location Azure region, such as `canadacentral`
 * @see https://learn.microsoft.com/azure/private-link/private-endpoint-dns
 */
export function kubernetesDnsZone(location: string, cloud: Cloud = "public"): string {
  const suffixes = {
    public: "azmk8s.io",
    usgovernment: "cx.aks.containerservice.azure.us",
    china: "cx.prod.service.azk8s.cn",
  } as const satisfies Readonly<Record<Cloud, string>>;
  return `privatelink.${location}.${suffixes[cloud]}`;
}

/** The extension that lets Azure Machine Learning use a Kubernetes cluster. */
export const MACHINE_LEARNING_EXTENSION = {
  type: "Microsoft.AzureML.Kubernetes",
  namespace: "azureml",
  /** Replicas of the inference router with high availability, each on a node of its own. */
  highlyAvailableNodes: 3,
  /** Role of a workspace in a cluster to which it has trusted access. */
  trustedAccessRole: "Microsoft.MachineLearningServices/workspaces/mlworkload",
} as const;
