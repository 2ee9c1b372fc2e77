import type { ResourceProvider } from "../arm/resource-type.js";
/** Log Analytics, which keeps a deleted workspace for two weeks and brings it back under the same name. */
export declare const operationalInsights: ResourceProvider;
