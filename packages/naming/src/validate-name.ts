import { hasExpression, InvalidInputError, NAME_RULES, type NameKind, type NameRule } from "@org/azure-catalog";

/** What is wrong with a name. */
export interface NameViolation {
  readonly kind: NameKind;
  readonly value: string;
  /** The violated rule, such as `has 3 to 24 characters, not 27`. */
  readonly rule: string;
  /** A similar valid name. */
  readonly suggestion: string;
}

/**
 * Validates a name by Azure's rule for its kind. Unresolved names are not validated.
 * @returns the first violated rule, or undefined
 */
export function validateName(kind: NameKind, value: string): NameViolation | undefined {
  if (hasExpression(value)) return undefined;
  const rule = brokenRule(NAME_RULES[kind], value);
  return rule === undefined ? undefined : { kind, value, rule, suggestion: suggest(kind, value) };
}

/**
 * Validates a name by Azure's rule for its kind.
 * @param path where the name is given, for the message
 * @returns the name, unchanged
 * @throws InvalidInputError with the kind, the value, the violated rule and a valid name
 */
export function assertName(kind: NameKind, value: string, path: string): string {
  const violation = validateName(kind, value);
  if (!violation) return value;
  throw new InvalidInputError({
    path,
    value,
    allowed: `the name of ${/^[aeiou]/i.test(NAME_RULES[kind].label) ? "an" : "a"} ${NAME_RULES[kind].label} ${violation.rule}`,
    fix: `use ${violation.suggestion}, for instance`,
  });
}

function brokenRule(rule: NameRule, value: string): string | undefined {
  if (value.length < rule.minLength || value.length > rule.maxLength) {
    return `has ${lengths(rule)} characters, not ${value.length}`;
  }
  const illegal = rule.illegal.exec(value)?.[0];
  if (illegal !== undefined) return `consists of ${rule.characters}; ${JSON.stringify(illegal)} is not among them`;
  if (rule.first && !rule.first.pattern.test(value.charAt(0))) return `begins with ${rule.first.rule}`;
  if (rule.last && !rule.last.pattern.test(value.charAt(value.length - 1))) return `ends with ${rule.last.rule}`;
  for (const { pattern, rule: words } of rule.never ?? []) if (pattern.test(value)) return words;
  if (rule.reserved?.includes(value.toLowerCase())) return "is not a name that Azure reserves";
  return undefined;
}

function lengths({ minLength, maxLength }: NameRule): string {
  return minLength === maxLength ? String(minLength) : `${minLength} to ${maxLength}`;
}

/** A valid name that is similar to the given one. */
function suggest(kind: NameKind, value: string): string {
  const rule: NameRule = NAME_RULES[kind];
  const cased = rule.illegal.test("A") ? value.toLowerCase() : value;
  const legal = [...cased].filter((character) => !rule.illegal.test(character)).join("");
  const candidates = [
    legal,
    legal.replace(/-(\d+)$/, "$1"),
    legal.replace(/-+/g, "-"),
    legal.replace(/^[^a-zA-Z0-9]+/, ""),
    `${legal}01`,
    `${legal}a01`,
    `a${legal}`,
  ];
  for (const candidate of candidates) {
    const short = candidate.slice(0, rule.maxLength);
    for (const trimmed of [short, short.replace(/[^a-zA-Z0-9]+$/, "")]) {
      if (brokenRule(rule, trimmed) === undefined) return trimmed;
    }
  }
  return EXAMPLES[kind] ?? "contoso01";
}

/** Suggestions for kinds of names that `contoso01` does not fit, if no name can be derived from the given one. */
const EXAMPLES: Partial<Record<NameKind, string>> = {
  privateDnsZone: "privatelink.contoso.com",
  roleAssignment: "00000000-0000-0000-0000-000000000000",
};
