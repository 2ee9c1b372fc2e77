import type { IConstruct } from "constructs";
import type { Zone } from "./zone.js";
/**
 * Reads the ARM id of an existing zone.
 *
 * An id that only Terraform knows is trusted: the zone has the expected name, and Terraform takes the resource group
 * from the id.
 * @param expectedName name that the zone must have
 * @throws InvalidInputError for anything but the id of a private DNS zone, or the id of another zone
 */
export declare function existingZone(scope: IConstruct, prop: string, key: string, id: string, expectedName: string): Zone;
