import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { missingFiles } from "./built.mjs";

const manifest = {
  name: "@org/thing",
  version: "1.0.0",
  bin: { thing: "dist/cli.js" },
  exports: {
    ".": { import: { types: "./dist/index.d.ts", default: "./dist/index.js" } },
    "./lib/*/index.js": { import: { default: "./dist/lib/*/index.js" } },
    "./package.json": "./package.json",
  },
};

function packageWith(...files: string[]) {
  const path = mkdtempSync(join(tmpdir(), "built-"));
  for (const file of ["package.json", ...files]) {
    mkdirSync(join(path, file, ".."), { recursive: true });
    writeFileSync(join(path, file), "");
  }
  return { path, manifest };
}

describe("missingFiles", () => {
  it("finds nothing in a package that is built", () => {
    const built = packageWith("dist/index.d.ts", "dist/index.js", "dist/cli.js", "dist/lib/resource/index.js");
    expect(missingFiles(built)).toEqual([]);
  });

  it("names every file that exports and commands promise, each once", () => {
    expect(missingFiles(packageWith("dist/index.js"))).toEqual([
      "./dist/index.d.ts",
      "./dist/lib/*/index.js",
      "dist/cli.js",
    ]);
  });

  it("takes an empty folder for a pattern without files", () => {
    const empty = packageWith("dist/index.d.ts", "dist/index.js", "dist/cli.js");
    mkdirSync(join(empty.path, "dist/lib"));
    expect(missingFiles(empty)).toEqual(["./dist/lib/*/index.js"]);
  });
});
