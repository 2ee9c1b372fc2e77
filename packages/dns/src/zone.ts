import { isUnresolved } from "@org/aml-core/internal";
import { PRIVATE_DNS_ZONES, type PrivateDnsZoneFacts, type PrivateDnsZoneKey } from "@org/azure-catalog";

/** A reference to a private DNS zone, created or existing. */
export interface PrivateDnsZoneReference {
  /** ARM id. */
  readonly zoneId: string;
  /** Name, such as `privatelink.api.azureml.ms`. */
  readonly zoneName: string;
  /** Resource group that contains it. */
  readonly resourceGroupName: string;
  /**
   * Subscription that contains it: a GUID or a Terraform expression, such as `${var.connectivity_subscription_id}`.
   * @default - read from the id; if that is known only to Terraform, the default provider is used
   */
  readonly subscriptionId?: string | undefined;
}

/** One of a set of zones. */
export interface Zone {
  /** Key in its set: of the catalog, or defined by the caller. */
  readonly key: string;
  /** The given or derived name, while {@link PrivateDnsZoneReference.zoneName} may be a reference. */
  readonly name: string;
  /** References to the zone. */
  readonly reference: PrivateDnsZoneReference;
}

/** The catalog's facts about a zone; undefined for zones that are not in the catalog. */
export function zoneFacts(key: string): PrivateDnsZoneFacts | undefined {
  return Object.hasOwn(PRIVATE_DNS_ZONES, key) ? PRIVATE_DNS_ZONES[key as PrivateDnsZoneKey] : undefined;
}

/** Whether a name is that of a private-link zone, which Azure recognizes by its first label. */
export function isPrivateLinkName(name: string): boolean {
  return /^privatelink\./i.test(name);
}

/** Whether Azure treats a zone as a private-link zone. If the name is known only to Terraform, the catalog decides. */
export function isPrivateLink({ key, name }: Pick<Zone, "key" | "name">): boolean {
  return isUnresolved(name) ? (zoneFacts(key)?.privateLink ?? false) : isPrivateLinkName(name);
}
