import { describe, expect, it } from "vitest";
import { atEnd, type Manifest, peersOf, withDependencies } from "./packages.mjs";

const manifests: Manifest[] = [
  {
    name: "@org/top",
    dependencies: { "@org/middle": "^1.0.0", zod: "4.0.0" },
    peerDependencies: { cdktf: "^0.21.0", vitest: "^3.2.0 || ^4.0.0" },
    peerDependenciesMeta: { vitest: { optional: true } },
  },
  { name: "@org/middle", dependencies: { "@org/bottom": "^1.0.0" }, peerDependencies: { constructs: "^10.4.2" } },
  { name: "@org/bottom" },
];
const packages = new Map(manifests.map((manifest) => [manifest.name, { folder: "", manifest }]));

describe("what a project installs", () => {
  it("is the packages that it names, and those of ours that they depend on", () => {
    expect(withDependencies(["@org/top"], packages)).toEqual(["@org/top", "@org/middle", "@org/bottom"]);
  });

  it("is their peers, the optional ones if it wants them", () => {
    const names = ["@org/top", "@org/middle"];
    expect(peersOf(names, packages)).toEqual({ cdktf: "^0.21.0", constructs: "^10.4.2" });
    expect(peersOf(names, packages, ["vitest"])).toHaveProperty("vitest", "^3.2.0 || ^4.0.0");
  });

  it("is the lowest version of each range, or the range itself", () => {
    expect(atEnd({ cdktf: "^0.21.0", vitest: "^3.2.0 || ^4.0.0" }, "lowest")).toEqual({
      cdktf: "0.21.0",
      vitest: "3.2.0",
    });
    expect(atEnd({ cdktf: "^0.21.0" }, "highest")).toEqual({ cdktf: "^0.21.0" });
  });
});
