import { ContainerRegistry } from "@cdktf/provider-azurerm/lib/container-registry/index.js";
import type { IMonitoring, IResourceGroup } from "@org/aml-core";
import { isUnresolved, providerOfGroup, refuse, requireArmId, requireProps } from "@org/aml-core/internal";
import { assertName, type EnvironmentNames } from "@org/aml-naming";
import type { GrantRoleOptions, Principal, RoleAssignment } from "@org/aml-rbac";
import { DIAGNOSTIC_CATEGORIES, ROLES } from "@org/azure-catalog";
import type { Construct } from "constructs";
import type { ICustomerManagedKey } from "./customer-managed-key.js";
import { DependentResource, type IDependentResource, type ImportedResourceOptions } from "./dependent-resource.js";

/** A workspace's container registry. Every grant rejects a principal that already has the role. */
export interface IWorkspaceContainerRegistry extends IDependentResource {
  readonly resource: ContainerRegistry | undefined;
  /** AcrPull: pulls images. */
  grantPull(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
  /** AcrPush: pushes images, and pulls them. */
  grantPush(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
}

/** Options of a workspace's container registry. */
export interface WorkspaceContainerRegistryOptions {
  /**
   * 5 to 50 letters and digits, unique in Azure.
   * @default - derived from `names`
   */
  readonly name?: string | undefined;
  /**
   * Only Premium has private endpoints.
   * @default "Premium"
   */
  readonly sku?: "Premium" | undefined;
  /**
   * Whether the registry is zone-redundant, in a region with zones.
   * @default false
   */
  readonly zoneRedundancy?: boolean | undefined;
  /**
   * Your own key. It can only be set when the registry is created, and not be removed.
   * @default - a key that Microsoft manages
   * @see https://learn.microsoft.com/azure/container-registry/tutorial-customer-managed-keys
   */
  readonly customerManagedKey?: ICustomerManagedKey | undefined;
  /**
   * Whether Terraform refuses to destroy or replace the registry, with all its images.
   * @default - that of the workspace if it creates this, otherwise false
   */
  readonly preventDestroy?: boolean | undefined;
  /** @default - the workspace's */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** Props of {@link WorkspaceContainerRegistry}. */
export interface WorkspaceContainerRegistryProps extends WorkspaceContainerRegistryOptions {
  readonly resourceGroup: IResourceGroup;
  /** Names of the environment. */
  readonly names: EnvironmentNames;
  /** @default - the workspace's */
  readonly monitoring?: IMonitoring | undefined;
}

const TYPE = "Microsoft.ContainerRegistry/registries";

abstract class ContainerRegistryBase extends DependentResource implements IWorkspaceContainerRegistry {
  public abstract override readonly resource: ContainerRegistry | undefined;
  protected readonly resourceType = TYPE;

  public grantPull(principal: Principal, options?: GrantRoleOptions): RoleAssignment {
    return this.grantRole("Pull", ROLES.acrPull, principal, options);
  }

  public grantPush(principal: Principal, options?: GrantRoleOptions): RoleAssignment {
    return this.grantRole("Push", ROLES.acrPush, principal, options);
  }

  protected addDiagnosticSettings(monitoring: IMonitoring): void {
    monitoring.addDiagnosticSetting(this, "Diagnostics", {
      targetResourceId: this.resourceId,
      categories: DIAGNOSTIC_CATEGORIES.containerRegistry,
    });
  }
}

class ImportedContainerRegistry extends ContainerRegistryBase {
  public readonly resource = undefined;
  public readonly resourceId: string;
  public readonly environmentName: string | undefined;

  constructor(scope: Construct, id: string, containerRegistryId: string, options: ImportedResourceOptions) {
    super(scope, id);
    requireArmId(
      this,
      "containerRegistryId",
      containerRegistryId,
      TYPE,
      `use the id of a ${TYPE}, or a reference to one`,
    );
    this.resourceId = containerRegistryId;
    this.environmentName = options.environmentName;
  }
}

/**
 * The container registry of a workspace's images: no public access, no admin user, no anonymous pull.
 * @throws InvalidInputError for a name that Azure rejects, or a tier without private endpoints
 */
export class WorkspaceContainerRegistry extends ContainerRegistryBase {
  /**
   * An existing registry. Its owner manages its private endpoint and diagnostic settings.
   * @throws InvalidInputError for an id of another type
   */
  public static fromContainerRegistryId(
    scope: Construct,
    id: string,
    containerRegistryId: string,
    options: ImportedResourceOptions = {},
  ): IWorkspaceContainerRegistry {
    return new ImportedContainerRegistry(scope, id, containerRegistryId, options);
  }

  /** The registry (L1). */
  public readonly resource: ContainerRegistry;
  public readonly resourceId: string;
  public readonly environmentName: string;

  constructor(scope: Construct, id: string, props: WorkspaceContainerRegistryProps) {
    super(scope, id);
    requireProps(this, props, "resourceGroup", "names");
    const { resourceGroup, names, customerManagedKey: key } = props;
    this.environmentName = names.environmentName;
    this.resource = new ContainerRegistry(this, "Resource", {
      name: assertName("containerRegistry", props.name ?? names.containerRegistry, `${this.node.path}.name`),
      resourceGroupName: resourceGroup.name,
      provider: providerOfGroup(this, resourceGroup),
      location: resourceGroup.location,
      sku: this.requireSku(props.sku ?? "Premium"),
      adminEnabled: false,
      anonymousPullEnabled: false,
      publicNetworkAccessEnabled: false,
      networkRuleBypassOption: "AzureServices",
      networkRuleSet: [{ defaultAction: "Deny" }],
      zoneRedundancyEnabled: props.zoneRedundancy ?? false,
      identity: key
        ? { type: "SystemAssigned, UserAssigned", identityIds: [key.identity.id] }
        : { type: "SystemAssigned" },
      encryption: key && [{ keyVaultKeyId: key.versionlessKeyIdentifier, identityClientId: key.identity.clientId }],
      tags: props.tags,
      lifecycle: props.preventDestroy ? { preventDestroy: true } : undefined,
      dependsOn: [...(resourceGroup.dependencies ?? []), ...(key?.dependencies ?? [])],
    });
    this.resourceId = this.resource.id;
    if (props.monitoring) this.useMonitoring(props.monitoring);
  }

  private requireSku(sku: string): string {
    if (isUnresolved(sku) || sku === "Premium") return sku;
    return refuse(this, "sku", {
      value: sku,
      allowed: "Premium",
      fix: "use Premium: the other tiers have no private endpoints",
    });
  }
}
