import type { IVirtualNetwork, IWorkspace } from "@org/aml-core";
import { BaseConstruct, refuse, requireProps } from "@org/aml-core/internal";
import {
  BundleGrant,
  computeIdentityDataBundle,
  Principal,
  PropagationDelay,
  type RoleAssignment,
  workspaceIdentityDataBundle,
} from "@org/aml-rbac";
import { type ITerraformDependable, TerraformStack } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import type { DataAccess, DataStoreEndpoint, IDataStore } from "./data-store.js";

/** Options of a workspace's connection to a data store. All datastores of a store share its connection. */
export interface DataConnectionOptions {
  /**
   * Beginning of the names of the outbound rules: `lake` for `lake-blob` and `lake-dfs`. With the sub-resource, 3 to 33
   * letters, digits, `_` and `-`.
   * @default - the construct id of the store
   */
  readonly ruleName?: string | undefined;
  /**
   * Whether the roles on the store are assigned. The workspace's identity gets Azure AI Enterprise Network Connection
   * Approver; and where the data has Azure roles, both identities get Storage Blob Data Reader, and the workspace's
   * identity gets Reader on the store's private endpoints in the workspace's network. Use `false` if the store's owner
   * assigns them.
   * @default true
   */
  readonly grantRoles?: boolean | undefined;
  /**
   * Whether serverless Spark can use the private endpoints. Model monitoring runs on it, so it needs this for its inputs.
   * The managed network is then provisioned for Spark as well.
   * @default false
   */
  readonly sparkEnabled?: boolean | undefined;
  /**
   * Delay between the roles and the outbound rules that need them: a number with `s`, `m` or `h`; `0s` omits the delay.
   * @default "90s"
   */
  readonly rolePropagation?: string | undefined;
}

/** Props of {@link DataConnection}. */
export interface DataConnectionProps extends DataConnectionOptions {
  readonly workspace: IWorkspace;
  readonly store: IDataStore;
  /**
   * Network of the workspace's private endpoint. The studio previews data through the store's endpoints in it.
   * @default - none: the workspace's identity gets no role on endpoints
   */
  readonly vnet?: IVirtualNetwork | undefined;
}

/** Options that the first datastore of a store sets. */
export const CONNECTION_OPTIONS = ["ruleName", "grantRoles", "sparkEnabled", "rolePropagation"] as const;

/**
 * Connects a workspace to a data store that isn't its own: roles on the store, a delay, and outbound rules of the managed
 * network. Azure approves the private endpoints with the workspace's identity.
 * @throws InvalidInputError for a name with which names of outbound rules can't begin, a store that another rule of the
 * workspace already allows, or a delay that the time provider rejects
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-managed-network
 */
export class DataConnection extends BaseConstruct {
  /** Roles of the workspace's and the computes' identities on the store. Empty if `grantRoles` is false. */
  public readonly assignments: readonly RoleAssignment[];
  /** The outbound rules (L1); none if computes are in your own network, from which they use the store's endpoints. */
  public readonly rules: readonly ITerraformDependable[];
  readonly #props: DataConnectionProps;
  readonly #approved: readonly ITerraformDependable[];
  readonly #writes: readonly ITerraformDependable[] | undefined;
  #later: readonly ITerraformDependable[] | undefined;

