import ts from "typescript";
import { describe, expect, it } from "vitest";
import { constructFiles } from "./construct.mjs";

const errorsOf = (source: string) =>
  ts.transpileModule(source, { reportDiagnostics: true, compilerOptions: { target: ts.ScriptTarget.ES2022 } })
    .diagnostics;

describe("the files of a new construct", () => {
  it("are source, test, export, README and changeset", () => {
    expect([...constructFiles("workspace", "ExampleStore", "Microsoft.Example/stores").keys()]).toEqual([
      "packages/workspace/src/example-store.ts",
      "packages/workspace/test/example-store.test.ts",
      "packages/workspace/src/index.ts",
      "packages/workspace/README.md",
      ".changeset/workspace-example-store.md",
    ]);
  });

  it.each([
    ["Microsoft.Example/stores", "@org/provider-azapi/lib/resource/index.js"],
    ["azurerm_nat_gateway", "@cdktf/provider-azurerm/lib/nat-gateway/index.js"],
  ])("are TypeScript that creates %s", (type, module) => {
    const files = constructFiles("network", "ExampleStore", type);
    const source = files.get("packages/network/src/example-store.ts") ?? "";
    expect(source).toContain(`from "${module}"`);
    expect(errorsOf(source)).toEqual([]);
    expect(errorsOf(files.get("packages/network/test/example-store.test.ts") ?? "")).toEqual([]);
    expect(files.get("packages/network/src/index.ts")).toMatch(/export \* from "\.\/example-store\.js";\n$/);
    expect(files.get(".changeset/network-example-store.md")).toContain('"@org/aml-network": minor');
  });

  it.each([
    ["nowhere", "Store", "Microsoft.A/b", /there is no packages\/nowhere: give one of .*workspace/],
    ["workspace", "store", "Microsoft.A/b", /'store' is no name of a class/],
    ["workspace", "ComputeInstance", "Microsoft.A/b", /compute-instance\.ts exists/],
    ["workspace", "Store", "stores", /'stores' is neither an ARM type/],
    ["network", "Store", "azurerm_nothing", /azurerm has no resource azurerm_nothing/],
    ["naming", "Store", "Microsoft.A/b", /packages\/naming doesn't depend on @org\/provider-azapi/],
  ])("are refused for %s, %s, %s", (folder, name, type, message) => {
    expect(() => constructFiles(folder, name, type)).toThrow(message);
  });
});
