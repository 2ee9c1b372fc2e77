import { contextTags, type Tags } from "@org/aml-naming";

const COMPONENT = "private-aml-platform";

/** The tags of one part of the platform. */
export function platformTags(base: Tags | undefined, environment: string, purpose: string): Tags {
  return contextTags(base ?? {}, { environment, purpose, component: COMPONENT });
}
