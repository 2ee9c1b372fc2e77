import type { ResourceProvider } from "../arm/resource-type.js";
/** Storage accounts with their four services. */
export declare const storage: ResourceProvider;
