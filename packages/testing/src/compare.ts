import type { Stack } from "@org/aml-synth-model";
import { isElement } from "./cdktf.js";
import { asRef } from "./ref.js";

/** Context of a comparison. */
export interface Surroundings {
  /** The stack of the compared resource, from which references are followed. */
  readonly stack: Stack;
  /** Vitest's equality, which supports asymmetric matchers. */
  readonly equals: (actual: unknown, expected: unknown) => boolean;
}

/** Difference of two values for display; equal parts are the same on both sides. */
export interface Comparison {
  /** Number of expected leaves that don't match. */
  readonly misses: number;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** Whether an object equals a list with one item, as for Terraform's blocks (`alike`), or not. */
export type Blocks = "alike" | "apart";

/** Arguments of azapi that are sent to Azure unchanged, so a list with one item differs from an object. */
const VERBATIM: ReadonlySet<string> = new Set(["body", "sensitive_body"]);

/**
 * Compares expected with actual values. Objects have to contain the expected properties, lists have to match
 * completely, and `undefined` expects absence.
 * @throws TypeError if a CDKTF token is expected: its text has no meaning
 */
export function compare(
  expected: unknown,
  actual: unknown,
  around: Surroundings,
  blocks: Blocks = "alike",
): Comparison {
  refuseTokens(expected);
  return compareAny(expected, actual, around, blocks);
}

function compareAny(expected: unknown, actual: unknown, around: Surroundings, blocks: Blocks): Comparison {
  const reference = asRef(expected);
  if (reference) {
    const met = reference.matches(around.stack, actual);
    return leaf(met, reference.toAsymmetricMatcher(), actual);
  }
  if (isList(expected)) {
    const items = blocks === "alike" && isObject(actual) ? [actual] : actual;
    return isList(items) ? compareLists(expected, items, around, blocks) : missed(expected, actual);
  }
  if (isObject(expected) && !isAsymmetric(expected)) {
    const one = blocks === "alike" && isList(actual) && actual.length === 1 ? actual[0] : actual;
    return isObject(one) ? compareObjects(expected, one, around, blocks) : missed(expected, actual);
  }
  return leaf(around.equals(actual, expected), expected, actual);
}

function compareLists(
  expected: readonly unknown[],
  actual: readonly unknown[],
  around: Surroundings,
  blocks: Blocks,
): Comparison {
  const items = expected.map((item, index) => compareAny(item, actual[index], around, blocks));
  const surplus = actual.slice(expected.length);
  return {
    misses: items.reduce((sum, { misses }) => sum + misses, surplus.length),
    expected: items.map((item) => item.expected),
    actual: [...items.slice(0, actual.length).map((item) => item.actual), ...surplus],
  };
}

function compareObjects(
  expected: Readonly<Record<string, unknown>>,
  actual: Readonly<Record<string, unknown>>,
  around: Surroundings,
  blocks: Blocks,
): Comparison {
  let misses = 0;
  const shown = { expected: {} as Record<string, unknown>, actual: {} as Record<string, unknown> };
  for (const [key, wanted] of Object.entries(expected)) {
    const found = Object.hasOwn(actual, key) ? actual[key] : undefined;
    const inner = compareAny(wanted, found, around, VERBATIM.has(key) ? "apart" : blocks);
    misses += inner.misses;
    if (inner.expected !== undefined || inner.misses > 0) shown.expected[key] = inner.expected;
    if (inner.actual !== undefined) shown.actual[key] = inner.actual;
  }
  return { misses, ...shown };
}

function leaf(met: boolean, expected: unknown, actual: unknown): Comparison {
  return met ? { misses: 0, expected: actual, actual } : { misses: 1, expected, actual };
}

/**
 * The result for a missing object or list. Each of its leaves counts, so that a candidate with some of them is nearer.
 */
function missed(expected: object, actual: unknown): Comparison {
  return { misses: leavesOf(expected), expected, actual };
}

function leavesOf(value: unknown): number {
  return Math.max(
    1,
    innerOf(value).reduce<number>((sum, item) => sum + leavesOf(item), 0),
  );
}

function refuseTokens(expected: unknown): void {
  if (isToken(expected)) {
    throw new TypeError(
      `${String(expected)} is a CDKTF token, which can't be compared; expect ref(resource, "attribute") instead`,
    );
  }
  for (const inner of innerOf(expected)) refuseTokens(inner);
}

/** The items of a list or plain object; references and asymmetric matchers have none. */
function innerOf(value: unknown): readonly unknown[] {
  if (isList(value)) return value;
  return isObject(value) && !isAsymmetric(value) && !asRef(value) ? Object.values(value) : [];
}

/**
 * Whether a value is a CDKTF token: a marked text, a number below any real one, or an object with a `resolve` method.
 */
function isToken(value: unknown): boolean {
  if (typeof value === "string") return value.includes("TfToken[");
  if (typeof value === "number") return value < -1e280;
  return isObject(value) && typeof value["resolve"] === "function" && !isElement(value);
}

function isAsymmetric(value: object): boolean {
  return "asymmetricMatch" in value;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
