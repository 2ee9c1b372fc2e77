import { describe, expect, it } from "vitest";
import { dependencyFindings, packagesImportedBy } from "./dependencies.mjs";

const manifest = (more: object = {}) => ({ name: "@org/a", version: "1.0.0", ...more });
const none = () => undefined;

describe("packagesImportedBy", () => {
  it("reads every way to import, in code and in types", () => {
    const text = [
      'import a from "a/deep/file.js";',
      'export * from "@scope/b/lib/index.js";',
      'const c = require("c"), d = import("d");',
      'export type E = import("e").E;',
      'declare module "f" { interface F {} }',
      "declare namespace Local {}",
    ].join("\n");
    expect(packagesImportedBy(text).sort()).toEqual(["@scope/b", "a", "c", "d", "e", "f"]);
  });

  it("leaves out what is relative, Node's own, and what only looks like an import", () => {
    const text = [
      'import "./x.js"; import fs from "fs"; import "node:path";',
      `const code = 'import z from "z"'; // import y from "y"`,
    ].join("\n");
    expect(packagesImportedBy(text)).toEqual([]);
  });

  it("isn't thrown off by templates and regular expressions before an import", () => {
    const text = "const t = `a ${b ? `'` : \"`\"} 'x`; const r = /[`'\"]/g;\nconst c = require('c');\nimport('d');";
    expect(packagesImportedBy(text)).toEqual(["c", "d"]);
  });

  it("names a package once", () => {
    expect(packagesImportedBy('import "a/x.js"; import "a/y.js";')).toEqual(["a"]);
  });
});

describe("dependencyFindings", () => {
  it("is content where everything imported is declared and everything declared imported", () => {
    const given = manifest({ dependencies: { zod: "1" }, peerDependencies: { cdktf: "1" } });
    expect(dependencyFindings(given, new Set(["zod", "cdktf", "@org/a"]), none)).toEqual([]);
  });

  it("finds an import that only the workspace's root has", () => {
    expect(dependencyFindings(manifest({ devDependencies: { ajv: "1" } }), new Set(["ajv"]), none)).toEqual([
      "imports ajv, which is neither in its dependencies nor in its peerDependencies",
    ]);
  });

  it("finds a dependency that nothing imports", () => {
    expect(dependencyFindings(manifest({ dependencies: { zod: "1" } }), new Set(), none)).toEqual([
      "has the dependency zod and imports it nowhere: remove it",
    ]);
  });

  it("finds a peer that nobody needs", () => {
    expect(dependencyFindings(manifest({ peerDependencies: { cdktf: "1" } }), new Set(), none)).toEqual([
      "has the peer cdktf, which neither it nor a dependency of it needs: remove it",
    ]);
  });

  it("lets a peer be optional: a range for who has it", () => {
    const given = manifest({ peerDependencies: { cdktf: "1" }, peerDependenciesMeta: { cdktf: { optional: true } } });
    expect(dependencyFindings(given, new Set(), none)).toEqual([]);
  });

  it("finds a dependency's peer that the package doesn't ask for", () => {
    const given = manifest({ dependencies: { "@org/b": "1" } });
    const below = { name: "@org/b", version: "1.0.0", peerDependencies: { cdktf: "1" } };
    expect(dependencyFindings(given, new Set(["@org/b"]), () => below)).toEqual([
      "lacks the peer cdktf, which its dependency @org/b expects from the consumer",
    ]);
  });

  it("passes on a dependency's peer that it doesn't import itself, unless it is optional", () => {
    const below = { name: "@org/b", version: "1.0.0", peerDependencies: { cdktf: "1" } };
    const passing = manifest({ dependencies: { "@org/b": "1" }, peerDependencies: { cdktf: "1" } });
    expect(dependencyFindings(passing, new Set(["@org/b"]), () => below)).toEqual([]);

    const optional = { ...below, peerDependenciesMeta: { cdktf: { optional: true } } };
    const silent = manifest({ dependencies: { "@org/b": "1" } });
    expect(dependencyFindings(silent, new Set(["@org/b"]), () => optional)).toEqual([]);
  });
});
