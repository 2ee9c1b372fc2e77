import type { PrivateLinkTarget } from "@org/aml-core";
import { refuse, requireProps } from "@org/aml-core/internal";
import type { PrivateEndpoint } from "@org/aml-network";
import type { GrantRoleOptions, Principal, RoleAssignment } from "@org/aml-rbac";
import {
  type DatastoreContents,
  type DatastoreSelection,
  type IDataStore,
  type IWorkspaceStorage,
  WorkspaceStorage,
  type WorkspaceStorageOptions,
} from "@org/aml-workspace";
import { ArmId, type Cloud, type Role } from "@org/azure-catalog";
import type { ITerraformDependable } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import type { AddDataEndpointsOptions } from "./data-endpoints.js";
import { Store, storeNameOf, type StoreOptions, type StoreProps } from "./store.js";

/** Data in a storage account. Every grant rejects a principal that already has the role. */
export interface IStorageStore extends IDataStore {
  /** ARM id of the account. */
  readonly storageAccountId: string;
  /** The private endpoints that `addEndpoints` created. */
  readonly endpoints: readonly PrivateEndpoint[];
  /**
   * Adds private endpoints in a network, from which people then read the data.
   * @throws InvalidInputError for a second call for a network, or a network that isn't linked to the zones
   */
  addEndpoints(options: AddDataEndpointsOptions): void;
  /** Storage Blob Data Reader: reads the data, where access control lists don't say more. */
  grantRead(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
  /** Storage Blob Data Contributor: reads, writes and deletes the data, whatever access control lists say. */
  grantWrite(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
  /** Grants any role on the account: one of `ROLES` of `@org/azure-catalog`, or a `CustomRole`. */
  grant(principal: Principal, role: Role, options?: GrantRoleOptions): RoleAssignment;
}

/** Options of a store in a new storage account. */
export interface StorageStoreOptions extends Omit<WorkspaceStorageOptions, "name" | "tags">, StoreOptions {
  /**
   * Name of the storage account: 3 to 24 lower-case letters and digits, unique in Azure.
   * @default - derived from `names` and `storeName`: `stlakedevcc01`
   */
  readonly storageAccountName?: string | undefined;
}

/** Props of a store in a new storage account. */
export interface StorageStoreProps extends StorageStoreOptions, StoreProps {}

/** Base of stores in storage accounts. */
export abstract class StorageStore extends Store implements IStorageStore {
  public readonly scopeKey = "storageAccount";
  /** The account. */
  public abstract readonly account: IWorkspaceStorage;
  /** Names of its containers or file systems. Undefined for an existing store whose contents aren't known. */
  protected abstract readonly parts: readonly string[] | undefined;
  protected abstract readonly partProp: "containerName" | "filesystem";

  public get storageAccountId(): string {
    return this.account.resourceId;
  }

  public get target(): PrivateLinkTarget {
    return this.account.target;
  }

  public get environmentName(): string | undefined {
    return this.account.environmentName;
  }

  public get dependencies(): readonly ITerraformDependable[] {
    return this.account.dependencies;
  }

  protected get resourceName(): string | undefined {
    const { resource, resourceId } = this.account;
    return resource ? (resource.nameInput ?? resource.name) : ArmId.tryParse(resourceId)?.name;
  }

  public datastoreContents(scope: IConstruct, selection: DatastoreSelection, cloud: Cloud): DatastoreContents {
    const { parts, partProp } = this;
    const [only, ...others] = parts ?? [];
    const chosen = selection[partProp] ?? (others.length === 0 ? only : undefined);
    // The account rejects the part of the other kind of store.
    const isOfOtherKind = selection[partProp === "filesystem" ? "containerName" : "filesystem"] !== undefined;
    if (parts && !isOfOtherKind && (chosen === undefined || !parts.includes(chosen))) {
      refuse(scope, partProp, {
        value: chosen,
        allowed: `one of ${this.node.path}: ${parts.join(", ")}`,
        fix: `choose one, or add it to the store`,
      });
    }
    return this.account.datastoreContents(scope, { ...selection, [partProp]: chosen }, cloud);
  }

  public grantRead(principal: Principal, options?: GrantRoleOptions): RoleAssignment {
    return this.account.grantRead(principal, options);
  }

  public grantWrite(principal: Principal, options?: GrantRoleOptions): RoleAssignment {
    return this.account.grantWrite(principal, options);
  }

  public grant(principal: Principal, role: Role, options?: GrantRoleOptions): RoleAssignment {
    return this.account.grant(principal, role, options);
  }
}

/** Creates the account of a store. */
export function createAccount(store: Construct, props: StorageStoreProps, isHnsEnabled: boolean): WorkspaceStorage {
  requireProps(store, props, "resourceGroup", "names");
  return new WorkspaceStorage(store, "Account", {
    ...props,
    name: props.storageAccountName ?? props.names.dataStorageAccount(storeNameOf(store, props.storeName)),
    isHnsEnabled,
    environmentName: props.shared ? false : undefined,
  });
}
