import type { App} from "cdktf";
import { LocalBackend, TerraformOutput, TerraformStack, Testing } from "cdktf";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { Subnet } from "@cdktf/provider-azurerm/lib/subnet/index.js";
import { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network/index.js";
import { describe, expect, it } from "vitest";
import { ref, synthesized } from "../src/index.js";

function twoStacks() {
  const app = Testing.app() as App;
  const net = new TerraformStack(app, "net");
  new LocalBackend(net, { path: "../../../net.tfstate" });
  new AzurermProvider(net, "azurerm", { features: [{}] });
  const group = new ResourceGroup(net, "Group", { name: "rg-net", location: "canadacentral" });
  const vnet = new VirtualNetwork(net, "Vnet", {
    name: "vnet-net",
    location: group.location,
    resourceGroupName: group.name,
    addressSpace: ["10.1.0.0/16"],
  });
  const other = new TerraformStack(app, "app");
  new LocalBackend(other, { path: "../../../app.tfstate" });
  new AzurermProvider(other, "azurerm", { features: [{}] });
  const subnet = new Subnet(other, "Subnet", {
    name: "snet",
    resourceGroupName: group.name,
    virtualNetworkName: vnet.name,
    addressPrefixes: ["10.1.1.0/24"],
  });
  new TerraformOutput(other, "subnet", { value: subnet.id });
  return { app, net, other, group, vnet, subnet };
}

describe("terraformMatchers", () => {
  it("smoke", () => {
    const { app, net, vnet, subnet, group } = twoStacks();
    const model = synthesized(app);
    expect(model).toHaveNoErrors();
    expect(model).toHaveResource("azurerm_subnet", { virtual_network_name: ref(vnet, "name") });
    expect(net).toHaveResourceCount("azurerm_subnet", 0);
    expect(subnet).toDependOn(vnet);
    expect(subnet).toDependOn(group);
    expect(model).toHaveOutput("subnet", subnet);
  });
});
