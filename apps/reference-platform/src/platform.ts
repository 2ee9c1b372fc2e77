import type { App } from "cdktf";
import { PlatformNaming } from "@org/aml-naming";
import type { Configuration } from "./config/schema.js";
import { DnsSharedStack } from "./stacks/dns-shared-stack.js";
import { EnvironmentStack } from "./stacks/environment-stack.js";

/** Puts the platform's stacks into an app: shared DNS, then each environment in the order of the configuration. */
export function buildPlatform(app: App, configuration: Configuration): void {
  const { prefix, location, locationCode, namingSuffix: suffix } = configuration;
  const naming = new PlatformNaming({ prefix, location, locationCode, suffix });
  const dns = new DnsSharedStack(app, `${prefix}-dns-shared`, { configuration, naming });
  for (const [environment, own] of Object.entries(configuration.environments)) {
    new EnvironmentStack(app, `${prefix}-${environment}`, {
      configuration,
      environment: own,
      names: naming.environment(environment),
      zones: dns.zones,
    });
  }
}
