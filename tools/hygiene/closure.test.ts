import { describe, expect, it } from "vitest";
import { closureOf } from "./closure.mjs";

const version = "1.0.0";
const pathsOf = (packages: Record<string, object>) =>
  closureOf({ packages }, "packages/a").map(({ path, optional }) => `${path}${optional ? " (optional)" : ""}`);

describe("closureOf", () => {
  it("follows dependencies and peers, through the workspace's own packages", () => {
    const packages = {
      "packages/a": { name: "@org/a", version, dependencies: { "@org/b": "^1.0.0" } },
      "packages/b": { name: "@org/b", version, dependencies: { zod: "1" }, peerDependencies: { cdktf: "1" } },
      "node_modules/@org/b": { resolved: "packages/b", link: true },
      "node_modules/cdktf": { version, dependencies: { semver: "1" } },
      "node_modules/semver": { version },
      "node_modules/zod": { version },
      "node_modules/unrelated": { version },
    };
    expect(pathsOf(packages)).toEqual(["node_modules/cdktf", "node_modules/semver", "node_modules/zod", "packages/b"]);
    expect(closureOf({ packages }, "packages/a").map(({ name }) => name)).toEqual(["cdktf", "semver", "zod", "@org/b"]);
  });

  it("leaves out what the consumer chooses, on demand", () => {
    const packages = {
      "packages/a": { dependencies: { zod: "1" }, peerDependencies: { cdktf: "1" } },
      "node_modules/cdktf": { version },
      "node_modules/zod": { version, peerDependencies: { cdktf: "1" } },
    };
    expect(closureOf({ packages }, "packages/a", { peers: false }).map(({ name }) => name)).toEqual(["zod"]);
  });

  it("takes the nearest version, as Node does", () => {
    const packages = {
      "packages/a": { dependencies: { b: "1", c: "1" } },
      "node_modules/b": { version, dependencies: { c: "2" } },
      "node_modules/b/node_modules/c": { version: "2.0.0" },
      "packages/a/node_modules/c": { version: "3.0.0" },
      "node_modules/c": { version },
    };
    expect(pathsOf(packages)).toEqual(["node_modules/b", "node_modules/b/node_modules/c", "packages/a/node_modules/c"]);
  });

  it("leaves out what development needs, and optional peers", () => {
    const packages = {
      "packages/a": {
        devDependencies: { vitest: "1" },
        peerDependencies: { cdktf: "1" },
        peerDependenciesMeta: { cdktf: { optional: true } },
      },
      "node_modules/vitest": { version },
      "node_modules/cdktf": { version },
    };
    expect(pathsOf(packages)).toEqual([]);
  });

  it("marks what only optional dependencies lead to, and bears that a platform lacks it", () => {
    const packages = {
      "packages/a": { dependencies: { rollup: "1" } },
      "node_modules/rollup": { version, optionalDependencies: { "rollup-linux": "1", "rollup-windows": "1" } },
      "node_modules/rollup-linux": { version, dependencies: { libc: "1", rollup: "1" } },
      "node_modules/libc": { version },
    };
    expect(pathsOf(packages)).toEqual([
      "node_modules/libc (optional)",
      "node_modules/rollup",
      "node_modules/rollup-linux (optional)",
    ]);
  });

  it("ends where packages depend on one another", () => {
    const packages = {
      "packages/a": { dependencies: { b: "1" } },
      "node_modules/b": { version, dependencies: { c: "1" } },
      "node_modules/c": { version, dependencies: { b: "1" } },
    };
    expect(pathsOf(packages)).toEqual(["node_modules/b", "node_modules/c"]);
  });

  it("fails on a lock file that lacks something", () => {
    expect(() => pathsOf({ "packages/a": { dependencies: { b: "1" } } })).toThrow(
      "package-lock.json has no b for packages/a: run 'npm install'",
    );
    expect(() => pathsOf({})).toThrow("package-lock.json has no packages/a: run 'npm install'");
  });
});
