import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { Testing, TerraformStack } from "cdktf";
import { beforeEach, describe, expect, it } from "vitest";
import { constrainProviders } from "../src/index.js";
import { azurermMajorOf } from "../src/internal.js";

let stack: TerraformStack;
const terraform = () => JSON.parse(Testing.synth(stack)).terraform;

beforeEach(() => {
  stack = new TerraformStack(Testing.app(), "stack");
});

describe("constrainProviders", () => {
  it("asks for Terraform 1.5 and for provider releases of one major version (S0-DEP-03)", () => {
    constrainProviders(stack, ["azurerm", "azapi", "time"]);
    expect(terraform()).toMatchObject({
      required_version: ">= 1.5",
      required_providers: {
        azurerm: { version: "~> 4.55" },
        azapi: { version: "~> 2.12" },
        time: { version: "~> 0.13" },
      },
    });
  });

  it("replaces the exact version that the bindings were generated for", () => {
    constrainProviders(stack, ["azurerm"]);
    new AzurermProvider(stack, "azurerm", { features: [{}] });
    expect(terraform().required_providers).toEqual({ azurerm: { source: "azurerm", version: "~> 4.55" } });
  });

  it("writes for azurerm 5 where it is asked for", () => {
    constrainProviders(stack, ["azurerm"], { azurermMajor: 5 });
    expect(terraform().required_providers.azurerm.version).toBe("~> 5.0");
    expect(azurermMajorOf(stack)).toBe(5);
  });

  it("takes other constraints", () => {
    constrainProviders(stack, ["azurerm", "azapi", "time"], {
      terraform: ">= 1.11",
      azurerm: "4.81.0",
      azapi: "2.12.1",
      time: "0.14.2",
    });
    expect(terraform()).toMatchObject({
      required_version: ">= 1.11",
      required_providers: { azurerm: { version: "4.81.0" }, azapi: { version: "2.12.1" }, time: { version: "0.14.2" } },
    });
  });

  it("fails on a major version that the libraries don't write for", () => {
    expect(() => constrainProviders(stack, ["azurerm"], { azurermMajor: 3 as never })).toThrow(
      "stack.azurermMajor: got 3; allowed: 4 or 5",
    );
  });

  it("fails when the stack has constructs already, which would not see it", () => {
    new AzurermProvider(stack, "azurerm", { features: [{}] });
    expect(() => constrainProviders(stack, ["azurerm"])).toThrow("call constrainProviders first");
  });

  it("is told to other copies of the library", () => {
    constrainProviders(stack, ["azurerm"], { azurermMajor: 5 });
    expect(stack.node.tryGetContext("@org/aml-core:azurermMajor")).toBe(5);
  });

  it("is azurerm 4 where nothing was said", () => {
    expect(azurermMajorOf(stack)).toBe(4);
  });
});
