import type { ResourceType } from "../../arm/resource-type.js";
/** Network security groups and their rules. */
export declare const securityGroups: readonly ResourceType[];
