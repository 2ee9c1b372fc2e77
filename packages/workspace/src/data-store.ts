import type { IVirtualNetwork, PrivateLinkTarget } from "@org/aml-core";
import type { DataStoreKey, GrantRoleOptions, Principal, RoleAssignment, RoleTarget } from "@org/aml-rbac";
import type { Cloud, PrivateLinkSubResource } from "@org/azure-catalog";
import type { ITerraformDependable } from "cdktf";
import type { IConstruct } from "constructs";

/** What a principal can do with the data of a store. */
export type DataAccess = "Read" | "ReadWrite";

/** What a datastore names in its store. */
export interface DatastoreSelection {
  /**
   * Blob container: 3 to 63 lower-case letters, digits and `-`. Only for blobs.
   * @default - the only container of the store
   */
  readonly containerName?: string | undefined;
  /**
   * File system of an account with hierarchical namespace (ADLS Gen2), named as containers are. Only for a data lake.
   * @default - the only file system of the lake
   */
  readonly filesystem?: string | undefined;
}

/** The account of a datastore, by its ARM names. */
export interface DatastoreAccount {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly accountName: string;
  readonly endpoint: string;
  readonly protocol: "https";
}

/** What a datastore names, by the ARM names of its kind. */
export type DatastoreContents =
  | ({ readonly datastoreType: "AzureBlob"; readonly containerName: string } & DatastoreAccount)
  | ({ readonly datastoreType: "AzureDataLakeGen2"; readonly filesystem: string } & DatastoreAccount)
  | {
      readonly contentsType: "AzureSqlDatabase";
      readonly serverName: string;
      readonly databaseName: string;
      readonly endpoint: string;
      readonly portNumber: number;
    };

/** A private endpoint of a store: its L1 and ARM id, and where it is. */
export interface DataStoreEndpoint extends RoleTarget {
  readonly subResource: PrivateLinkSubResource;
  readonly vnet: IVirtualNetwork;
}

/**
 * Data that a workspace can use, created or existing: `workspace.addDatastore(store, ...)`. `@org/aml-data` has data
 * lakes, blobs and SQL databases; a workspace's own storage account is one as well.
 */
export interface IDataStore extends IConstruct {
  /** The resource that private endpoints and outbound rules point to. */
  readonly target: PrivateLinkTarget;
  /** The kind of resource on which roles are assigned. */
  readonly scopeKey: DataStoreKey;
  /** The sub-resources that clients of the data need, in the order of the outbound rules. */
  readonly subResources: readonly PrivateLinkSubResource[];
  /** The environment that it belongs to, such as `dev`. Undefined if environments share it. */
  readonly environmentName: string | undefined;
  /** What has to exist before its data is used. */
  readonly dependencies: readonly ITerraformDependable[];
  /**
   * Whether the store accepts logins and passwords of its own, besides Entra identities.
   * @default - not known
   */
  readonly acceptsLogins?: boolean | undefined;
  /**
   * Whether clients in a network, such as the browsers of people, reach it. Undefined if that isn't known, as for an
   * existing store whose owner manages its endpoints.
   */
  isReachableFrom(vnet: IVirtualNetwork): boolean | undefined;
  /**
   * Calls back for each private endpoint of the store: at once for those that exist, and for others as they are added.
   * @default - no endpoints are known, so the workspace's identity gets no role on them
   */
  onEndpoint?(added: (endpoint: DataStoreEndpoint) => void): void;
  /**
   * What a datastore names.
   * @param scope the datastore, which rejects wrong input
   * @throws InvalidInputError for a selection that the store doesn't have
   */
  datastoreContents(scope: IConstruct, selection: DatastoreSelection, cloud: Cloud): DatastoreContents;
  /**
   * Lets a principal read the data.
   * @returns the role. Undefined for a database, whose users aren't Azure roles
   */
  grantRead(principal: Principal, options?: GrantRoleOptions): RoleAssignment | undefined;
  /** Lets a principal read, write and delete the data. @returns as for `grantRead` */
  grantWrite(principal: Principal, options?: GrantRoleOptions): RoleAssignment | undefined;
}
