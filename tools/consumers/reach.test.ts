import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeEach, describe, expect, it } from "vitest";
import { isWithin, linksOut, modulesOutside } from "./reach.mjs";

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "reach-")));
});

describe("linksOut", () => {
  it("lets links within the folder be, as those of commands", () => {
    mkdirSync(join(folder, "node_modules/.bin"), { recursive: true });
    writeFileSync(join(folder, "node_modules/tsc.js"), "");
    symlinkSync("../tsc.js", join(folder, "node_modules/.bin/tsc"));
    expect(linksOut(folder)).toEqual([]);
  });

  it("finds a linked workspace, however deep", () => {
    mkdirSync(join(folder, "node_modules/@org"), { recursive: true });
    symlinkSync(import.meta.dirname, join(folder, "node_modules/@org/aml-core"));
    expect(linksOut(folder)).toEqual([join(folder, "node_modules/@org/aml-core")]);
  });
});

describe("modulesOutside", () => {
  it("takes paths and URLs, and leaves Node's own modules out", () => {
    const inside = join(folder, "node_modules/a b/index.js");
    const outside = join(import.meta.dirname, "reach.mjs");
    const modules = [inside, pathToFileURL(inside).href, "node:fs", outside, pathToFileURL(outside).href];
    expect(modulesOutside(folder, modules)).toEqual([outside]);
  });
});

describe("isWithin", () => {
  it.each([
    ["/a/b", true],
    ["/a/b/c", true],
    ["/a/b/..c", true],
    ["/a/bc", false],
    ["/a", false],
    ["/", false],
  ])("/a/b has %s: %s", (path, expected) => {
    expect(isWithin("/a/b", path)).toBe(expected);
  });
});
