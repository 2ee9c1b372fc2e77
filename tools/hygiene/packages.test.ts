import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { entryPoints, publishedPackages } from "./packages.mjs";

describe("publishedPackages", () => {
  it("has every library and no app", () => {
    const folders = publishedPackages().map(({ folder }) => folder);
    expect(folders).toContain("packages/core");
    expect(folders.every((folder) => folder.startsWith("packages/"))).toBe(true);
  });
});

describe("entryPoints", () => {
  it("names what can be imported, patterns written out", () => {
    const path = mkdtempSync(join(tmpdir(), "package-"));
    for (const file of ["dist/lib/b/index.js", "dist/lib/a/index.js", "dist/lib/types/index.d.ts"]) {
      mkdirSync(join(path, file, ".."), { recursive: true });
      writeFileSync(join(path, file), "");
    }
    const exports = {
      ".": { import: { types: "./dist/index.d.ts", default: "./dist/index.js" } },
      "./lib/*/index.js": { import: { default: "./dist/lib/*/index.js" } },
      "./package.json": "./package.json",
    };
    expect(entryPoints({ path, manifest: { name: "@org/a", version: "1.0.0", exports } })).toEqual([
      { key: ".", file: join(path, "dist/index.js") },
      { key: "./lib/a/index.js", file: join(path, "dist/lib/a/index.js") },
      { key: "./lib/b/index.js", file: join(path, "dist/lib/b/index.js") },
    ]);
  });
});
