import { describe, expect, it } from "vitest";
import { readGraph } from "../../src/deployment-test/graph.js";

describe("readGraph", () => {
  it("reads what each resource needs", () => {
    const dot = `digraph G {
      rankdir = "RL";
      "azurerm_subnet.pe" [label="azurerm_subnet.pe"];
      "azurerm_subnet.pe" -> "azurerm_virtual_network.vnet";
      "azurerm_subnet.pe" -> "time_sleep.wait";
    }`;
    expect([...readGraph(dot)]).toEqual([["azurerm_subnet.pe", ["azurerm_virtual_network.vnet", "time_sleep.wait"]]]);
  });

  it("reads the names of older versions of Terraform", () => {
    const dot = `"[root] azurerm_subnet.pe (expand)" -> "[root] module.net.azurerm_virtual_network.vnet (expand)"`;
    expect(readGraph(dot).get("azurerm_subnet.pe")).toEqual(["module.net.azurerm_virtual_network.vnet"]);
  });

  it("reads quoted keys", () => {
    const dot = String.raw`  "provider[\"registry.terraform.io/hashicorp/azurerm\"] (close)" -> "azurerm_subnet.pe";`;
    expect(readGraph(dot).get('provider["registry.terraform.io/hashicorp/azurerm"]')).toEqual(["azurerm_subnet.pe"]);
  });

  it("reads nothing from nothing", () => {
    expect(readGraph("").size).toBe(0);
  });
});
