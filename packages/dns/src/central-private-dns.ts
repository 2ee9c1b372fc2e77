import type { PrivateDnsZone } from "@cdktf/provider-azurerm/lib/private-dns-zone/index.js";
import type { IResourceGroup } from "@org/aml-core";
import { refuse, requirePlace, requireProps } from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import type { PrivateDnsZoneKey } from "@org/azure-catalog";
import type { Construct, IConstruct } from "constructs";
import { createdZone, referenceTo } from "./created-zone.js";
import { type CentralPrivateDnsAttributes, ImportedPrivateDns } from "./imported-private-dns.js";
import type { InstancesStrategy } from "./instances/instance-names.js";
import { type ICentralPrivateDns, PrivateDnsBase, type PrivateDnsProps } from "./private-dns.js";
import { zoneFacts } from "./zone.js";
import { centralKeys, type CommonZoneKey, nameOf, requireDistinct, requireUsed } from "./zone-names.js";

/** Props of {@link CentralPrivateDns}. */
export interface CentralPrivateDnsProps extends PrivateDnsProps {
  /** Resource group that contains all zones and nothing else. */
  readonly resourceGroup: IResourceGroup;
  /**
   * How names of compute instances are resolved.
   * @default "central"
   */
  readonly instances?: InstancesStrategy | undefined;
  /**
   * Additional zones, for endpoints to other services, such as `["dfs", "sql"]`.
   * @default - none
   */
  readonly extraZones?: readonly PrivateDnsZoneKey[] | undefined;
  /**
   * Zones that are not in the catalog, by your own keys, such as `{ aks: "privatelink.canadacentral.azmk8s.io" }` for a
   * private AKS cluster.
   * @default - none
   */
  readonly customZones?: Readonly<Record<string, string>> | undefined;
  /**
   * Whether Terraform refuses to destroy the zones. To tear them down, apply once with `false`.
   * @default true
   */
  readonly preventDestroy?: boolean | undefined;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** The zones (L1) by key: those that are always created, and the requested ones. */
export type CreatedZones = Readonly<Record<CommonZoneKey, PrivateDnsZone>> &
  Readonly<Record<string, PrivateDnsZone | undefined>>;

/**
 * The private DNS zones that all environments share: each exists once, and every network is linked to it.
 *
 * There are nine zones by default, and eight if `instances` isn't `central`. Zone groups of endpoints write their
 * records.
 * @throws InvalidInputError for a zone that the cloud does not have, or two zones with the same name
 * @see https://learn.microsoft.com/azure/private-link/private-endpoint-dns
 */
export class CentralPrivateDns extends PrivateDnsBase {
  /**
   * References existing zones by their ARM ids, for instance in the connectivity subscription of a landing zone.
   * @throws InvalidInputError for anything but the id of the private DNS zone with the key's name
   */
  public static fromZoneIds(
    scope: Construct,
    id: string,
    zoneIds: CentralPrivateDnsAttributes["zoneIds"],
  ): ICentralPrivateDns {
    return new ImportedPrivateDns(scope, id, { zoneIds });
  }

  /**
   * References existing zones, with names, an instances strategy or a policy for zone groups that differ from the
   * defaults.
   * @throws InvalidInputError for anything but the id of the private DNS zone with the key's name
   */
  public static fromCentralPrivateDnsAttributes(
    scope: Construct,
    id: string,
    zones: CentralPrivateDnsAttributes,
  ): ICentralPrivateDns {
    return new ImportedPrivateDns(scope, id, zones);
  }

  /** The zones (L1) by key. */
  public readonly zones: CreatedZones;

  constructor(scope: Construct, id: string, props: CentralPrivateDnsProps) {
    requirePlace(scope, id, "CentralPrivateDns");
    requireProps({ node: { path: `${scope.node.path}/${id}` } }, props, "resourceGroup");
    const { instances = "central", resourceGroup, preventDestroy = true, tags } = props;
    const zones: Record<string, PrivateDnsZone> = {};
    super(scope, id, instances, props, (self) =>
      namesOfCreated(self, instances, props).map(([key, name]) => {
        const zone = createdZone(self, key, { name, resourceGroup, preventDestroy, tags });
        zones[key] = zone;
        return { key, name, reference: referenceTo(zone) };
      }),
    );
    this.zones = zones as CreatedZones;
  }
}

function namesOfCreated(
  scope: IConstruct,
  instances: InstancesStrategy,
  { extraZones = [], customZones = {}, ...props }: CentralPrivateDnsProps,
): (readonly [key: string, name: string])[] {
  const keys = [...centralKeys(instances), ...extraZones];
  if (extraZones.includes("instances")) {
    refuse(scope, "extraZones", {
      value: "instances",
      allowed: "additional zones",
      fix: 'set instances: "central" for a central zone of compute instances',
    });
  }
  // This includes the name of each environment's own zone.
  requireUsed(scope, instances === "per-environment" ? [...keys, "instances"] : keys, props);
  const known = Object.keys(customZones).find((key) => zoneFacts(key));
  if (known !== undefined) {
    refuse(scope, "customZones", {
      value: known,
      allowed: "keys that are not in the catalog",
      fix: `set extraZones: ["${known}"], and set its name in zoneNames if it differs`,
    });
  }
  const names = [...keys.map((key) => [key, nameOf(scope, key, props)] as const), ...Object.entries(customZones)];
  for (const [key, name] of names) assertName("privateDnsZone", name, `${scope.node.path}.zoneNames.${key}`);
  requireDistinct(scope, names);
  return names;
}
