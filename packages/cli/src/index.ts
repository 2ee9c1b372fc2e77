export { ConfigurationError, type Problem } from "./config/problem.js";
export type {
  AddStackOptions,
  EnvironmentContext,
  OwnStack,
  PlatformContext,
  PlatformExtension,
} from "./extension/extension.js";
export { addPlatform } from "./platform.js";
export { run } from "./run.js";
