/** Where the rows of the requirements are named: in titles of tests, and in the pages of the documentation. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

const ROW = /\b(?:S[0-4]-[A-Z]+|SX)-\d+b?\b/g;
const RANGE = /\b((?:S[0-4]-[A-Z]+|SX)-)(\d+) to \1(\d+)\b/g;
const STRING = /(["'`])(?:\\.|(?!\1)[^\\\n])*\1/g;

/**
 * The rows that a text names, a range "S0-NET-01 to S0-NET-03" as all of them.
 * @param {string} text
 * @returns {string[]}
 */
export function rowsNamedIn(text) {
  const ranges = [...text.matchAll(RANGE)].flatMap(([, prefix = "", first = "", last = ""]) =>
    Array.from(
      { length: Number(last) - Number(first) + 1 },
      (_, index) => `${prefix}${String(Number(first) + index).padStart(first.length, "0")}`,
    ),
  );
  return [...new Set([...(text.match(ROW) ?? []), ...ranges])];
}

/**
 * The strings of a source text: a test's titles are among them, its comments aren't.
 * @param {string} source
 * @returns {string}
 */
export function stringsOf(source) {
  return (source.replace(/^\s*(\/\/|\/?\*).*$/gm, "").match(STRING) ?? []).join("\n");
}

/**
 * The files that name each row.
 * @param {string} workspace
 * @param {readonly string[]} files from the root of the workspace
 * @param {(text: string) => string} [read] what of a file counts
 * @returns {Map<string, string[]>}
 */
export function placesOf(workspace, files, read = (text) => text) {
  /** @type {Map<string, string[]>} */
  const places = new Map();
  for (const file of [...files].sort()) {
    for (const row of rowsNamedIn(read(readFileSync(join(workspace, file), "utf8"))))
      places.set(row, [...(places.get(row) ?? []), file]);
  }
  return places;
}
