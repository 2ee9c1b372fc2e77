import { describe, expect, it } from "vitest";
import {
  dirtyTree,
  distTag,
  missingFiles,
  peersOutOfRange,
  siblingsOutOfRange,
  standingOf,
  unusedChangesets,
  unversioned,
  withoutProvenance,
} from "./release-rules.mjs";

const pkg = (name: string, manifest: object = {}) => ({
  name: `@org/${name}`,
  folder: `packages/${name}`,
  manifest: { name: `@org/${name}`, version: "1.2.0", ...manifest },
});

describe("the tree", () => {
  it("may be clean", () => {
    expect(dirtyTree([])).toEqual([]);
  });

  it("may not be dirty", () => {
    expect(dirtyTree([" M package.json"])).toEqual([expect.stringMatching(/isn't clean.*\n {5}M package\.json$/)]);
  });

  it("may not hold changesets that wait for a version", () => {
    expect(unusedChangesets([])).toEqual([]);
    expect(unusedChangesets(["fix"])).toEqual([
      expect.stringMatching(/npm run version-packages[\s\S]*\.changeset\/fix\.md/),
    ]);
  });
});

describe("a version", () => {
  it("has to be given", () => {
    expect(unversioned([pkg("a"), pkg("b", { version: "0.0.0" })])).toEqual([
      expect.stringContaining("@org/b was never given a version"),
    ]);
  });

  it("is found by `latest`, or by the name of its channel", () => {
    expect(distTag("1.2.0")).toBe("latest");
    expect(distTag("1.3.0-next.4")).toBe("next");
  });

  it("is published, was published by an earlier run, or is taken", () => {
    expect(standingOf(undefined, "sha512-a")).toBe("publish");
    expect(standingOf("sha512-a", "sha512-a")).toBe("published");
    expect(standingOf("sha512-b", "sha512-a")).toBe("taken");
  });
});

describe("a sibling", () => {
  it.each(["^1.2.0", "^1.0.0", "1.2.0"])("may be asked for by %s", (range) => {
    expect(siblingsOutOfRange([pkg("a"), pkg("b", { dependencies: { "@org/a": range, zod: "4.6.7" } })])).toEqual([]);
  });

  it("may be a pre-release that is asked for", () => {
    expect(
      siblingsOutOfRange([
        pkg("a", { version: "2.0.0-next.0" }),
        pkg("b", { dependencies: { "@org/a": "^2.0.0-next.0" } }),
      ]),
    ).toEqual([]);
  });

  it.each([
    ["dependencies", "^1.3.0"],
    ["peerDependencies", "^2.0.0"],
  ])("may not be out of the range of %s", (kind, range) => {
    expect(siblingsOutOfRange([pkg("a"), pkg("b", { [kind]: { "@org/a": range } })])).toEqual([
      `@org/b asks for @org/a ${range}, and 1.2.0 is released: run \`npm run manifests\``,
    ]);
  });

  it("may not come from elsewhere", () => {
    expect(siblingsOutOfRange([pkg("b", { dependencies: { "@org/a": "^1.0.0" } })])).toEqual([
      "@org/b depends on @org/a, which isn't in this workspace",
    ]);
  });
});

describe("a peer", () => {
  const peers = (range: string, tested: Record<string, string> = { cdktf: "0.21.0" }) =>
    peersOutOfRange([pkg("a", { peerDependencies: { cdktf: range } })], tested);

  it("has to be a range that the tests were in", () => {
    expect(peers("^0.21.0")).toEqual([]);
    expect(peers("^0.22.0")).toEqual([
      "@org/a: the peer cdktf ^0.22.0 leaves out 0.21.0, which it was tested with: correct PEERS in tools/workspace/manifests.mjs",
    ]);
  });

  it("has to be tested at all", () => {
    expect(peers("^0.21.0", {})).toEqual([expect.stringContaining("nothing says which version of the peer cdktf")]);
  });

  it("has to be a range", () => {
    expect(peers("soon")).toEqual(["@org/a: 'soon' is no range of versions of the peer cdktf"]);
  });

  it("has to be shared with the siblings below", () => {
    const packages = [
      pkg("a", { peerDependencies: { constructs: "^11.0.0" } }),
      pkg("b", { peerDependencies: { constructs: "^10.4.2" }, dependencies: { "@org/a": "^1.2.0" } }),
    ];
    expect(peersOutOfRange(packages, { constructs: "10.7.2" })).toContain(
      "@org/b asks for the peer constructs ^10.4.2, @org/a below it for ^11.0.0: no version is both",
    );
  });
});

describe("a packed package", () => {
  const built = pkg("a", {
    exports: {
      ".": { import: { default: "./dist/index.js" } },
      "./lib/*": "./dist/lib/*/index.js",
      "./package.json": "./package.json",
    },
    bin: { a: "./dist/cli.js" },
  });

  it("holds everything that it exports and runs", () => {
    expect(missingFiles(built, ["dist/index.js", "dist/lib/one/index.js", "dist/cli.js", "package.json"])).toEqual([]);
  });

  it("may not lack any of it", () => {
    expect(missingFiles(built, ["package.json"])).toEqual([
      "@org/a isn't built, run `npm run build`; its package lacks\n    dist/index.js\n    dist/lib/*/index.js\n    dist/cli.js",
    ]);
  });
});

describe("the proof of origin", () => {
  const pipeline = { ACTIONS_ID_TOKEN_REQUEST_URL: "https://example.com" };

  it("comes from a pipeline that may sign in", () => {
    expect(withoutProvenance(pipeline, "11.19.1")).toEqual([]);
    expect(withoutProvenance({ SIGSTORE_ID_TOKEN: "token" }, "11.5.1")).toEqual([]);
  });

  it("doesn't come from a laptop", () => {
    expect(withoutProvenance({}, "11.19.1")).toEqual([expect.stringContaining("publish from the release workflow")]);
  });

  it("doesn't come from an older npm", () => {
    expect(withoutProvenance(pipeline, "10.8.2")).toEqual([
      "npm 10.8.2 can't sign in by the identity of a pipeline: take 11.5.1 or newer",
    ]);
  });

  it("needs no token that lives longer than the job", () => {
    expect(withoutProvenance({ ...pipeline, NPM_TOKEN: "token" }, "11.19.1")).toEqual([
      expect.stringContaining("remove the token and revoke it"),
    ]);
  });
});
