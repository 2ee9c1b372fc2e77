import type { IManagedIdentity, IResourceGroup, IWorkspace, WorkspaceIsolation } from "@org/aml-core";
import { BaseConstruct, isUnresolved, refuse, requireProps, requireId } from "@org/aml-core/internal";
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
import { type Role, ROLES } from "@org/azure-catalog";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { Datastore, type DatastoreOptions } from "./datastore.js";
import { PrivateEndpointRule, type PrivateEndpointRuleOptions } from "./private-endpoint-rule.js";
import { StorageConnection, type StorageConnectionOptions } from "./storage-connection.js";
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
export interface AddDatastoreOptions extends DatastoreOptions {
  /**
   * The storage account with the container or file system: `WorkspaceStorage.fromStorageAccountId` for an existing one.
   * An account that isn't the workspace's own needs `addStorageConnection` as well.
   * @default - the workspace's own, which has no hierarchical namespace
   */
  readonly storage?: IWorkspaceStorage | undefined;
}

/** Options of {@link IAmlWorkspace.addStorageConnection}. */
export interface AddStorageConnectionOptions extends StorageConnectionOptions {
  /** The storage account: `WorkspaceStorage.fromStorageAccountId` for an existing one. */
  readonly storage: IWorkspaceStorage;
}

/** A workspace, created by this library or imported. Every grant rejects a principal that already has the role. */
export interface IAmlWorkspace extends IWorkspace {
  readonly outboundRules: OutboundRules;
  /**
   * Adds a datastore: a name for data in a storage account, without keys and secrets.
   * @throws InvalidInputError for a name that Azure rejects or that already exists in the workspace, both or neither of
   * `containerName` and `filesystem`, a `filesystem` of the workspace's own account, or an imported workspace whose
   * account is not known
   */
  addDatastore(id: string, options: AddDatastoreOptions): Datastore;
  /**
   * Lets computes and the studio use data in a storage account that isn't the workspace's own: it assigns roles, waits
   * until they are in effect, and adds outbound rules. The rules are written after all earlier writes to the workspace.
   * @param id beginning of the names of the outbound rules, `Lake` for `Lake-blob` and `Lake-dfs`: 1 to 28 letters,
   * digits, `_` and `-`
   * @throws InvalidInputError for an id with which names of outbound rules can't begin, a second connection to an
   * account, or the workspace's own account, which needs no connection
   */
  addStorageConnection(id: string, options: AddStorageConnectionOptions): StorageConnection;
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
  /** The construct that identifies the workspace in role assignments. */
  protected abstract readonly roleTarget: RoleTarget;

  public addDatastore(id: string, datastore: AddDatastoreOptions): Datastore {
    requireId(this, "addDatastore", id);
    requireProps(this, datastore, "name");
    const { storage = this.storage, ...options } = datastore;
    if (!storage) {
      return refuse(this, "addDatastore", {
        value: options.name,
        allowed: "a datastore with its storage account, because the imported workspace's own is not known",
        fix: "pass storage to addDatastore or to fromWorkspaceAttributes",
      });
    }
    if (this.isOwn(storage) && options.filesystem !== undefined) {
      refuse(this, "addDatastore", {
        value: options.filesystem,
        allowed: "containerName: a workspace's own account can't have a hierarchical namespace",
        fix: "use containerName, or pass the storage account that has the file system",
      });
    }
    return new Datastore(this, id, { ...options, storage, workspace: this, workspaceId: this.workspaceId });
  }

  public addStorageConnection(id: string, connection: AddStorageConnectionOptions): StorageConnection {
    requireId(this, "addStorageConnection", id);
    requireProps(this, connection, "storage");
    const { storage, ...options } = connection;
    if (this.isOwn(storage)) {
      refuse(this, "addStorageConnection", {
        value: storage.node.path,
        allowed: "another storage account than the workspace's own",
        fix: "leave it out: Azure and the workspace's roles connect the workspace to its own account",
      });
    }
    const { target, environmentName } = storage;
    return new StorageConnection(this, id, { ...options, workspace: this, target, environmentName });
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

  private isOwn(storage: IWorkspaceStorage): boolean {
    const { storage: own } = this;
    if (storage === own || isUnresolved(storage.resourceId)) return storage === own;
    return storage.resourceId.toLowerCase() === own?.resourceId.toLowerCase();
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
