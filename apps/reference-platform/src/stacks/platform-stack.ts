import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { constrainProviders } from "@org/aml-core";
import { TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import { addBackend } from "../backend.js";
import type { Configuration } from "../config/schema.js";

/** What every stack of the platform has: state, subscription and tenant as variables, the providers. */
export abstract class PlatformStack extends TerraformStack {
  /** Subscription that the platform is deployed to. */
  public readonly subscriptionId: string;
  /** Entra tenant of the subscription. */
  public readonly tenantId: string;

  constructor(scope: Construct, id: string, configuration: Configuration) {
    super(scope, id);
    constrainProviders(this, ["azurerm"], { azurermMajor: configuration.azurermMajor });
    addBackend(this, configuration.backend);
    this.subscriptionId = this.guid("subscription_id", "Subscription that the platform is deployed to");
    this.tenantId = this.guid("tenant_id", "Entra tenant of the subscription");
    new AzurermProvider(this, "azurerm", {
      subscriptionId: this.subscriptionId,
      tenantId: this.tenantId,
      storageUseAzuread: true,
      resourceProviderRegistrations: "none",
      features: [{ storage: [{ dataPlaneAvailable: false }] }],
    });
  }

  private guid(name: string, description: string): string {
    const variable = new TerraformVariable(this, name, {
      type: "string",
      nullable: false,
      description,
    });
    variable.addValidation({
      condition: `\${can(regex("^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$", var.${name}))}`,
      errorMessage: `${name} must be a GUID.`,
    });
    return variable.stringValue;
  }
}
