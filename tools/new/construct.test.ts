import ts from "typescript";
import { describe, expect, it } from "vitest";
import { constructFiles } from "./construct.mjs";

const errorsOf = (source: string) =>
  ts.transpileModule(source, { reportDiagnostics: true, compilerOptions: { target: ts.ScriptTarget.ES2022 } })
    .diagnostics;

describe("the files of a new construct", () => {
  it("are source, test, export, README and changeset", () => {
    expect([...constructFiles("workspace", "ExampleStore").keys()]).toEqual([
      "packages/workspace/src/example-store.ts",
      "packages/workspace/test/example-store.test.ts",
      "packages/workspace/src/index.ts",
      "packages/workspace/README.md",
      ".changeset/workspace-example-store.md",
    ]);
  });

  it.each([
    ["Microsoft.MachineLearningServices/workspaces/stores", "@org/provider-azapi/lib/resource/index.js"],
    ["azurerm_nat_gateway", "@cdktf/provider-azurerm/lib/nat-gateway/index.js"],
    ["azurerm_subnet", "@cdktf/provider-azurerm/lib/subnet/index.js"],
  ])("are TypeScript that creates %s", (type, module) => {
    const files = constructFiles("network", "ExampleStore", type);
    const source = files.get("packages/network/src/example-store.ts") ?? "";
    expect(source).toContain(`from "${module}"`);
    expect(errorsOf(source)).toEqual([]);
    expect(errorsOf(files.get("packages/network/test/example-store.test.ts") ?? "")).toEqual([]);
    expect(files.get(".changeset/network-example-store.md")).toContain('"@org/aml-network": minor');
  });

  it("have the arguments that azurerm requires, and the group's location and dependencies", () => {
    const source = (type: string) =>
      constructFiles("network", "ExampleStore", type).get("packages/network/src/example-store.ts");
    expect(source("azurerm_nat_gateway")).toContain("location: props.resourceGroup.location");
    expect(source("azurerm_nat_gateway")).toContain("provider: providerOfGroup(this, props.resourceGroup)");
    expect(source("azurerm_nat_gateway")).toContain("dependOn(this.resource, props.resourceGroup.dependencies ?? []);");
    expect(source("azurerm_subnet")).toContain("virtualNetworkName: props.virtualNetworkName");
    expect(source("azurerm_subnet")).not.toContain("location");
  });

  it("belong to a registry in the package of registries", () => {
    const source = constructFiles("registry", "Model").get("packages/registry/src/model.ts");
    expect(source).toContain("`Microsoft.MachineLearningServices/registries/models@${");
    expect(source).toContain("readonly registryId: string;");
  });

  it("are exported in alphabetical order, and described before the README's notes", () => {
    const files = constructFiles("workspace", "ExampleStore");
    const modules = [...(files.get("packages/workspace/src/index.ts") ?? "").matchAll(/from "\.\/(.*)\.js";/g)].map(
      ([, module]) => module,
    );
    expect(modules).toContain("example-store");
    expect(modules).toEqual([...modules].sort());
    const network = constructFiles("network", "ExampleStore", "azurerm_nat_gateway");
    expect(network.get("packages/network/README.md")).toContain("\n### `addExampleStore(id, options)`\n");
    expect(files.get("packages/workspace/README.md")).toMatch(
      /\n## `addExampleStore\(id, options\)`\n[\s\S]*\n## Good to know\n/,
    );
  });

  it.each([
    ["nowhere", "Store", undefined, /there is no packages\/nowhere: give one of .*workspace/],
    ["workspace", "store", undefined, /'store' is no name of a class/],
    ["workspace", "ComputeInstance", undefined, /compute-instance\.ts exists/],
    ["workspace", "Store", "stores", /'stores' is neither a type of azurerm/],
    ["network", "Store", "Microsoft.Network/natGateways", /neither a type of azurerm .* nor of Azure Machine Learning/],
    ["network", "Store", "azurerm_nothing", /azurerm has no resource azurerm_nothing/],
    ["naming", "Store", undefined, /packages\/naming doesn't depend on @org\/provider-azapi/],
  ])("are refused for %s, %s, %s", (folder, name, type, message) => {
    expect(() => constructFiles(folder, name, type)).toThrow(message);
  });
});
