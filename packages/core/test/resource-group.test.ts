import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { Testing, TerraformOutput, TerraformStack } from "cdktf";
import { describe, expect, it } from "vitest";
import { type IResourceGroup, resourceGroupAfter, resourceGroupFromAttributes } from "../src/index.js";

const resolved = (stack: TerraformStack, value: string[]): string[] => {
  new TerraformOutput(stack, "resolved", { value });
  return JSON.parse(Testing.synth(stack)).output.resolved.value;
};

describe("resource groups", () => {
  it("takes the app's own azurerm resource group as it stands (S0-RGS-02)", () => {
    const stack = new TerraformStack(Testing.app(), "stack");
    const group: IResourceGroup = new ResourceGroup(stack, "Group", {
      name: "rg-aml-ws-dev-cc-01",
      location: "canadacentral",
    });
    expect(resolved(stack, [group.name, group.id])).toEqual([
      "${azurerm_resource_group.Group.name}",
      "${azurerm_resource_group.Group.id}",
    ]);
  });

  it("makes the id of an existing group of its subscription and name (S0-RGS-03)", () => {
    const group = resourceGroupFromAttributes({
      name: "rg-aml-ws-dev-cc-01",
      location: "canadacentral",
      subscriptionId: "${var.subscription_id}",
    });
    expect(group).toEqual({
      name: "rg-aml-ws-dev-cc-01",
      location: "canadacentral",
      id: "/subscriptions/${var.subscription_id}/resourceGroups/rg-aml-ws-dev-cc-01",
    });
    expect(resourceGroupAfter(group, [])).toEqual({ ...group, dependencies: [] });
  });

  it("lets the resources of a group wait for more (S0-RBC-05)", () => {
    const stack = new TerraformStack(Testing.app(), "stack");
    const first = new ResourceGroup(stack, "First", { name: "rg-first", location: "canadacentral" });
    const second = new ResourceGroup(stack, "Second", { name: "rg-second", location: "canadacentral" });
    const group = resourceGroupAfter(resourceGroupAfter(first, [first]), [second]);
    expect(group.dependencies).toEqual([first, second]);
    expect(resolved(stack, [group.name, group.id, group.location])).toEqual([
      "${azurerm_resource_group.First.name}",
      "${azurerm_resource_group.First.id}",
      "${azurerm_resource_group.First.location}",
    ]);
    expect(group.node).toBe(first.node);
  });
});
