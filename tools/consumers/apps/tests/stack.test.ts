/** A stack of one's own, tested with the matchers. */
import { AzapiProvider } from "@org/provider-azapi/lib/provider/index.js";
import { Resource } from "@org/provider-azapi/lib/resource/index.js";
import { ref, synthesized, terraformMatchers } from "@org/aml-testing";
import { TerraformStack, Testing } from "cdktf";
import { expect, it } from "vitest";

expect.extend(terraformMatchers);

it("keeps the workspace private and in its group", () => {
  const stack = new TerraformStack(Testing.app(), "dev");
  new AzapiProvider(stack, "azapi");
  const group = new Resource(stack, "Group", { type: "Microsoft.Resources/resourceGroups@2024-03-01", name: "rg-ml" });
  const workspace = new Resource(stack, "Workspace", {
    type: "Microsoft.MachineLearningServices/workspaces@2025-12-01",
    name: "mlw-dev",
    parentId: group.id,
    body: { properties: { publicNetworkAccess: "Disabled" } },
  });

  const model = synthesized(stack);
  expect(model).toHaveResourceCount("azapi_resource", 2);
  expect(model).toHaveAzapiResource("Microsoft.MachineLearningServices/workspaces", {
    name: expect.stringMatching(/^mlw-/),
    parent_id: ref(group, "id"),
    properties: { publicNetworkAccess: "Disabled" },
  });
  expect(workspace).toDependOn(group);
  expect(() => expect(model).toHaveResource("azurerm_public_ip")).toThrow("azurerm_public_ip");
});
