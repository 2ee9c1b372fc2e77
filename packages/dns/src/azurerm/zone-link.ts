import {
  PrivateDnsZoneVirtualNetworkLink,
  type PrivateDnsZoneVirtualNetworkLinkConfig,
} from "@cdktf/provider-azurerm/lib/private-dns-zone-virtual-network-link/index.js";
import { azurermMajorOf } from "@org/aml-core/internal";
import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import type { PrivateDnsZoneReference } from "../zone.js";
import { providerOfZone } from "./provider-of-zone.js";

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
export function zoneLink(scope: Construct, id: string, props: ZoneLinkProps): PrivateDnsZoneVirtualNetworkLink {
  const { zone, resolutionPolicy, tags } = props;
  const major = azurermMajorOf(scope);
  const link = new PrivateDnsZoneVirtualNetworkLink(scope, id, {
    name: props.name,
    // Required by the bindings; azurerm 5 no longer has them, and no reference to another stack may come of them.
    privateDnsZoneName: major === 4 ? zone.zoneName : undefined,
    resourceGroupName: major === 4 ? zone.resourceGroupName : undefined,
    virtualNetworkId: props.virtualNetworkId,
    registrationEnabled: false,
    resolutionPolicy,
    tags: tags,
    provider: providerOfZone(scope, zone, props.provider),
  } as PrivateDnsZoneVirtualNetworkLinkConfig);
  if (major === 5) link.addOverride("private_dns_zone_id", zone.zoneId);
  return link;
}
