import { describe, expect, it } from "vitest";
import { fileFindings } from "./files.mjs";

const judge = (files: Record<string, string>, places: string[] = []) =>
  fileFindings(Object.keys(files), (file) => files[file] ?? "", places);

describe("fileFindings", () => {
  it("is content with built files, a manifest, a README and a licence", () => {
    const files = { LICENSE: "MIT", "README.md": "at https://a.example/home/", "dist/index.js": "export {};" };
    expect(judge(files)).toEqual([]);
  });

  it.each([
    "test/a.js",
    "dist/a.test.js",
    "dist/__tests__/a.js",
    "src/a.spec.ts",
    "dist/fixtures/a.json",
    "x/a.e2e.ts",
  ])("refuses the test %s", (file) => {
    expect(judge({ [file]: "" })).toEqual([`${file} is a test: leave it out of "files"`]);
  });

  it.each(["dist/testing.js", "dist/latest/index.js", "dist/contest.js"])("lets %s pass", (file) => {
    expect(judge({ [file]: "" })).toEqual([]);
  });

  it("refuses a place of the machine that built it", () => {
    expect(judge({ "dist/index.js": "// /srv/build/workspace/x.ts" }, ["/srv/build/workspace"])).toEqual([
      "dist/index.js names a place of the machine that built it: /srv/build/workspace",
    ]);
  });

  it.each(['"/home/somebody/project/a.ts"', "(/Users/somebody/a.ts)", '"C:\\\\Users\\\\somebody\\\\a.ts"'])(
    "refuses the home folder in %s",
    (text) => {
      expect(judge({ "dist/index.js": text })).toHaveLength(1);
    },
  );

  it("refuses a source map to sources that aren't published", () => {
    const map = JSON.stringify({ sources: ["../src/a.ts", "b.ts", "c.ts"], sourcesContent: [null, "text"] });
    expect(judge({ "dist/index.js.map": map, "dist/c.ts": "" })).toEqual([
      "dist/index.js.map maps to ../src/a.ts, which isn't published",
    ]);
  });

  it("refuses the name of a source map that isn't published", () => {
    const text = "code;\n//# sourceMappingURL=index.js.map\n";
    expect(judge({ "dist/index.js": text })).toEqual([
      "dist/index.js names the source map index.js.map, which isn't published",
    ]);
    expect(judge({ "dist/index.js": text, "dist/index.js.map": '{ "sources": [] }' })).toEqual([]);
    expect(judge({ "dist/index.js": "//# sourceMappingURL=data:application/json,x" })).toEqual([]);
  });
});
