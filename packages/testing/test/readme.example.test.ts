import { AzapiProvider } from "@org/provider-azapi/lib/provider/index.js";
import { Resource } from "@org/provider-azapi/lib/resource/index.js";
import { ref, synthesized, terraformMatchers } from "@org/aml-testing";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { TerraformStack, Testing } from "cdktf";
import { expect, it } from "vitest";

// Once, in a file named by `setupFiles` of the Vitest configuration.
expect.extend(terraformMatchers);

it("keeps the workspace private and in its group", () => {
  const stack = new TerraformStack(Testing.app(), "dev");
  new AzurermProvider(stack, "azurerm", { features: [{}] });
  new AzapiProvider(stack, "azapi");
  const group = new ResourceGroup(stack, "Group", { name: "rg-ml-dev", location: "canadacentral" });
  const workspace = new Resource(stack, "Workspace", {
    type: "Microsoft.MachineLearningServices/workspaces@2025-12-01",
    name: "mlw-dev",
    parentId: group.id,
    body: { properties: { publicNetworkAccess: "Disabled", friendlyName: "dev" } },
  });

  const model = synthesized(stack);
  expect(model).toHaveResourceCount("azurerm_resource_group", 1);
  expect(model).toHaveAzapiResource("Microsoft.MachineLearningServices/workspaces", {
    name: expect.stringMatching(/^mlw-/),
    parent_id: ref(group, "id"),
    properties: { publicNetworkAccess: "Disabled" },
  });
  expect(model).not.toHaveResource("azurerm_public_ip");
  expect(workspace).toDependOn(group);
});
