import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csv } from "../../src/matrix/tables.js";

/** Reads RFC 4180 as a spreadsheet does. */
function read(text: string): string[][] {
  const rows = text.split(/(?<=")\r\n(?=$|")/).filter((row) => row !== "");
  return rows.map((row) =>
    [...row.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, cell = ""]) => cell.replaceAll('""', '"')),
  );
}

describe("csv", () => {
  it("quotes every cell and ends every row with CRLF", () => {
    expect(
      csv([
        ["a", "b, c"],
        ['say "x"', ""],
      ]),
    ).toBe('"a","b, c"\r\n"say ""x""",""\r\n');
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])("keeps %j from being a formula", (cell) => {
    expect(csv([[cell]])).toBe(`"'${cell}"\r\n`);
  });

  it("is read back as it was written, but for the apostrophe before a formula", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", " ", ",", '"', "=", "-", "@", "'", "|") });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
        const expected = rows.map((row) => row.map((text) => (/^[=@-]/.test(text) ? `'${text}` : text)));
        expect(read(csv(rows))).toEqual(expected);
      }),
    );
  });

  it("never starts a cell with what a spreadsheet takes for a formula", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(csv([[text]])).not.toMatch(/^"[=+\-@\t\r\n]/);
      }),
    );
  });
});
