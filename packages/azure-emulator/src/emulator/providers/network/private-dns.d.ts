import type { ResourceType } from "../../arm/resource-type.js";
/** Private DNS zones, their records, and their links to networks. */
export declare const privateDns: readonly ResourceType[];
