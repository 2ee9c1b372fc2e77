import type { ResourceProvider } from "../arm/resource-type.js";
/** Virtual machines with their disks. */
export declare const compute: ResourceProvider;
