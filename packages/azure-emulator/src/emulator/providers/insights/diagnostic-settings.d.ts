import type { Endpoint, ResourceType } from "../../arm/resource-type.js";
/** Diagnostic settings, of any resource. */
export declare const diagnosticSettings: ResourceType;
/** The categories that a resource has, where the catalogue knows them. */
export declare const categoriesOfResource: Endpoint;
