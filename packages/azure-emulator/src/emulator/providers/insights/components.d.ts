import type { ResourceType } from "../../arm/resource-type.js";
/** Application Insights. */
export declare const components: ResourceType;
