/** The app of `cdktf init --template=typescript` with a platform: shared zones and one environment. */
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { TimeProvider } from "@cdktf/provider-time/lib/provider/index.js";
import { constrainProviders } from "@org/aml-core";
import { type EnvironmentNames, PlatformNaming } from "@org/aml-naming";
import { PrivateMlEnvironment, SharedDns } from "@org/aml-platform";
import { AzapiProvider } from "@org/provider-azapi/lib/provider/index.js";
import { App, LocalBackend, TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";

const naming = new PlatformNaming();

class MyStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    constrainProviders(this, ["azurerm", "azapi", "time"], {
      azurermMajor: process.env["AZURERM_MAJOR"] === "5" ? 5 : 4,
    });
    new LocalBackend(this, { path: `../../../${id}.tfstate` });
    const subscriptionId = this.variable("subscription_id");
    new AzurermProvider(this, "azurerm", { subscriptionId, storageUseAzuread: true, features: [{}] });
    new AzapiProvider(this, "azapi", { subscriptionId });
    new TimeProvider(this, "time");
  }

  protected variable(name: string): string {
    return new TerraformVariable(this, name, { type: "string" }).stringValue;
  }

  protected group(id: string, name: string): ResourceGroup {
    return new ResourceGroup(this, id, { name, location: naming.location });
  }
}

class Shared extends MyStack {
  public readonly dns = new SharedDns(this, "Dns", {
    resourceGroup: this.group("Group", naming.shared.dnsResourceGroup),
  });
}

class Environment extends MyStack {
  constructor(scope: Construct, id: string, names: EnvironmentNames, { dns }: Shared) {
    super(scope, id);
    new PrivateMlEnvironment(this, "Environment", {
      names,
      zones: dns.zones,
      tenantId: this.variable("tenant_id"),
      resourceGroups: {
        vnet: this.group("VnetGroup", names.vnetResourceGroup),
        workspace: this.group("WorkspaceGroup", names.workspaceResourceGroup),
        registry: this.group("RegistryGroup", names.registryResourceGroup),
      },
      addressSpace: "10.1.0.0/16",
      bastion: { subnet: "10.1.2.0/26" },
    });
  }
}

const app = new App();
new Environment(app, "template-dev", naming.environment("dev"), new Shared(app, "template-dns"));
app.synth();
