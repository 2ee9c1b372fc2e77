import type { IResourceGroup, IVirtualNetwork } from "@org/aml-core";
import type { IConstruct } from "constructs";

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

/** Whose compute instances are named. */
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
   * Tags of what is made.
   * @default - none
   */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}
