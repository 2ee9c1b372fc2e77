import { describe, expect, it } from "vitest";
import { endsOf, peersOf } from "./peers.mjs";

const packages: Parameters<typeof peersOf>[1] = [
  {
    manifest: {
      name: "@org/registry",
      version: "1.0.0",
      dependencies: { "@org/roles": "^1.0.0", zod: "4.6.7" },
      peerDependencies: { cdktf: "^0.21.0" },
    },
  },
  {
    manifest: {
      name: "@org/roles",
      version: "1.0.0",
      peerDependencies: { constructs: "^10.4.2", azuread: "^14.0.0" },
      peerDependenciesMeta: { azuread: { optional: true } },
    },
  },
  { manifest: { name: "@org/testing", version: "1.0.0", peerDependencies: { vitest: "^4.0.0" } } },
];

describe("peersOf", () => {
  it("takes those of a package and of what it depends on, and of nothing else", () => {
    expect(peersOf(["@org/registry"], packages)).toEqual({ cdktf: "^0.21.0", constructs: "^10.4.2" });
  });

  it("takes an optional one where it's asked for", () => {
    expect(peersOf(["@org/roles"], packages, ["azuread"])).toEqual({ constructs: "^10.4.2", azuread: "^14.0.0" });
  });

  it("refuses a package that the workspace doesn't have", () => {
    expect(() => peersOf(["@org/other"], packages)).toThrow("@org/other is no package of this workspace");
  });
});

describe("endsOf", () => {
  const published = { "10.4.1": {}, "10.4.2": {}, "10.10.0": {}, "10.9.0": {}, "11.0.0": {}, "10.11.0-next.0": {} };

  it("gives the lowest and the highest version that the range has, by number", () => {
    expect(endsOf("constructs", "^10.4.2", published)).toEqual({ lowest: "10.4.2", highest: "10.10.0" });
  });

  it("looks over all parts of a range", () => {
    const ends = endsOf("vitest", "^3.2.0 || ^4.0.0", { "3.1.9": {}, "3.2.4": {}, "4.1.0": {}, "5.0.0": {} });
    expect(ends).toEqual({ lowest: "3.2.4", highest: "4.1.0" });
  });

  it("leaves out what doesn't run on this Node", () => {
    const vitest = {
      "4.1.12": { engines: { node: "^20.0.0 || >=24.0.0" } },
      "5.1.1": { engines: { node: ">=22.12.0" } },
    };
    expect(endsOf("vitest", ">=3.2.0", vitest, "v20.20.2").highest).toBe("4.1.12");
    expect(endsOf("vitest", ">=3.2.0", vitest, "v24.1.0").highest).toBe("5.1.1");
  });

  it("refuses a range without a published version, and says where it stands", () => {
    expect(() => endsOf("constructs", "^12.0.0", published, "v20.20.2")).toThrow(
      "no published version of constructs is in the range ^12.0.0 and runs on Node v20.20.2: correct the range in tools/workspace/manifests.mjs",
    );
  });
});
