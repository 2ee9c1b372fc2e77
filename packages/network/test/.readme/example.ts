import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { KeyVault } from "@cdktf/provider-azurerm/lib/key-vault/index.js";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { constrainProviders } from "@org/aml-core";
import { PlatformNaming } from "@org/aml-naming";
import { PlatformVnet, PrivateEndpoint } from "@org/aml-network";
import { App, LocalBackend, TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";

class NetworkStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    constrainProviders(this, ["azurerm"]);
    new LocalBackend(this, { path: "terraform.tfstate" });
    const variable = (name: string, sensitive = false) =>
      new TerraformVariable(this, name, { type: "string", sensitive }).stringValue;
    new AzurermProvider(this, "azurerm", { subscriptionId: variable("subscription_id"), features: [{}] });

    const names = new PlatformNaming({ prefix: "aml", locationCode: "cc", suffix: "01" }).environment("dev");
    const resourceGroup = new ResourceGroup(this, "Group", {
      name: names.vnetResourceGroup,
      location: "canadacentral",
    });

    const vnet = new PlatformVnet(this, "Network", { resourceGroup, names, addressSpace: "10.1.0.0/16" });
    vnet.addBastion({ subnet: "10.1.2.0/26" });
    vnet.addJumpbox({
      subnet: "10.1.3.0/24",
      adminUsername: "azureadmin",
      adminPassword: variable("jumpbox_password", true),
    });

    const vault = new KeyVault(this, "Vault", {
      name: names.keyVault,
      resourceGroupName: resourceGroup.name,
      location: resourceGroup.location,
      tenantId: variable("tenant_id"),
      skuName: "premium",
      rbacAuthorizationEnabled: true,
      publicNetworkAccessEnabled: false,
    });
    new PrivateEndpoint(this, "VaultEndpoint", {
      vnet,
      target: { construct: vault, resourceId: vault.id },
      subResource: "vault",
      ...names.privateEndpoint(names.keyVault, "vault"),
    });
  }
}

const app = new App();
new NetworkStack(app, "network");
app.synth();
