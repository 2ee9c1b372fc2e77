import type { IMonitoring, IResourceGroup, ISubnet } from "@org/aml-core";
import { refuse } from "@org/aml-core/internal";
import type { ICentralPrivateDns } from "@org/aml-dns";
import { AksCluster, type AksClusterOptions } from "@org/aml-kubernetes";
import type { EnvironmentNames, Tags } from "@org/aml-naming";
import type { IPlatformVnet, ScoringSubnetOptions, TrainingSubnetOptions } from "@org/aml-network";
import type { AmlWorkspace, CustomerNetworkOptions, KubernetesComputeOptions } from "@org/aml-workspace";
import type { Construct } from "constructs";
import { platformTags } from "./platform-tags.js";

/** The environment's own network as that of its computes. */
export interface EnvironmentCustomerNetwork extends Pick<CustomerNetworkOptions, "publicNodes"> {
  /**
   * Subnet of the computes of all workspaces: options of a new one, or an existing one.
   * @default - a new /24 with the security rules that computes require
   */
  readonly trainingSubnet?: Omit<TrainingSubnetOptions, "publicNodes"> | ISubnet | undefined;
}

/** An AKS cluster of an environment, attached to its own workspace. */
export interface EnvironmentKubernetesOptions extends AksClusterOptions {
  /**
   * Subnet of the nodes: options of a new one, or an existing one, which needs `outboundType`.
   * @default - a new /24
   */
  readonly subnet?: ScoringSubnetOptions | ISubnet | undefined;
  /**
   * ARM id of the zone `privatelink.<region>.azmk8s.io`, linked to the network.
   * @default - the zone `aks` of the environment's zones
   */
  readonly privateDnsZoneId?: string | undefined;
  /**
   * Options of the compute in the workspace, or `false` if the cluster isn't attached.
   * @default - the library's defaults
   */
  readonly compute?: Omit<KubernetesComputeOptions, "cluster"> | false | undefined;
}

/** Creates the network of the computes of an environment's workspaces. */
export function customerNetworkOf(
  vnet: IPlatformVnet,
  { trainingSubnet = {}, publicNodes }: EnvironmentCustomerNetwork,
): CustomerNetworkOptions {
  const subnet = isSubnet(trainingSubnet) ? trainingSubnet : vnet.addTrainingSubnet({ ...trainingSubnet, publicNodes });
  return { trainingSubnet: subnet, publicNodes };
}

/** Parts of an environment that its AKS cluster needs. */
export interface KubernetesParts {
  readonly names: EnvironmentNames;
  readonly vnet: IPlatformVnet;
  readonly zones: ICentralPrivateDns;
  readonly workspace: AmlWorkspace;
  readonly resourceGroup: IResourceGroup;
  readonly monitoring: IMonitoring;
  readonly tenantId: string;
  readonly tags: Tags | undefined;
}

/**
 * Creates the AKS cluster of an environment, and attaches it to the environment's own workspace.
 * @throws InvalidInputError for a workspace with a managed network
 */
export function addKubernetes(
  scope: Construct,
  options: EnvironmentKubernetesOptions,
  parts: KubernetesParts,
): AksCluster {
  const { subnet = {}, compute = {}, ...cluster } = options;
  const { workspace, vnet, tags, ...shared } = parts;
  if (workspace.isolation !== "customerNetwork") {
    refuse(scope, "kubernetes", {
      value: "kubernetes",
      allowed: "kubernetes together with customerNetwork: a managed network supports no Kubernetes clusters",
      fix: "set customerNetwork: {}",
    });
  }
  const created = new AksCluster(scope, "Kubernetes", {
    ...cluster,
    ...shared,
    vnet,
    subnet: isSubnet(subnet) ? subnet : vnet.addScoringSubnet(subnet),
    tags: platformTags(tags, parts.names.environmentName, "kubernetes"),
  });
  if (compute) workspace.addKubernetesCompute("Kubernetes", { ...compute, cluster: created });
  return created;
}

function isSubnet(subnet: object): subnet is ISubnet {
  return "subnetId" in subnet;
}
