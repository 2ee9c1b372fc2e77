import type { ArmResourceOptions, IKubernetesCluster, ISubnet } from "@org/aml-core";
import { BaseConstruct, refuse, requireProps } from "@org/aml-core/internal";
import { ArmId } from "@org/azure-catalog";
import type { Resource } from "@org/provider-azapi/lib/resource/index.js";
import { Annotations, Fn, type ITerraformDependable, Token } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { computeResource } from "./compute-resource.js";
import { reserveName } from "./reserve-name.js";

/** Options of an AKS cluster as a compute of the API of Azure Machine Learning v1. */
export interface AksComputeOptions extends ArmResourceOptions {
  /** The cluster. It needs no extension. */
  readonly cluster: IKubernetesCluster;
  /**
   * 3 to 16 letters, digits and dashes, a letter first, not ending in `-` and digits.
   * @default - derived from `names`, `aks-dev`
   */
  readonly name?: string | undefined;
  /**
   * Whether models answer at an address of the network or a public one. `PublicIp` weakens isolation: it exposes the
   * models.
   * @default "InternalLoadBalancer"
   */
  readonly loadBalancerType?: "InternalLoadBalancer" | "PublicIp" | undefined;
  /** Subnet of the internal load balancer, usually that of the nodes. Required for an internal load balancer. */
  readonly loadBalancerSubnet?: ISubnet | undefined;
  /**
   * How many nodes Azure requires: 12 vCPUs for `FastProd`, none for `DevTest`.
   * @default "FastProd"
   */
  readonly clusterPurpose?: "FastProd" | "DenseProd" | "DevTest" | undefined;
  /** @default - none */
  readonly description?: string | undefined;
  /** @default - the workspace's */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** Props of {@link AksCompute}. */
export interface AksComputeProps extends AksComputeOptions {
  readonly name: string;
  /** The workspace's construct, in which the name is unique. */
  readonly workspace: IConstruct;
  /** ARM id of the workspace. */
  readonly workspaceId: string;
  /** Azure region of the workspace. */
  readonly location: string;
  /** Resources that have to exist first. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/** Body of a compute of the type `AKS`. */
export interface AksComputeBody {
  readonly properties: {
    readonly computeType: "AKS";
    readonly computeLocation: string;
    readonly resourceId: string;
    readonly description?: string | undefined;
    readonly properties: {
      readonly clusterPurpose: "FastProd" | "DenseProd" | "DevTest";
      readonly loadBalancerType: "InternalLoadBalancer" | "PublicIp";
      readonly loadBalancerSubnet?: string | undefined;
    };
  };
}

/**
 * An AKS cluster as a compute of the API of Azure Machine Learning v1, for models that were deployed with it. Microsoft
 * supports it no longer: new models use a {@link KubernetesCompute}.
 * @throws InvalidInputError for a name that Azure rejects or that already exists in the workspace, and an internal load
 * balancer without subnet
 * @see https://learn.microsoft.com/azure/machine-learning/v1/how-to-create-attach-kubernetes
 */
export class AksCompute extends BaseConstruct {
  /** The compute (L1). */
  public readonly resource: Resource;
  /** Its name. */
  public readonly computeName: string;

  constructor(scope: Construct, id: string, props: AksComputeProps) {
    super(scope, id);
    requireProps(this, props, "workspace", "name", "cluster");
    const { cluster, name, loadBalancerType = "InternalLoadBalancer", loadBalancerSubnet } = props;
    reserveName(props.workspace, this, "kubernetesCompute", name);
    const internal = loadBalancerType === "InternalLoadBalancer";
    if (internal !== (loadBalancerSubnet !== undefined)) {
      refuse(this, "loadBalancerSubnet", {
        value: loadBalancerSubnet?.node.path,
        allowed: "a subnet with an internal load balancer, and none with a public address",
        fix: "pass the subnet of the nodes, or leave loadBalancerType out",
      });
    }
    if (!internal) {
      Annotations.of(this).addWarning("the public address exposes the models of the cluster to the internet");
    }
    Annotations.of(this).addWarning(
      "Microsoft's support for the API of Azure Machine Learning v1 ended in June 2026; addKubernetesCompute attaches " +
        "the cluster for the current one",
    );
    const body: AksComputeBody = {
      properties: {
        computeType: "AKS",
        computeLocation: props.location,
        resourceId: cluster.clusterId,
        description: props.description,
        properties: {
          clusterPurpose: props.clusterPurpose ?? "FastProd",
          loadBalancerType,
          loadBalancerSubnet: loadBalancerSubnet && subnetName(loadBalancerSubnet),
        },
      },
    };
    this.resource = computeResource(this, name, { ...props, identity: undefined }, body, cluster.dependencies);
    this.computeName = name;
  }
}

/** Position of the name in the segments of a subnet's id. */
const SUBNET_NAME = 10;

/** The subnet's name, which Terraform reads from an id that only it knows. */
function subnetName({ subnetId }: ISubnet): string {
  return ArmId.tryParse(subnetId)?.name ?? Token.asString(Fn.element(Fn.split("/", subnetId), SUBNET_NAME));
}
