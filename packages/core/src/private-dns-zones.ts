import type { ITerraformDependable } from "cdktf";
import type { IConstruct } from "constructs";
import type { PrivateLinkSubResource } from "@org/azure-catalog";
import type { IVirtualNetwork } from "./virtual-network.js";
import type { PrivateLinkTarget } from "./private-link-target.js";

/** The private DNS zones in which private endpoints register. */
export interface IPrivateDnsZones extends IConstruct {
  /** Whether Terraform writes zone groups, or an Azure Policy of the landing zone. */
  readonly zoneGroupsManagedBy: "terraform" | "policy";
  /**
   * The zone ids for the zone group of an endpoint to this sub-resource, in the order of the catalog. For a workspace
   * (`amlworkspace`) they include the central zone of compute instances.
   * @throws InvalidInputError if one of them is missing from this set of zones
   */
  zoneIdsFor(subResource: PrivateLinkSubResource): string[];
  /**
   * Records that an endpoint in `vnet` registers `target` in these zones.
   * @throws InvalidInputError for a second endpoint of the same target and sub-resource: Azure would overwrite the
   * record of the first
   */
  reserve(
    endpoint: IConstruct,
    target: PrivateLinkTarget,
    subResource: PrivateLinkSubResource,
    vnet: IVirtualNetwork,
  ): void;
  /**
   * The links between these zones and a network; private endpoints wait for them.
   * @throws InvalidInputError if the network was not linked
   */
  linksOf(vnet: IVirtualNetwork): readonly ITerraformDependable[];
}
