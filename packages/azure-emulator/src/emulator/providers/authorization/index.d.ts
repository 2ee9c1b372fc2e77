import type { ResourceProvider } from "../../arm/resource-type.js";
/** Role definitions, role assignments and locks. */
export declare const authorization: ResourceProvider;
