import { describe, expect, it } from "vitest";
import { sbomFindings, sbomOf } from "./write-sbom.mjs";

const packages = {
  "packages/a": {
    name: "@org/a",
    version: "1.2.0",
    dependencies: { "@org/b": "^1.0.0" },
    peerDependencies: { cdktf: "^0.21.0" },
    devDependencies: { vitest: "4.0.0" },
  },
  "packages/b": { name: "@org/b", version: "1.0.0", license: "MIT" },
  "node_modules/@org/b": { resolved: "packages/b", link: true },
  "node_modules/cdktf": { version: "0.21.0", license: "MPL-2.0", integrity: "sha512-AAAA" },
  "node_modules/vitest": { version: "4.0.0", dev: true },
};
const of = { folder: "packages/a", path: "", manifest: { ...packages["packages/a"], license: "MIT" } };
const packed = { filename: "org-a-1.2.0.tgz", size: 1, unpackedSize: 1, integrity: "sha512-AAAA", files: [] };

describe("sbomOf", () => {
  it("names the package, what installing it brings in which version and licence, and nothing of development", async () => {
    const bom = JSON.parse(await sbomOf(of, { packages }, packed));
    expect(bom).toMatchObject({ bomFormat: "CycloneDX", specVersion: "1.5" });
    expect(bom.metadata.component).toMatchObject({ name: "@org/a", version: "1.2.0", purl: "pkg:npm/%40org/a@1.2.0" });
    const components: { purl: string; licenses: unknown[] }[] = bom.components;
    expect(components.map(({ purl, licenses }) => [purl, ...licenses])).toEqual([
      ["pkg:npm/%40org/b@1.0.0", { license: { id: "MIT" } }],
      ["pkg:npm/cdktf@0.21.0", { license: { id: "MPL-2.0" } }],
    ]);
    expect(bom.dependencies).toContainEqual({
      ref: "@org/a@1.2.0",
      dependsOn: ["@org/b@1.0.0", "cdktf@0.21.0"],
    });
  });

  it("writes the same bytes again", async () => {
    expect(await sbomOf(of, { packages }, packed)).toBe(await sbomOf(of, { packages }, packed));
  });
});

describe("sbomFindings", () => {
  it("tells what the schema refuses, and where", async () => {
    const schema = { validate: async () => [{ instancePath: "/components/0", message: "must have a name" }] };
    expect(await sbomFindings(schema, "@org/a", "{}")).toEqual([
      "the SBOM of @org/a is no CycloneDX at /components/0: must have a name",
    ]);
    expect(await sbomFindings({ validate: async () => null }, "@org/a", "{}")).toEqual([]);
  });
});
