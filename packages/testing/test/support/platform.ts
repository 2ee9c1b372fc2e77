import { Resource as AzapiResource } from "@org/provider-azapi/lib/resource/index.js";
import { AzapiProvider } from "@org/provider-azapi/lib/provider/index.js";
import { ResourceAction } from "@org/provider-azapi/lib/resource-action/index.js";
import { UpdateResource } from "@org/provider-azapi/lib/update-resource/index.js";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { DataAzurermClientConfig } from "@cdktf/provider-azurerm/lib/data-azurerm-client-config/index.js";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { Subnet } from "@cdktf/provider-azurerm/lib/subnet/index.js";
import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity/index.js";
import { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network/index.js";
import { LocalBackend, TerraformOutput, TerraformStack, TerraformVariable, Testing } from "cdktf";

export const WORKSPACE = "Microsoft.MachineLearningServices/workspaces";

/** A network and a workspace on it, in two stacks. */
export function platform() {
  const app = Testing.app();

  const net = new TerraformStack(app, "net");
  new LocalBackend(net, { path: "../../../net.tfstate" });
  new AzurermProvider(net, "azurerm", { features: [{}] });
  const location = new TerraformVariable(net, "location", { type: "string", description: "the region" });
  const group = new ResourceGroup(net, "Group", { name: "rg-net", location: location.stringValue, tags: { a: "b" } });
  const vnet = new VirtualNetwork(net, "Vnet", {
    name: "vnet-net",
    location: group.location,
    resourceGroupName: group.name,
    addressSpace: ["10.1.0.0/16"],
  });
  const subnet = new Subnet(net, "Subnet", {
    name: "snet",
    resourceGroupName: group.name,
    virtualNetworkName: vnet.name,
    addressPrefixes: ["10.1.1.0/24"],
    delegation: [{ name: "d", serviceDelegation: { name: "Microsoft.Web/serverFarms", actions: ["x"] } }],
  });
  new TerraformOutput(net, "vnet_id", { value: vnet.id });

  const ml = new TerraformStack(app, "ml");
  new LocalBackend(ml, { path: "../../../ml.tfstate" });
  new AzurermProvider(ml, "azurerm", { features: [{}] });
  new AzapiProvider(ml, "azapi");
  const me = new DataAzurermClientConfig(ml, "me");
  const identity = new UserAssignedIdentity(ml, "Identity", {
    name: "id",
    location: group.location,
    resourceGroupName: group.name,
  });
  const workspace = new AzapiResource(ml, "Workspace", {
    type: `${WORKSPACE}@2025-12-01`,
    name: "mlw",
    parentId: group.id,
    location: "canadacentral",
    identity: [{ type: "UserAssigned", identityIds: [identity.id] }],
    body: {
      properties: {
        publicNetworkAccess: "Disabled",
        tenantId: me.tenantId,
        managedNetwork: { isolationMode: "AllowOnlyApprovedOutbound" },
        regions: [{ location: "canadacentral" }],
      },
    },
    schemaValidationEnabled: false,
  });
  const update = new UpdateResource(ml, "ImageBuild", {
    type: `${WORKSPACE}@2025-12-01`,
    resourceId: workspace.id,
    body: { properties: { imageBuildCompute: "cpu" } },
  });
  const action = new ResourceAction(ml, "Provision", {
    type: `${WORKSPACE}@2025-12-01`,
    resourceId: workspace.id,
    action: "provisionManagedNetwork",
    body: { includeSpark: true },
    dependsOn: [update],
  });
  return { app, net, ml, group, vnet, subnet, identity, workspace, update, action, me };
}
