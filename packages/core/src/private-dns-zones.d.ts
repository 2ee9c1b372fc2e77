import type { ITerraformDependable } from "cdktf";
import type { IConstruct } from "constructs";
import type { PrivateLinkSubResource } from "@org/azure-catalog";
import type { IVirtualNetwork } from "./virtual-network.js";
import type { PrivateLinkTarget } from "./private-link-target.js";
/** The private DNS zones that private endpoints register in. */
export interface IPrivateDnsZones extends IConstruct {
    /** Whether zone groups are written by Terraform, or by an Azure Policy that the landing zone has. */
    readonly zoneGroupsManagedBy: "terraform" | "policy";
    /**
     * The ids of the zones that the zone group of an endpoint to this sub-resource lists, in the order of the catalogue.
     * A workspace's (`amlworkspace`) lists a central zone of compute instances as well.
     * @throws InvalidInputError if one of them is missing from this set of zones
     */
    zoneIdsFor(subResource: PrivateLinkSubResource): string[];
    /**
     * Notes that an endpoint in `vnet` registers `target` in these zones.
     * @throws InvalidInputError for a second endpoint of the same target and sub-resource: Azure would overwrite the
     * first one's record
     */
    reserve(endpoint: IConstruct, target: PrivateLinkTarget, subResource: PrivateLinkSubResource, vnet: IVirtualNetwork): void;
    /**
     * The links between these zones and a network; private endpoints wait for them.
     * @throws InvalidInputError if the network was not linked
     */
    linksOf(vnet: IVirtualNetwork): readonly ITerraformDependable[];
}
