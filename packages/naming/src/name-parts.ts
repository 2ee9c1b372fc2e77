import { hasExpression, InvalidInputError, NAME_RULES, type NameKind } from "@org/azure-catalog";
import type { NamePattern } from "./name-patterns.js";
import type { ResolvedPattern } from "./naming-convention.js";
import { assertName, validateName } from "./validate-name.js";

/** The values of placeholders: `prefix`, `environment`, `role`, resource prefixes and so on. */
export type NameParts = Readonly<Record<string, string>>;

type ValueOf = (placeholder: string) => string | undefined;

/** A piece of a name: fixed text, or a part with its label in messages. */
type NamePiece = string | readonly [label: string, text: string];

/** The names of placeholders in messages. All other placeholders are resource prefixes. */
const LABELS: Readonly<Record<string, string>> = {
  prefix: "prefix",
  environment: "environment",
  Environment: "environment",
  region: "location code",
  suffix: "suffix",
  role: "role",
  type: "resource type",
  purpose: "purpose",
  target: "target",
  subResource: "sub-resource",
  zone: "zone",
  Registry: "registry",
  "name.virtualNetwork": "virtual network",
  "name.registry": "registry",
};

/**
 * Composes a name that Azure accepts.
 * @param path where the name is used, for messages
 * @param platform parts that all names can use
 * @param own parts of this name, which take precedence
 * @throws InvalidInputError for a name that is too long, with the lengths of its parts, or for one that breaks another
 * rule
 */
export function composeName(
  pattern: NamePattern & Partial<ResolvedPattern>,
  path: string,
  platform: NameParts,
  own: NameParts = {},
): string {
  const { kind, type, purpose, adaptable } = pattern;
  // The parts of a platform are too many to be copied for each of its names.
  const valueOf = (name: string) => own[name] ?? platform[name];
  const typed: NameParts =
    type === undefined
      ? {}
      : {
          type: valueOf(`type.${type}`) ?? type,
          purpose: purposeOf(fill(purpose ?? "", valueOf), valueOf(MEMBER)),
        };
  const whole = withoutEmpty(piecesOf(pattern.pattern, (name) => typed[name] ?? valueOf(name)));
  const pieces = adaptable ? adapted(whole, kind) : whole;
  const name = textOf(pieces);
  const { maxLength, label } = NAME_RULES[kind];
  if (!hasExpression(name) && name.length > maxLength) {
    const over = name.length - maxLength;
    throw new InvalidInputError({
      path,
      value: name,
      allowed: `the name of a ${label} has at most ${maxLength} characters; this is ${sum(pieces)} = ${name.length}, ${over} too long`,
      fix: `shorten ${whatToShorten(pieces, over)} by ${over}, or override the name`,
    });
  }
  return assertName(kind, name, path);
}

/** Key of the name of an additional workspace or registry in the parts; patterns contain it in `{purpose}`. */
export const MEMBER = "member";

function purposeOf(purpose: string, member: string | undefined): string {
  return [purpose, member].filter(Boolean).join("-");
}

const SEPARATORS = /^[-_.]+$/;

function textOf(pieces: readonly NamePiece[]): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : piece[1])).join("");
}

function fill(pattern: string, valueOf: ValueOf): string {
  return textOf(piecesOf(pattern, valueOf));
}

/** Removes empty parts, each with an adjacent separator. */
function withoutEmpty(pieces: readonly NamePiece[]): readonly NamePiece[] {
  const left: NamePiece[] = [];
  for (const piece of pieces) {
    if (typeof piece !== "string" && piece[1] === "") continue;
    const before = left.at(-1);
    const doubled = isSeparator(piece) && (before === undefined ? pieces[0] !== piece : isSeparator(before));
    if (!doubled) left.push(piece);
  }
  const last = left.at(-1);
  return last !== undefined && isSeparator(last) && pieces.at(-1) !== last ? left.slice(0, -1) : left;
}

/** Removes separators that Azure doesn't accept in names of the kind. */
function adapted(pieces: readonly NamePiece[], kind: NameKind): readonly NamePiece[] {
  const accepted = pieces.filter((piece) => !isSeparator(piece) || !NAME_RULES[kind].illegal.test(piece));
  const name = textOf(accepted);
  // Azure rejects computes whose names end in a dash and digits.
  const tail = /-\d+$/.exec(name);
  if (!tail || validateName(kind, name) === undefined || validateName(kind, `${name}a`) !== undefined) return accepted;
  const at = accepted.findLastIndex(isSeparator);
  return accepted.filter((_, index) => index !== at);
}

function isSeparator(piece: NamePiece): piece is string {
  return typeof piece === "string" && SEPARATORS.test(piece);
}

function piecesOf(pattern: string, valueOf: ValueOf): readonly NamePiece[] {
  return templateOf(pattern).map((piece): NamePiece => {
    if (typeof piece === "string") return piece;
    const value = valueOf(piece.name);
    if (value === undefined) throw new Error(`the pattern ${pattern} has the unknown placeholder ${piece.name}`);
    return [piece.label, value.slice(0, piece.length)];
  });
}

/** The pieces of a pattern: fixed text and placeholders. */
type Template = readonly (string | { readonly name: string; readonly label: string; readonly length?: number })[];

/** Templates by pattern: an environment has a hundred names, and all environments have the same patterns. */
const TEMPLATES = new Map<string, Template>();

function templateOf(pattern: string): Template {
  const known = TEMPLATES.get(pattern);
  if (known) return known;
  const template = pattern.split(/(\{[^}]+\})/).flatMap((text): Template => {
    const [, name, length] = /^\{([\w.]+)(?::(\d+))?\}$/.exec(text) ?? [];
    if (name === undefined) return text === "" ? [] : [text];
    const label = LABELS[name] ?? "resource prefix";
    return [length === undefined ? { name, label } : { name, label, length: Number(length) }];
  });
  TEMPLATES.set(pattern, template);
  return template;
}

function sum(pieces: readonly NamePiece[]): string {
  const parts = labelled(pieces).map(([label, text]) => `${label} "${text}" ${text.length}`);
  const fixed = pieces.reduce((length, piece) => length + (typeof piece === "string" ? piece.length : 0), 0);
  return [...parts, ...(fixed > 0 ? [`fixed text ${fixed}`] : [])].join(" + ");
}

/** The longest parts, as many as have to be shortened. Each keeps at least one character. */
function whatToShorten(pieces: readonly NamePiece[], over: number): string {
  const parts = [...labelled(pieces)].sort(([, a], [, b]) => b.length - a.length);
  const chosen: string[] = [];
  let spare = 0;
  for (const [label, text] of parts) {
    if (spare >= over) break;
    chosen.push(`the ${label}`);
    spare += text.length - 1;
  }
  return chosen.join(" and ");
}

function labelled(pieces: readonly NamePiece[]) {
  return pieces.filter((piece) => typeof piece !== "string");
}
