import type { ResourceProvider } from "../../arm/resource-type.js";
/** Networks and their child resources. */
export declare const network: ResourceProvider;
