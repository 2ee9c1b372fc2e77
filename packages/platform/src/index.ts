export { PLATFORM_TAGS, platformTags } from "./platform-tags.js";
export {
  EnvironmentBase,
  type EnvironmentBaseProps,
  type EnvironmentRegistryOptions,
  type EnvironmentResourceGroups,
  type EnvironmentWorkspaceOptions,
} from "./environment-base.js";
export * from "./private-ml-environment.js";
export * from "./shared-dns.js";
