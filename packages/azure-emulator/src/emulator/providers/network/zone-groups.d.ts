import type { ResourceType } from "../../arm/resource-type.js";
/** The groups that write a private endpoint's records into zones. */
export declare const zoneGroups: ResourceType;
