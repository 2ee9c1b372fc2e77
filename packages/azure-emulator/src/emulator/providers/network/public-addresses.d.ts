import type { ResourceType } from "../../arm/resource-type.js";
/** Public addresses. */
export declare const publicAddresses: ResourceType;
