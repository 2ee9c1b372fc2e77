import { InvalidInputError, likelyName, type NameKind } from "@org/azure-catalog";
import type { FixedNames } from "./environment-names.js";
import {
  FIXED_NAME_PATTERNS,
  FIXED_NAMES,
  NAME_PATTERNS,
  type NameFormula,
  type NamePattern,
} from "./name-patterns.js";
import { ABBREVIATIONS, defaultPrefixes } from "./resource-prefixes.js";

const FORMULAS = { ...FIXED_NAME_PATTERNS, ...NAME_PATTERNS } as const satisfies Readonly<Record<string, NameFormula>>;

/** A name that has a pattern. */
export type PatternName = keyof typeof FORMULAS;

/** A kind with several names in an environment. One pattern applies to all of them. */
export type SharedPatternKind = (typeof SHARED_KINDS)[number];

const SHARED_KINDS = ["resourceGroup", "publicIp", "managedIdentity"] as const;

/** Names that have patterns, and kinds with one pattern for several names. */
export const PATTERN_KEYS: readonly (PatternName | SharedPatternKind)[] = [
  ...SHARED_KINDS,
  ...(Object.keys(FORMULAS) as PatternName[]),
];

/** The kinds of names that don't depend on a role or target. */
export const FIXED_NAME_KINDS = Object.fromEntries(
  FIXED_NAMES.map((name) => [name, FIXED_NAME_PATTERNS[name].kind]),
) as Readonly<Record<keyof FixedNames, NameKind>>;

/** The default convention: a pattern for each name. */
export const DEFAULT_NAME_PATTERNS = Object.fromEntries(
  Object.entries(FORMULAS).map(([name, { pattern }]) => [name, pattern]),
) as Readonly<Record<PatternName, string>>;

/**
 * A naming convention: how names are composed of their parts.
 *
 * Parts of all names: `{prefix}`, `{environment}`, `{region}` (its code) and `{suffix}` of the platform, `{type}` (the
 * abbreviation of the resource type) and `{purpose}` (distinguishes resources of one type, such as `jumpbox`, and those
 * of additional workspaces and registries by their names; empty if there is only one). `{environment:1}` is its first
 * character, `{Environment}` begins with a capital. An empty part is left out with an adjacent separator.
 */
export interface NamingConvention {
  /**
   * Pattern of all names, except for those that follow other names, such as those of private endpoints, links and
   * locks. Separators that Azure doesn't accept in a kind of name are left out: with `{type}-{environment}-{suffix}`,
   * the storage account is `stdev01`.
   * @default - the patterns of {@link DEFAULT_NAME_PATTERNS}
   */
  readonly pattern?: string | undefined;
  /**
   * Patterns of single names, or of kinds with several names. Their separators are never left out. The pattern of a
   * name takes precedence over that of its kind.
   * @default - `pattern`
   */
  readonly patterns?: Readonly<Partial<Record<PatternName | SharedPatternKind, string>>> | undefined;
}

/** How a name is composed in a convention. */
export interface ResolvedPattern extends NamePattern {
  readonly type: NameFormula["type"];
  readonly purpose: string;
  /** Whether separators that Azure doesn't accept are left out. */
  readonly adaptable: boolean;
}

/** The patterns of a convention, by name. */
export type ResolvedPatterns = Readonly<Record<PatternName, ResolvedPattern>>;

/**
 * The patterns of a convention.
 * @throws InvalidInputError for an unknown name or part, and for characters that no name may have
 */
export function resolveConvention({ pattern: all, patterns = {} }: NamingConvention): ResolvedPatterns {
  for (const key of Object.keys(patterns)) requireKnown(key);
  const resolved = Object.entries(FORMULAS).map(([key, formula]: [string, NameFormula]) => {
    const name = key as PatternName;
    const { kind, type, purpose = "" } = formula;
    const shared = SHARED_KINDS.find((one) => one === kind);
    const own = patterns[name] === undefined && shared !== undefined ? shared : name;
    const given = patterns[own];
    const general = type === undefined || given !== undefined ? undefined : all;
    if (given !== undefined) requireParts(`patterns.${own}`, given, name, formula);
    else if (general !== undefined) requireParts("pattern", general, name, formula);
    const pattern = given ?? general ?? formula.pattern;
    return [name, { kind, type, purpose, pattern, adaptable: general !== undefined }];
  });
  return Object.fromEntries(resolved) as ResolvedPatterns;
}

/** Parts that every name has. */
const COMMON_PARTS = ["prefix", "environment", "Environment", "region", "suffix"];
/** Parts of names that depend on a role, target or zone. */
const OWN_PARTS: Readonly<Partial<Record<PatternName, readonly string[]>>> = {
  subnet: ["role"],
  networkSecurityGroup: ["role"],
  dataStorageAccount: ["store"],
  sqlServer: ["store"],
  privateEndpoint: ["target", "subResource"],
  privateEndpointInterface: ["target", "subResource"],
  privateEndpointConnection: ["target", "subResource"],
  privateEndpointZoneGroup: ["target", "subResource"],
  privateDnsZoneLink: ["zone"],
  registryOutboundRule: ["Registry"],
};
const OTHER_WORDS: Readonly<Record<string, string>> = { location: "region", env: "environment", abbreviation: "type" };

function requireKnown(key: string): void {
  if ((PATTERN_KEYS as readonly string[]).includes(key)) return;
  const meant = likelyName(key, PATTERN_KEYS);
  throw new InvalidInputError({
    path: `patterns.${key}`,
    value: key,
    allowed: PATTERN_KEYS.join(", "),
    fix: meant === undefined ? "correct the name or remove the pattern" : `did you mean ${meant}?`,
  });
}

function requireParts(path: string, pattern: string, name: PatternName, { type }: NameFormula): void {
  const position = (FIXED_NAMES as readonly string[]).indexOf(name);
  const before =
    position < 0 && name !== "dnsResourceGroup" ? FIXED_NAMES : FIXED_NAMES.slice(0, Math.max(position, 0));
  const parts = [...COMMON_PARTS, ...(type === undefined ? [] : ["type", "purpose"]), ...(OWN_PARTS[name] ?? [])];
  const known = [...parts, ...Object.keys(defaultPrefixes("")), ...before.map((other) => `name.${other}`)];
  for (const [text, part] of pattern.matchAll(/\{([\w.]+)(?::\d+)?\}|[^\w.()-]/g)) {
    if (part !== undefined && known.includes(part)) continue;
    const meant =
      part === undefined || part.includes(".")
        ? undefined
        : (OTHER_WORDS[part] ?? likelyName(part, [...parts, ...Object.keys(defaultPrefixes(""))]));
    throw new InvalidInputError({
      path,
      value: pattern,
      allowed: `letters, digits, separators (-, _, .), and for ${name} the parts ${parts.map((one) => `{${one}}`).join(", ")}`,
      fix: meant === undefined ? `remove ${text}` : `did you mean {${meant}}?`,
    });
  }
}

/** Value of `{type}` for each kind of resource prefix. */
export function abbreviations(given: Readonly<Record<string, string | undefined>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(ABBREVIATIONS).map(([type, text]) => [`type.${type}`, given[type] ?? text]));
}
