import { ROLES } from "@org/azure-catalog";
import { type Bundle, type BundleRow, selectRows } from "../bundle.js";

/** Options of {@link kubernetesIdentityBundle}. */
export interface KubernetesIdentityBundleOptions {
  /**
   * Private DNS Zone Contributor, for a private cluster with an existing zone.
   * @default true
   */
  readonly privateDnsZoneContributor?: boolean | undefined;
}

/**
 * Roles of an AKS cluster's identity. The network's role includes its subnets, and also the link between zone and
 * network, which AKS writes.
 * @see https://learn.microsoft.com/azure/aks/private-clusters
 */
export const KUBERNETES_IDENTITY_ROWS: readonly BundleRow<
  "virtualNetwork" | "privateDnsZone",
  keyof KubernetesIdentityBundleOptions
>[] = [
  {
    key: "NetworkContributor",
    role: ROLES.networkContributor,
    on: "virtualNetwork",
    reason: "joins nodes, internal load balancers and the private endpoint of the API server to the subnet",
  },
  {
    key: "PrivateDnsZoneContributor",
    role: ROLES.privateDnsZoneContributor,
    on: "privateDnsZone",
    reason: "writes the record of the private API server, and links the zone to the network",
    option: { name: "privateDnsZoneContributor", default: true },
  },
];

/** Options of {@link workspaceIdentityKubernetesBundle}. */
export interface WorkspaceIdentityKubernetesBundleOptions {
  /**
   * Contributor, for a cluster without local accounts, in which the workspace signs in with trusted access.
   * @default true
   */
  readonly contributor?: boolean | undefined;
}

/**
 * Roles of a workspace's identity on an AKS cluster, which attaching it requires.
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-attach-kubernetes-to-workspace
 */
export const WORKSPACE_IDENTITY_KUBERNETES_ROWS: readonly BundleRow<
  "kubernetesCluster",
  keyof WorkspaceIdentityKubernetesBundleOptions
>[] = [
  {
    key: "Reader",
    role: ROLES.reader,
    on: "kubernetesCluster",
    reason: "reads the cluster that it attaches",
  },
  {
    key: "KubernetesExtensionContributor",
    role: ROLES.kubernetesExtensionContributor,
    on: "kubernetesCluster",
    reason: "finds the Azure Machine Learning extension; without it, attaching fails: extension not installed",
  },
  {
    key: "KubernetesClusterAdmin",
    role: ROLES.kubernetesClusterAdmin,
    on: "kubernetesCluster",
    reason: "reads the credentials with which it deploys models; without it, attaching fails with an internal error",
  },
  {
    key: "Contributor",
    role: ROLES.contributor,
    on: "kubernetesCluster",
    reason: "signs in with trusted access, because the cluster has no local accounts",
    option: { name: "contributor", default: true },
  },
];

/** The roles of an AKS cluster's identity. */
export function kubernetesIdentityBundle(
  options: KubernetesIdentityBundleOptions = {},
): Bundle<"virtualNetwork" | "privateDnsZone"> {
  return selectRows(KUBERNETES_IDENTITY_ROWS, options);
}

/** The roles of a workspace's identity on an AKS cluster that it uses as a compute. */
export function workspaceIdentityKubernetesBundle(
  options: WorkspaceIdentityKubernetesBundleOptions = {},
): Bundle<"kubernetesCluster"> {
  return selectRows(WORKSPACE_IDENTITY_KUBERNETES_ROWS, options);
}
