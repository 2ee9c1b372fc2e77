import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account/index.js";
import type { IMonitoring, IResourceGroup } from "@org/aml-core";
import { type EnvironmentNames } from "@org/aml-naming";
import type { GrantRoleOptions, Principal, RoleAssignment } from "@org/aml-rbac";
import type { Construct } from "constructs";
import { DependentResource, type IDependentResource, type ImportedResourceOptions } from "./dependent-resource.js";
/** A workspace's storage account. Every grant refuses a principal that has the role already. */
export interface IWorkspaceStorage extends IDependentResource {
    readonly resource: StorageAccount | undefined;
    /** Storage Blob Data Reader: reads blobs. */
    grantBlobDataReader(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
    /** Storage Blob Data Contributor: reads, writes and deletes blobs. */
    grantBlobDataContributor(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
    /** Storage File Data Privileged Contributor: reads, writes and deletes files, the notebooks of everybody included. */
    grantFileDataPrivilegedContributor(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
    /** Storage Queue Data Contributor: reads, writes and deletes queues and their messages. */
    grantQueueDataContributor(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
    /** Storage Table Data Contributor: reads, writes and deletes tables and their entities. */
    grantTableDataContributor(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
    /** Opens the account for one Azure resource. Only an account that this library created has it. */
    trustResource?(resourceId: string): void;
}
/** Replication of a storage account. */
export type StorageReplication = "LRS" | "ZRS" | "GRS" | "RAGRS" | "GZRS" | "RAGZRS";
/** How long deleted and changed blobs can be recovered. */
export interface BlobRecovery {
    /** Days that deleted blobs and containers can be recovered, 1 to 365. */
    readonly softDeleteDays: number;
    /**
     * Whether each change of a blob keeps the previous version.
     * @default false
     */
    readonly versioning?: boolean | undefined;
    /**
     * Days back to which all blobs can be restored: at least 1, less than `softDeleteDays`, and versioning on.
     * @default - no point-in-time restore
     */
    readonly pointInTimeRestoreDays?: number | undefined;
}
/** Tiers that blobs move to with age: at least one, each later than the one before. */
export interface BlobLifecycle {
    /**
     * Days after the last change at which a blob moves to the cool tier.
     * @default - never
     */
    readonly coolAfterDays?: number | undefined;
    /**
     * Days after the last change at which a blob moves to the archive tier.
     * @default - never
     */
    readonly archiveAfterDays?: number | undefined;
    /**
     * Days after the last change at which a blob is deleted.
     * @default - never
     */
    readonly deleteAfterDays?: number | undefined;
}
/** Options of a workspace's storage account. */
export interface WorkspaceStorageOptions {
    /**
     * 3 to 24 lower-case letters and digits, unique in Azure.
     * @default - by the names of the environment
     */
    readonly name?: string | undefined;
    /** @default "LRS" */
    readonly replication?: StorageReplication | undefined;
    /** @default - deleted blobs are gone at once */
    readonly recovery?: BlobRecovery | undefined;
    /** @default - blobs stay in their tier */
    readonly lifecycle?: BlobLifecycle | undefined;
    /** @default - those of the workspace that creates it */
    readonly tags?: Readonly<Record<string, string>> | undefined;
}
/** Props of {@link WorkspaceStorage}. */
export interface WorkspaceStorageProps extends WorkspaceStorageOptions {
    readonly resourceGroup: IResourceGroup;
    /** Names of the environment. */
    readonly names: EnvironmentNames;
    /** @default - that of the workspace that it is given to */
    readonly monitoring?: IMonitoring | undefined;
}
declare abstract class StorageBase extends DependentResource implements IWorkspaceStorage {
    abstract readonly resource: StorageAccount | undefined;
    protected readonly resourceType = "Microsoft.Storage/storageAccounts";
    grantBlobDataReader(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
    grantBlobDataContributor(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
    grantFileDataPrivilegedContributor(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
    grantQueueDataContributor(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
    grantTableDataContributor(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
    protected addDiagnosticSettings(monitoring: IMonitoring): void;
}
/**
 * A workspace's default storage account: no public access, Entra identities instead of keys, TLS 1.2.
 * @throws InvalidInputError for a name that Azure refuses, a soft delete outside 1 to 365 days, a point-in-time restore
 * that soft delete and versioning can't serve, or tiers that are missing or out of order
 */
export declare class WorkspaceStorage extends StorageBase {
    #private;
    /**
     * An existing account. Its private endpoints and diagnostic settings stay its owner's.
     * @throws InvalidInputError for an id of another type
     */
    static fromStorageAccountId(scope: Construct, id: string, storageAccountId: string, options?: ImportedResourceOptions): IWorkspaceStorage;
    /** The account (L1). */
    readonly resource: StorageAccount;
    readonly resourceId: string;
    readonly environmentName: string;
    constructor(scope: Construct, id: string, props: WorkspaceStorageProps);
    /**
     * Opens the account's public endpoint for one Azure resource and its identity, and for nobody else. Sharing assets
     * from a workspace to a private registry needs it. It weakens the account from "private only" to "selected networks".
     * @param resourceId ARM id of the resource that is let in
     */
    trustResource(resourceId: string): void;
    private blobProperties;
    private addLifecycle;
}
export {};
