import { NAME_RULES, type NameKind } from "@org/azure-catalog";
import { NamingError } from "./naming-error.js";
import { assertName } from "./validate-name.js";

/** A part of a name: what it is called in messages, and its text. */
export type NamePart = readonly [label: string, text: string];

/**
 * Joins parts to a name that Azure accepts.
 * @param path where the name belongs, for messages
 * @throws NamingError with the arithmetic for a name that is too long, or with the rule that another one breaks
 */
export function composeName(kind: NameKind, path: string, separator: "" | "-", parts: readonly NamePart[]): string {
  const name = parts.map(([, text]) => text).join(separator);
  const { maxLength, label } = NAME_RULES[kind];
  if (name.length > maxLength) {
    const over = name.length - maxLength;
    const separators = separator.length * (parts.length - 1);
    const sum = [
      ...parts.map(([part, text]) => `${part} "${text}" ${text.length}`),
      ...(separators > 0 ? [`dashes ${separators}`] : []),
    ].join(" + ");
    throw new NamingError({
      path,
      value: name,
      allowed: `the name of a ${label} has at most ${maxLength} characters; this is ${sum} = ${name.length}, ${over} too long`,
      fix: `shorten ${longest(parts)} by ${over}, or override the name`,
    });
  }
  return assertName(kind, name, path);
}

function longest(parts: readonly NamePart[]): string {
  const [label] = [...parts].sort(([, a], [, b]) => b.length - a.length)[0] ?? ["the name"];
  return `the ${label}`;
}
