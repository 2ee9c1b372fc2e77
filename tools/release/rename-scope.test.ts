import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { renameScope, withScope } from "./rename-scope.mjs";

describe("renaming the scope", () => {
  it.each([
    ['import "@org/aml-core/internal";', 'import "@yours/aml-core/internal";'],
    [String.raw`/^@org\//`, String.raw`/^@yours\//`],
    ["the scope `@org` is a placeholder", "the scope `@yours` is a placeholder"],
    ["someone@org.example, @organization/x", "someone@org.example, @organization/x"],
  ])("changes names of packages only: %s", (before, after) => {
    expect(withScope(before, "@yours")).toBe(after);
  });

  it("changes tracked files, and says which", () => {
    const folder = mkdtempSync(join(tmpdir(), "scope-"));
    const git = (...args: string[]) => execFileSync("git", args, { cwd: folder });
    git("init", "-q");
    writeFileSync(join(folder, "package.json"), '{ "name": "@org/aml-core" }');
    writeFileSync(join(folder, "other.txt"), "nothing");
    git("add", ".");
    expect(renameScope(folder, "@contoso")).toEqual(["package.json"]);
    expect(readFileSync(join(folder, "package.json"), "utf8")).toBe('{ "name": "@contoso/aml-core" }');
  });

  it.each(["", "contoso", "@Contoso", "@org", "@a/b"])("refuses %j", (scope) => {
    expect(() => renameScope(tmpdir(), scope)).toThrow("isn't an npm scope");
  });
});
