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

export const INSTANCES_STRATEGIES: readonly InstancesStrategy[] = ["central", "per-environment", false];

/** Resolves the names of the compute instances of one workspace. */
export interface IInstanceNames extends IConstruct {
  /**
   * Makes the name of a compute instance resolve to the workspace's endpoint: adds a record, or nothing if a wildcard
   * or public DNS resolves it.
   * @param instanceName name of the compute instance, 3 to 24 letters, digits and dashes
   * @throws InvalidInputError for an instance that already has a record, or a name that is known only to Terraform
   */
  addInstance(instanceName: string): void;
}

/** Props for resolving the names of a workspace's compute instances. */
export interface InstanceNamesProps {
  /** Network of the workspace's endpoint. */
  readonly vnet: IVirtualNetwork;
  /** Azure region of the workspace, such as `canadacentral`. */
  readonly location: string;
  /** Private IPv4 address of the workspace's endpoint, through which compute instances are reached. */
  readonly endpointIpAddress: string;
  /**
   * Resource group of an environment's own zone, with the strategy `per-environment`.
   * @default - the network's default group
   */
  readonly resourceGroup?: IResourceGroup | undefined;
  /**
   * Tags of the created resources.
   * @default - none
   */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}
