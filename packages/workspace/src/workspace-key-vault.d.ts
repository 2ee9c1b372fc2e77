import { KeyVault } from "@cdktf/provider-azurerm/lib/key-vault/index.js";
import type { IMonitoring, IResourceGroup } from "@org/aml-core";
import { type EnvironmentNames } from "@org/aml-naming";
import type { GrantRoleOptions, Principal, RoleAssignment } from "@org/aml-rbac";
import type { Construct } from "constructs";
import { DependentResource, type IDependentResource, type ImportedResourceOptions } from "./dependent-resource.js";
/** A workspace's Key Vault. Every grant refuses a principal that has the role already. */
export interface IWorkspaceKeyVault extends IDependentResource {
    readonly resource: KeyVault | undefined;
    /** Key Vault Secrets User: reads the values of secrets. */
    grantSecretsUser(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
    /** Key Vault Secrets Officer: reads, sets and deletes secrets. */
    grantSecretsOfficer(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
    /** Key Vault Reader: reads the vault and the names of what it holds, no values. */
    grantReader(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
    /** Key Vault Administrator: everything on keys, secrets and certificates. */
    grantAdministrator(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
}
/** Options of a workspace's Key Vault. */
export interface WorkspaceKeyVaultOptions {
    /**
     * 3 to 24 letters, digits and dashes, a letter first, unique in Azure, deleted vaults included.
     * @default - by the names of the environment
     */
    readonly name?: string | undefined;
    /** @default "standard" */
    readonly sku?: "standard" | "premium" | undefined;
    /**
     * Whether a deleted vault stays until its retention ends and nobody can purge it. Azure never lets it be switched off
     * again.
     * @default true
     */
    readonly purgeProtection?: boolean | undefined;
    /**
     * Days that a deleted vault can be recovered, 7 to 90. Cannot be changed later.
     * @default 90
     */
    readonly softDeleteRetentionDays?: number | undefined;
    /** @default - those of the workspace that creates it */
    readonly tags?: Readonly<Record<string, string>> | undefined;
}
/** Props of {@link WorkspaceKeyVault}. */
export interface WorkspaceKeyVaultProps extends WorkspaceKeyVaultOptions {
    readonly resourceGroup: IResourceGroup;
    /** Names of the environment. */
    readonly names: EnvironmentNames;
    /** Entra tenant, a GUID: usually a Terraform variable. */
    readonly tenantId: string;
    /** @default - that of the workspace that it is given to */
    readonly monitoring?: IMonitoring | undefined;
}
declare abstract class KeyVaultBase extends DependentResource implements IWorkspaceKeyVault {
    abstract readonly resource: KeyVault | undefined;
    protected readonly resourceType = "Microsoft.KeyVault/vaults";
    grantSecretsUser(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
    grantSecretsOfficer(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
    grantReader(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
    grantAdministrator(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
    protected addDiagnosticSettings(monitoring: IMonitoring): void;
}
/**
 * A workspace's Key Vault: no public access, Azure roles instead of access policies.
 * @throws InvalidInputError for a name that Azure refuses, a tenant that is not a GUID, or a retention outside 7 to 90
 * days
 */
export declare class WorkspaceKeyVault extends KeyVaultBase {
    /**
     * An existing vault. Its private endpoint and diagnostic settings stay its owner's.
     * @throws InvalidInputError for an id of another type
     */
    static fromKeyVaultId(scope: Construct, id: string, keyVaultId: string, options?: ImportedResourceOptions): IWorkspaceKeyVault;
    /** The vault (L1). */
    readonly resource: KeyVault;
    readonly resourceId: string;
    readonly environmentName: string;
    constructor(scope: Construct, id: string, props: WorkspaceKeyVaultProps);
    private requireRetention;
}
export {};
