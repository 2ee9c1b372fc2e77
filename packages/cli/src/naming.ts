import { PlatformNaming } from "@org/aml-naming";
import type { Configuration } from "./config/schema.js";

/** The names of a configuration. */
export function namingOf(configuration: Configuration): PlatformNaming {
  const { prefix, location, locationCode, namingSuffix: suffix, resourcePrefixes } = configuration;
  return new PlatformNaming({
    prefix,
    location,
    suffix,
    resourcePrefixes,
    ...(locationCode === undefined ? {} : { locationCode }),
  });
}
