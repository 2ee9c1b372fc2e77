import type { ResourceType } from "../../arm/resource-type.js";
/** Outbound rules of workspaces with a managed network. */
export declare const outboundRules: ResourceType;
