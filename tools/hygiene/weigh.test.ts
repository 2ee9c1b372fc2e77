import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { weigh } from "./weigh.mjs";

const PROVIDER = "node_modules/@cdktf/provider-fake";
const packed = { filename: "org-a-1.0.0.tgz", size: 100, unpackedSize: 300, integrity: "", files: [] };

/** A package whose `index.js` is the given text, beside a provider and a peer. */
function planted(text: string, more: object = {}) {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "planted-")));
  const files = {
    "index.mjs": text,
    "more.mjs": 'import "cdktf";',
    [`${PROVIDER}/lib/index.js`]: 'require("./thing/index.js");',
    [`${PROVIDER}/lib/thing/index.js`]: "",
    "node_modules/cdktf/index.js": "",
  };
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), content);
  }
  const exports = { ".": { import: { default: "./index.mjs" } }, "./more": { import: { default: "./more.mjs" } } };
  return { folder: "packages/a", path, manifest: { name: "@org/a", version: "1.0.0", exports, ...more } };
}

describe("weigh", () => {
  it("measures the tarball and each entry point", async () => {
    const of = planted('import "@cdktf/provider-fake/lib/thing/index.js";');
    expect(await weigh(of, packed, new Set())).toEqual({
      weight: {
        packed: 100,
        unpacked: 300,
        imports: { ".": { modules: 2, bytes: 49 }, "./more": { modules: 2, bytes: 15 } },
      },
      findings: [],
    });
  });

  it("leaves out cdktf where the consumer brings it", async () => {
    const of = planted("", { peerDependencies: { cdktf: "1" } });
    const cdktf = new Set([join(of.path, "node_modules/cdktf/index.js")]);
    expect((await weigh(of, packed, cdktf)).weight.imports["./more"]).toEqual({ modules: 1, bytes: 15 });
  });

  it("refuses the index of a whole provider, within any budget", async () => {
    const of = planted('import "@cdktf/provider-fake/lib/index.js";');
    expect((await weigh(of, packed, new Set())).findings).toEqual([
      `@org/a: importing . loads a whole provider, ${join(of.path, PROVIDER, "lib/index.js")}: import the resource's own file`,
    ]);
  });

  it("refuses an optional peer in the main entry point, not in others", async () => {
    const peer = { peerDependencies: { cdktf: "1" }, peerDependenciesMeta: { cdktf: { optional: true } } };
    expect((await weigh(planted('import "cdktf";', peer), packed, new Set())).findings).toEqual([
      "@org/a: importing . loads cdktf, which is an optional peer: load it where it's needed",
    ]);
    expect((await weigh(planted("", peer), packed, new Set())).findings).toEqual([]);
  });

  it("wants a package that is built", async () => {
    const of = planted("");
    const unbuilt = { ...of, manifest: { name: "@org/a", version: "1.0.0", exports: {} } };
    await expect(weigh(unbuilt, packed, new Set())).rejects.toThrow(
      "@org/a has no entry point that is built: run 'npm run build'",
    );
  });
});
