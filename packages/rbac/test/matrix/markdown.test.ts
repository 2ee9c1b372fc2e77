import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markdownTable } from "../../src/matrix/tables.js";

describe("markdownTable", () => {
  it("writes a header and a line for each row", () => {
    expect(markdownTable(["a", "b"], [["1", "2"]])).toBe("| a | b |\n| --- | --- |\n| 1 | 2 |\n");
  });

  it("escapes what would end a cell or start HTML", () => {
    expect(markdownTable(["a"], [["x|y <b> \\ z\r\n  next"]])).toContain("| x\\|y &lt;b> \\\\ z next |\n");
  });

  it("has as many cells in a row as in the header, whatever they contain", () => {
    fc.assert(
      fc.property(fc.tuple(fc.string(), fc.string()), (row) => {
        const [, , line = ""] = markdownTable(["a", "b"], [row]).split("\n");
        expect(line.replaceAll("\\\\", "").replaceAll("\\|", "").split("|")).toHaveLength(4);
      }),
    );
  });
});
