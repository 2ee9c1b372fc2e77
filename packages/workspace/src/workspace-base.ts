import type { IManagedIdentity, IResourceGroup, IVirtualNetwork, IWorkspace, WorkspaceIsolation } from "@org/aml-core";
import {
  BaseConstruct,
  isUnresolved,
  refuse,
  requireConstruct,
  requireId,
  requireChoice,
  requireProps,
} from "@org/aml-core/internal";
import { OutboundRules } from "@org/aml-network";
import {
  grantName,
  type Bundle,
  type BundleGrant,
  grantBundle,
  type GrantOptions,
  grantRole,
  type GrantRoleOptions,
  humanBundle,
  type HumanBundleOptions,
  type Principal,
  type RoleAssignment,
  RoleScope,
  type RoleTarget,
  type RoleTier,
  SCOPE_TYPES,
  tierBundle,
} from "@org/aml-rbac";
import { type PrivateLinkSubResource, type Role, ROLES } from "@org/azure-catalog";
import type { ITerraformDependable } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { CONNECTION_OPTIONS, DataConnection, type DataConnectionOptions } from "./data-connection.js";
import type { DataAccess, IDataStore } from "./data-store.js";
import { Datastore, type DatastoreOptions } from "./datastore.js";
import { PrivateEndpointRule, type PrivateEndpointRuleOptions } from "./private-endpoint-rule.js";
import type { IWorkspaceKeyVault } from "./workspace-key-vault.js";
import type { IWorkspaceStorage } from "./workspace-storage.js";

/** Options of {@link IAmlWorkspace.grantTier}. */
export interface GrantTierOptions extends GrantOptions {
  /**
   * Scopes on which the principal already has its roles: resources that the workspace shares with another one.
   * @default - none
   */
  readonly except?: readonly HumanScope[] | undefined;
}

/** Options of {@link IAmlWorkspace.grantDataScientist}. */
export interface GrantDataScientistOptions extends GrantTierOptions, HumanBundleOptions {}

/** Options of {@link IAmlWorkspace.addDatastore}. */
export interface AddDatastoreOptions extends DatastoreOptions, DataConnectionOptions {
  /**
   * What jobs and the workspace itself can do with the data. `ReadWrite` adds a role; datastores of one store share their
   * roles, so it applies to all of them.
   * @default "Read"
   */
  readonly access?: DataAccess | undefined;
  /**
   * Users, groups and service principals that read the data.
   * @default - none
   */
  readonly readers?: readonly Principal[] | undefined;
  /**
   * Users, groups and service principals that read, write and delete the data.
   * @default - none
   */
  readonly writers?: readonly Principal[] | undefined;
}

