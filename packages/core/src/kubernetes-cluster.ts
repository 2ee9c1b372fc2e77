import type { ITerraformDependable } from "cdktf";
import type { IConstruct } from "constructs";

/** The part of a Kubernetes cluster that a workspace needs to use it as a compute. */
export interface IKubernetesCluster extends IConstruct {
  /** ARM id of the AKS cluster. */
  readonly clusterId: string;
  /** Azure region, which has to be that of the workspace. Undefined for an imported cluster without one. */
  readonly location: string | undefined;
  /** The environment that the cluster belongs to, such as `dev`. Undefined if environments share it. */
  readonly environmentName: string | undefined;
  /**
   * Whether the workspace signs in with trusted access, because the cluster has no local accounts. Undefined for an
   * imported cluster: false.
   */
  readonly trustedAccess?: boolean | undefined;
  /** What has to exist before a workspace can use the cluster: its Azure Machine Learning extension. */
  readonly dependencies: readonly ITerraformDependable[];
}
