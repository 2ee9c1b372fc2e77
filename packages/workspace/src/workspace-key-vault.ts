import { KeyVault } from "@cdktf/provider-azurerm/lib/key-vault/index.js";
import type { IMonitoring, IResourceGroup, PrivateLinkTarget } from "@org/aml-core";
import { isUnresolved, refuse, requireGuid } from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import { DIAGNOSTIC_CATEGORIES } from "@org/azure-catalog";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { IWorkspaceKeyVault } from "./dependant.js";
import { ExistingDependant } from "./existing-dependant.js";

/** Props of {@link WorkspaceKeyVault}. */
export interface WorkspaceKeyVaultProps {
  readonly resourceGroup: IResourceGroup;
  /** 3 to 24 letters, digits and dashes, a letter first, unique in Azure, deleted vaults included. */
  readonly name: string;
  /** Entra tenant, a GUID: usually a Terraform variable. */
  readonly tenantId: string;
  /** @default - no diagnostic settings */
  readonly monitoring?: IMonitoring;
  /** @default "standard" */
  readonly sku?: "standard" | "premium";
  /**
   * Whether a deleted vault stays until its retention ends, whoever wants it gone (S0-KV-04). Cannot be switched off.
   * @default true
   */
  readonly purgeProtection?: boolean;
  /**
   * Days that a deleted vault can be brought back, 7 to 90 (S0-KV-04). Cannot be changed later.
   * @default 90
   */
  readonly softDeleteRetentionDays?: number;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>>;
}

const TYPE = "Microsoft.KeyVault/vaults";

/**
 * A workspace's Key Vault: private, roles in place of access policies (S0-KV-02, S0-KV-03).
 * @throws InvalidInputError for a name that Azure refuses, a tenant that is no GUID, or a retention outside 7 to 90 days
 */
export class WorkspaceKeyVault extends Construct implements IWorkspaceKeyVault {
  /** A vault that exists already, private endpoint included. */
  public static fromKeyVaultId(scope: Construct, id: string, keyVaultId: string): IWorkspaceKeyVault {
    return new ExistingDependant(scope, id, TYPE, keyVaultId);
  }

  /** The vault (L1). */
  public readonly vault: KeyVault;
  public readonly resourceId: string;
  public readonly target: PrivateLinkTarget;
  public readonly existing = false;
  public readonly dependencies: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: WorkspaceKeyVaultProps) {
    super(scope, id);
    assertName("keyVault", props.name, `${this.node.path}.name`);
    const retention = props.softDeleteRetentionDays ?? 90;
    if (!isUnresolved(retention) && (!Number.isInteger(retention) || retention < 7 || retention > 90)) {
      refuse(this, "softDeleteRetentionDays", {
        value: retention,
        allowed: "a whole number of days from 7 to 90",
        fix: "use 7 where the platform is rebuilt often, 90 where it is not",
      });
    }
    this.vault = new KeyVault(this, "Resource", {
      name: props.name,
      resourceGroupName: props.resourceGroup.name,
      location: props.resourceGroup.location,
      tenantId: requireGuid(this, "tenantId", props.tenantId),
      skuName: props.sku ?? "standard",
      rbacAuthorizationEnabled: true,
      publicNetworkAccessEnabled: false,
      purgeProtectionEnabled: props.purgeProtection ?? true,
      softDeleteRetentionDays: retention,
      networkAcls: { defaultAction: "Deny", bypass: "AzureServices" },
      ...(props.tags ? { tags: { ...props.tags } } : {}),
      dependsOn: [...(props.resourceGroup.dependencies ?? [])],
    });
    this.resourceId = this.vault.id;
    this.target = { construct: this.vault, resourceId: this.vault.id };
    this.dependencies = [this.vault];
    props.monitoring?.addDiagnosticSetting(this, "Diagnostics", {
      targetResourceId: this.vault.id,
      categories: DIAGNOSTIC_CATEGORIES.keyVault,
    });
  }
}
