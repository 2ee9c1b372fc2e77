import { KubernetesClusterTrustedAccessRoleBinding } from "@cdktf/provider-azurerm/lib/kubernetes-cluster-trusted-access-role-binding/index.js";
import {
  type ArmResourceOptions,
  CONFLICT_ERRORS,
  type IKubernetesCluster,
  type IManagedIdentity,
  PROPAGATION_ERRORS,
} from "@org/aml-core";
import { BaseConstruct, dependOn, isUnresolved, refuse, requireProps } from "@org/aml-core/internal";
import { BundleGrant, Principal, PropagationDelay, workspaceIdentityKubernetesBundle } from "@org/aml-rbac";
import { ArmId, MACHINE_LEARNING_EXTENSION } from "@org/azure-catalog";
import type { Resource } from "@org/provider-azapi/lib/resource/index.js";
import type { ITerraformDependable } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { computeResource } from "./compute-resource.js";
import { reserveName } from "./reserve-name.js";

/** Resources that a pod of an instance type requests, and its limits, as Kubernetes writes them: `{ cpu: "2" }`. */
export interface InstanceType {
  /** Labels of the nodes on which its pods run. */
  readonly nodeSelector?: Readonly<Record<string, string>> | undefined;
  readonly resources: {
    readonly requests: Readonly<Record<string, string>>;
    readonly limits: Readonly<Record<string, string>>;
  };
}

/** Options of a Kubernetes cluster as a compute of a workspace. */
export interface KubernetesComputeOptions extends ArmResourceOptions {
  /** The cluster: `new AksCluster(...)` of `@org/aml-kubernetes`, or `AksCluster.fromClusterId(...)`. */
  readonly cluster: IKubernetesCluster;
  /**
   * 3 to 16 letters, digits and dashes, a letter first, not ending in `-` and digits.
   * @default - derived from `names`, `aks-dev`
   */
  readonly name?: string | undefined;
  /**
   * Kubernetes namespace in which jobs and models run. It has to exist.
   * @default "default"
   */
  readonly namespace?: string | undefined;
  /**
   * Instance types by name, which jobs and deployments choose.
   * @default - Azure's, `defaultinstancetype`
   * @see https://learn.microsoft.com/azure/machine-learning/how-to-manage-kubernetes-instance-types
   */
  readonly instanceTypes?: Readonly<Record<string, InstanceType>> | undefined;
  /**
   * Name of the instance type of jobs and deployments that choose none.
   * @default - Azure's
   */
  readonly defaultInstanceType?: string | undefined;
  /**
   * Whether the workspace's identity gets its roles on the cluster. Use `false` if the cluster's owner assigns them.
   * @default true
   */
  readonly grantRoles?: boolean | undefined;
  /**
   * Delay between these roles and the compute: a number with `s`, `m` or `h`; `0s` omits the delay.
   * @default "90s"
   */
  readonly rolePropagation?: string | undefined;
  /** @default - none */
  readonly description?: string | undefined;
  /** @default - the workspace's */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** Props of {@link KubernetesCompute}. */
export interface KubernetesComputeProps extends KubernetesComputeOptions {
  readonly name: string;
  /** The workspace's construct, in which the name is unique. */
  readonly workspace: IConstruct;
  /** ARM id of the workspace. */
  readonly workspaceId: string;
  /** The environment that the workspace belongs to. */
  readonly environmentName: string;
  /** Azure region of the workspace. */
  readonly location: string;
  /** Identity of the workspace, which attaches the cluster. */
  readonly workspaceIdentity: IManagedIdentity;
  /** Identity of jobs and models. */
  readonly identity: IManagedIdentity;
  /** Resources that have to exist first. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/** Errors of an attachment that pass: Azure Machine Learning looks for the roles itself, and says so in its own words. */
const ATTACH_ERRORS = [...PROPAGATION_ERRORS, ...CONFLICT_ERRORS, "role check failed"];

/** Names of namespaces and instance types in Kubernetes. */
const NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const NAME_HELP = {
  allowed: "1 to 63 lower-case letters, digits and dashes, without a dash at the start or end",
  fix: "use ml-jobs, for example",
};

/** Body of a compute of the type `Kubernetes`. */
export interface KubernetesComputeBody {
  readonly properties: {
    readonly computeType: "Kubernetes";
    readonly computeLocation: string;
    readonly resourceId: string;
    readonly description?: string | undefined;
    readonly disableLocalAuth: boolean;
    readonly properties: {
      readonly namespace: string;
      readonly defaultInstanceType?: string | undefined;
      readonly instanceTypes?: Readonly<Record<string, InstanceType>> | undefined;
    };
  };
}

/**
 * An AKS cluster with the extension of Azure Machine Learning, as a compute of a workspace: the workspace's roles on the
 * cluster, its trusted access if the cluster has no local accounts, a delay, and the compute.
 * @throws InvalidInputError for a name that Azure rejects or that already exists in the workspace, names and amounts that
 * Kubernetes rejects, and a cluster in another region or subscription
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-attach-kubernetes-to-workspace
 */
export class KubernetesCompute extends BaseConstruct {
  /** The compute (L1). */
  public readonly resource: Resource;
  /** Its name. */
  public readonly computeName: string;
  /** Roles of the workspace's identity. Undefined if `grantRoles` is false. */
  public readonly workspaceGrant: BundleGrant<"kubernetesCluster"> | undefined;
  /** The workspace's role in the cluster (L1). Undefined for a cluster with local accounts. */
  public readonly trustedAccess: KubernetesClusterTrustedAccessRoleBinding | undefined;

