import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasWord, readQuery } from "../src/kql.js";

describe("a query", () => {
  it("may contain any text in quotes", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readQuery(`T | where Name == ${JSON.stringify(text)} | take 1`).problem).toBeUndefined();
      }),
    );
  });

  it("may contain any comment", () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes("\n")),
        (text) => {
          expect(readQuery(`T // ${text}\n| take 1`)).toEqual({ code: "T  \n| take 1", problem: undefined });
        },
      ),
    );
  });

  it.each([
    ["T | where (A == 1", "( without its closing bracket"],
    ["T | where A in (1, 2]", "] without its opening bracket"],
    ["T | take 1)", ") without its opening bracket"],
    ["T | where A == 'x", "a text that begins with ' and doesn't end in its line"],
    ["| take 1", "a step of the query that is empty, before or after |"],
    ["T | ", "a step of the query that is empty, before or after |"],
  ])("is not %s", (query, problem) => {
    expect(readQuery(query).problem).toBe(problem);
  });

  it.each([
    "T | extend A = dynamic({\"a\": [1, 2]}) | where B matches regex @'\\d+(\\.\\d+)?'",
    "let x = ```\n( '\n```;\nT | where A == x",
    "union T, U\n| where isnotempty(A)\n| summarize count() by bin(TimeGenerated, 1h)",
  ])("may be %s", (query) => {
    expect(readQuery(query).problem).toBeUndefined();
  });

  it("reads the tables that its code names, whole words only", () => {
    const { code } = readQuery('AzureActivity2 | where A == "AzureMetrics" // AzureActivity');
    expect(["AzureActivity", "AzureMetrics", "AzureActivity2"].map((table) => hasWord(code, table))).toEqual([
      false,
      false,
      true,
    ]);
    expect(hasWord("Own(_CL", "Own(_CL")).toBe(true);
  });
});
