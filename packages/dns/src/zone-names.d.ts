import { type CentralZoneKey, type Cloud, type PrivateDnsZoneKey } from "@org/azure-catalog";
import type { IConstruct } from "constructs";
import type { InstancesStrategy } from "./instances/instance-names.js";
/** Props that determine the names of zones. */
export interface ZoneNameProps {
    /**
     * Azure cloud, which determines the names of the zones.
     * @default "public"
     */
    readonly cloud?: Cloud | undefined;
    /**
     * Names of zones that differ from those of the cloud, `{ instances: "instances.ml.azure.ms" }`.
     * @default - the names of the cloud
     */
    readonly zoneNames?: Readonly<Partial<Record<PrivateDnsZoneKey, string>>> | undefined;
}
/** The key of a zone that every platform has, whichever way compute instances are resolved. */
export type CommonZoneKey = Exclude<CentralZoneKey, "instances">;
/** Whether a key is that of one of the nine central zones. */
export declare function isCentral(key: string): key is CentralZoneKey;
/** The keys of the zones to create: nine, or eight without a central `instances` zone. */
export declare function centralKeys(instances: InstancesStrategy): readonly PrivateDnsZoneKey[];
/**
 * Name of a zone.
 * @throws InvalidInputError for a cloud or a zone that the catalogue does not have, a zone that the cloud does not have
 */
export declare function nameOf(scope: IConstruct, key: PrivateDnsZoneKey, props: ZoneNameProps): string;
/**
 * Checks that names are given to zones of this set only.
 * @throws InvalidInputError for a name that no zone would get
 */
export declare function requireUsed(scope: IConstruct, keys: readonly string[], { zoneNames }: ZoneNameProps): void;
/**
 * Checks that no two zones have the same name: a resource group holds a name once, and a network can be linked to one
 * zone of a name.
 * @throws InvalidInputError for the second one
 */
export declare function requireDistinct(scope: IConstruct, names: readonly (readonly [key: string, name: string])[]): void;
