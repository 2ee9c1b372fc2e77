import type { ICentralPrivateDns } from "@org/aml-dns";
import type { PrivateMlEnvironment } from "@org/aml-platform";
import type { App } from "cdktf";
import { isProduction } from "../config/relations.js";
import type { Configuration } from "../config/schema.js";
import { environmentTags } from "../config/tags.js";
import type { ConfiguredNames } from "../naming.js";
import { AddedStack } from "../stacks/added-stack.js";
import { callExtension, type LoadedExtension } from "./calls.js";
import type { PlatformContext } from "./extension.js";

/** A platform, and the extension to call. */
export interface ExtendedPlatform {
  readonly configuration: Configuration;
  readonly naming: ConfiguredNames;
  readonly zones: ICentralPrivateDns;
  readonly environments: ReadonlyMap<string, PrivateMlEnvironment>;
  readonly extension: LoadedExtension;
}

/**
 * Calls `extend` for each environment, then `addStacks`.
 * @throws ConfigurationError if the extension throws
 */
export function extendPlatform(app: App, platform: ExtendedPlatform): void {
  const { configuration, naming, zones, environments, extension } = platform;
  const { extend, addStacks } = extension;
  const { tags, location } = configuration;
  for (const [name, environment] of extend ? environments : []) {
    const options = configuration.environments[name];
    const context = {
      name,
      production: options === undefined || isProduction(name, options),
      location: options?.location ?? location,
      names: naming.environment(name),
      zones,
      tags: environmentTags(configuration, name),
    };
    callExtension(extension, `extend() for ${name}`, () => extend?.(environment, context));
  }
  if (!addStacks) return;
  const addStack: PlatformContext["addStack"] = (name, options = {}) =>
    new AddedStack(app, name, configuration, options);
  callExtension(extension, "addStacks()", () => addStacks({ app, environments, zones, tags, addStack }));
}
