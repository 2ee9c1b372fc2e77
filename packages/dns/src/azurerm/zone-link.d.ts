import { PrivateDnsZoneVirtualNetworkLink } from "@cdktf/provider-azurerm/lib/private-dns-zone-virtual-network-link/index.js";
import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import type { PrivateDnsZoneReference } from "../zone.js";
/** What a link is. */
export interface ZoneLinkProps {
    readonly name: string;
    readonly zone: PrivateDnsZoneReference;
    readonly virtualNetworkId: string;
    readonly resolutionPolicy?: string | undefined;
    readonly provider?: TerraformProvider | undefined;
    readonly tags?: Readonly<Record<string, string>> | undefined;
}
/**
 * The only place that writes `azurerm_private_dns_zone_virtual_network_link`. Names of virtual machines are never
 * registered through it.
 *
 * azurerm 4 finds the zone by name and group, in the provider's subscription; azurerm 5 by id, in the id's.
 */
export declare function zoneLink(scope: Construct, id: string, props: ZoneLinkProps): PrivateDnsZoneVirtualNetworkLink;
