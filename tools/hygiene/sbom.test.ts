import { describe, expect, it } from "vitest";
import { closureOf } from "./closure.mjs";
import { projectOf, reproducible } from "./sbom.mjs";

const lock = {
  packages: {
    "packages/a": { name: "@org/a", version: "1.2.0", dependencies: { "@org/b": "^1.0.0", c: "1" } },
    "packages/b": { name: "@org/b", version: "1.0.0", devDependencies: { vitest: "1" }, dependencies: { d: "2" } },
    "packages/b/node_modules/d": { version: "2.0.0", dev: true },
    "packages/a/node_modules/c": { version: "1.0.0", integrity: "sha512-AAAA" },
    "node_modules/@org/b": { resolved: "packages/b", link: true },
  },
};
const of = {
  folder: "packages/a",
  manifest: { ...lock.packages["packages/a"], devDependencies: { vitest: "1" } },
};

describe("projectOf", () => {
  it("is what a stranger's installation of the package would be", () => {
    const { manifest, lock: own } = projectOf(of, closureOf(lock, "packages/a"));
    expect(manifest).toEqual(lock.packages["packages/a"]);
    expect(own.packages).toEqual({
      "": lock.packages["packages/a"],
      "node_modules/@org/b": { name: "@org/b", version: "1.0.0", dependencies: { d: "2" } },
      "node_modules/@org/b/node_modules/d": { version: "2.0.0" },
      "node_modules/c": { version: "1.0.0", integrity: "sha512-AAAA" },
    });
  });

  it("marks what is optional for the package, not for the workspace", () => {
    const closure = [
      { path: "node_modules/x", name: "x", entry: { version: "1.0.0", dev: true }, optional: true },
      { path: "node_modules/y", name: "y", entry: { version: "1.0.0", optional: true }, optional: false },
    ];
    expect(projectOf(of, closure).lock.packages).toMatchObject({
      "node_modules/x": { version: "1.0.0", optional: true },
      "node_modules/y": { version: "1.0.0" },
    });
    expect(projectOf(of, closure).lock.packages["node_modules/y"]).not.toHaveProperty("optional");
    expect(projectOf(of, closure).lock.packages["node_modules/x"]).not.toHaveProperty("dev");
  });

  it("fails where two versions would lie in one place", () => {
    const entry = { version: "1.0.0" };
    const closure = [
      { path: "node_modules/c", name: "c", entry, optional: false },
      { path: "packages/a/node_modules/c", name: "c", entry, optional: false },
    ];
    expect(() => projectOf(of, closure)).toThrow(
      "@org/a needs two versions of what lies in node_modules/c: run 'npm dedupe'",
    );
  });
});

describe("reproducible", () => {
  const bom = (timestamp: string, names: string[]) => ({
    serialNumber: `urn:uuid:${timestamp}`,
    metadata: { timestamp, component: { name: "@org/a" } },
    components: names.map((name) => ({ "bom-ref": `${name}@1.0.0` })),
    dependencies: names.map((name) => ({ ref: `${name}@1.0.0`, dependsOn: names.filter((one) => one !== name) })),
  });
  const integrity = `sha512-${Buffer.from("tarball").toString("base64")}`;

  it("is the same whenever it's made and in whatever order npm found things", () => {
    const one = reproducible(bom("2026-01-01", ["a", "b", "c"]), integrity);
    const other = reproducible(bom("2026-02-02", ["c", "b", "a"]), integrity);
    expect(JSON.stringify(other)).toBe(JSON.stringify(one));
    expect(one.metadata).not.toHaveProperty("timestamp");
  });

  it("has a serial number of its contents, a UUID", () => {
    const { serialNumber } = reproducible(bom("", ["a"]), integrity);
    expect(serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(reproducible(bom("", ["b"]), integrity).serialNumber).not.toBe(serialNumber);
  });

  it("says which tarball it speaks of", () => {
    const content = Buffer.from("tarball").toString("hex");
    expect(reproducible(bom("", ["a"]), integrity).metadata.component.hashes).toEqual([{ alg: "SHA-512", content }]);
  });
});
