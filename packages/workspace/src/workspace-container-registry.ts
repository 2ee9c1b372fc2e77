import { ContainerRegistry } from "@cdktf/provider-azurerm/lib/container-registry/index.js";
import type { IMonitoring, IResourceGroup, PrivateLinkTarget } from "@org/aml-core";
import { isUnresolved, refuse } from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import { DIAGNOSTIC_CATEGORIES } from "@org/azure-catalog";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { IWorkspaceContainerRegistry } from "./dependant.js";
import { ExistingDependant } from "./existing-dependant.js";

/** Props of {@link WorkspaceContainerRegistry}. */
export interface WorkspaceContainerRegistryProps {
  readonly resourceGroup: IResourceGroup;
  /** 5 to 50 letters and digits, unique in Azure. */
  readonly name: string;
  /** @default - no diagnostic settings */
  readonly monitoring?: IMonitoring;
  /**
   * Only Premium has private endpoints (S2-CMK-07, S3-WSP-02).
   * @default "Premium"
   */
  readonly sku?: "Premium";
  /**
   * Whether the registry survives the loss of a zone, where the region has zones.
   * @default false
   */
  readonly zoneRedundancy?: boolean;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>>;
}

const TYPE = "Microsoft.ContainerRegistry/registries";

/**
 * The container registry of a workspace's images: private, no admin user, no anonymous pull (S0-WSP-12, S4-ACR-01).
 * @throws InvalidInputError for a name that Azure refuses, or a tier without private endpoints
 */
export class WorkspaceContainerRegistry extends Construct implements IWorkspaceContainerRegistry {
  /** A registry that exists already, private endpoint included. */
  public static fromContainerRegistryId(scope: Construct, id: string, registryId: string): IWorkspaceContainerRegistry {
    return new ExistingDependant(scope, id, TYPE, registryId);
  }

  /** The registry (L1). */
  public readonly registry: ContainerRegistry;
  public readonly resourceId: string;
  public readonly target: PrivateLinkTarget;
  public readonly existing = false;
  public readonly dependencies: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: WorkspaceContainerRegistryProps) {
    super(scope, id);
    assertName("containerRegistry", props.name, `${this.node.path}.name`);
    const sku: string = props.sku ?? "Premium";
    if (!isUnresolved(sku) && sku !== "Premium") {
      refuse(this, "sku", {
        value: sku,
        allowed: "Premium",
        fix: "use Premium: the other tiers have no private endpoints",
      });
    }
    this.registry = new ContainerRegistry(this, "Resource", {
      name: props.name,
      resourceGroupName: props.resourceGroup.name,
      location: props.resourceGroup.location,
      sku,
      adminEnabled: false,
      anonymousPullEnabled: false,
      publicNetworkAccessEnabled: false,
      networkRuleBypassOption: "AzureServices",
      networkRuleSet: [{ defaultAction: "Deny" }],
      zoneRedundancyEnabled: props.zoneRedundancy ?? false,
      identity: { type: "SystemAssigned" },
      ...(props.tags ? { tags: { ...props.tags } } : {}),
      dependsOn: [...(props.resourceGroup.dependencies ?? [])],
    });
    this.resourceId = this.registry.id;
    this.target = { construct: this.registry, resourceId: this.registry.id };
    this.dependencies = [this.registry];
    props.monitoring?.addDiagnosticSetting(this, "Diagnostics", {
      targetResourceId: this.registry.id,
      categories: DIAGNOSTIC_CATEGORIES.containerRegistry,
    });
  }
}
