import type { Element, JsonObject, Resource } from "@org/aml-synth-model";
import { compare, type Blocks, type Comparison, type Surroundings } from "./compare.js";

/** Number of candidates that a message shows in full. */
const SHOWN = 3;

/** Name and properties with which a candidate is compared. */
export interface Candidate {
  readonly element: Element;
  readonly shown: unknown;
  readonly blocks: Blocks;
}

/** A candidate with the result of its comparison. */
export interface Ranked {
  readonly element: Element;
  readonly comparison: Comparison;
}

/** Compares every candidate, the nearest first. */
export function rank(
  candidates: readonly Candidate[],
  expected: unknown,
  equals: Surroundings["equals"],
): readonly Ranked[] {
  return candidates
    .map(({ element, shown, blocks }) => ({
      element,
      comparison: compare(expected, shown, { stack: element.stack, equals }, blocks),
    }))
    .sort((a, b) => a.comparison.misses - b.comparison.misses);
}

/** The nearest candidates, each with its difference. */
export function nearest(
  ranked: readonly Ranked[],
  diff: (expected: unknown, actual: unknown) => string | undefined,
): string {
  const shown = ranked.slice(0, SHOWN).map(({ element, comparison }) => {
    return `${nameOf(element)}\n${diff(comparison.expected, comparison.actual) ?? ""}`;
  });
  const rest = ranked.slice(SHOWN).map(({ element }) => element.id);
  if (rest.length > 0) shown.push(`further from it: ${list(rest)}`);
  return shown.join("\n\n");
}

/** Names in one line, shortened if there are many. */
export function list(names: readonly string[]): string {
  if (names.length === 0) return "none";
  const most = 12;
  const more = names.length > most ? ` and ${names.length - most} more` : "";
  return `${names.slice(0, most).join(", ")}${more}`;
}

/** Names with how often each occurs. */
export function tally(names: Iterable<string>): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return list([...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => `${name} (${count})`));
}

/** The address, with the construct path if CDKTF recorded it. */
function nameOf(element: Element): string {
  const path = "constructPath" in element ? (element as Resource).constructPath : undefined;
  return path === undefined ? element.id : `${element.id} (construct ${path})`;
}

/**
 * The properties that azapi sends to Azure, together with azapi's own arguments. An identity can be given in both
 * forms.
 */
export function azapiShape(resource: Resource): Readonly<Record<string, unknown>> {
  const written = resource.get("identity[0]") ?? resource.get("identity");
  const shape: Record<string, unknown> = { ...resource.attributes, ...resource.arm };
  if (written !== undefined)
    shape["identity"] = { ...(written as JsonObject), ...(resource.arm?.["identity"] as JsonObject) };
  return shape;
}
