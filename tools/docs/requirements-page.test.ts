import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { REQUIREMENTS_PAGE, WORKSPACE, readText } from "./pages.mjs";
import { rowsNamedIn, stringsOf } from "./requirement-places.mjs";
import { NOT_OFFLINE, requirementsPage, rowsOfPage, rowsOfTable } from "./requirements-page.mjs";

const page = readText(REQUIREMENTS_PAGE);
const entries = [...page.matchAll(/^- (S\S+): (.*)$/gm)].map(([, id = "", places = ""]) => ({
  id,
  files: [...places.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, file = ""]) => file),
}));
const classOf = new Map(rowsOfPage(page).map((row) => [row.id, row.class]));

describe("the requirements' page, which `npm run docs:requirements` writes", () => {
  it("names places that exist and name the row", () => {
    const wrong = entries.flatMap(({ id, files }) =>
      files
        .filter((file) => {
          if (!existsSync(join(WORKSPACE, file))) return true;
          const text = readText(file);
          return !rowsNamedIn(file.endsWith(".test.ts") ? stringsOf(text) : text).includes(id);
        })
        .map((file) => `${id}: ${file}`),
    );
    expect(wrong).toEqual([]);
  });

  it("has a test, or a reason, for each core row", () => {
    const excused = new Set(NOT_OFFLINE.flatMap(({ rows }) => rows));
    const open = entries.filter(
      ({ id, files }) =>
        classOf.get(id) === "CORE" && !excused.has(id) && !files.some((file) => file.endsWith(".test.ts")),
    );
    expect(open).toEqual([]);
  });

  it("has a page for each documentation row", () => {
    const open = entries.filter(
      ({ id, files }) => classOf.get(id) === "DOC" && !files.some((file) => file.endsWith(".md")),
    );
    expect(open).toEqual([]);
  });

  it("says of core rows only that a subscription has to show more", () => {
    for (const row of NOT_OFFLINE.flatMap(({ rows }) => rows)) expect(classOf.get(row), row).toBe("CORE");
  });

  it("is its own list of rows where the requirements are not at hand", () => {
    const rows = [
      { id: "S0-NET-01", class: "CORE" },
      { id: "S0-NET-07", class: "OPTION" },
      { id: "S0-TAG-03", class: "OPTION" },
      { id: "S0-TRB-01", class: "DOC" },
    ];
    const tests = new Map([
      ["S0-NET-01", ["packages/network/test/a.test.ts"]],
      ["S0-NET-07", ["packages/network/test/a.test.ts"]],
    ]);
    const written = requirementsPage(rows, tests, new Map([["S0-TRB-01", ["docs/troubleshooting.md"]]]));
    expect(written).toContain("- S0-NET-01: tests [network/a](../packages/network/test/a.test.ts)\n");
    expect(written).toContain("- S0-TRB-01: pages [troubleshooting.md](../docs/troubleshooting.md)\n");
    expect(rowsOfPage(written)).toEqual(rows);
  });
});

describe("reading", () => {
  it("takes the rows that the page is about from the requirements' table", () => {
    expect(rowsOfTable("id\tseed\tclass\nS0-NET-01\t000\tCORE\nS0-NET-99\t000\tSUPERSEDED\n")).toEqual([
      { id: "S0-NET-01", class: "CORE" },
    ]);
  });

  it("finds rows by id, and all of a range", () => {
    expect(rowsNamedIn("SX-01, S0-NET-09 to S0-NET-11")).toEqual(["SX-01", "S0-NET-09", "S0-NET-11", "S0-NET-10"]);
  });

  it("reads titles of tests and not their comments", () => {
    expect(stringsOf('// S0-NET-01\nit("S0-NET-02 works", () => {});')).toBe('"S0-NET-02 works"');
  });
});
