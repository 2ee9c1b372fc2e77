import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { type App, TerraformStack, Testing } from "cdktf";
import { beforeEach, describe, expect, it } from "vitest";
import { dependOn } from "../src/internal.js";

let app: App;
let stack: TerraformStack;
const group = (scope: TerraformStack, id: string) =>
  new ResourceGroup(scope, id, { name: id, location: "canadacentral" });
const dependenciesOf = (id: string) => JSON.parse(Testing.synth(stack)).resource.azurerm_resource_group[id].depends_on;

beforeEach(() => {
  app = Testing.app();
  stack = new TerraformStack(app, "prod");
});

describe("dependOn", () => {
  it("adds to what a resource waits for, each once", () => {
    const [one, other, last] = [group(stack, "One"), group(stack, "Other"), group(stack, "Last")];
    dependOn(last, [one]);
    dependOn(last, [one, other]);
    expect(dependenciesOf("Last")).toEqual(["azurerm_resource_group.One", "azurerm_resource_group.Other"]);
  });

  it("adds nothing where there is nothing to wait for", () => {
    dependOn(group(stack, "Alone"), []);
    expect(dependenciesOf("Alone")).toBeUndefined();
  });

  it("takes what is no construct but has an address", () => {
    dependOn(group(stack, "Last"), [{ fqn: "azurerm_resource_group.Elsewhere" }]);
    expect(dependenciesOf("Last")).toEqual(["azurerm_resource_group.Elsewhere"]);
  });

  it("knows what another copy of the library added", () => {
    const [one, last] = [group(stack, "One"), group(stack, "Last")];
    Object.assign(last, { [Symbol.for("@org/aml-core.dependOn")]: new Set([one]) });
    dependOn(last, [one]);
    expect(dependenciesOf("Last")).toBeUndefined();
  });

  it("orders the stacks if the resource is in another one, because Terraform rejects its address in depends_on", () => {
    const dev = new TerraformStack(app, "dev");
    const [near, far, last] = [group(stack, "Near"), group(dev, "Far"), group(stack, "Last")];
    dependOn(last, [far, near, group(dev, "Further")]);
    expect(dependenciesOf("Last")).toEqual(["azurerm_resource_group.Near"]);
    expect(stack.dependencies).toEqual([dev]);
  });
});
