import type { ArmResourceOptions, IManagedIdentity } from "@org/aml-core";
import { Resource } from "@org/provider-azapi/lib/resource/index.js";
import type { ITerraformDependable } from "cdktf";
import { Construct, type IConstruct } from "constructs";
/** Options of a compute cluster. */
export interface ComputeClusterOptions extends ArmResourceOptions {
    /**
     * 3 to 24 letters, digits and dashes, a letter first, no `-` and digits at the end.
     * @default - by the names of the environment, `amlcc-dev-cc01`
     */
    readonly name?: string | undefined;
    /** @default "Standard_F8s_v2" */
    readonly vmSize?: string | undefined;
    /**
     * `LowPriority` nodes cost a fraction, and Azure may take them away at any time.
     * @default "Dedicated"
     */
    readonly vmPriority?: "Dedicated" | "LowPriority" | undefined;
    /**
     * Nodes that stay when there is no job; any above zero is billed around the clock.
     * @default 0
     */
    readonly minNodeCount?: number | undefined;
    /** @default 4 */
    readonly maxNodeCount?: number | undefined;
    /**
     * How long a node may idle before it is removed: an ISO 8601 duration.
     * @default "PT2M"
     */
    readonly nodeIdleTimeBeforeScaleDown?: string | undefined;
    /** @default - none */
    readonly description?: string | undefined;
    /** @default - the workspace's */
    readonly tags?: Readonly<Record<string, string>> | undefined;
}
/** Props of {@link ComputeCluster}. */
export interface ComputeClusterProps extends ComputeClusterOptions {
    readonly name: string;
    /** The workspace's construct, in which the name is unique. */
    readonly workspace: IConstruct;
    /** ARM id of the workspace. */
    readonly workspaceId: string;
    /** Azure region of the workspace: a managed network has no other. */
    readonly location: string;
    /** Identity of the nodes. */
    readonly identity: IManagedIdentity;
    /** What has to exist before: the identity's roles in effect, the workspace's endpoint. */
    readonly dependsOn: readonly ITerraformDependable[];
}
/**
 * A cluster of nodes for jobs and image builds: no public address, no remote login, no local users. The workspace's
 * managed network places it.
 * @throws InvalidInputError for a name that Azure refuses or that the workspace has, or node counts that don't fit
 */
export declare class ComputeCluster extends Construct {
    /** The cluster (L1). */
    readonly resource: Resource;
    /** Its name. */
    readonly computeName: string;
    constructor(scope: Construct, id: string, props: ComputeClusterProps);
    private requireCounts;
}
