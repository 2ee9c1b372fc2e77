import { isUnresolved } from "@org/aml-core/internal";
import { PRIVATE_DNS_ZONES, type PrivateDnsZoneFacts, type PrivateDnsZoneKey } from "@org/azure-catalog";

/** A reference to a private DNS zone, created or existing. */
export interface PrivateDnsZoneReference {
  /** ARM id. */
  readonly zoneId: string;
  /** Name, `privatelink.api.azureml.ms`. */
  readonly zoneName: string;
  /** Resource group that holds it. */
  readonly resourceGroupName: string;
  /**
   * Subscription that holds it: a GUID or a Terraform expression, `${var.connectivity_subscription_id}`.
   * @default - read from the id; if only Terraform knows that, not known, and the default provider is used
   */
  readonly subscriptionId?: string | undefined;
}

/** One of a set of zones. */
export interface Zone {
  /** Key in its set: that of the catalogue, or one of the caller's. */
  readonly key: string;
  /** The name as it was given or derived, where {@link PrivateDnsZoneReference.zoneName} may be a reference. */
  readonly name: string;
  /** What resources refer to. */
  readonly reference: PrivateDnsZoneReference;
}

/** What the catalogue knows of a zone; nothing of zones that it does not have. */
export function zoneFacts(key: string): PrivateDnsZoneFacts | undefined {
  return Object.hasOwn(PRIVATE_DNS_ZONES, key) ? PRIVATE_DNS_ZONES[key as PrivateDnsZoneKey] : undefined;
}

/** Whether a name is that of a private-link zone, which Azure recognizes by its first label. */
export function isPrivateLinkName(name: string): boolean {
  return /^privatelink\./i.test(name);
}

/** Whether Azure takes a zone for a private-link zone. Where only Terraform knows its name, the catalogue answers. */
export function isPrivateLink({ key, name }: Pick<Zone, "key" | "name">): boolean {
  return isUnresolved(name) ? (zoneFacts(key)?.privateLink ?? false) : isPrivateLinkName(name);
}
