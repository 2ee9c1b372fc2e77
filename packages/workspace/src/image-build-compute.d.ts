import type { ArmResourceOptions, IWriteChain } from "@org/aml-core";
import { UpdateResource } from "@org/provider-azapi/lib/update-resource/index.js";
import type { Resource } from "@org/provider-azapi/lib/resource/index.js";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
/** Props of {@link ImageBuildCompute}. */
export interface ImageBuildComputeProps extends ArmResourceOptions {
    /** The workspace (L1). */
    readonly workspace: Resource;
    /** The cluster that builds images (L1). */
    readonly cluster: Resource;
    /** Name of the cluster. */
    readonly clusterName: string;
    /** How long to wait after the cluster: a number with `s`, `m` or `h`; `0s` leaves the wait out. */
    readonly wait: string;
    /** The order of everything that writes the workspace. */
    readonly chain: IWriteChain;
    /** What else has to exist: the workspace's private endpoint. */
    readonly dependsOn: readonly ITerraformDependable[];
}
/**
 * Makes the workspace build its images on a cluster, because a private container registry cannot build them.
 *
 * The workspace is created before the cluster, and each later change of it writes its whole body, without this value. So
 * the update runs again whenever the workspace changes (`replace_triggered_by`).
 */
export declare class ImageBuildCompute extends Construct {
    /** The update of the workspace (L1). */
    readonly resource: UpdateResource;
    constructor(scope: Construct, id: string, props: ImageBuildComputeProps);
}
