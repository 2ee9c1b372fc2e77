import { hasExpression, InvalidInputError, TAG_RULES } from "@org/azure-catalog";

/** Tags of a resource. */
export type Tags = Readonly<Record<string, string>>;

/** Context of a resource. */
export interface TagContext {
  /** `dev`, `prod`, or `shared`. */
  readonly environment: string;
  /** Its purpose: `network`, `workspace`, `registry`, `dns`. */
  readonly purpose: string;
  /** The part of the platform that creates it: `aml-platform`. */
  readonly component: string;
  /**
   * Cost allocation.
   * @default - the base tags
   */
  readonly costAllocation?: CostAllocation | undefined;
}

/** Cost allocation of a resource. */
export interface CostAllocation {
  /** Tag `project`. */
  readonly project?: string | undefined;
  /** Tag `owner`. */
  readonly owner?: string | undefined;
  /** Tag `cost-center`. */
  readonly costCenter?: string | undefined;
}

/**
 * Merges tags, of which later ones take precedence, and validates the result against Azure's limits. Azure compares tag
 * names case-insensitively, so `Owner` in a later layer replaces the value of `owner`, and the first spelling stays.
 * @throws InvalidInputError for more than 50 tags, names beyond 512 or values beyond 256 characters, characters that
 * Azure does not accept, and names of one layer that differ only in case
 */
export function mergeTags(...layers: readonly (Tags | undefined)[]): Tags {
  const merged = new Map<string, readonly [name: string, value: string]>();
  for (const layer of layers) {
    const own = new Map<string, string>();
    for (const [name, value] of Object.entries(layer ?? {})) {
      const key = name.toLowerCase();
      const twin = own.get(key);
      if (twin !== undefined) {
        throw new InvalidInputError({
          path: `tags.${name}`,
          value: name,
          allowed: `names that differ in more than case; ${twin} already exists`,
          fix: "remove one of the two",
        });
      }
      own.set(key, name);
      merged.set(key, [merged.get(key)?.[0] ?? name, value]);
    }
  }
  const tags = Object.fromEntries(merged.values());
  assertTags(tags);
  return tags;
}

/**
 * The tags of a resource: the platform's base tags, and the context of the resource.
 * @throws InvalidInputError for tags that Azure would reject
 */
export function contextTags(base: Tags, context: TagContext): Tags {
  const { environment, purpose, component } = context;
  const { project, owner, costCenter } = context.costAllocation ?? {};
  const allocation = Object.entries({ project, owner, "cost-center": costCenter });
  const given = allocation.filter((tag): tag is [string, string] => tag[1] !== undefined);
  return mergeTags(base, Object.fromEntries(given), { environment, purpose, component });
}

function assertTags(tags: Tags): void {
  const count = Object.keys(tags).length;
  if (count > TAG_RULES.count) {
    throw new InvalidInputError({
      path: "tags",
      value: `${count} tags`,
      allowed: `at most ${TAG_RULES.count} tags on a resource`,
      fix: `combine several values into one tag, or remove ${count - TAG_RULES.count}`,
    });
  }
  for (const [name, value] of Object.entries(tags)) {
    assertTagName(name);
    if (hasExpression(value) || value.length <= TAG_RULES.valueLength) continue;
    throw new InvalidInputError({
      path: `tags.${name}`,
      value: `${value.slice(0, 40)}… (${value.length} characters)`,
      allowed: `at most ${TAG_RULES.valueLength} characters`,
      fix: `shorten it by ${value.length - TAG_RULES.valueLength}`,
    });
  }
}

function assertTagName(name: string): void {
  if (hasExpression(name)) return;
  const illegal = TAG_RULES.illegalInKey.exec(name)?.[0];
  if (name.length > 0 && name.length <= TAG_RULES.keyLength && illegal === undefined) return;
  throw new InvalidInputError({
    path: `tags.${name.slice(0, 40)}`,
    value: name.length > TAG_RULES.keyLength ? `${name.slice(0, 40)}… (${name.length} characters)` : name,
    allowed: `a name of 1 to ${TAG_RULES.keyLength} characters without <>%&\\?/`,
    fix: illegal === undefined ? "use a shorter name that is not empty" : `remove ${JSON.stringify(illegal)}`,
  });
}
