import type { Endpoint, ResourceType } from "../../arm/resource-type.js";
/** Roles of one's own. */
export declare const roleDefinitions: ResourceType;
/** All roles, built-in ones included: a list by name, and one by its GUID. */
export declare const readingOfRoles: readonly Endpoint[];
