import { KeyVault } from "@cdktf/provider-azurerm/lib/key-vault/index.js";
import type { IMonitoring, IResourceGroup } from "@org/aml-core";
import { providerOfGroup, requireArmId, requireGuid, requireProps, requireWholeNumber } from "@org/aml-core/internal";
import { assertName, type EnvironmentNames } from "@org/aml-naming";
import type { GrantRoleOptions, Principal, RoleAssignment } from "@org/aml-rbac";
import { DIAGNOSTIC_CATEGORIES, ROLES } from "@org/azure-catalog";
import type { Construct } from "constructs";
import { DependentResource, type IDependentResource, type ImportedResourceOptions } from "./dependent-resource.js";

/** A workspace's Key Vault. Every grant rejects a principal that already has the role. */
export interface IWorkspaceKeyVault extends IDependentResource {
  readonly resource: KeyVault | undefined;
  /** Key Vault Secrets User: reads the values of secrets. */
  grantSecretsUser(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
  /** Key Vault Secrets Officer: reads, sets and deletes secrets. */
  grantSecretsOfficer(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
  /** Key Vault Reader: reads the vault and the names of its contents, no values. */
  grantReader(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
  /** Key Vault Administrator: manages all keys, secrets and certificates. */
  grantAdministrator(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
}

/** Options of a workspace's Key Vault. */
export interface WorkspaceKeyVaultOptions {
  /**
   * 3 to 24 letters, digits and dashes, a letter first, unique in Azure, including deleted vaults.
   * @default - derived from `names`
   */
  readonly name?: string | undefined;
  /** @default "standard" */
  readonly sku?: "standard" | "premium" | undefined;
  /**
   * Whether a deleted vault can't be purged before its retention ends. Once enabled, it can't be disabled.
   * @default true
   */
  readonly purgeProtection?: boolean | undefined;
  /**
   * Days that a deleted vault can be recovered, 7 to 90. Cannot be changed later.
   * @default 90
   */
  readonly softDeleteRetentionDays?: number | undefined;
  /**
   * Whether Terraform refuses to destroy or replace the vault, with all its secrets and keys.
   * @default - that of the workspace if it creates this, otherwise false
   */
  readonly preventDestroy?: boolean | undefined;
  /** @default - the workspace's */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** Props of {@link WorkspaceKeyVault}. */
export interface WorkspaceKeyVaultProps extends WorkspaceKeyVaultOptions {
  readonly resourceGroup: IResourceGroup;
  /** Names of the environment. */
  readonly names: EnvironmentNames;
  /** Entra tenant, a GUID: usually a Terraform variable. */
  readonly tenantId: string;
  /** @default - the workspace's */
  readonly monitoring?: IMonitoring | undefined;
}

const TYPE = "Microsoft.KeyVault/vaults";

abstract class KeyVaultBase extends DependentResource implements IWorkspaceKeyVault {
  public abstract override readonly resource: KeyVault | undefined;
  protected readonly resourceType = TYPE;

  public grantSecretsUser(principal: Principal, options?: GrantRoleOptions): RoleAssignment {
    return this.grantRole("SecretsUser", ROLES.keyVaultSecretsUser, principal, options);
  }

  public grantSecretsOfficer(principal: Principal, options?: GrantRoleOptions): RoleAssignment {
    return this.grantRole("SecretsOfficer", ROLES.keyVaultSecretsOfficer, principal, options);
  }

  public grantReader(principal: Principal, options?: GrantRoleOptions): RoleAssignment {
    return this.grantRole("Reader", ROLES.keyVaultReader, principal, options);
  }

  public grantAdministrator(principal: Principal, options?: GrantRoleOptions): RoleAssignment {
    return this.grantRole("Administrator", ROLES.keyVaultAdministrator, principal, options);
  }

  protected addDiagnosticSettings(monitoring: IMonitoring): void {
    monitoring.addDiagnosticSetting(this, "Diagnostics", {
      targetResourceId: this.resourceId,
      categories: DIAGNOSTIC_CATEGORIES.keyVault,
    });
  }
}

class ImportedKeyVault extends KeyVaultBase {
  public readonly resource = undefined;
  public readonly resourceId: string;
  public readonly environmentName: string | undefined;

  constructor(scope: Construct, id: string, keyVaultId: string, options: ImportedResourceOptions) {
    super(scope, id);
    requireArmId(this, "keyVaultId", keyVaultId, TYPE, `use the id of a ${TYPE}, or a reference to one`);
    this.resourceId = keyVaultId;
    this.environmentName = options.environmentName;
  }
}

/**
 * A workspace's Key Vault: no public access, Azure roles instead of access policies.
 * @throws InvalidInputError for a name that Azure rejects, a tenant that is not a GUID, or a retention outside 7 to 90
 * days
 */
export class WorkspaceKeyVault extends KeyVaultBase {
  /**
   * An existing vault. Its owner manages its private endpoint and diagnostic settings.
   * @throws InvalidInputError for an id of another type
   */
  public static fromKeyVaultId(
    scope: Construct,
    id: string,
    keyVaultId: string,
    options: ImportedResourceOptions = {},
  ): IWorkspaceKeyVault {
    return new ImportedKeyVault(scope, id, keyVaultId, options);
  }

  /** The vault (L1). */
  public readonly resource: KeyVault;
  public readonly resourceId: string;
  public readonly environmentName: string;

  constructor(scope: Construct, id: string, props: WorkspaceKeyVaultProps) {
    super(scope, id);
    requireProps(this, props, "resourceGroup", "names", "tenantId");
    const { resourceGroup, names, softDeleteRetentionDays = 90 } = props;
    this.environmentName = names.environmentName;
    this.resource = new KeyVault(this, "Resource", {
      name: assertName("keyVault", props.name ?? names.keyVault, `${this.node.path}.name`),
      resourceGroupName: resourceGroup.name,
      provider: providerOfGroup(this, resourceGroup),
      location: resourceGroup.location,
      tenantId: requireGuid(this, "tenantId", props.tenantId),
      skuName: props.sku ?? "standard",
      rbacAuthorizationEnabled: true,
      publicNetworkAccessEnabled: false,
      purgeProtectionEnabled: props.purgeProtection ?? true,
      softDeleteRetentionDays: this.requireRetention(softDeleteRetentionDays),
      networkAcls: { defaultAction: "Deny", bypass: "AzureServices" },
      tags: props.tags,
      lifecycle: props.preventDestroy ? { preventDestroy: true } : undefined,
      dependsOn: [...(resourceGroup.dependencies ?? [])],
    });
    this.resourceId = this.resource.id;
    if (props.monitoring) this.useMonitoring(props.monitoring);
  }

  private requireRetention(days: number): number {
    requireWholeNumber(this, "softDeleteRetentionDays", days, {
      least: 7,
      most: 90,
      unit: "days",
      fix: "use 7 for a platform that is often rebuilt, otherwise 90",
    });
    return days;
  }
}
