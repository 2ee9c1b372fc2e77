import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { Testing, TerraformStack } from "cdktf";
import { beforeEach, describe, expect, it } from "vitest";
import { dependOn, WriteChain } from "../src/internal.js";

let stack: TerraformStack;
const resource = (id: string) => new ResourceGroup(stack, id, { name: id, location: "canadacentral" });
const orderOf = (id: string): string[] | undefined =>
  JSON.parse(Testing.synth(stack)).resource.azurerm_resource_group[id].depends_on;

beforeEach(() => {
  stack = new TerraformStack(Testing.app(), "stack");
});

describe("WriteChain", () => {
  it("writes one resource after the other, in the order of the calls (S0-OUT-11)", () => {
    const chain = new WriteChain();
    for (const id of ["a", "b", "c"]) chain.append(resource(id));
    expect(orderOf("a")).toBeUndefined();
    expect(orderOf("b")).toEqual(["azurerm_resource_group.a"]);
    expect(orderOf("c")).toEqual(["azurerm_resource_group.b"]);
  });

  it("lets nothing wait for a branch", () => {
    const chain = new WriteChain();
    chain.append(resource("a"));
    chain.branch(resource("slow"));
    chain.append(resource("b"));
    expect(orderOf("slow")).toEqual(["azurerm_resource_group.a"]);
    expect(orderOf("b")).toEqual(["azurerm_resource_group.a"]);
  });

  it("knows its last resource, which a branch does not become", () => {
    const chain = new WriteChain();
    expect(chain.last).toBeUndefined();
    const a = resource("a");
    chain.append(a);
    chain.branch(resource("slow"));
    expect(chain.last).toBe(a);
  });
});

describe("dependOn", () => {
  it("adds to the order that a resource has, each edge once", () => {
    const a = resource("a");
    const b = resource("b");
    const c = resource("c");
    dependOn(c, [a]);
    dependOn(c, [a, b]);
    expect(orderOf("c")).toEqual(["azurerm_resource_group.a", "azurerm_resource_group.b"]);
  });

  it("leaves a resource without order alone when there is nothing to wait for", () => {
    dependOn(resource("a"), []);
    expect(orderOf("a")).toBeUndefined();
  });
});
