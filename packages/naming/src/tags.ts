import { TAG_RULES } from "@org/azure-catalog";
import { NamingError } from "./naming-error.js";
import { isUnresolved } from "./unresolved.js";

/** Tags of a resource. */
export type Tags = Readonly<Record<string, string>>;

/** What a resource belongs to. */
export interface TagContext {
  /** `dev`, `prod`, or `shared` (S0-TAG-01). */
  readonly environment: string;
  /** What it is for: `network`, `workspace`, `registry`, `dns`. */
  readonly purpose: string;
  /** The part of the platform that makes it: `aml-platform`. */
  readonly component: string;
}

/**
 * Lays tags over one another, the later ones winning, and checks the result against Azure's limits.
 * @throws NamingError for more than 50 tags, keys beyond 512 or values beyond 256 characters, and characters that Azure
 * does not take
 */
export function mergeTags(...layers: readonly (Tags | undefined)[]): Tags {
  const merged: Record<string, string> = {};
  const spelled = new Map<string, string>();
  for (const [key, value] of layers.flatMap((layer) => Object.entries(layer ?? {}))) {
    // Azure's tag names don't differ by case.
    const name = spelled.get(key.toLowerCase()) ?? key;
    spelled.set(key.toLowerCase(), name);
    merged[name] = value;
  }
  assertTags(merged);
  return merged;
}

/** The tags of a resource: the platform's base tags, and what the resource belongs to (S0-TAG-01, S0-TAG-02). */
export function contextTags(base: Tags, context: TagContext): Tags {
  return mergeTags(base, { environment: context.environment, purpose: context.purpose, component: context.component });
}

function assertTags(tags: Tags): void {
  const count = Object.keys(tags).length;
  if (count > TAG_RULES.count) {
    throw new NamingError({
      path: "tags",
      value: `${count} tags`,
      allowed: `at most ${TAG_RULES.count} tags on a resource`,
      fix: "put several facts into one tag, or leave some out",
    });
  }
  for (const [key, value] of Object.entries(tags)) {
    if (key.length === 0 || key.length > TAG_RULES.keyLength || TAG_RULES.illegalInKey.test(key)) {
      throw new NamingError({
        path: `tags.${key}`,
        value: key,
        allowed: `a name of 1 to ${TAG_RULES.keyLength} characters without <>%&\\?/`,
        fix: "use letters, digits and dashes",
      });
    }
    if (!isUnresolved(value) && value.length > TAG_RULES.valueLength) {
      throw new NamingError({
        path: `tags.${key}`,
        value: `${value.slice(0, 40)}… (${value.length} characters)`,
        allowed: `at most ${TAG_RULES.valueLength} characters`,
        fix: `shorten it by ${value.length - TAG_RULES.valueLength}`,
      });
    }
  }
}
