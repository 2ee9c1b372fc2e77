import { describe, expect, it } from "vitest";
import { compareManifests } from "./manifest-diff.mjs";

const before = {
  name: "@org/a",
  version: "1.0.0",
  engines: { node: ">=20" },
  exports: { ".": {}, "./more": {} },
  bin: { a: "./dist/cli.js" },
  peerDependencies: { cdktf: "^0.21.0", constructs: "^10.4.2" },
  peerDependenciesMeta: { cdktf: { optional: true } },
};
const changes = (change: object) =>
  compareManifests(before, { ...before, ...change }).map(({ name, weight }) => `${weight}: ${name}`);

describe("a promise of a package.json", () => {
  it.each([
    ["an entry is gone", { exports: { ".": {} } }, "break: entry ./more"],
    ["an entry is new", { exports: { ...before.exports, "./x": {} } }, "addition: entry ./x"],
    ["a command is gone", { bin: {} }, "break: command a"],
    ["an older Node is left out", { engines: { node: ">=22" } }, "break: Node"],
    ["an older Node is let in", { engines: { node: ">=18" } }, "addition: Node"],
    [
      "a peer's range is narrower",
      { peerDependencies: { ...before.peerDependencies, constructs: "^10.5.0" } },
      "break: peer constructs",
    ],
    [
      "a peer's range is wider",
      { peerDependencies: { ...before.peerDependencies, constructs: "^10.4.2 || ^11.0.0" } },
      "addition: peer constructs",
    ],
    ["a peer is new", { peerDependencies: { ...before.peerDependencies, vitest: ">=3" } }, "break: peer vitest"],
    ["a peer is required", { peerDependenciesMeta: {} }, "break: peer cdktf"],
  ])("changes when %s", (_, change, expected) => {
    expect(changes(change)).toEqual([expected]);
  });

  it("is kept when a new peer may be left out", () => {
    const change = {
      peerDependencies: { ...before.peerDependencies, vitest: ">=3" },
      peerDependenciesMeta: { ...before.peerDependenciesMeta, vitest: { optional: true } },
    };
    expect(changes(change)).toEqual(["addition: peer vitest"]);
  });

  it("isn't made about what consumers don't see", () => {
    expect(changes({ version: "2.0.0", peerDependencies: { cdktf: "^0.21.0" } })).toEqual([]);
  });
});
