import type { IResourceGroup, IVirtualNetwork } from "@org/aml-core";
import type { IConstruct } from "constructs";
/**
 * How the names of compute instances, `<instance>.<region>.instances.azureml.ms`, are resolved in the networks.
 *
 * - `central`: one zone for all environments with a record for each compute instance, or with a wildcard if a single
 *   workspace uses it.
 * - `per-environment`: each environment has its own zone with a wildcard to the endpoint of its workspace.
 * - `false`: no private zone; the names resolve in public DNS.
 *
 * The names don't contain the workspace, so a wildcard can resolve the names of one workspace only.
 */
export type InstancesStrategy = "central" | "per-environment" | false;
export declare const INSTANCES_STRATEGIES: readonly InstancesStrategy[];
/** How the compute instances of one workspace get their names resolved. */
export interface IInstanceNames extends IConstruct {
    /**
     * Makes the name of a compute instance resolve to the workspace's endpoint. Adds a record where each instance has
     * one, and nothing where a wildcard or public DNS answers.
     * @param instanceName name of the compute instance, 3 to 24 letters, digits and dashes
     * @throws InvalidInputError for an instance that has its record already, or a name that only Terraform knows
     */
    addInstance(instanceName: string): void;
}
/** Props for resolving the names of a workspace's compute instances. */
export interface InstanceNamesProps {
    /** Network that the workspace's endpoint is in. */
    readonly vnet: IVirtualNetwork;
    /** Azure region of the workspace, `canadacentral`. */
    readonly location: string;
    /** Private IPv4 address of the workspace's endpoint: compute instances answer there. */
    readonly endpointIpAddress: string;
    /**
     * Group of an environment's own zone, where the strategy is `per-environment`.
     * @default - the group of the network
     */
    readonly resourceGroup?: IResourceGroup | undefined;
    /**
     * Tags of the created resources.
     * @default - none
     */
    readonly tags?: Readonly<Record<string, string>> | undefined;
}
