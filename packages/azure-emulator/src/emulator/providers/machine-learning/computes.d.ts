import type { ResourceType } from "../../arm/resource-type.js";
/** Computes of workspaces. The first one makes the managed network, unless it has been made before. */
export declare const computes: ResourceType;
