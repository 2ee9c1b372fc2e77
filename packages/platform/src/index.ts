export {
  type EncryptedResource,
  EnvironmentEncryption,
  type EnvironmentEncryptionProps,
  type EnvironmentKeyOptions,
  type EnvironmentWorkspaceOptions,
} from "./environment-encryption.js";
export { PLATFORM_TAGS, platformTags } from "./platform-tags.js";
export {
  EnvironmentBase,
  type EnvironmentBaseProps,
  type EnvironmentRegistryOptions,
  type EnvironmentResourceGroups,
} from "./environment-base.js";
export * from "./private-ml-environment.js";
export * from "./shared-dns.js";
