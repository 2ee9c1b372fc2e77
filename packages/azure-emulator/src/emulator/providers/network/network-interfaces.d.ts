import type { ResourceType } from "../../arm/resource-type.js";
/** Network interfaces, with addresses from their subnets. */
export declare const networkInterfaces: ResourceType;
