import { hasExpression, type InvalidInput, InvalidInputError, TAG_LIMITS, TAG_RULES } from "@org/azure-catalog";

/** Tags of a resource. */
export type Tags = Readonly<Record<string, string>>;

/** Context of a resource. */
export interface TagContext {
  /** `dev`, `prod`, or `shared`. */
  readonly environment: string;
  /** Its purpose: `network`, `workspace`, `registry`, `dns`. */
  readonly purpose: string;
  /** The part of the platform that creates it, such as `aml-platform`. */
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
 * @throws InvalidInputError for more than 50 tags, names beyond 512 or values beyond 256 characters, characters and
 * prefixes that Azure does not accept, and names in one layer that differ only in case
 */
export function mergeTags(...layers: readonly (Tags | undefined)[]): Tags {
  const merged = new Map<string, readonly [name: string, value: string]>();
  for (const layer of layers) {
    const [twin] = twinProblems(layer ?? {});
    if (twin) throw new InvalidInputError(twin);
    for (const [name, value] of Object.entries(layer ?? {})) {
      const key = name.toLowerCase();
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

/**
 * Validates tags against Azure's limits: those of all resources, and the lower ones of some types, such as 15 tags on
 * private DNS zones and names of 128 characters on storage accounts. Unresolved names and values are not validated.
 * @param armTypes types of the resources that get the tags
 * @returns the problems; their paths begin with `tags`
 */
export function validateTags(tags: Tags, armTypes: readonly string[] = []): readonly InvalidInput[] {
  const count = Object.keys(tags).length;
  const most = limit(armTypes, "count");
  const problems = twinProblems(tags);
  if (count > most.value) {
    problems.push({
      path: "tags",
      value: `${count} tags`,
      allowed: `at most ${most.value} tags on ${most.of ?? "a resource"}`,
      fix: `combine several values into one tag, or remove ${count - most.value}`,
    });
  }
  for (const [name, value] of Object.entries(tags)) {
    problems.push(...nameProblems(name, armTypes));
    if (hasExpression(value) || value.length <= TAG_RULES.valueLength) continue;
    problems.push({
      path: `tags.${name}`,
      value: `${value.slice(0, 40)}… (${value.length} characters)`,
      allowed: `at most ${TAG_RULES.valueLength} characters`,
      fix: `shorten it by ${value.length - TAG_RULES.valueLength}`,
    });
  }
  return problems;
}

/**
 * Validates the tags of a resource against Azure's limits.
 * @param armType ARM type of the resource
 * @param path path of the construct, for the message
 * @returns the tags, unchanged
 * @throws InvalidInputError for the first problem
 */
export function assertTags<T extends Tags | undefined>(tags: T, armType?: string, path?: string): T {
  const [problem] = validateTags(tags ?? {}, armType === undefined ? [] : [armType]);
  if (!problem) return tags;
  throw new InvalidInputError({ ...problem, path: path === undefined ? problem.path : `${path}.${problem.path}` });
}

/** The lowest of the general limit and the limits of some types, and the type that it belongs to. */
function limit(armTypes: readonly string[], kind: "count" | "keyLength"): { value: number; of: string | undefined } {
  const limits = armTypes.map((of) => ({ value: TAG_LIMITS[of]?.[kind] ?? TAG_RULES[kind], of }));
  return limits.reduce<{ value: number; of: string | undefined }>(
    (least, one) => (one.value < least.value ? one : least),
    { value: TAG_RULES[kind], of: undefined },
  );
}

/** Names that differ only in case are one tag in Azure. */
function twinProblems(tags: Tags): InvalidInput[] {
  const names = new Map<string, string>();
  return Object.keys(tags).flatMap((name): InvalidInput[] => {
    const twin = names.get(name.toLowerCase());
    names.set(name.toLowerCase(), name);
    if (twin === undefined) return [];
    const allowed = `names that differ in more than case; ${twin} already exists`;
    return [{ path: `tags.${name}`, value: name, allowed, fix: "remove one of the two" }];
  });
}

function nameProblems(name: string, armTypes: readonly string[]): InvalidInput[] {
  if (hasExpression(name)) return [];
  const { value: most, of } = limit(armTypes, "keyLength");
  const path = `tags.${name.slice(0, 40)}`;
  const illegal = TAG_RULES.illegalInKey.exec(name)?.[0];
  const reserved = TAG_RULES.reservedPrefixes.find((prefix) => name.toLowerCase().startsWith(prefix));
  if (reserved !== undefined) {
    return [
      {
        path,
        value: name.slice(0, 40),
        allowed: `a name that doesn't begin with ${TAG_RULES.reservedPrefixes.join(", ")}, which Azure reserves`,
        fix: `use another name, such as ${nameWithout(name, reserved)}`,
      },
    ];
  }
  if (name.length > 0 && name.length <= most && illegal === undefined) return [];
  return [
    {
      path,
      value: name.length > most ? `${name.slice(0, 40)}… (${name.length} characters)` : name,
      allowed: `a name of 1 to ${most} characters without <>%&\\?/${of === undefined ? "" : `, because of ${of}`}`,
      fix: illegal === undefined ? "use a shorter name that is not empty" : `remove ${JSON.stringify(illegal)}`,
    },
  ];
}

function nameWithout(name: string, prefix: string): string {
  return (
    name
      .slice(prefix.length)
      .replace(/^[^a-zA-Z0-9]+/, "")
      .slice(0, 40) || "platform"
  );
}