/** A workspace, created by this library or imported. Every grant rejects a principal that already has the role. */
export interface IAmlWorkspace extends IWorkspace {
  readonly outboundRules: OutboundRules;
  /**
   * Lets computes, the studio and people use the data of a store, by a datastore. For a store that isn't the workspace's
   * own storage account, it assigns the roles with which Azure approves the private endpoints and with which the
   * identities use the data, waits until they are in effect, adds the outbound rules, and then the datastore. The rules
   * are written after all earlier writes to the workspace. Further datastores of the store share roles and rules.
   * @param store data of `@org/aml-data`, or `workspace.storage`
   * @throws InvalidInputError for a name that Azure rejects or that already exists in the workspace, a container or file
   * system that the store doesn't have, a store that the workspace's network doesn't reach, a second connection to it,
   * or a literal secret
   */
  addDatastore(store: IDataStore, options: AddDatastoreOptions): Datastore;
  /**
   * Lets the managed network reach the queues and tables of the workspace's storage account, which batch endpoints and
   * parallel jobs use to hand out their work. Without the rules, such jobs fail at their start.
   * @throws InvalidInputError for an imported workspace whose storage account is not known, or for a second call
   * @see https://learn.microsoft.com/azure/machine-learning/how-to-managed-network#scenario-batch-endpoints-or-parallelrunstep
   */
  enableBatchEndpoints(): void;
  /**
   * Lets model monitoring read the workspace's storage account, which holds its data assets and what its endpoints
   * collect by default. Monitoring runs on serverless Spark, which uses only rules that are marked for it, so this adds
   * such a rule for blobs. For inputs in other stores, add their datastores with `sparkEnabled`.
   * @throws InvalidInputError for an imported workspace whose storage account is not known, a workspace without managed
   * network, or for a second call
   * @see https://learn.microsoft.com/azure/machine-learning/how-to-managed-network#configure-for-serverless-spark-jobs
   */
  enableModelMonitoring(): void;
  /**
   * Lets the managed network reach any resource that supports private endpoints, such as a database: it assigns the
   * roles that Azure needs to approve the endpoint, waits until they are in effect, and adds the outbound rule. The
   * rule is written after all earlier writes to the workspace.
   * @param name name of the rule, 3 to 33 letters, digits, `_` and `-`, unique in the workspace
   * @throws InvalidInputError for a name or target that another rule of the workspace has, a sub-resource that the
   * target doesn't offer, or an id that is not an ARM id
   */
  addPrivateEndpointRule(name: string, options: PrivateEndpointRuleOptions): PrivateEndpointRule;
  /**
   * Grants all roles that a user or group needs to work in the workspace: Reader on its resource group; AzureML Data
   * Scientist, Azure AI Developer and AzureML Compute Operator on the workspace; Storage Blob Data Contributor and
   * Storage File Data Privileged Contributor on its storage account; and what the options add.
   * @throws InvalidInputError for an imported workspace without `resourceGroup`, `storage` and `keyVault`
   */
  grantDataScientist(principal: Principal, options?: GrantDataScientistOptions): BundleGrant<HumanScope>;
  /** The roles of a tier, such as `reader` or `administrator`. */
  grantTier(principal: Principal, tier: RoleTier, options?: GrantTierOptions): BundleGrant<HumanScope>;
  /** AzureML Compute Operator: creates, starts, stops and deletes the computes of the workspace. */
  grantComputeOperator(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
  /** Reader: reads the workspace and its assets, no data and no secrets. */
  grantReader(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
  /** Grants any role on the workspace: one of `ROLES` of `@org/azure-catalog`, or a `CustomRole`. */
  grant(principal: Principal, role: Role, options?: GrantRoleOptions): RoleAssignment;
}

/** Scopes of the roles of users. */
export type HumanScope = "resourceGroup" | "workspace" | "storageAccount" | "keyVault";

/** Attributes of an existing workspace. */
export interface WorkspaceAttributes {
  /** ARM id. */
  readonly workspaceId: string;
  readonly workspaceName: string;
  /** The environment that it belongs to, such as `dev`. */
  readonly environmentName: string;
  readonly identity: IManagedIdentity;
  readonly computeIdentity: IManagedIdentity;
  /**
   * Where its computes are.
   * @default "managedNetwork"
   */
  readonly isolation?: WorkspaceIsolation | undefined;
  /**
   * Its resource group, for `grantDataScientist`.
   * @default - not known: `grantDataScientist` throws
   */
  readonly resourceGroup?: IResourceGroup | undefined;
  /**
   * Its storage account, for `grantDataScientist`: `WorkspaceStorage.fromStorageAccountId`.
   * @default - not known: `grantDataScientist` throws
   */
  readonly storage?: IWorkspaceStorage | undefined;
  /**
   * Its Key Vault, for `grantDataScientist`: `WorkspaceKeyVault.fromKeyVaultId`.
   * @default - not known: `grantDataScientist` throws
   */
  readonly keyVault?: IWorkspaceKeyVault | undefined;
}

/** Base of created and imported workspaces. */
export abstract class WorkspaceBase extends BaseConstruct implements IAmlWorkspace {
  public abstract readonly workspaceId: string;
  public abstract readonly workspaceName: string;
  public abstract readonly environmentName: string;
  public abstract readonly isolation: WorkspaceIsolation;
  public abstract readonly identity: IManagedIdentity;
  public abstract readonly computeIdentity: IManagedIdentity;
  public abstract readonly outboundRules: OutboundRules;
  public abstract readonly dependencies: readonly ITerraformDependable[];
  public abstract readonly resourceGroup: IResourceGroup | undefined;
  public abstract readonly storage: IWorkspaceStorage | undefined;
  public abstract readonly keyVault: IWorkspaceKeyVault | undefined;
  /** The network from which people use the workspace. Undefined for an imported workspace. */
  public abstract readonly vnet: IVirtualNetwork | undefined;
  readonly #connections = new Map<string, DataConnection>();
  /** The construct that identifies the workspace in role assignments. */
  protected abstract readonly roleTarget: RoleTarget;

  public addDatastore(store: IDataStore, options: AddDatastoreOptions): Datastore {
    requireConstruct(this, "addDatastore", "the data store", store);
    if (!("datastoreContents" in store)) {
      refuse(this, "addDatastore", {
        value: (store as IConstruct).node.path,
        allowed: "a store of @org/aml-data, such as a DataLake, or workspace.storage",
        fix: "for an account that another library created, use BlobStore.fromStorageAccountId or DataLake.fromStorageAccountId",
      });
    }
    requireProps(this, options, "name");
    const { access = "Read", readers = [], writers = [], ...datastore } = options;
    requireChoice(this, "addDatastore.access", access, ["Read", "ReadWrite"]);
    const { name } = datastore;
    if (typeof name !== "string" || isUnresolved(name)) {
      refuse(this, "addDatastore", {
        value: name,
        allowed: "a literal name: it is part of a Terraform address",
        fix: "write the name as text",
      });
    }
    const id = `Datastore-${name}`;
    if (this.node.tryFindChild(id)) {
      refuse(this, "addDatastore", {
        value: name,
        allowed: "a name that no other datastore of the workspace has",
        fix: "rename one of the two",
      });
    }
    const isOwn = this.isOwn(store);
    if (isOwn) this.requireNoConnection(options);
    const connected = isOwn ? [] : this.connectTo(store, options, access);
    const created = new Datastore(this, id, {
      ...datastore,
      store,
      workspace: this,
      workspaceId: this.workspaceId,
      dependsOn: connected,
    });
    for (const reader of readers) store.grantRead(reader, { scope: created, id: `Read-${reader.name}` });
    for (const writer of writers) store.grantWrite(writer, { scope: created, id: `Write-${writer.name}` });
    return created;
  }

  public enableBatchEndpoints(): void {
    this.createOwnRules("enableBatchEndpoints", "batch", ["queue", "table"]);
  }

  public enableModelMonitoring(): void {
    this.createOwnRules("enableModelMonitoring", "spark", ["blob"], true);
  }

  public addPrivateEndpointRule(name: string, options: PrivateEndpointRuleOptions): PrivateEndpointRule {
    requireId(this, "addPrivateEndpointRule", name);
    const id = `Rule-${name}`;
    if (this.node.tryFindChild(id)) {
      refuse(this, "addPrivateEndpointRule", {
        value: name,
        allowed: "a name that no other rule of the workspace has",
        fix: "rename one of the two rules",
      });
    }
    return new PrivateEndpointRule(this, id, { ...options, name, workspace: this });
  }

  public grantDataScientist(principal: Principal, options: GrantDataScientistOptions = {}): BundleGrant<HumanScope> {
    return this.grantHuman("DataScientist", humanBundle(options), principal, options);
  }

  public grantTier(principal: Principal, tier: RoleTier, options: GrantTierOptions = {}): BundleGrant<HumanScope> {
    return this.grantHuman("Tier", tierBundle(tier), principal, options);
  }

  public grantComputeOperator(principal: Principal, options?: GrantRoleOptions): RoleAssignment {
    return this.grantRole("ComputeOperator", ROLES.azureMlComputeOperator, principal, options);
  }

  public grantReader(principal: Principal, options?: GrantRoleOptions): RoleAssignment {
    return this.grantRole("Reader", ROLES.reader, principal, options);
  }

  public grant(principal: Principal, role: Role, options?: GrantRoleOptions): RoleAssignment {
    return this.grantRole(grantName(this, role), role, principal, options);
  }

  private grantHuman(
    name: string,
    bundle: Bundle<HumanScope>,
    principal: Principal,
    { except = [], ...options }: GrantTierOptions,
  ): BundleGrant<HumanScope> {
    const { environmentName, resourceGroup, storage, keyVault } = this;
    if (!resourceGroup || !storage || !keyVault) {
      return refuse(this, `grant${name}`, {
        value: principal.name,
        allowed: "a workspace whose resource group, storage account and Key Vault are known",
        fix: "pass resourceGroup, storage and keyVault to fromWorkspaceAttributes",
      });
    }
    const scopes = {
      resourceGroup,
      workspace: this.roleTarget,
      storageAccount: storage.target,
      keyVault: keyVault.target,
    };
    const granted = bundle.filter(({ on }) => !except.includes(on));
    return grantBundle(this.method(name), { principal, bundle: granted, scopes, environmentName }, options);
  }

  private connectTo(store: IDataStore, options: AddDatastoreOptions, access: DataAccess) {
    const { vnet } = this;
    // People of one environment don't work in the network of another one, so a shared store needs no endpoints there.
    const isShared = store.environmentName !== this.environmentName;
    if (vnet && !isShared && store.isReachableFrom(vnet) === false) {
      refuse(this, "addDatastore", {
        value: store.node.path,
        allowed: `a store with private endpoints in ${vnet.node.path}, or in a network that is peered with it: the browsers of people read data from there`,
        fix: "call store.addEndpoints with the workspace's network and zones first",
      });
    }
    const { resourceId } = store.target;
    const twin = [...this.#connections.values()].find(({ targetId }) => sameId(targetId, resourceId));
    // The databases of a server share its rule and role.
    const known = this.#connections.get(store.node.path) ?? (store.scopeKey === "sqlServer" ? twin : undefined);
    if (known) return known.reuse(store, options, access);
    if (twin) {
      refuse(this, "addDatastore", {
        value: store.node.path,
        allowed: `one construct for each store: ${twin.node.path} already connects the workspace to ${resourceId}`,
        fix: "add all datastores of the store with the same construct",
      });
    }
    const id = `Data-${store.node.id}`;
    if (this.node.tryFindChild(id)) {
      refuse(this, "addDatastore", {
        value: store.node.path,
        allowed: "stores with different construct ids: the id is part of Terraform addresses",
        fix: "rename the construct of one of the two stores",
      });
    }
    const { ruleName, grantRoles, sparkEnabled, rolePropagation } = options;
    const connection = new DataConnection(
      this,
      id,
      { workspace: this, store, vnet, ruleName, grantRoles, sparkEnabled, rolePropagation },
      access,
    );
    this.#connections.set(store.node.path, connection);
    return connection.dependencies;
  }

  private requireNoConnection(options: AddDatastoreOptions): void {
    const given = CONNECTION_OPTIONS.find((key) => options[key] !== undefined);
    if (given === undefined) return;
    refuse(this, `addDatastore.${given}`, {
      value: options[given],
      allowed: "nothing for the workspace's own storage account, to which it has roles and a private endpoint already",
      fix: given === "sparkEnabled" ? "leave it out, and call enableModelMonitoring()" : "leave it out",
    });
  }

  /** Adds rules for sub-resources of the workspace's own storage account. */
  private createOwnRules(
    verb: string,
    prefix: string,
    subResources: readonly PrivateLinkSubResource[],
    sparkEnabled?: boolean,
  ): void {
    const { storage } = this;
    if (!storage) {
      return refuse(this, verb, {
        value: this.workspaceName,
        allowed: "a workspace whose storage account is known",
        fix: "pass storage to fromWorkspaceAttributes",
      });
    }
    for (const subresourceTarget of subResources) {
      this.outboundRules.addPrivateEndpointRule({
        name: `${prefix}-${subresourceTarget}`,
        target: storage.target,
        subresourceTarget,
        sparkEnabled,
        dependsOn: this.dependencies,
      });
    }
  }

  private isOwn(store: IDataStore): boolean {
    const { storage: own } = this;
    return store === own || (own !== undefined && sameId(store.target.resourceId, own.resourceId));
  }

  private grantRole(name: string, role: Role, principal: Principal, options?: GrantRoleOptions): RoleAssignment {
    const { roleTarget, environmentName } = this;
    const on = RoleScope.resource(roleTarget, SCOPE_TYPES.workspace, { environmentName });
    return grantRole(this.method(name), { principal, role, on }, options);
  }

  private method(name: string) {
    return { resource: this, name, dependsOn: this.dependencies };
  }
}

/** Whether two ids, literal or the same reference, are equal. */
function sameId(first: string, second: string): boolean {
  return first === second || (!isUnresolved(first) && first.toLowerCase() === second.toLowerCase());
}

/** A workspace that this library did not create. */
export class ImportedWorkspace extends WorkspaceBase {
  public readonly workspaceId: string;
  public readonly workspaceName: string;
  public readonly environmentName: string;
  public readonly isolation: WorkspaceIsolation;
  public readonly identity: IManagedIdentity;
  public readonly computeIdentity: IManagedIdentity;
  public readonly outboundRules: OutboundRules;
  public readonly dependencies = [];
  public readonly vnet = undefined;
  public readonly resourceGroup: IResourceGroup | undefined;
  public readonly storage: IWorkspaceStorage | undefined;
  public readonly keyVault: IWorkspaceKeyVault | undefined;
  protected readonly roleTarget: RoleTarget;

  constructor(scope: Construct, id: string, attributes: WorkspaceAttributes) {
    super(scope, id);
    requireProps(this, attributes, "workspaceId", "workspaceName", "environmentName", "identity", "computeIdentity");
    this.workspaceId = attributes.workspaceId;
    this.workspaceName = attributes.workspaceName;
    this.environmentName = attributes.environmentName;
    this.identity = attributes.identity;
    this.computeIdentity = attributes.computeIdentity;
    this.resourceGroup = attributes.resourceGroup;
    this.storage = attributes.storage;
    this.keyVault = attributes.keyVault;
    this.roleTarget = { construct: this, resourceId: attributes.workspaceId };
    this.isolation = attributes.isolation ?? "managedNetwork";
    this.outboundRules = new OutboundRules(this, "OutboundRules", {
      workspaceId: attributes.workspaceId,
      managedNetwork: this.isolation === "managedNetwork",
    });
  }
}
