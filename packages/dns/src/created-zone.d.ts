import { PrivateDnsZone } from "@cdktf/provider-azurerm/lib/private-dns-zone/index.js";
import type { IResourceGroup } from "@org/aml-core";
import type { Construct } from "constructs";
import type { PrivateDnsZoneReference } from "./zone.js";
/** Creates a private DNS zone in a group, after the dependencies of the group. */
export declare function createdZone(scope: Construct, id: string, props: {
    readonly name: string;
    readonly resourceGroup: IResourceGroup;
    readonly preventDestroy: boolean;
    readonly tags?: Readonly<Record<string, string>> | undefined;
}): PrivateDnsZone;
/** How other resources refer to a created zone: by references, so that Terraform creates it before them. */
export declare function referenceTo(zone: PrivateDnsZone): PrivateDnsZoneReference;
