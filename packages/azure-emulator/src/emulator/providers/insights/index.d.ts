import type { ResourceProvider } from "../../arm/resource-type.js";
/** Application Insights and diagnostic settings. */
export declare const insights: ResourceProvider;
