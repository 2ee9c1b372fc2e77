import { describe, expect, it } from "vitest";
import { missingChangeset } from "./missing-changesets.mjs";

const manifest = { name: "@org/a", version: "1.0.0", files: ["dist"] };
const missing = (changed: string[], change: object = {}, now: object = {}) =>
  missingChangeset(
    { name: "@org/a", folder: "packages/a", manifest: { ...manifest, ...now } },
    { ref: "main", changed, manifest, announced: new Set<string>(), ...change },
  );

describe("a changeset is missing", () => {
  it("if a source has changed", () => {
    expect(missing(["packages/a/src/index.ts", "packages/b/src/index.ts", "docs/a.md"])).toEqual({
      name: "@org/a",
      ref: "main",
      files: ["packages/a/src/index.ts"],
    });
  });

  it("if the manifest has changed for consumers", () => {
    const now = { peerDependencies: { cdktf: "^0.22.0" } };
    expect(missing(["packages/a/package.json"], {}, now)?.files).toEqual(["packages/a/package.json"]);
  });

  it("if the package is new", () => {
    expect(missing(["packages/a/package.json"], { manifest: undefined }, { version: "0.0.0" })?.files).toEqual([
      "packages/a/package.json",
    ]);
  });
});

describe("no changeset is missing", () => {
  it("if one names the package", () => {
    expect(missing(["packages/a/src/index.ts"], { announced: new Set(["@org/a"]) })).toBeUndefined();
  });

  it("if only tests have changed", () => {
    expect(missing(["packages/a/test/a.test.ts"])).toBeUndefined();
  });

  it("if only scripts of the manifest have changed", () => {
    expect(missing(["packages/a/package.json"], {}, { scripts: { test: "vitest" } })).toBeUndefined();
  });

  it("if a folder only begins alike", () => {
    expect(missing(["packages/aa/src/index.ts"])).toBeUndefined();
  });

  it("if the version was raised: its changesets are used up", () => {
    expect(missing(["packages/a/src/index.ts"], {}, { version: "1.0.1" })).toBeUndefined();
    expect(missing(["packages/a/src/index.ts"], { manifest: undefined }, { version: "0.1.0" })).toBeUndefined();
  });
});