  /** @param access what the first datastore needs */
  constructor(scope: Construct, id: string, props: DataConnectionProps, access: DataAccess) {
    super(scope, id);
    requireProps(this, props, "workspace", "store");
    this.#props = props;
    const { workspace, store, sparkEnabled } = props;
    const { ruleName = store.node.id } = props;
    if (sparkEnabled && !this.isManaged) {
      refuse(this, "sparkEnabled", {
        value: true,
        allowed: "true in a managed network: serverless Spark doesn't run in your own virtual network",
        fix: "leave it out, or create the workspace without customerNetwork",
      });
    }
    this.assignments = props.grantRoles === false ? [] : this.grantIdentities(this, "Read", access);
    if (props.grantRoles !== false) {
      if (store.scopeKey === "sqlServer") this.addUsers(store, access);
      store.onEndpoint?.((endpoint) => this.grantEndpointReader(endpoint));
    }
    this.#writes = access === "ReadWrite" ? [] : undefined;
    this.#approved = this.delay("RolePropagation", this.assignments);
    this.rules = (this.isManaged ? store.subResources : []).map((subresourceTarget) =>
      workspace.outboundRules.addPrivateEndpointRule({
        name: `${ruleName}-${subresourceTarget}`,
        target: store.target,
        subresourceTarget,
        sparkEnabled,
        dependsOn: [...this.#approved, ...workspace.dependencies, ...store.dependencies],
      }),
    );
  }

  /** ARM id of the store. */
  public get targetId(): string {
    return this.#props.store.target.resourceId;
  }

  /** Rules, or the delay that they wait for where there are none, and roles. */
  public get dependencies(): readonly ITerraformDependable[] {
    const ready = this.rules.length > 0 ? this.rules : this.#approved;
    return [...ready, ...this.assignments.flatMap(({ dependencies }) => dependencies)];
  }

  /**
   * What a further datastore of the store, or of another database of the server, waits for. Roles to write are added
   * with the first datastore that needs them.
   * @throws InvalidInputError for options that differ from those of the first datastore
   */
  public reuse(store: IDataStore, options: DataConnectionOptions, access: DataAccess): readonly ITerraformDependable[] {
    const other = CONNECTION_OPTIONS.find((key) => options[key] !== undefined && options[key] !== this.#props[key]);
    if (other !== undefined) {
      refuse(this, other, {
        value: options[other],
        allowed: `that of the first datastore of ${this.#props.store.node.path}, ${JSON.stringify(this.#props[other])}: all datastores of a store share its outbound rules and roles`,
        fix: `set ${other} where the store's first datastore is added, and leave it out here`,
      });
    }
    if (this.#props.grantRoles === false) return this.dependencies;
    if (store.scopeKey === "sqlServer") this.addUsers(store, access);
    if (access === "Read" || this.#writes) return this.dependencies;
    this.#later ??= this.delay("WritePropagation", this.grantIdentities(this, "Write", access));
    return [...this.dependencies, ...this.#later];
  }

  private get isManaged(): boolean {
    return this.#props.workspace.isolation !== "customerNetwork";
  }

  /** @param phase whether these are the first roles of the identities, or those that they lack to write */
  private grantIdentities(
    scope: Construct,
    phase: DataAccess | "Write",
    access: DataAccess,
  ): readonly RoleAssignment[] {
    const { scopeKey, target, environmentName } = this.#props.store;
    const options = { storageBlobDataContributor: access === "ReadWrite", managedNetwork: this.isManaged };
    const isLater = phase === "Write";
    const { workspaceIdentity, computeIdentity } = this.identities;
    const identities = [
      ["WorkspaceIdentity", workspaceIdentity, workspaceIdentityDataBundle(scopeKey, options)],
      ["ComputeIdentity", computeIdentity, computeIdentityDataBundle(scopeKey, options)],
    ] as const;
    return identities.flatMap(([id, principal, bundle]) => {
      const rows = bundle.filter(({ option }) => !isLater || option?.name === "storageBlobDataContributor");
      if (rows.length === 0) return [];
      return new BundleGrant(scope, isLater ? `${id}-Write` : id, {
        bundle: rows,
        principal,
        scopes: { [scopeKey]: target } as Record<typeof scopeKey, typeof target>,
        environmentName,
      }).assignments;
    });
  }

  private get identities() {
    const { identity, computeIdentity, environmentName } = this.#props.workspace;
    return {
      workspaceIdentity: Principal.workspaceIdentity(identity, environmentName),
      computeIdentity: Principal.computeIdentity(computeIdentity, environmentName),
    };
  }

  /** A database has users of its own. */
  private addUsers(database: IDataStore, access: DataAccess): void {
    for (const principal of Object.values(this.identities)) {
      if (access === "ReadWrite") database.grantWrite(principal);
      else database.grantRead(principal);
    }
  }

  /** Nothing waits for this role: only the studio uses it. */
  private grantEndpointReader({ subResource, vnet, ...target }: DataStoreEndpoint): void {
    const { workspace, vnet: own } = this.#props;
    if (vnet.node.path !== own?.node.path || (subResource !== "blob" && subResource !== "dfs")) return;
    const key = `${subResource}Endpoint` as const;
    const { scope } = target.construct.node;
    const [parent, id] =
      scope && this.isEarlier(target.construct)
        ? [scope as Construct, `${workspace.node.path.replaceAll("/", "-")}-EndpointReader`]
        : [this, `EndpointReader-${subResource}`];
    new BundleGrant(parent, id, {
      bundle: workspaceIdentityDataBundle(key),
      principal: this.identities.workspaceIdentity,
      scopes: { [key]: target } as Record<typeof key, typeof target>,
      environmentName: workspace.environmentName,
    });
  }

  /** Whether the workspace's stack is applied before that of an endpoint, as it contains the store or the network. */
  private isEarlier(endpoint: IConstruct): boolean {
    const { store, vnet } = this.#props;
    const stack = TerraformStack.of(this);
    return (
      TerraformStack.of(endpoint) !== stack &&
      [store, vnet].some((needed) => needed !== undefined && TerraformStack.of(needed) === stack)
    );
  }

  private delay(id: string, waitsFor: readonly RoleAssignment[]): readonly ITerraformDependable[] {
    if (waitsFor.length === 0) return [];
    return new PropagationDelay(this, id, { duration: this.#props.rolePropagation, waitsFor }).dependencies;
  }
}
