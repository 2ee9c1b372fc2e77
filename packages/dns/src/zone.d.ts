import { type PrivateDnsZoneFacts } from "@org/azure-catalog";
/** A reference to a private DNS zone, created or existing. */
export interface PrivateDnsZoneReference {
    /** ARM id. */
    readonly zoneId: string;
    /** Name, `privatelink.api.azureml.ms`. */
    readonly zoneName: string;
    /** Resource group that holds it. */
    readonly resourceGroupName: string;
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
export declare function zoneFacts(key: string): PrivateDnsZoneFacts | undefined;
/** Whether a name is that of a private-link zone, which Azure recognizes by its first label. */
export declare function isPrivateLinkName(name: string): boolean;
/** Whether Azure takes a zone for a private-link zone. Where only Terraform knows its name, the catalogue answers. */
export declare function isPrivateLink({ key, name }: Pick<Zone, "key" | "name">): boolean;
