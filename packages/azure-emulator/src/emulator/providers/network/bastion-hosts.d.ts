import type { ResourceType } from "../../arm/resource-type.js";
/** Bastion hosts. */
export declare const bastionHosts: ResourceType;
