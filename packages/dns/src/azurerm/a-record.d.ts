import { PrivateDnsARecord } from "@cdktf/provider-azurerm/lib/private-dns-a-record/index.js";
import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import type { PrivateDnsZoneReference } from "../zone.js";
/** What an address record is. */
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
 * azurerm 4 finds the zone by name and group, in the provider's subscription; azurerm 5 by id, in the id's.
 */
export declare function aRecord(scope: Construct, id: string, props: ARecordProps): PrivateDnsARecord;