  constructor(scope: Construct, id: string, props: KubernetesComputeProps) {
    super(scope, id);
    requireProps(this, props, "workspace", "name", "cluster");
    const { cluster, name, workspaceId } = props;
    reserveName(props.workspace, this, "kubernetesCompute", name);
    this.requireSamePlace(props);
    this.requireKubernetesNames(props);
    if (props.grantRoles ?? true) this.workspaceGrant = this.grantRoles(props);
    if (cluster.trustedAccess) {
      this.trustedAccess = new KubernetesClusterTrustedAccessRoleBinding(this, "TrustedAccess", {
        name: "machine-learning",
        kubernetesClusterId: cluster.clusterId,
        sourceResourceId: workspaceId,
        roles: [MACHINE_LEARNING_EXTENSION.trustedAccessRole],
      });
      dependOn(this.trustedAccess, cluster.dependencies);
    }
    const granted = this.workspaceGrant
      ? new PropagationDelay(this, "RolePropagation", {
          duration: props.rolePropagation,
          waitsFor: this.workspaceGrant.assignments,
        }).dependencies
      : [];
    const body: KubernetesComputeBody = {
      properties: {
        computeType: "Kubernetes",
        computeLocation: props.location,
        resourceId: cluster.clusterId,
        description: props.description,
        disableLocalAuth: true,
        properties: {
          namespace: props.namespace ?? "default",
          defaultInstanceType: props.defaultInstanceType,
          instanceTypes: props.instanceTypes,
        },
      },
    };
    const retry = props.retry ?? { errorMessageRegex: ATTACH_ERRORS };
    this.resource = computeResource(this, name, { ...props, retry }, body, [
      ...cluster.dependencies,
      ...(this.trustedAccess ? [this.trustedAccess] : []),
      ...granted,
    ]);
    this.computeName = name;
  }

  private grantRoles(props: KubernetesComputeProps): BundleGrant<"kubernetesCluster"> {
    const { cluster, environmentName, workspaceIdentity } = props;
    return new BundleGrant(this, "WorkspaceIdentity", {
      bundle: workspaceIdentityKubernetesBundle({ contributor: cluster.trustedAccess ?? false }),
      principal: Principal.workspaceIdentity(workspaceIdentity, environmentName),
      environmentName: cluster.environmentName,
      scopes: { kubernetesCluster: { construct: cluster, resourceId: cluster.clusterId } },
    });
  }

  private requireKubernetesNames({ namespace, instanceTypes = {} }: KubernetesComputeProps): void {
    if (namespace !== undefined && !isUnresolved(namespace) && !NAME.test(namespace)) {
      refuse(this, "namespace", { value: namespace, ...NAME_HELP });
    }
    for (const [name, type] of Object.entries(instanceTypes)) {
      if (!NAME.test(name)) refuse(this, "instanceTypes", { value: name, ...NAME_HELP });
      const { requests, limits } = (type as Partial<InstanceType> | null)?.resources ?? {};
      const values = [requests, limits].map((of) => Object.values(of ?? {}));
      if (values.every((texts) => texts.length > 0 && texts.every((text) => typeof text === "string"))) continue;
      refuse(this, `instanceTypes.${name}.resources`, {
        value: type,
        allowed: "requests and limits, with amounts as text",
        fix: 'use { requests: { cpu: "1", memory: "2Gi" }, limits: { cpu: "2", memory: "4Gi" } }, for example',
      });
    }
  }

  /** Azure attaches only clusters of the workspace's region and subscription. */
  private requireSamePlace({ cluster, location, workspaceId }: KubernetesComputeProps): void {
    const { location: other } = cluster;
    if (other !== undefined && !isUnresolved(other) && !isUnresolved(location) && other !== location) {
      refuse(this, "cluster", {
        value: other,
        allowed: `a cluster in the region of the workspace, ${location}`,
        fix: "use another cluster: a workspace with a private endpoint can only use those of its region",
      });
    }
    const [own, others] = [workspaceId, cluster.clusterId].map((id) => ArmId.tryParse(id)?.subscriptionId);
    if (own === undefined || others === undefined || isUnresolved(own) || isUnresolved(others) || own === others)
      return;
    refuse(this, "cluster", {
      value: cluster.clusterId,
      allowed: `a cluster in the subscription of the workspace, ${own}`,
      fix: "use another cluster: Azure Machine Learning attaches none of another subscription",
    });
  }
}
