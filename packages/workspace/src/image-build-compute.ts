import type { ArmResourceOptions, IWriteChain } from "@org/aml-core";
import { azapiOptions, BaseConstruct, dependOn } from "@org/aml-core/internal";
import { PropagationDelay } from "@org/aml-rbac";
import { API_VERSIONS } from "@org/azure-catalog";
import { UpdateResource } from "@org/provider-azapi/lib/update-resource/index.js";
import type { Resource } from "@org/provider-azapi/lib/resource/index.js";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";

/** Props of {@link ImageBuildCompute}. */
export interface ImageBuildComputeProps extends ArmResourceOptions {
  /** The workspace (L1). */
  readonly workspace: Resource;
  /** The cluster that builds images (L1). */
  readonly cluster: Resource;
  /** Name of the cluster. */
  readonly clusterName: string;
  /** Delay between the cluster and the update: a number with `s`, `m` or `h`; `0s` omits the delay. */
  readonly wait: string;
  /** The order of all writes to the workspace. */
  readonly chain: IWriteChain;
  /** Other resources that have to exist first: the workspace's private endpoint. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/**
 * Lets the workspace build its images on a cluster, because a private container registry cannot build them.
 *
 * The workspace is created before the cluster, so its body doesn't contain the cluster's name, and each change of the
 * workspace writes the whole body. The update therefore runs again whenever the workspace changes
 * (`replace_triggered_by`).
 */
export class ImageBuildCompute extends BaseConstruct {
  /** The update of the workspace (L1). */
  public readonly resource: UpdateResource;

  constructor(scope: Construct, id: string, props: ImageBuildComputeProps) {
    super(scope, id);
    const delay = new PropagationDelay(this, "Wait", { duration: props.wait, waitsFor: [props.cluster] });
    this.resource = new UpdateResource(this, "Resource", {
      type: `Microsoft.MachineLearningServices/workspaces@${props.apiVersion ?? API_VERSIONS.machineLearning}`,
      resourceId: props.workspace.id,
      body: { properties: { imageBuildCompute: props.clusterName } },
      locks: [props.workspace.id],
      responseExportValues: [],
      ...azapiOptions(props, { create: "60m", update: "60m" }),
    });
    // CDKTF writes `replaceTriggeredBy` as an expression, which Terraform rejects there.
    this.resource.addOverride("lifecycle.replace_triggered_by", [
      `${props.workspace.terraformResourceType}.${props.workspace.friendlyUniqueId}`,
    ]);
    dependOn(this.resource, [...delay.dependencies, ...props.dependsOn]);
    props.chain.append(this.resource);
  }
}
