import type { ITerraformDependable } from "cdktf";
import type { IConstruct } from "constructs";
import type { PrivateLinkSubResource } from "@org/azure-catalog";
import type { IVirtualNetwork } from "./virtual-network.js";
import type { PrivateLinkTarget } from "./private-link-target.js";

/**
 * How a compute instance's name is resolved.
 *
 * - `central`: one `instances` zone for all environments, one record for each compute instance.
 * - `per-environment`: each environment has its own `instances` zone with a wildcard to its workspace's endpoint.
 * - `none`: no private zone; names resolve in public DNS.
 */
export type InstancesStrategy = "central" | "per-environment" | "none";

/** The private DNS zones that private endpoints register in. */
export interface IPrivateDnsZones extends IConstruct {
  /** Whether zone groups are written by Terraform, or by an Azure Policy that the landing zone has. */
  readonly zoneGroupsManagedBy: "terraform" | "policy";
  /** How compute instances' names are resolved. */
  readonly instancesStrategy: InstancesStrategy;
  /** The `instances` zone where the strategy is `central`. */
  readonly instancesZone: PrivateDnsZoneReference | undefined;
  /**
   * The ids of the zones that an endpoint to this sub-resource registers in, in the order of the catalogue.
   * @throws InvalidInputError if one of them is missing from this set of zones
   */
  zoneIdsFor(subResource: PrivateLinkSubResource): string[];
  /**
   * Notes that an endpoint in `vnet` registers `target` in these zones.
   * @throws InvalidInputError for a second endpoint of the same target and sub-resource: Azure would overwrite the
   * first one's record (S2-PE-02)
   */
  claim(
    endpoint: IConstruct,
    target: PrivateLinkTarget,
    subResource: PrivateLinkSubResource,
    vnet: IVirtualNetwork,
  ): void;
  /**
   * The links between these zones and a network; private endpoints wait for them (S0-DNS-18).
   * @throws InvalidInputError if the network was not linked
   */
  linksOf(vnet: IVirtualNetwork): readonly ITerraformDependable[];
}

/** A private DNS zone by reference. */
export interface PrivateDnsZoneReference {
  /** ARM id. */
  readonly zoneId: string;
  /** Name, `privatelink.api.azureml.ms`. */
  readonly zoneName: string;
  /** Resource group that holds it. */
  readonly resourceGroupName: string;
}
