import { isUnresolved, refuse } from "@org/aml-core/internal";
import { CENTRAL_ZONE_KEYS, type CentralZoneKey, type Cloud, CLOUDS, type PrivateDnsZoneKey } from "@org/azure-catalog";
import type { IConstruct } from "constructs";
import type { InstancesStrategy } from "./instances/instance-names.js";
import { zoneFacts } from "./zone.js";

/** Props that determine the names of zones. */
export interface ZoneNameProps {
  /**
   * Azure cloud, which determines the names of the zones.
   * @default "public"
   */
  readonly cloud?: Cloud | undefined;
  /**
   * Names of zones that differ from those of the cloud, such as `{ instances: "instances.ml.azure.ms" }`.
   * @default - the names of the cloud
   */
  readonly zoneNames?: Readonly<Partial<Record<PrivateDnsZoneKey, string>>> | undefined;
}

/** The key of a zone that every platform has, whatever the strategy for compute instances. */
export type CommonZoneKey = Exclude<CentralZoneKey, "instances">;

/** Whether a key belongs to one of the nine central zones. */
export function isCentral(key: string): key is CentralZoneKey {
  return (CENTRAL_ZONE_KEYS as readonly string[]).includes(key);
}

/** The keys of the zones to create: nine, or eight without a central `instances` zone. */
export function centralKeys(instances: InstancesStrategy): readonly PrivateDnsZoneKey[] {
  return CENTRAL_ZONE_KEYS.filter((key) => key !== "instances" || instances === "central");
}

/**
 * Name of a zone.
 * @throws InvalidInputError for a cloud or zone that is not in the catalog, or a zone that the cloud does not have
 */
export function nameOf(scope: IConstruct, key: PrivateDnsZoneKey, props: ZoneNameProps): string {
  const { cloud = "public" } = props;
  if (!Object.hasOwn(CLOUDS, cloud)) {
    refuse(scope, "cloud", { value: cloud, allowed: Object.keys(CLOUDS).join(", "), fix: "leave it out for public" });
  }
  const facts = zoneFacts(key);
  if (facts === undefined) {
    refuse(scope, "zones", {
      value: key,
      allowed: "a zone of @org/azure-catalog's PRIVATE_DNS_ZONES",
      fix: "define your own zones in customZones",
    });
  }
  const name = props.zoneNames?.[key] ?? facts.names[cloud];
  if (name !== undefined) return name;
  return refuse(scope, "zones", {
    value: key,
    allowed: `a zone that exists in ${CLOUDS[cloud].displayName}`,
    fix: `remove it, or set its name: zoneNames: { ${key}: "<zone>" }`,
  });
}

/**
 * Checks that names are set only for zones of this set.
 * @throws InvalidInputError for a name of an unknown zone
 */
export function requireUsed(scope: IConstruct, keys: readonly string[], { zoneNames = {} }: ZoneNameProps): void {
  const unused = Object.keys(zoneNames).find((key) => !keys.includes(key));
  if (unused === undefined) return;
  refuse(scope, "zoneNames", {
    value: unused,
    allowed: `zones of this set: ${keys.join(", ")}`,
    fix: `leave the name of ${unused} out, or add the zone`,
  });
}

/**
 * Checks that no two zones have the same name: a zone name can exist only once in a resource group, and a network can
 * be linked to only one zone of a name.
 * @throws InvalidInputError for the second one
 */
export function requireDistinct(scope: IConstruct, names: readonly (readonly [key: string, name: string])[]): void {
  const keys = new Map<string, string>();
  for (const [key, name] of names) {
    if (isUnresolved(name)) continue;
    const other = keys.get(name.toLowerCase());
    if (other !== undefined) {
      refuse(scope, "zoneNames", {
        value: name,
        allowed: "a unique name for each zone",
        fix: other === key ? `list ${key} once` : `rename ${other} or ${key}, or remove one of them`,
      });
    }
    keys.set(name.toLowerCase(), key);
  }
}
