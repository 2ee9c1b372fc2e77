import { contextTags, type Tags } from "@org/aml-naming";
import { InvalidInputError } from "@org/azure-catalog";

const COMPONENT = "private-aml-platform";

/** Tags that the platform sets on every resource. */
export const PLATFORM_TAGS = ["environment", "purpose", "component"] as const;

/**
 * The tags of one part of the platform.
 * @throws InvalidInputError for tags that Azure rejects, and for those that the platform sets itself
 */
export function platformTags(base: Tags | undefined, environment: string, purpose: string): Tags {
  const own = Object.keys(base ?? {}).find((name) => PLATFORM_TAGS.some((tag) => tag === name.toLowerCase()));
  if (own !== undefined) {
    throw new InvalidInputError({
      path: `tags.${own}`,
      value: base?.[own],
      allowed: `tags other than ${PLATFORM_TAGS.join(", ")}, which the platform sets; Azure compares names case-insensitively`,
      fix: "remove it or use another name",
    });
  }
  return contextTags(base ?? {}, { environment, purpose, component: COMPONENT });
}
