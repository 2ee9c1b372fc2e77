export {
  type EncryptedResource,
  EnvironmentEncryption,
  type EnvironmentEncryptionProps,
  type EnvironmentKeyOptions,
  type EnvironmentWorkspaceOptions,
} from "./environment-encryption.js";
export {
  type AdditionalWorkspace,
  type AdditionalWorkspaceOptions,
  SHARED_RESOURCES,
  type SharedResource,
} from "./additional-workspaces.js";
export { PLATFORM_TAGS, platformTags } from "./platform-tags.js";
export {
  EnvironmentBase,
  type EnvironmentBaseProps,
  type EnvironmentRegistryOptions,
  type EnvironmentResourceGroups,
} from "./environment-base.js";
export {
  EnvironmentData,
  type EnvironmentDataProps,
  type EnvironmentStoreOptions,
  type EnvironmentStores,
} from "./environment-data.js";
export type { EnvironmentCustomerNetwork, EnvironmentKubernetesOptions } from "./customer-network.js";
export type { EnvironmentMember, EnvironmentPeople } from "./environment-people.js";
export * from "./private-ml-environment.js";
export type {
  EnvironmentAlertOptions,
  EnvironmentBudgetOptions,
  EnvironmentBudgets,
  EnvironmentGovernanceOptions,
} from "./environment-governance.js";
export {
  type NetworkAccessProps,
  PrivateMlHub,
  type PrivateMlHubProps,
  type VpnAccessOptions,
} from "./private-ml-hub.js";
export {
  type EnvironmentDatastore,
  type EnvironmentPrivateEndpointRule,
  type NamedComputeClusterOptions,
  type WorkspaceUse,
} from "./workspace-use.js";
export * from "./shared-dns.js";
