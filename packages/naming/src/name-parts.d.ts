import { type NameKind } from "@org/azure-catalog";
/** A piece of a name: fixed text, or a part with its label in messages. */
export type NamePiece = string | readonly [label: string, text: string];
/** Puts a dash between pieces. */
export declare function dashed(pieces: readonly NamePiece[]): readonly NamePiece[];
/**
 * Joins pieces to a name that Azure accepts.
 * @param path where the name belongs, for messages
 * @throws InvalidInputError with the arithmetic for a name that is too long, or with the rule that another one breaks
 */
export declare function composeName(kind: NameKind, path: string, pieces: readonly NamePiece[]): string;
