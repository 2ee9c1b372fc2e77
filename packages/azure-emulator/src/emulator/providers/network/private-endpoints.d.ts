import type { ResourceType } from "../../arm/resource-type.js";
/** Private endpoints. */
export declare const privateEndpoints: ResourceType;
