import { AzurermProvider, type AzurermProviderConfig } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { TimeProvider } from "@cdktf/provider-time/lib/provider/index.js";
import { constrainProviders, ResourceTags } from "@org/aml-core";
import { platformTags } from "@org/aml-platform";
import { Principal } from "@org/aml-rbac";
import { AzapiProvider } from "@org/provider-azapi/lib/provider/index.js";
import { TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import { addBackend, type BackendConfiguration, environmentOf } from "../backend.js";
import type { Configuration } from "../config/schema.js";
import { environmentTags } from "../config/tags.js";

/** Props of every stack. */
export interface PlatformStackProps {
  readonly configuration: Configuration;
  /** Value of the resource groups' environment tag, such as `dev` or `shared`. */
  readonly environmentTag: string;
  /**
   * Azure region of its resource groups.
   * @default - that of the platform
   */
  readonly location?: string | undefined;
  /**
   * Name of its subscription in the configuration.
   * @default - the Terraform variable `subscription_id`
   */
  readonly subscription?: string | undefined;
  /**
   * GUID of its subscription, if that has no name in the configuration.
   * @default - by `subscription`
   */
  readonly subscriptionId?: string | undefined;
  /**
   * Other subscriptions that the stack writes to, by their names in the configuration; undefined is that of the
   * variable.
   * @default - none
   */
  readonly otherSubscriptions?: readonly (string | undefined)[] | undefined;
  /**
   * Terraform backend of its state.
   * @default - that of the platform
   */
  readonly backend?: BackendConfiguration | undefined;
  /** The providers that the stack uses. */
  readonly providers: readonly ("azurerm" | "azapi" | "time")[];
  /**
   * Whether destroying also purges soft-deleted resources.
   * @default false
   */
  readonly purge?: boolean;
}

/** Base of all stacks: backend, subscription and tenant as variables, providers, resource groups. */
export abstract class PlatformStack extends TerraformStack {
  /** Entra tenant of the subscription. */
  public readonly tenantId: string;
  /** Subscription that the stack writes to. */
  public readonly subscription: string;
  /** The principal that runs Terraform, if its roles are assigned here. */
  public readonly deploymentPrincipal: Principal | undefined;
  readonly #props: PlatformStackProps;

  constructor(scope: Construct, id: string, props: PlatformStackProps) {
    super(scope, id);
    this.#props = props;
    const { configuration, providers } = props;
    constrainProviders(this, providers, { azurermMajor: configuration.azurermMajor });
    addBackend(this, configuration, props.backend);
    ResourceTags.of(this).ignoreChanges(...configuration.ignoreTagChanges);
    const subscriptionId = props.subscriptionId ?? this.subscriptionId(props.subscription);
    this.subscription = subscriptionId;
    this.tenantId = this.guid("tenant_id", "Entra tenant of the subscription.");
    const environment = environmentOf(configuration);
    const azurerm: AzurermProviderConfig = {
      environment,
      subscriptionId,
      tenantId: this.tenantId,
      // Terraform can't reach private storage accounts, so it must not wait for their data plane.
      storageUseAzuread: true,
      resourceProviderRegistrations: "none",
      features: [
        {
          storage: [{ dataPlaneAvailable: false }],
          keyVault: [{ purgeSoftDeleteOnDestroy: true, recoverSoftDeletedKeyVaults: true }],
          resourceGroup: [{ preventDeletionIfContainsResources: configuration.preventDeletionOfFilledResourceGroups }],
          logAnalyticsWorkspace: [{ permanentlyDeleteOnDestroy: props.purge ?? false }],
        },
      ],
    };
    new AzurermProvider(this, "azurerm", azurerm);
    for (const other of new Set(props.otherSubscriptions)) {
      if (other === props.subscription) continue;
      const alias = other ?? "platform";
      new AzurermProvider(this, `azurerm-${alias}`, { ...azurerm, alias, subscriptionId: this.subscriptionId(other) });
    }
    if (providers.includes("azapi")) {
      new AzapiProvider(this, "azapi", { environment, subscriptionId, tenantId: this.tenantId });
    }
    if (providers.includes("time")) new TimeProvider(this, "time");
    this.deploymentPrincipal = configuration.deploymentRoles
      ? Principal.deployment({
          objectId: this.guid(
            "deployment_principal_object_id",
            "Object id of the service principal that runs Terraform (not its application id).",
          ),
        })
      : undefined;
  }

  /** Adds a resource group; the libraries create none. */
  protected resourceGroup(id: string, name: string, purpose: string): ResourceGroup {
    const { configuration, environmentTag, location = configuration.location } = this.#props;
    return new ResourceGroup(this, id, {
      name,
      location,
      tags: { ...platformTags(environmentTags(configuration, environmentTag), environmentTag, purpose) },
    });
  }

  /** Adds outputs, none of them secret, by their names. */
  protected outputs(values: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(values)) new TerraformOutput(this, name, { value });
  }

  /** The GUID of a subscription by its name; without a name, a variable. */
  private subscriptionId(name: string | undefined): string {
    if (name === undefined) return this.guid("subscription_id", "Subscription that the platform is deployed to.");
    const { subscriptions } = this.#props.configuration;
    const id = subscriptions[name];
    if (id === undefined) throw new Error(`${this.node.path}: no subscription is called ${name}`);
    return id;
  }

  /** A variable that has to be a GUID. */
  private guid(name: string, description: string): string {
    const variable = new TerraformVariable(this, name, { type: "string", nullable: false, description });
    variable.addValidation({
      condition: `\${can(regex("^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$", var.${name}))}`,
      errorMessage: `${name} must be a GUID, 00000000-0000-0000-0000-000000000000.`,
    });
    return variable.stringValue;
  }
}
