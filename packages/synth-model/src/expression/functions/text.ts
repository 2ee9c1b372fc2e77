import type { Tree } from "../tree.js";
import {
  compareText,
  EvaluationError,
  LeftToTerraformError,
  requireSize,
  toCount,
  toList,
  toNumber,
  toText,
} from "./arguments.js";

/** A function of known values. */
export type PureFunction = (...args: readonly Tree[]) => Tree;

/**
 * Functions of strings.
 * @see https://developer.hashicorp.com/terraform/language/functions
 */
export const TEXT_FUNCTIONS: Readonly<Record<string, PureFunction>> = {
  chomp: (text) => toText(text).replace(/[\r\n]+$/, ""),
  endswith: (text, suffix) => toText(text).endsWith(toText(suffix)),
  indent: (spaces, text) => toText(text).replace(/\n/g, `\n${" ".repeat(small(spaces))}`),
  lower: (text) => toText(text).toLowerCase(),
  upper: (text) => toText(text).toUpperCase(),
  title: (text) =>
    toText(text).replace(
      /(^|[^\p{L}\p{N}_])(\p{L})/gu,
      (_, before: string, letter: string) => before + letter.toUpperCase(),
    ),
  regex: (pattern, text) => {
    const found = expression(pattern, "u").exec(toText(text));
    if (!found) throw new EvaluationError("the pattern doesn't match");
    return captures(found);
  },
  regexall: (pattern, text) => [...toText(text).matchAll(expression(pattern, "gu"))].map(captures),
  replace: (text, search, replacement) => {
    const [from, what, by] = [toText(text), toText(search), toText(replacement)];
    const pattern = /^\/(.*)\/$/s.exec(what)?.[1];
    if (pattern !== undefined) {
      const found = expression(pattern, "gu");
      requireSize(from.length + [...from.matchAll(found)].length * by.length);
      return from.replace(found, goReplacement(by));
    }
    const pieces = from.split(what);
    requireSize(from.length + pieces.length * by.length);
    return what === "" ? `${by}${pieces.join(by)}${by}` : pieces.join(by);
  },
  split: (separator, text) => (toText(text) === "" ? [""] : toText(text).split(toText(separator))),
  startswith: (text, prefix) => toText(text).startsWith(toText(prefix)),
  strcontains: (text, part) => toText(text).includes(toText(part)),
  strrev: (text) => [...toText(text)].reverse().join(""),
  substr: (text, offset, length) => {
    const letters = [...toText(text)];
    const from = toNumber(offset) < 0 ? letters.length + toNumber(offset) : toNumber(offset);
    const count = toNumber(length);
    return letters.slice(Math.max(0, from), count < 0 ? undefined : from + count).join("");
  },
  trim: (text, set) => trimStart(trimEnd(toText(text), toText(set)), toText(set)),
  trimprefix: (text, prefix) =>
    toText(text).startsWith(toText(prefix)) ? toText(text).slice(toText(prefix).length) : toText(text),
  trimspace: (text) => toText(text).trim(),
  trimsuffix: (text, suffix) =>
    toText(suffix) !== "" && toText(text).endsWith(toText(suffix))
      ? toText(text).slice(0, -toText(suffix).length)
      : toText(text),
  sort: (list) => toList(list).map(toText).sort(compareText),
  abs: (value) => Math.abs(toNumber(value)),
  ceil: (value) => Math.ceil(toNumber(value)),
  floor: (value) => Math.floor(toNumber(value)),
  max: (...values) => Math.max(...some(values)),
  min: (...values) => Math.min(...some(values)),
  pow: (base, power) => toNumber(base) ** toNumber(power),
  signum: (value) => Math.sign(toNumber(value)),
  sum: (list) => some(toList(list)).reduce((sum, value) => sum + value),
  parseint: (text, base) => {
    const value = Number.parseInt(toText(text), toNumber(base));
    if (Number.isNaN(value)) throw new EvaluationError("not a number in that base");
    return value;
  },
};

function small(spaces: Tree | undefined): number {
  const count = toCount(spaces);
  requireSize(count * 100);
  return count;
}

function some(values: readonly Tree[]): number[] {
  if (values.length === 0) throw new EvaluationError("at least one number is required");
  return values.map(toNumber);
}

function trimStart(text: string, set: string): string {
  let at = 0;
  while (at < text.length && set.includes(text.charAt(at))) at += 1;
  return text.slice(at);
}

function trimEnd(text: string, set: string): string {
  let end = text.length;
  while (end > 0 && set.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/**
 * Patterns with nested repetition, which JavaScript may evaluate in exponential time, but Go doesn't. Other common
 * patterns mean the same in both.
 */
const NESTED_REPETITION = /[*+}]\)?[*+{]|\([^)]*[*+][^)]*\)[*+{]/;

function expression(pattern: Tree | undefined, flags: string): RegExp {
  const source = toText(pattern)
    .replace(/\(\?P</g, "(?<")
    .replace(/^\(\?i\)/, "");
  if (NESTED_REPETITION.test(source)) throw new LeftToTerraformError("this pattern is evaluated only by Terraform");
  try {
    return new RegExp(source, toText(pattern).startsWith("(?i)") ? `${flags}i` : flags);
  } catch (error) {
    if (error instanceof SyntaxError) throw new LeftToTerraformError("this pattern is evaluated only by Terraform");
    throw error;
  }
}

function captures(found: RegExpExecArray | RegExpMatchArray): Tree {
  if (found.groups) return Object.fromEntries(Object.entries(found.groups).map(([name, text]) => [name, text ?? null]));
  return found.length > 1 ? found.slice(1).map((text: string | undefined) => text ?? null) : found[0];
}

/** `$1` and `${1}` are groups in Go as well, but `$&` and others are literal text there. */
function goReplacement(text: string): string {
  return text.replace(/\$(?![\d{])/g, "$$$$").replace(/\$\{(\d+)\}/g, "$$$1");
}
