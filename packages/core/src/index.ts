export { InvalidInputError, type InvalidInput } from "@org/azure-catalog";
export * from "./arm-resource-options.js";
export type { Orderable } from "./depend-on.js";
export * from "./diagnostic-setting.js";
export * from "./kubernetes-cluster.js";
export * from "./managed-identity.js";
export * from "./monitoring.js";
export * from "./outbound-rules.js";
export * from "./private-dns-zones.js";
export * from "./private-link-target.js";
export {
  constrainProviders,
  PROVIDER_CONSTRAINTS,
  type AzurermMajor,
  type ProviderConstraints,
} from "./provider-constraints.js";
export * from "./resource-group.js";
export * from "./resource-tags.js";
export type { SelectedNetworksOptions } from "./selected-networks.js";
export type { IUniqueRegistry } from "./unique-registry.js";
export * from "./virtual-network.js";
export * from "./workspace.js";
export type { IWriteChain } from "./write-chain.js";
