import { describe, expect, it } from "vitest";
import { SynthModel } from "../src/index.js";
import { platform } from "./support/platform.js";

describe("Stack", () => {
  it("sorts its elements by kind", () => {
    const stack = platform().stack("network");
    const addresses = (elements: readonly { address: string }[]) => elements.map(({ address }) => address);
    expect(addresses(stack.resources)).toEqual([
      "azurerm_resource_group.main",
      "azurerm_virtual_network.main",
      "azurerm_subnet.endpoints",
    ]);
    expect(addresses(stack.variables)).toEqual(["var.location"]);
    expect(addresses(stack.locals)).toEqual(["local.prefix", "local.subnet", "local.place"]);
    expect(addresses(stack.outputs)).toEqual(["output.subnet_id", "output.group", "output.both"]);
    expect(addresses(stack.providers)).toEqual(["provider.azurerm"]);
    expect(addresses(stack.dataSources)).toEqual([]);
    expect(addresses(stack.modules)).toEqual([]);
    expect([...stack.elements]).toHaveLength(11);
  });

  it("knows its backend", () => {
    expect(platform().stack("network").backend).toEqual({ type: "local", config: { path: "../../network.tfstate" } });
  });

  it("has a local backend by default", () => {
    expect(SynthModel.fromStacks({ s: {} }).stack("s").backend).toEqual({ type: "local", config: {} });
    expect(SynthModel.fromStacks({ s: { terraform: { backend: { gcs: null } } } }).stack("s").backend).toEqual({
      type: "gcs",
      config: {},
    });
  });

  it("has no required version or providers unless given", () => {
    const stack = SynthModel.fromStacks({
      s: { terraform: { required_version: 1, required_providers: { a: {}, b: 2 } } },
    }).stack("s");
    expect(stack.requiredVersion).toBeUndefined();
    expect([...stack.requiredProviders.values()]).toEqual([
      { source: undefined, version: undefined },
      { source: undefined, version: undefined },
    ]);
  });

  it("finds an element by its address", () => {
    expect(platform().stack("network").get("local.prefix")?.content).toBe("aml");
    expect(platform().stack("network").get("local.none")).toBeUndefined();
  });
});
