import { describe, expect, it } from "vitest";
import { sameModules } from "./same-modules.mjs";

const lock = (versions: Record<string, string>) => ({
  packages: {
    "": {},
    "apps/reference-platform": { dependencies: { "@org/aml-core": "^0.1.0" } },
    "packages/core": { name: "@org/aml-core", dependencies: { zod: "4.6.7" }, peerDependencies: { cdktf: "^0.21.0" } },
    "packages/testing": { name: "@org/aml-testing", peerDependencies: { vitest: ">=3.2.0" } },
    "node_modules/@org/aml-core": {},
    "node_modules/zod": { version: versions["zod"] ?? "4.6.7" },
    "node_modules/cdktf": { version: "0.21.0", dependencies: { archiver: "7.0.0" } },
    "node_modules/archiver": { version: versions["archiver"] ?? "7.0.0" },
    "node_modules/esbuild": { version: versions["esbuild"] ?? "0.28.2" },
    "node_modules/vitest": { version: versions["vitest"] ?? "4.1.12" },
  },
});

describe("the modules that are installed", () => {
  it("serve a version that asks for the same ones", () => {
    expect(sameModules(lock({}), lock({}))).toBe(true);
  });

  it("serve a version that only tested with others", () => {
    expect(sameModules(lock({}), lock({ vitest: "4.0.0" }))).toBe(true);
  });

  it.each(["zod", "archiver", "esbuild"])("don't serve a version with another %s", (name) => {
    expect(sameModules(lock({}), lock({ [name]: "1.0.0" }))).toBe(false);
  });
});
