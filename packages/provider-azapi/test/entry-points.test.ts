import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const modules = readdirSync(join(root, "src/lib"));

describe("entry points", () => {
  it("are the provider, its resources and its data sources", () => {
    expect(modules.sort()).toEqual([
      "data-azapi-client-config",
      "data-azapi-data-plane-resource",
      "data-azapi-resource",
      "data-azapi-resource-action",
      "data-azapi-resource-id",
      "data-azapi-resource-list",
      "data-plane-resource",
      "provider",
      "resource",
      "resource-action",
      "update-resource",
    ]);
  });

  it.each(modules)("%s loads no other module of the package", (module) => {
    const text = readFileSync(join(root, "src/lib", module, "index.ts"), "utf8");
    const imported = [...text.matchAll(/\b(?:from|import\(|require\()\s*['"]([^'"]+)/g)].map(([, name]) => name);
    expect(imported).toEqual(["constructs", "cdktf"]);
  });

  it("are all checked for how their types resolve", () => {
    const { includeEntrypoints } = JSON.parse(readFileSync(join(root, ".attw.json"), "utf8"));
    expect(includeEntrypoints).toEqual(modules.map((module) => `./lib/${module}/index.js`));
  });
});
