import type { ResourceType } from "../../arm/resource-type.js";
/** Virtual networks and their subnets. */
export declare const virtualNetworks: readonly ResourceType[];
