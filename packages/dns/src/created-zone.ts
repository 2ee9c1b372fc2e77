import { PrivateDnsZone } from "@cdktf/provider-azurerm/lib/private-dns-zone/index.js";
import type { IResourceGroup } from "@org/aml-core";
import { dependOn, providerOfGroup, subscriptionOf } from "@org/aml-core/internal";
import { assertTags } from "@org/aml-naming";
import type { Construct } from "constructs";
import type { PrivateDnsZoneReference } from "./zone.js";

/** Creates a private DNS zone in a group, after the dependencies of the group. */
export function createdZone(
  scope: Construct,
  id: string,
  props: {
    readonly name: string;
    readonly resourceGroup: IResourceGroup;
    readonly preventDestroy: boolean;
    readonly tags?: Readonly<Record<string, string>> | undefined;
  },
): PrivateDnsZone {
  const zone = new PrivateDnsZone(scope, id, {
    name: props.name,
    resourceGroupName: props.resourceGroup.name,
    provider: providerOfGroup(scope, props.resourceGroup),
    lifecycle: props.preventDestroy ? { preventDestroy: true } : undefined,
    tags: assertTags(props.tags, "Microsoft.Network/privateDnsZones", `${scope.node.path}/${id}`),
  });
  dependOn(zone, props.resourceGroup.dependencies ?? []);
  return zone;
}

/** References to a created zone, so that Terraform creates it first. */
export function referenceTo(zone: PrivateDnsZone): PrivateDnsZoneReference {
  return {
    zoneId: zone.id,
    zoneName: zone.name,
    resourceGroupName: zone.resourceGroupName,
    subscriptionId: subscriptionOf("", zone),
  };
}
