export { PLATFORM_TAGS, platformTags } from "./platform-tags.js";
export * from "./private-ml-environment.js";
export * from "./shared-dns.js";
