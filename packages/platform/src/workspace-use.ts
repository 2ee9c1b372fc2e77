import { refuse } from "@org/aml-core/internal";
import { Budget, type BudgetOptions } from "@org/aml-governance";
import type { EnvironmentNames } from "@org/aml-naming";
import type { AllowConnectionOptions, AmlRegistry, IRegistry } from "@org/aml-registry";
import type {
  AddComputeClusterOptions,
  AddDatastoreOptions,
  AmlWorkspace,
  ComputeInstanceOptions,
  IDataStore,
  PrivateEndpointRuleOptions,
} from "@org/aml-workspace";
import type { FqdnPreset } from "@org/azure-catalog";
import type { Construct } from "constructs";

/** A datastore of an environment's workspace. */
export interface EnvironmentDatastore extends AddDatastoreOptions {
  /**
   * The data: the name of one of the environment's data stores, or a store such as a `DataLake` of `@org/aml-data`.
   * @default - the workspace's own storage account
   */
  readonly store?: string | IDataStore | undefined;
}

/** A resource that an environment's managed network reaches by a private endpoint. */
export interface EnvironmentPrivateEndpointRule extends PrivateEndpointRuleOptions {
  /** Name of the outbound rule, 3 to 33 letters, digits, `_` and `-`. */
  readonly name: string;
}

/** Options of an additional compute cluster. */
export interface NamedComputeClusterOptions extends AddComputeClusterOptions {
  /**
   * Name, 3 to 24 letters, digits and dashes, a letter first, not ending in `-` and digits; unique in the workspace.
   */
  readonly name: string;
}

/** What a workspace of an environment reaches, and what is added to it. */
export interface WorkspaceUse {
  /**
   * Registries of other environments that the workspace may use, in the order of their outbound rules.
   * @default - none
   */
  readonly connectTo?: readonly IRegistry[] | undefined;
  /** @default - the library's defaults */
  readonly connection?: AllowConnectionOptions | undefined;
  /**
   * The cluster for jobs and image builds, or `false` for none. The workspace can't build images without a cluster,
   * because its container registry is private.
   * @default - Standard_F8s_v2, 0 to 4 nodes
   */
  readonly computeCluster?: AddComputeClusterOptions | false | undefined;
  /**
   * Additional clusters, for instance with GPUs or low priority. They don't build images, unless `computeCluster` is
   * `false`.
   * @default - none
   */
  readonly computeClusters?: readonly NamedComputeClusterOptions[] | undefined;
  /**
   * Machines of individual users. One of them may omit its name, which is then derived.
   * @default - none
   */
  readonly computeInstances?: readonly ComputeInstanceOptions[] | undefined;
  /**
   * Whether the computes are created: the clusters and instances. With `false`, a first apply creates everything else,
   * so that private endpoints that others have to approve by hand can be approved before jobs need them; a second one
   * with `true` creates the computes.
   * @default true
   */
  readonly createComputes?: boolean | undefined;
  /**
   * Datastores: data that the workspace uses, each with the roles and outbound rules that it needs.
   * @default - only those that Azure creates with the workspace
   */
  readonly datastores?: readonly EnvironmentDatastore[] | undefined;
  /**
   * Whether the managed network reaches the queues and tables of the workspace's storage account, which batch endpoints
   * and parallel jobs need.
   * @default false
   */
  readonly batchEndpoints?: boolean | undefined;
  /**
   * Whether model monitoring reads the workspace's storage account: an outbound rule for serverless Spark, for which the
   * managed network is provisioned. Datastores of other inputs need `sparkEnabled`.
   * @default false
   */
  readonly modelMonitoring?: boolean | undefined;
  /**
   * Public hosts that the managed network can reach, by purpose. With the first one, Azure adds a firewall, which is
   * billed by the hour.
   * @default - none
   */
  readonly fqdnPresets?: readonly FqdnPreset[] | undefined;
  /**
   * Resources, such as databases, that the managed network reaches by private endpoints, including the roles that Azure
   * needs to approve these.
   * @default - none
   */
  readonly privateEndpointRules?: readonly EnvironmentPrivateEndpointRule[] | undefined;
  /**
   * Other public hosts that the managed network can reach: `pypi.example.com`, or `*.example.com` for all hosts of a
   * domain. Azure adds the same firewall for them.
   * @default - none
   */
  readonly fqdnRules?: readonly string[] | undefined;
  /**
   * Opens the storage account for the environment's own registries, so that assets can be shared to them. This weakens
   * the account from "private only" to "selected networks".
   * @default false
   */
  readonly registrySharing?: boolean | undefined;
  /**
   * A monthly budget for the workspace's resource group, which notifies existing action groups or e-mail addresses.
   * @default - none
   */
  readonly budget?: BudgetOptions | undefined;
}

