/** Whether an object meets a condition. */
type Condition = (object: Readonly<Record<string, unknown>>) => boolean;

const TEXT = String.raw`'((?:[^']|'')*)'`;
const EQUALS = new RegExp(String.raw`^(\w+) eq (?:${TEXT}|(true|false|null))$`, "i");
const ANY_EQUALS = new RegExp(String.raw`^(\w+)/any\((\w+):\s*\2 eq ${TEXT}\)$`, "i");
const STARTS = new RegExp(String.raw`^startswith\((\w+),\s*${TEXT}\)$`, "i");
/** A part of a filter that contains no `and` or `or` outside of quotes. */
const TOKENS = /'(?:[^']|'')*'|\s+(?:and|or)\s+|[^']/gi;

/**
 * Compiles a `$filter` of Microsoft Graph: equality, `startswith` and `any`, combined by `and` and `or` without
 * parentheses. Text is compared case-insensitively, as in Graph.
 * @returns undefined for other filters
 */
export function compileFilter(text: string): Condition | undefined {
  const alternatives = splitAt(text, "or").map((part) => splitAt(part, "and").map(conditionOf));
  if (alternatives.flat().some((condition) => condition === undefined)) return undefined;
  return (object) => alternatives.some((all) => all.every((condition) => condition?.(object)));
}

/** The only text that a filter compares a property with: `displayName eq 'x'`, possibly with other conditions. */
export function lookupIn(text: string): { readonly property: string; readonly value: string } | undefined {
  const [first = "", ...others] = splitAt(text, "and");
  const [, property = "", value] = EQUALS.exec(first) ?? [];
  const flags = others.every((other) => EQUALS.exec(other)?.[3] !== undefined);
  return value === undefined || !flags ? undefined : { property, value: unquoted(value) };
}

function splitAt(text: string, operator: "and" | "or"): string[] {
  const parts = [""];
  for (const [token] of text.matchAll(TOKENS)) {
    if (token.trim().toLowerCase() === operator && /^\s.*\s$/s.test(token)) parts.push("");
    else parts.push(`${parts.pop() ?? ""}${token}`);
  }
  return parts.map((part) => part.trim());
}

function conditionOf(text: string): Condition | undefined {
  const [, name = "", value, literal] = EQUALS.exec(text) ?? [];
  if (value !== undefined) return (object) => same(object[name], unquoted(value));
  if (literal !== undefined) return (object) => String(object[name] ?? null) === literal.toLowerCase();
  const [, list = "", , item] = ANY_EQUALS.exec(text) ?? [];
  if (item !== undefined)
    return ({ [list]: items }) => Array.isArray(items) && items.some((one) => same(one, unquoted(item)));
  const [, property = "", start] = STARTS.exec(text) ?? [];
  if (start === undefined) return undefined;
  return (object) =>
    String(object[property] ?? "")
      .toLowerCase()
      .startsWith(unquoted(start).toLowerCase());
}

function same(one: unknown, other: string): boolean {
  return typeof one === "string" && one.toLowerCase() === other.toLowerCase();
}

function unquoted(text: string): string {
  return text.replaceAll("''", "'");
}
