export type { ImportedRegistryOptions } from "./imported-registry.js";
export type { ManagedResourceEndpoints } from "./managed-resource-endpoints.js";
export type { RegistryManagedResources } from "./managed-resources.js";
export * from "./registry.js";
export * from "./registry-interfaces.js";
export * from "./registry-props.js";
