import type { ResourceType } from "../../arm/resource-type.js";
/** Route tables and their routes. */
export declare const routeTables: readonly ResourceType[];