/** A workspace of an environment, in which a {@link WorkspaceUse} takes effect. */
export interface UsedWorkspace {
  /** What rejects wrong input: the environment, or the additional workspace. */
  readonly scope: Construct;
  readonly workspace: AmlWorkspace;
  readonly names: EnvironmentNames;
  /** The environment's own registries. */
  readonly registries: readonly AmlRegistry[];
  /** The environment's data stores by name. */
  readonly data: ReadonlyMap<string, IDataStore>;
}

/**
 * Adds connections, computes and datastores to a workspace. The order of the calls is that of the writes to the
 * workspace: its own registries, other registries, public hosts, private endpoints, data stores, image builds.
 */
export function useWorkspace(used: UsedWorkspace, props: WorkspaceUse): void {
  const { workspace, registries } = used;
  for (const registry of [...registries, ...(props.connectTo ?? [])]) {
    registry.allowConnectionFrom(workspace, props.connection);
  }
  for (const preset of props.fqdnPresets ?? []) workspace.addFqdnPreset(preset);
  for (const destination of props.fqdnRules ?? []) workspace.addFqdnRule(destination);
  for (const { name, ...options } of props.privateEndpointRules ?? []) workspace.addPrivateEndpointRule(name, options);
  if (props.batchEndpoints) workspace.enableBatchEndpoints();
  for (const { store = workspace.storage, ...datastore } of props.datastores ?? []) {
    idOf(used, "Datastore", datastore.name);
    workspace.addDatastore(typeof store === "string" ? storeOf(used, store) : store, datastore);
  }
  if (props.modelMonitoring) workspace.enableModelMonitoring();
  if (props.createComputes ?? true) addComputes(used, props);
  if (props.budget) {
    const { resourceGroup } = workspace;
    new Budget(workspace, "Budget", { ...props.budget, resourceGroup, name: used.names.budget });
  }
  if (!props.registrySharing) return;
  if (registries.length === 0) refuseSharing(used.scope);
  for (const registry of registries) workspace.enableRegistrySharing(registry);
}

function addComputes(used: UsedWorkspace, props: WorkspaceUse): void {
  const { workspace } = used;
  if (props.computeCluster !== false) workspace.addComputeCluster("Cluster", props.computeCluster);
  for (const cluster of props.computeClusters ?? [])
    workspace.addComputeCluster(idOf(used, "Cluster", cluster.name), cluster);
  for (const instance of props.computeInstances ?? []) {
    workspace.addComputeInstance(idOf(used, "Instance", instance.name ?? used.names.computeInstance), instance);
  }
}

/** Children with names of their own, by the beginning of their construct ids: the prop, and what it refuses. */
const NAMED = {
  Datastore: { prop: "datastores", allowed: "datastores of different names", fix: "rename one of the two" },
  Cluster: { prop: "computeClusters", allowed: "clusters of different names", fix: "rename one of them" },
  Instance: {
    prop: "computeInstances",
    allowed: "instances of different names; the one without a name gets the environment's own",
    fix: "give each instance a name",
  },
} as const;

/**
 * The construct id of a child, derived from its name.
 * @throws InvalidInputError if the workspace already has a child with this id
 */
function idOf({ scope, workspace }: UsedWorkspace, kind: keyof typeof NAMED, name: string): string {
  const id = `${kind}-${name}`;
  const { prop, ...problem } = NAMED[kind];
  if (workspace.node.tryFindChild(id)) refuse(scope, prop, { value: name, ...problem });
  return id;
}

function storeOf({ scope, data }: UsedWorkspace, name: string): IDataStore {
  return (
    data.get(name) ??
    refuse(scope, "datastores", {
      value: name,
      allowed:
        data.size > 0
          ? `data stores of the environment: ${[...data.keys()].join(", ")}`
          : "no store: the environment has no data",
      fix: "correct the name, or add the store to data",
    })
  );
}

function refuseSharing(scope: Construct): never {
  return refuse(scope, "registrySharing", {
    value: true,
    allowed: "true in an environment with a registry of its own",
    fix: "leave it out, or call workspace.enableRegistrySharing with the registry that assets are shared to",
  });
}
