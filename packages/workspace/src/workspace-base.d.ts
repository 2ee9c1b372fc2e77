import type { IManagedIdentity, IResourceGroup, IWorkspace } from "@org/aml-core";
import { OutboundRules } from "@org/aml-network";
import { type BundleGrant, type GrantOptions, type GrantRoleOptions, type HumanBundleOptions, type Principal, type RoleAssignment, type RoleTarget } from "@org/aml-rbac";
import { type Role } from "@org/azure-catalog";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { IWorkspaceKeyVault } from "./workspace-key-vault.js";
import type { IWorkspaceStorage } from "./workspace-storage.js";
/** Options of {@link IAmlWorkspace.grantDataScientist}. */
export interface GrantDataScientistOptions extends GrantOptions, HumanBundleOptions {
}
/** A workspace, created by this library or imported. Every grant refuses a principal that has the role already. */
export interface IAmlWorkspace extends IWorkspace {
    readonly outboundRules: OutboundRules;
    /**
     * Grants everything that a person or group needs to work in the workspace: Reader on its resource group; AzureML Data
     * Scientist, Azure AI Developer and AzureML Compute Operator on the workspace; Storage Blob Data Contributor and
     * Storage File Data Privileged Contributor on its storage account; and what the options add.
     * @throws InvalidInputError for an imported workspace without `resourceGroup`, `storage` and `keyVault`
     */
    grantDataScientist(principal: Principal, options?: GrantDataScientistOptions): BundleGrant<HumanScope>;
    /** AzureML Compute Operator: creates, starts, stops and deletes the computes of the workspace. */
    grantComputeOperator(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
    /** Reader: sees the workspace and its assets, no data and no secrets. */
    grantReader(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
    /** Grants any role on the workspace: one of `ROLES` of `@org/azure-catalog`, or a `CustomRole`. */
    grant(principal: Principal, role: Role, options?: GrantRoleOptions): RoleAssignment;
}
/** What the roles of people are granted on. */
export type HumanScope = "resourceGroup" | "workspace" | "storageAccount" | "keyVault";
/** Attributes of an existing workspace. */
export interface WorkspaceAttributes {
    /** ARM id. */
    readonly workspaceId: string;
    readonly workspaceName: string;
    /** The environment that it belongs to, `dev`. */
    readonly environmentName: string;
    readonly identity: IManagedIdentity;
    readonly computeIdentity: IManagedIdentity;
    /**
     * Its resource group, for `grantDataScientist`.
     * @default - not known: `grantDataScientist` refuses
     */
    readonly resourceGroup?: IResourceGroup | undefined;
    /**
     * Its storage account, for `grantDataScientist`: `WorkspaceStorage.fromStorageAccountId`.
     * @default - not known: `grantDataScientist` refuses
     */
    readonly storage?: IWorkspaceStorage | undefined;
    /**
     * Its Key Vault, for `grantDataScientist`: `WorkspaceKeyVault.fromKeyVaultId`.
     * @default - not known: `grantDataScientist` refuses
     */
    readonly keyVault?: IWorkspaceKeyVault | undefined;
}
/** What created and imported workspaces do alike. */
export declare abstract class WorkspaceBase extends Construct implements IAmlWorkspace {
    abstract readonly workspaceId: string;
    abstract readonly workspaceName: string;
    abstract readonly environmentName: string;
    abstract readonly identity: IManagedIdentity;
    abstract readonly computeIdentity: IManagedIdentity;
    abstract readonly outboundRules: OutboundRules;
    abstract readonly dependencies: readonly ITerraformDependable[];
    abstract readonly resourceGroup: IResourceGroup | undefined;
    abstract readonly storage: IWorkspaceStorage | undefined;
    abstract readonly keyVault: IWorkspaceKeyVault | undefined;
    /** The construct that role assignments know the workspace by. */
    protected abstract readonly roleTarget: RoleTarget;
    grantDataScientist(principal: Principal, options?: GrantDataScientistOptions): BundleGrant<HumanScope>;
    grantComputeOperator(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
    grantReader(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
    grant(principal: Principal, role: Role, options?: GrantRoleOptions): RoleAssignment;
    private grantRole;
    private method;
}
/** A workspace that this library did not create. */
export declare class ImportedWorkspace extends WorkspaceBase {
    readonly workspaceId: string;
    readonly workspaceName: string;
    readonly environmentName: string;
    readonly identity: IManagedIdentity;
    readonly computeIdentity: IManagedIdentity;
    readonly outboundRules: OutboundRules;
    readonly dependencies: never[];
    readonly resourceGroup: IResourceGroup | undefined;
    readonly storage: IWorkspaceStorage | undefined;
    readonly keyVault: IWorkspaceKeyVault | undefined;
    protected readonly roleTarget: RoleTarget;
    constructor(scope: Construct, id: string, attributes: WorkspaceAttributes);
}
