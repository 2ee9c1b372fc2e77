import {
  ArmId,
  PRIVATE_LINKS,
  subResourcesOf,
  type PrivateDnsZoneKey,
  type PrivateLinkFacts,
  type PrivateLinkSubResource,
} from "@org/azure-catalog";
import type { Resource } from "@org/aml-synth-model";
import { blocksIn } from "./blocks.js";
import { armTypeOf } from "./arm-types.js";
import type { Identities } from "./identity.js";
import type { Inventory } from "./inventory.js";
import { nameOf, type Subnet } from "./network.js";
import type { Networks } from "./networks.js";
import {
  isArm,
  isNotKnown,
  pointers,
  pointTo,
  read,
  readText,
  readTexts,
  type NotKnown,
  type Pointer,
} from "./reader.js";

/** A private endpoint. */
export interface Endpoint {
  readonly resource: Resource;
  readonly name: string;
  readonly subnet: Subnet | undefined;
  readonly target: Pointer | undefined;
  /** The ARM type of the target, in lower case, or azurerm's type if the catalog doesn't have it. */
  readonly targetType: string | undefined;
  /** Sub-resources in the catalog's spelling, because Azure accepts any letter case. */
  readonly subResources: readonly string[];
  /** Unknown parts of the sub-resources. */
  readonly notKnown: NotKnown | undefined;
  readonly zones: readonly Pointer[];
  /** Whether others, such as Azure Policy, write its zone group: it has none and ignores changes of it. */
  readonly leavesZoneGroup: boolean;
  /** Whether it has to be approved manually. */
  readonly manual: boolean;
  /** Its static addresses; otherwise Azure allocates them from the subnet. */
  readonly addresses: readonly string[];
}

const CONNECTIONS = "properties.privateLinkServiceConnections";
const MANUAL = "properties.manualPrivateLinkServiceConnections";

/** The private endpoints of a platform. */
export function endpointsOf(inventory: Inventory, networks: Networks, identities: Identities): readonly Endpoint[] {
  const groups = zoneGroups(inventory);
  return inventory.created("Microsoft.Network/privateEndpoints").map((resource) => {
    const manual = isArm(resource)
      ? blocksIn(resource, `body.${MANUAL}`).length > 0
      : resource.value("private_service_connection.is_manual_connection")?.value === true;
    const connection = `${manual ? MANUAL : CONNECTIONS}[0].properties`;
    const to = pointTo(
      resource,
      "private_service_connection.private_connection_resource_id",
      `${connection}.privateLinkServiceId`,
    );
    const target = to && identities.follow(to, resource);
    const targetType = target && typeOf(target);
    const given = ["private_service_connection.subresource_names", `${connection}.groupIds`] as const;
    const notKnown = read(resource, ...given);
    return {
      resource,
      name: nameOf(resource),
      subnet: networks.subnetAt(resource, "subnet_id", "properties.subnet.id"),
      target,
      targetType,
      subResources: (readTexts(resource, ...given) ?? []).map((name) => spelled(name, targetType)),
      notKnown: isNotKnown(notKnown) ? notKnown : undefined,
      zones: isArm(resource)
        ? (groups.get(resource) ?? [])
        : pointers(resource, "private_dns_zone_group.private_dns_zone_ids"),
      leavesZoneGroup:
        !isArm(resource) &&
        pointers(resource, "private_dns_zone_group.private_dns_zone_ids").length === 0 &&
        ignoresChangesOf(resource, "private_dns_zone_group"),
      manual,
      addresses: isArm(resource)
        ? []
        : blocksIn(resource, "ip_configuration").flatMap(({ private_ip_address: ip }) =>
            typeof ip === "string" ? [ip] : [],
          ),
    };
  });
}

function typeOf({ resource, shape }: Pointer): string | undefined {
  if (!resource) return ArmId.tryParse(shape)?.resourceType.toLowerCase();
  return armTypeOf(resource) ?? (resource.type.startsWith("azurerm_") ? resource.type : undefined);
}

/** The zones of kinds of Azure AI services; other kinds have names in one zone only, and accounts for all have three. */
const ZONES_OF_KINDS: Readonly<Record<string, readonly PrivateDnsZoneKey[]>> = {
  openai: ["openAi"],
  aiservices: PRIVATE_LINKS.account.zones,
  aihub: PRIVATE_LINKS.account.zones,
};

/**
 * The zones that the records of a sub-resource belong in. Other types have sub-resources of the same name; for those,
 * and unknown ones, undefined.
 */
export function zonesOf(
  { target, targetType }: Endpoint,
  subResource: string,
): readonly PrivateDnsZoneKey[] | undefined {
  if (!Object.hasOwn(PRIVATE_LINKS, subResource)) return undefined;
  const facts: PrivateLinkFacts = PRIVATE_LINKS[subResource as PrivateLinkSubResource];
  if (targetType !== undefined && targetType !== facts.targetType.toLowerCase()) return undefined;
  if (subResource !== "account" || !target?.resource || target.resource.type === "azurerm_ai_services")
    return facts.zones;
  const kind = readText(target.resource, "kind", "kind")?.toLowerCase();
  return kind === undefined ? facts.zones : (ZONES_OF_KINDS[kind] ?? ["cognitiveServices"]);
}

/** A sub-resource in the catalog's spelling: of its target's type, or of the only type that offers it. */
function spelled(name: string, targetType: string | undefined): string {
  const all: readonly string[] = targetType === undefined ? Object.keys(PRIVATE_LINKS) : subResourcesOf(targetType);
  const matching = all.filter((one) => one.toLowerCase() === name.toLowerCase());
  return matching.includes(name) || matching.length !== 1 ? name : (matching[0] ?? name);
}

/** Whether Terraform ignores changes of an argument. */
export function ignoresChangesOf(resource: Resource, argument: string): boolean {
  const ignored = resource.get("lifecycle.ignore_changes") ?? [];
  const names = [ignored].flat().map((one) => String(one).replace(/^\$\{(.*)\}$/, "$1"));
  return names.some((one) => one === "all" || one === argument || one.startsWith(`${argument}[`));
}

/** The zones of each endpoint whose zone group is a separate resource of azapi. */
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

/** Label of an endpoint's address. */
export function addressOf({ addresses, subnet }: Endpoint): string {
  if (addresses.length > 0) return addresses.join(", ");
  const prefix = subnet?.prefixes?.join(", ");
  return prefix === undefined ? "an address that Azure picks" : `an address of ${prefix}`;
}

/** Label of an endpoint's subnet. */
export function placeOf({ subnet }: Endpoint): string {
  return subnet ? `${subnet.network.name}/${subnet.name}` : "an unknown subnet";
}

/** Label of an endpoint's target. */
export function targetName({ target }: Endpoint): string {
  const name = target?.resource && readText(target.resource, "name", "name");
  return name ?? target?.resource?.address ?? target?.shape ?? "nothing that is known";
}
