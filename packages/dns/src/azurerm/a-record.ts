import {
  PrivateDnsARecord,
  type PrivateDnsARecordConfig,
} from "@cdktf/provider-azurerm/lib/private-dns-a-record/index.js";
import { azurermMajorOf } from "@org/aml-core/internal";
import { assertTags } from "@org/aml-naming";
import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import type { PrivateDnsZoneReference } from "../zone.js";
import { providerOfZone } from "./provider-of-zone.js";

/** Props of an address record. */
export interface ARecordProps {
  /** Name relative to the zone. */
  readonly name: string;
  readonly zone: PrivateDnsZoneReference;
  readonly ipAddress: string;
  /** Seconds. */
  readonly ttl: number;
  readonly provider?: TerraformProvider | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * The only place that writes `azurerm_private_dns_a_record`.
 *
 * azurerm 4 finds the zone by name and group in the provider's subscription, azurerm 5 by its id.
 */
export function aRecord(scope: Construct, id: string, props: ARecordProps): PrivateDnsARecord {
  const { zone, tags } = props;
  const major = azurermMajorOf(scope);
  const record = new PrivateDnsARecord(scope, id, {
    name: props.name,
    // Required by the bindings. azurerm 5 no longer has these arguments, and they must not create a reference to
    // another stack.
    zoneName: major === 4 ? zone.zoneName : undefined,
    resourceGroupName: major === 4 ? zone.resourceGroupName : undefined,
    records: [props.ipAddress],
    ttl: props.ttl,
    tags: assertTags(tags, "Microsoft.Network/privateDnsZones/A", `${scope.node.path}/${id}`),
    provider: providerOfZone(scope, zone, props.provider),
  } as PrivateDnsARecordConfig);
  if (major === 5) record.addOverride("private_dns_zone_id", zone.zoneId);
  return record;
}
