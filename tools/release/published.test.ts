import { describe, expect, it } from "vitest";
import { isPublished, manifestChanged } from "./published.mjs";

describe("a file of a package", () => {
  it.each(["src/index.ts", "src/deep/file.ts", "README.md", "package.json", "schema/report.json", "tsup.config.ts"])(
    "%s reaches consumers",
    (file) => {
      expect(isPublished(file, { files: ["dist", "schema"] })).toBe(true);
    },
  );

  it.each([
    "test/a.test.ts",
    "scripts/generate.mjs",
    "CHANGELOG.md",
    "api/index.api.md",
    "tsconfig.json",
    "schemas/a.json",
    "dist/index.js",
  ])("%s doesn't", (file) => {
    expect(isPublished(file, { files: ["dist", "schema"] })).toBe(false);
  });
});

describe("a package.json", () => {
  const before = {
    name: "@org/a",
    version: "1.2.0",
    dependencies: { "@org/b": "^1.0.0", zod: "4.6.7" },
    peerDependencies: { cdktf: "^0.21.0" },
  };

  it.each([
    ["its version", { version: "1.3.0" }],
    ["its scripts", { scripts: { build: "tsup" } }],
    ["its dev-dependencies", { devDependencies: { "@org/c": "^1.0.0" } }],
    ["a range of ours that follows", { dependencies: { "@org/b": "^1.4.0", zod: "4.6.7" } }],
  ])("means nothing to consumers if it differs in %s", (_, change) => {
    expect(manifestChanged(before, { ...before, ...change })).toBe(false);
  });

  it.each([
    ["a range of ours that leaves what it was", { dependencies: { "@org/b": "^2.0.0", zod: "4.6.7" } }],
    ["another version of somebody else's library", { dependencies: { "@org/b": "^1.0.0", zod: "4.6.8" } }],
    ["a peer's range", { peerDependencies: { cdktf: "^0.22.0" } }],
    ["a new dependency", { dependencies: { ...before.dependencies, "@org/d": "^1.0.0" } }],
    ["what is exported", { exports: { ".": "./dist/index.js" } }],
  ])("means something if it differs in %s", (_, change) => {
    expect(manifestChanged(before, { ...before, ...change })).toBe(true);
  });
});
