import type { Resource } from "@org/aml-synth-model";
import { blocksIn } from "./blocks.js";
import type { Inventory } from "./inventory.js";
import { nameOf, type Networks, type Subnet } from "./network.js";
import { isArm, pointers, pointTo, readText, readTexts, type Pointer } from "./reader.js";

/** A private endpoint. */
export interface Endpoint {
  readonly resource: Resource;
  readonly name: string;
  readonly subnet: Subnet | undefined;
  readonly target: Pointer | undefined;
  readonly subResources: readonly string[];
  readonly zones: readonly Pointer[];
  /** Whether somebody has to approve it by hand. */
  readonly manual: boolean;
  /** Its addresses, where they are fixed; otherwise Azure picks them from the subnet. */
  readonly addresses: readonly string[];
}

const CONNECTIONS = "properties.privateLinkServiceConnections";
const MANUAL = "properties.manualPrivateLinkServiceConnections";

/** The private endpoints of a platform. */
export function endpointsOf(inventory: Inventory, networks: Networks): readonly Endpoint[] {
  const groups = zoneGroups(inventory);
  return inventory.created("Microsoft.Network/privateEndpoints").map((resource) => {
    const manual = isArm(resource)
      ? blocksIn(resource, `body.${MANUAL}`).length > 0
      : resource.value("private_service_connection.is_manual_connection")?.value === true;
    const connection = `${manual ? MANUAL : CONNECTIONS}[0].properties`;
    return {
      resource,
      name: nameOf(resource),
      subnet: networks.subnetAt(resource, "subnet_id", "properties.subnet.id"),
      target: pointTo(
        resource,
        "private_service_connection.private_connection_resource_id",
        `${connection}.privateLinkServiceId`,
      ),
      subResources: readTexts(resource, "private_service_connection.subresource_names", `${connection}.groupIds`) ?? [],
      zones: isArm(resource)
        ? (groups.get(resource) ?? [])
        : pointers(resource, "private_dns_zone_group.private_dns_zone_ids"),
      manual,
      addresses: isArm(resource)
        ? []
        : blocksIn(resource, "ip_configuration").flatMap(({ private_ip_address: ip }) =>
            typeof ip === "string" ? [ip] : [],
          ),
    };
  });
}

/** The zones that zone groups of azapi, which are resources of their own, give to endpoints. */
function zoneGroups(inventory: Inventory): ReadonlyMap<Resource, readonly Pointer[]> {
  const groups = new Map<Resource, readonly Pointer[]>();
  for (const resource of inventory.created("Microsoft.Network/privateEndpoints/privateDnsZoneGroups")) {
    const endpoint = pointTo(resource, "parent_id", "parent_id")?.resource;
    if (!endpoint) continue;
    const configs = blocksIn(resource, "body.properties.privateDnsZoneConfigs");
    const zones = configs.flatMap((_, index) =>
      pointers(resource, "", `properties.privateDnsZoneConfigs[${String(index)}].properties.privateDnsZoneId`),
    );
    groups.set(endpoint, zones);
  }
  return groups;
}

/** Where an endpoint's address lies, as people write it. */
export function addressOf({ addresses, subnet }: Endpoint): string {
  if (addresses.length > 0) return addresses.join(", ");
  const prefix = subnet?.prefixes?.join(", ");
  return prefix === undefined ? "an address that Azure picks" : `an address of ${prefix}`;
}

/** The subnet's name of an endpoint where the configuration says it. */
export function placeOf({ subnet }: Endpoint): string {
  return subnet ? `${subnet.network.name}/${subnet.name}` : "an unknown subnet";
}

/** What an endpoint leads to, as people call it. */
export function targetName({ target }: Endpoint): string {
  const name = target?.resource && readText(target.resource, "name", "name");
  return name ?? target?.resource?.address ?? target?.shape ?? "nothing that is known";
}
