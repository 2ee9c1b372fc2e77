import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { WORKSPACE } from "../lib/folders.mjs";
import { CONSUMERS } from "./consumers.mjs";
import { peersOf, publishedPackages } from "./packages.mjs";

const page = readFileSync(join(WORKSPACE, "docs/consuming.md"), "utf8");
const packages = publishedPackages();

describe("docs/consuming.md", () => {
  it("names every peer with the range that the packages accept", () => {
    const rows = [...page.matchAll(/^\| `([^`]+)` +\| `([^`]+)` +\|/gm)].map(([, peer, range]) => [
      peer,
      range?.replaceAll("\\|", "|"),
    ]);
    expect(Object.fromEntries(rows)).toEqual(peersOf([...packages.keys()], packages, ["@cdktf/provider-azuread"]));
  });

  it("names every consumer that is tested, and at which ends", () => {
    const rows = [...page.matchAll(/^\| `([\w-]+)` +\| [^|]+\| ((?:lowest|highest)[^|]*?) +\|$/gm)].map(
      ([, name, ends]) => [name, ends?.split(" and ")],
    );
    const tested = CONSUMERS.map(({ name, tools }) => [name, Object.keys(tools)]);
    expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(tested));
  });
});

describe.each([...packages.values()])("the README of $manifest.name", ({ folder }) => {
  const text = readFileSync(join(WORKSPACE, folder, "README.md"), "utf8");

  it("has every package installed that its example imports", () => {
    const [, example = ""] = /```ts\n([\s\S]*?)```/.exec(text) ?? [];
    const imported = [...example.matchAll(/ from "((?:@[^/"]+\/)?[^/".]+)/g)]
      .map(([, name = ""]) => name)
      .filter((name) => !name.startsWith("node:"));
    const installed = [...text.matchAll(/^npm install ((?:.*\\\n)*.*)$/gm)].flatMap(([, names = ""]) =>
      names.split(/\s+/),
    );
    expect(imported.filter((name) => !installed.includes(name))).toEqual([]);
  });
});
