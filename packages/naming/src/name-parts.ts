import { hasExpression, InvalidInputError, NAME_RULES, type NameKind } from "@org/azure-catalog";
import { assertName } from "./validate-name.js";

/** A piece of a name: fixed text, or a part with its label in messages. */
export type NamePiece = string | readonly [label: string, text: string];

/** Puts a dash between pieces. */
export function dashed(pieces: readonly NamePiece[]): readonly NamePiece[] {
  return pieces.flatMap((piece, index) => (index === 0 ? [piece] : ["-", piece]));
}

/**
 * Joins pieces to a name that Azure accepts.
 * @param path where the name belongs, for messages
 * @throws InvalidInputError with the arithmetic for a name that is too long, or with the rule that another one breaks
 */
export function composeName(kind: NameKind, path: string, pieces: readonly NamePiece[]): string {
  const name = pieces.map((piece) => (typeof piece === "string" ? piece : piece[1])).join("");
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

function sum(pieces: readonly NamePiece[]): string {
  const parts = labelled(pieces).map(([label, text]) => `${label} "${text}" ${text.length}`);
  const fixed = pieces.reduce((length, piece) => length + (typeof piece === "string" ? piece.length : 0), 0);
  return [...parts, ...(fixed > 0 ? [`fixed text ${fixed}`] : [])].join(" + ");
}

/** The longest part, or as many of the longest as it takes: each keeps one character. */
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
