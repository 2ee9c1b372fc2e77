import {
  PrivateDnsZoneVirtualNetworkLink,
  type PrivateDnsZoneVirtualNetworkLinkConfig,
} from "@cdktf/provider-azurerm/lib/private-dns-zone-virtual-network-link/index.js";
import { azurermMajorOf } from "@org/aml-core/internal";
import { assertTags } from "@org/aml-naming";
import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import type { PrivateDnsZoneReference } from "../zone.js";
import { providerOfZone } from "./provider-of-zone.js";

/** Props of a link. */
export interface ZoneLinkProps {
  readonly name: string;
  readonly zone: PrivateDnsZoneReference;
  readonly virtualNetworkId: string;
  readonly resolutionPolicy?: string | undefined;
  readonly provider?: TerraformProvider | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * The only place that writes `azurerm_private_dns_zone_virtual_network_link`. Registration of virtual machines is
 * disabled.
 *
 * azurerm 4 finds the zone by name and group in the provider's subscription, azurerm 5 by its id.
 */
export function zoneLink(scope: Construct, id: string, props: ZoneLinkProps): PrivateDnsZoneVirtualNetworkLink {
  const { zone, resolutionPolicy, tags } = props;
  const major = azurermMajorOf(scope);
  const link = new PrivateDnsZoneVirtualNetworkLink(scope, id, {
    name: props.name,
    // Required by the bindings. azurerm 5 no longer has these arguments, and they must not create a reference to
    // another stack.
    privateDnsZoneName: major === 4 ? zone.zoneName : undefined,
    resourceGroupName: major === 4 ? zone.resourceGroupName : undefined,
    virtualNetworkId: props.virtualNetworkId,
    registrationEnabled: false,
    resolutionPolicy,
    tags: assertTags(tags, "Microsoft.Network/privateDnsZones/virtualNetworkLinks", `${scope.node.path}/${id}`),
    provider: providerOfZone(scope, zone, props.provider),
  } as PrivateDnsZoneVirtualNetworkLinkConfig);
  if (major === 5) link.addOverride("private_dns_zone_id", zone.zoneId);
  return link;
}
