import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { costOf, filesLoadedBy, packagesAmong, providerIndexAmong } from "./import-cost.mjs";

/** Writes files and returns the folder that they lie in. */
function folderOf(files: Record<string, string>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "import-cost-")));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

const provider = {
  "node_modules/@cdktf/provider-fake/package.json": '{ "name": "@cdktf/provider-fake" }',
  "node_modules/@cdktf/provider-fake/lib/index.js": 'exports.thing = require("./thing/index.js");',
  "node_modules/@cdktf/provider-fake/lib/thing/index.js": "exports.Thing = class {};",
};

describe("filesLoadedBy", () => {
  it("sees ES modules, CommonJS modules and what those require", async () => {
    const folder = folderOf({
      "index.mjs": 'import "./part.mjs"; import "./old.cjs"; console.log("loaded");',
      "part.mjs": "export {};",
      "old.cjs": 'require("./older.cjs");',
      "older.cjs": "",
      "untouched.mjs": "",
    });
    const files = await filesLoadedBy(join(folder, "index.mjs"));
    expect(files.map((file) => file.replace(`${folder}/`, "")).sort()).toEqual([
      "index.mjs",
      "old.cjs",
      "older.cjs",
      "part.mjs",
    ]);
  });

  it("fails on what can't be imported", async () => {
    const folder = folderOf({ "index.mjs": 'import "./gone.mjs";' });
    await expect(filesLoadedBy(join(folder, "index.mjs"))).rejects.toThrow(
      /index\.mjs can't be imported: .*gone\.mjs/s,
    );
  });
});

describe("costOf", () => {
  it("counts modules and the bytes of their files, but for what is loaded anyway", () => {
    const folder = folderOf({ "a.mjs": "123", "b.mjs": "12345", "c.mjs": "1234567" });
    const files = ["a.mjs", "b.mjs", "c.mjs"].map((file) => join(folder, file));
    expect(costOf(files, new Set([join(folder, "b.mjs")]))).toEqual({ modules: 2, bytes: 10 });
  });
});

describe("providerIndexAmong", () => {
  it("finds the index of a whole provider that a package loads", async () => {
    const folder = folderOf({ ...provider, "index.mjs": 'import "@cdktf/provider-fake/lib/index.js";' });
    expect(providerIndexAmong(await filesLoadedBy(join(folder, "index.mjs")))).toBe(
      join(folder, "node_modules/@cdktf/provider-fake/lib/index.js"),
    );
  });

  it("lets the file of a resource pass", async () => {
    const folder = folderOf({ ...provider, "index.mjs": 'import "@cdktf/provider-fake/lib/thing/index.js";' });
    expect(providerIndexAmong(await filesLoadedBy(join(folder, "index.mjs")))).toBeUndefined();
  });
});

describe("packagesAmong", () => {
  it("names the packages that have a file among the loaded ones", () => {
    const files = ["/a/node_modules/cdktf/lib/index.js", "/a/node_modules/cdktf-more/index.js", "/a/index.js"];
    expect(packagesAmong(files, ["cdktf", "constructs"])).toEqual(["cdktf"]);
  });
});
