import type { Endpoint, ResourceType } from "../../arm/resource-type.js";
/** Role assignments, at any scope. */
export declare const roleAssignments: ResourceType;
/** The assignments at a scope: those above it, and unless the filter says `atScope()`, those below it. */
export declare const listOfAssignments: Endpoint;
