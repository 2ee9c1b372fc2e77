/** Plain JavaScript, CommonJS: a network, zones, and a workspace with its dependencies. */
/* oxlint-disable typescript/no-require-imports */
const { AzurermProvider } = require("@cdktf/provider-azurerm/lib/provider/index.js");
const { ResourceGroup } = require("@cdktf/provider-azurerm/lib/resource-group/index.js");
const { TimeProvider } = require("@cdktf/provider-time/lib/provider/index.js");
const { constrainProviders, Monitoring } = require("@org/aml-core");
const { CentralPrivateDns } = require("@org/aml-dns");
const { PlatformNaming } = require("@org/aml-naming");
const { PlatformVnet } = require("@org/aml-network");
const { AmlWorkspace } = require("@org/aml-workspace");
const { AzapiProvider } = require("@org/provider-azapi/lib/provider");
const { App, LocalBackend, TerraformStack, TerraformVariable } = require("cdktf");

const location = "canadacentral";
const app = new App();
const stack = new TerraformStack(app, "new-workspace");
constrainProviders(stack, ["azurerm", "azapi", "time"], {
  azurermMajor: process.env["AZURERM_MAJOR"] === "5" ? 5 : 4,
});
new LocalBackend(stack, { path: "../../../new-workspace.tfstate" });
const subscriptionId = new TerraformVariable(stack, "subscription_id", { type: "string" }).stringValue;
new AzurermProvider(stack, "azurerm", { subscriptionId, storageUseAzuread: true, features: [{}] });
new AzapiProvider(stack, "azapi", { subscriptionId });
new TimeProvider(stack, "time");

const names = new PlatformNaming().environment("dev");
const network = new ResourceGroup(stack, "NetworkGroup", { name: names.vnetResourceGroup, location });
const resourceGroup = new ResourceGroup(stack, "WorkspaceGroup", { name: names.workspaceResourceGroup, location });
const vnet = new PlatformVnet(stack, "Network", { resourceGroup: network, names, addressSpace: "10.1.0.0/16" });
vnet.addBastion({ subnet: "10.1.2.0/26" });
const zones = new CentralPrivateDns(stack, "Zones", { resourceGroup: network });
zones.linkTo(vnet);
const workspace = new AmlWorkspace(stack, "Workspace", {
  resourceGroup,
  names,
  vnet,
  zones,
  monitoring: new Monitoring(stack, "Monitoring", { resourceGroup, workspaceName: names.logAnalyticsWorkspace }),
  tenantId: new TerraformVariable(stack, "tenant_id", { type: "string" }).stringValue,
});
workspace.outboundRules.addFqdnRule({ name: "pypi", destination: "pypi.org" });
app.synth();
