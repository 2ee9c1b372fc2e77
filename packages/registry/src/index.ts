export type {
  EnvironmentRegistryAttributes,
  RegistryAttributes,
  SharedRegistryAttributes,
} from "./imported-registry.js";
export type { ManagedResourceEndpoints } from "./managed-resource-endpoints.js";
export type { RegistryManagedResources } from "./managed-resources.js";
export * from "./registry.js";
export type { IRegistry } from "./registry-base.js";
export type { AllowConnectionOptions, ConnectionWaits, RegistryConnection } from "./registry-connection.js";
export * from "./registry-props.js";
