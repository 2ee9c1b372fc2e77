import type { ResourceProvider } from "../arm/resource-type.js";
/** Container registries. */
export declare const containerRegistry: ResourceProvider;
