import { Hole, isTreeList, type Tree } from "../tree.js";
import { EvaluationError, LeftToTerraformError, requireSize, toList, toNumber, toText } from "./arguments.js";
import { ENCODING_FUNCTIONS } from "./encoding.js";
import type { PartialFunction } from "./collection.js";

const VERB = /%%|%([-+ 0]*)(\d*)(?:\.(\d+))?([a-zA-Z])/g;

/** A text with pieces that may be unknown. */
export function textOf(parts: readonly (string | Hole)[], text: string): Tree {
  const joined: (string | Hole)[] = [];
  for (const part of parts.flatMap((one) => (one instanceof Hole ? (one.parts ?? one) : one))) {
    const last = joined.length - 1;
    if (typeof part === "string" && typeof joined[last] === "string") joined[last] += part;
    else if (part !== "") joined.push(part);
  }
  const holes = joined.filter((part) => part instanceof Hole);
  const [only] = holes;
  if (!only) return joined.join("");
  return new Hole({ text, reason: only.reason, parts: joined, causes: holes });
}

/** Functions that join texts. Unknown values remain pieces of the result. */
export const FORMAT_FUNCTIONS: Readonly<Record<string, PartialFunction>> = {
  format: (pattern, ...values) => (pattern instanceof Hole ? undefined : format(toText(pattern), values)),
  formatlist: (pattern, ...values) => {
    if (pattern instanceof Hole || values.some((value) => value instanceof Hole)) return undefined;
    const length = Math.max(1, ...values.map((value) => (isTreeList(value) ? value.length : 1)));
    return Array.from({ length }, (_, i) =>
      format(
        toText(pattern),
        values.map((value) => (isTreeList(value) ? (value[i] as Tree) : value)),
      ),
    );
  },
  join: (separator, ...lists) => {
    if (separator instanceof Hole || lists.some((list) => list instanceof Hole)) return undefined;
    const items = lists.flatMap((list) => [...toList(list)]);
    requireSize(items.length * (toText(separator).length + 1));
    const parts = items.flatMap((item, i) => {
      const piece = item instanceof Hole ? item : toText(item);
      return i === 0 ? [piece] : [toText(separator), piece];
    });
    return textOf(parts, "join");
  },
};

function format(pattern: string, values: readonly Tree[]): Tree {
  const parts: (string | Hole)[] = [];
  let at = 0;
  let next = 0;
  for (const found of pattern.matchAll(VERB)) {
    parts.push(pattern.slice(at, found.index));
    at = found.index + found[0].length;
    if (found[0] === "%%") {
      parts.push("%");
      continue;
    }
    if (next >= values.length) throw new EvaluationError("format has too few arguments");
    parts.push(formatOne(found, values[next] as Tree));
    next += 1;
  }
  parts.push(pattern.slice(at));
  return textOf(parts, "format");
}

function formatOne([, flags = "", width = "", precision, verb = ""]: RegExpExecArray, value: Tree): string | Hole {
  if (value instanceof Hole) return value;
  requireSize(Number(width) * 100);
  const text = formatVerb(verb, precision, value);
  const signed = flags.includes("+") && typeof value === "number" && value >= 0 ? `+${text}` : text;
  if (flags.includes("-")) return signed.padEnd(Number(width));
  if (flags.includes("0") && /^[+-]?\d/.test(signed)) {
    const sign = /^[+-]?/.exec(signed)?.[0] ?? "";
    return sign + signed.slice(sign.length).padStart(Number(width) - sign.length, "0");
  }
  return signed.padStart(Number(width));
}

function formatVerb(verb: string, precision: string | undefined, value: Tree): string {
  switch (verb) {
    case "v":
      return typeof value === "object" ? String(ENCODING_FUNCTIONS["jsonencode"]?.(value)) : toText(value);
    case "s":
      return precision === undefined ? toText(value) : [...toText(value)].slice(0, Number(precision)).join("");
    case "q":
      return JSON.stringify(toText(value));
    case "t":
      return toText(value);
    case "d":
      return toText(Math.trunc(toNumber(value)));
    case "x":
      return Math.trunc(toNumber(value)).toString(16);
    case "X":
      return Math.trunc(toNumber(value)).toString(16).toUpperCase();
    case "o":
      return Math.trunc(toNumber(value)).toString(8);
    case "b":
      return Math.trunc(toNumber(value)).toString(2);
    case "f":
      return toNumber(value).toFixed(Math.min(Number(precision ?? 6), 100));
    default:
      throw new LeftToTerraformError(`%${verb} is formatted by Terraform only`);
  }
}
