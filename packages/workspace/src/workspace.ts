import type { IManagedIdentity, IResourceGroup, ISubnet, IVirtualNetwork, WorkspaceIsolation } from "@org/aml-core";
import { refuse, requireProps, requireId } from "@org/aml-core/internal";
import type { IInstanceNames } from "@org/aml-dns";
import { OutboundRules, PrivateEndpoint } from "@org/aml-network";
import {
  BundleGrant,
  type BundleRow,
  computeIdentityBundle,
  Principal,
  type RoleTarget,
  workspaceIdentityEndpointBundle,
} from "@org/aml-rbac";
import { DIAGNOSTIC_CATEGORIES, FQDN_PRESETS, type FqdnPreset } from "@org/azure-catalog";
import type { Resource } from "@org/provider-azapi/lib/resource/index.js";
import { Annotations, Fn, type ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { AksCompute, type AksComputeOptions } from "./aks-compute.js";
import { ComputeCluster, type ComputeClusterOptions } from "./compute-cluster.js";
import { ComputeInstance, type ComputeInstanceOptions } from "./compute-instance.js";
import { ImageBuildCompute } from "./image-build-compute.js";
import { KubernetesCompute, type KubernetesComputeOptions } from "./kubernetes-compute.js";
import { type IAmlWorkspace, ImportedWorkspace, type WorkspaceAttributes, WorkspaceBase } from "./workspace-base.js";
import type { IWorkspaceContainerRegistry } from "./workspace-container-registry.js";
import { WorkspaceEndpoints } from "./workspace-endpoints.js";
import type { IWorkspaceDependencies } from "./dependencies.js";
import { createDependencies } from "./workspace-dependencies.js";
import type { IWorkspaceInsights } from "./workspace-insights.js";
import type { IWorkspaceKeyVault } from "./workspace-key-vault.js";
import type { AmlWorkspaceProps } from "./workspace-props.js";
import { createWorkspaceResource } from "./workspace-resource.js";
import type { IWorkspaceStorage } from "./workspace-storage.js";
import { waitsOf } from "./workspace-waits.js";

const WORKSPACE_TYPE = "Microsoft.MachineLearningServices/workspaces";

/** Options of a cluster that is added to a workspace. */
export interface AddComputeClusterOptions extends ComputeClusterOptions {
  /**
   * Whether the workspace builds its images on it. A private container registry needs one such cluster.
   * @default - true for the first cluster
   */
  readonly imageBuild?: boolean | undefined;
}

/** A registry to which a workspace shares assets. */
export interface SharingRegistry {
  /** ARM id of the registry. */
  readonly registryId: string;
}

/**
 * A private Azure Machine Learning workspace that deploys in one apply.
 *
 * It creates its dependent resources (storage account, Key Vault, container registry, Application Insights) unless they
 * are passed in, two identities with their roles, seven private endpoints, and the workspace in a managed network that
 * reaches only approved destinations. Each resource waits only for what it needs: the private endpoints are created while
 * Azure provisions the managed network, which reaches the dependent resources through its own endpoints.
 *
 * Computes are in the managed network: they can't use your subnets and run in the workspace's region, and Kubernetes
 * clusters aren't supported. With `customerNetwork` they are in a subnet of yours instead.
 * @throws InvalidInputError for names that Azure rejects, a purge in production, or a public endpoint without addresses
 */
export class AmlWorkspace extends WorkspaceBase {
  /** An existing workspace. Only this program may write its outbound rules. */
  public static fromWorkspaceAttributes(scope: Construct, id: string, attributes: WorkspaceAttributes): IAmlWorkspace {
    return new ImportedWorkspace(scope, id, attributes);
  }

  /** The workspace (L1). */
  public readonly resource: Resource;
  public readonly workspaceId: string;
  public readonly workspaceName: string;
  public readonly environmentName: string;
  public readonly isolation: WorkspaceIsolation;
  public readonly resourceGroup: IResourceGroup;
  public readonly vnet: IVirtualNetwork;
  public readonly identity: IManagedIdentity;
  public readonly computeIdentity: IManagedIdentity;
  public readonly storage: IWorkspaceStorage;
  public readonly keyVault: IWorkspaceKeyVault;
  public readonly containerRegistry: IWorkspaceContainerRegistry;
  public readonly applicationInsights: IWorkspaceInsights;
  /** Private endpoints of the dependent resources. */
  public readonly endpoints: WorkspaceEndpoints;
  /** Private endpoint of the workspace itself. */
  public readonly endpoint: PrivateEndpoint;
  public readonly outboundRules: OutboundRules;
  public readonly dependencies: readonly ITerraformDependable[];
  protected readonly roleTarget: RoleTarget;
  readonly #props: AmlWorkspaceProps;
  readonly #waits: ReturnType<typeof waitsOf>;
  /** What computes wait for: their identity's roles, and the workspace's endpoint. */
  readonly #beforeComputes: readonly ITerraformDependable[];
  #imageBuild: ImageBuildCompute | undefined;
  readonly #instanceNames: IInstanceNames;

  constructor(scope: Construct, id: string, props: AmlWorkspaceProps) {
    super(scope, id);
    requireProps(this, props, "resourceGroup", "names", "vnet", "zones", "monitoring", "tenantId");
    const { names, vnet, zones, resourceGroup, tags } = props;
    this.#props = props;
    this.#waits = waitsOf(props.waits);
    this.vnet = vnet;
    this.resourceGroup = resourceGroup;
    this.environmentName = names.environmentName;
    this.isolation = props.customerNetwork ? "customerNetwork" : "managedNetwork";
    this.workspaceName = props.workspaceName ?? names.workspace;
    const dependencies = this.dependenciesOf(props);
    const { storage, keyVault, containerRegistry } = dependencies;
    this.identity = dependencies.identity;
    this.computeIdentity = dependencies.computeIdentity;
    this.storage = storage;
    this.keyVault = keyVault;
    this.containerRegistry = containerRegistry;
    this.applicationInsights = dependencies.applicationInsights;
    if (storage.isHnsEnabled) {
      refuse(this, "storage", {
        value: storage.node.path,
        allowed:
          "an account without hierarchical namespace: Azure Machine Learning doesn't support a data lake as the workspace's own storage",
        fix: "leave storage out, and add the lake with workspace.addDatastore",
      });
    }
    const reached = { storage, keyVault, containerRegistry };
    this.endpoints = new WorkspaceEndpoints(this, "Endpoints", { ...reached, vnet, zones, names, tags });

    this.resource = this.createResource(dependencies);
    this.workspaceId = this.resource.id;
    this.dependencies = [this.resource];
    this.roleTarget = { construct: this.resource, resourceId: this.workspaceId };
    this.endpoint = this.createEndpoint();
    // Created even without instances, because a wildcard also resolves instances that are created in the studio.
    this.#instanceNames = zones.addInstanceNames(this, "InstanceNames", {
      vnet,
      location: resourceGroup.location,
      endpointIpAddress: this.privateIpAddress,
      tags,
    });
    this.#beforeComputes = [
      ...dependencies.beforeComputes,
      ...this.grantComputeRoles().dependencies,
      this.endpoint.resource,
    ];
    this.outboundRules = new OutboundRules(this, "OutboundRules", {
      workspaceId: this.workspaceId,
      managedNetwork: this.isolation === "managedNetwork",
    });
    props.monitoring.addDiagnosticSetting(this, "Diagnostics", {
      targetResourceId: this.workspaceId,
      categories: DIAGNOSTIC_CATEGORIES.workspace,
    });
  }

  /** IP address of the workspace's private endpoint. */
  public get privateIpAddress(): string {
    return this.endpoint.privateIpAddress;
  }

  /** The workspace's GUID, which its private DNS names contain. Requires the default of `responseExportValues`. */
  public get workspaceGuid(): string {
    return Fn.lookupNested(this.resource.output, ["workspaceId"]);
  }

  /**
   * Adds a cluster of nodes for jobs. The first cluster also builds images, unless `imageBuild` is false.
   *
   * Setting the image-build cluster is a write to the workspace, which waits for the previous writes. Add outbound
   * rules first, so that they don't wait for the cluster.
   * @throws InvalidInputError for a name that Azure rejects or that already exists in the workspace, or for a second
   * image-build cluster
   */
  public addComputeCluster(id: string, options: AddComputeClusterOptions = {}): ComputeCluster {
    requireId(this, "addComputeCluster", id);
    const cluster = new ComputeCluster(this, id, {
      ...options,
      ...this.computeNetwork(id, options),
      tags: options.tags ?? this.#props.tags,
      name: options.name ?? this.#props.names.computeCluster,
      ...this.computeProps(),
    });
    if (options.imageBuild ?? this.#imageBuild === undefined) this.buildImagesOn(cluster);
    return cluster;
  }

  /**
   * Adds a compute instance for one user. The zones' `instances` determines how its name is resolved.
   * @throws InvalidInputError for a name that Azure rejects or that already exists in the workspace, an assigned user
   * that is not a GUID, an idle time outside 15 minutes to 3 days, or a schedule that is not a cron expression
   */
  public addComputeInstance(id: string, options: ComputeInstanceOptions): ComputeInstance {
    requireId(this, "addComputeInstance", id);
    requireProps(this, options, "assignedUser");
    const instance = new ComputeInstance(this, id, {
      ...options,
      ...this.computeNetwork(id, options),
      assignedUser: {
        ...options.assignedUser,
        tenantId: options.assignedUser.tenantId ?? this.#props.tenantId,
      },
      tags: options.tags ?? this.#props.tags,
      name: options.name ?? this.#props.names.computeInstance,
      ...this.computeProps(),
    });
    this.#instanceNames.addInstance(instance.computeName);
    return instance;
  }

  /**
   * Attaches an AKS cluster with the extension of Azure Machine Learning, on which jobs run and models are deployed. It
   * assigns the roles that this requires, and waits until they are in effect.
   * @throws InvalidInputError in a workspace with a managed network, which supports no Kubernetes clusters; for a name
   * that Azure rejects or that already exists in the workspace; and for a cluster in another region or subscription
   */
  public addKubernetesCompute(id: string, options: KubernetesComputeOptions): KubernetesCompute {
    requireId(this, "addKubernetesCompute", id);
    this.requireCustomerNetwork("addKubernetesCompute");
    requireProps(this, options, "cluster");
    return new KubernetesCompute(this, id, {
      ...options,
      tags: options.tags ?? this.#props.tags,
      name: options.name ?? this.#props.names.kubernetesCompute,
      environmentName: this.environmentName,
      workspaceIdentity: this.identity,
      ...this.computeProps(),
    });
  }

  /**
   * Attaches an AKS cluster for the API of Azure Machine Learning v1, which Microsoft supports no longer.
   * @throws InvalidInputError in a workspace with a managed network, for a name that Azure rejects or that already exists
   * in the workspace, and for an internal load balancer without subnet
   */
  public addAksCompute(id: string, options: AksComputeOptions): AksCompute {
    requireId(this, "addAksCompute", id);
    this.requireCustomerNetwork("addAksCompute");
    requireProps(this, options, "cluster");
    return new AksCompute(this, id, {
      ...options,
      tags: options.tags ?? this.#props.tags,
      name: options.name ?? this.#props.names.kubernetesCompute,
      ...this.computeProps(),
    });
  }

  /**
   * Lets the managed network reach public hosts by purpose. With the first host, Azure adds a firewall that is billed
   * by the hour; a warning says so.
   */
  public addFqdnPreset(preset: FqdnPreset): void {
    const destinations: readonly string[] | undefined = FQDN_PRESETS[preset];
    if (!destinations) {
      refuse(this, "addFqdnPreset", {
        value: preset,
        allowed: Object.keys(FQDN_PRESETS).join(", "),
        fix: "pass one of them, or use addFqdnRule for another host",
      });
    }
    this.warnOfFirewall(preset);
    for (const [index, destination] of destinations.entries()) {
      this.outboundRules.addFqdnRule({ name: `${preset}-${index + 1}`, destination });
    }
  }

  /**
   * Lets the managed network reach a public host, such as `pypi.example.com`, or all hosts of a domain, such as
   * `*.example.com`. With the first host, Azure adds a firewall that is billed by the hour.
   * @throws InvalidInputError for a destination that is not a host name, or that already has a rule
   */
  public addFqdnRule(destination: string): void {
    if (typeof destination !== "string") {
      refuse(this, "addFqdnRule", {
        value: destination,
        allowed: "a host name, or *. and a domain",
        fix: 'pass it as text: addFqdnRule("pypi.example.com")',
      });
    }
    this.warnOfFirewall(destination);
    const name = destination.replace("*", "all").replace(/[^A-Za-z0-9]+/g, "-");
    this.outboundRules.addFqdnRule({ name: `fqdn-${name}`, destination });
  }

  private warnOfFirewall(rules: string): void {
    Annotations.of(this).addWarning(
      `FQDN rules (${rules}) add an Azure Firewall to the managed network, billed by the hour; firewallSku "Basic" is the cheaper one`,
    );
  }

  /**
   * Lets a registry read the workspace's storage account, which sharing assets to it requires.
   *
   * This weakens the account: its public endpoint is opened for this registry's identity only.
   * @throws InvalidInputError for an imported storage account, which its owner has to open
   */
  public enableRegistrySharing(registry: SharingRegistry): void {
    requireProps(this, registry, "registryId");
    const { storage } = this;
    if (!storage.trustResource) {
      refuse(this, "storage", {
        value: storage.node.path,
        allowed: "a storage account that this library created",
        fix: "add the registry as a resource instance to the network rules of the existing account",
      });
    }
    Annotations.of(this).addWarning(
      "sharing to a registry opens the storage account's public endpoint for that registry's identity: 'private only' becomes 'selected networks'",
    );
    storage.trustResource(registry.registryId);
  }

  private dependenciesOf(props: AmlWorkspaceProps): IWorkspaceDependencies {
    const { dependencies, vnet } = props;
    if (!dependencies) {
      const { identityResourceGroup = vnet.defaultResourceGroup ?? vnet.resourceGroup } = props;
      return createDependencies(this, { ...props, identityResourceGroup });
    }
    const both = DEPENDENCY_PROPS.find((prop) => props[prop] !== undefined);
    if (both === undefined) return dependencies;
    return refuse(this, both, {
      value: both,
      allowed: `${both} or dependencies, not both: the dependencies contain it`,
      fix: `pass ${both} to the WorkspaceDependencies`,
    });
  }

  private createResource({ beforeWorkspace, ...dependents }: IWorkspaceDependencies): Resource {
    const { identity, environmentName } = this;
    this.grantEndpointReader();
    return createWorkspaceResource(this, this.#props, {
      storage: dependents.storage,
      keyVault: dependents.keyVault,
      containerRegistry: dependents.containerRegistry,
      applicationInsights: dependents.applicationInsights,
      name: this.workspaceName,
      environmentName,
      identity,
      dependsOn: beforeWorkspace,
    });
  }

  private createEndpoint(): PrivateEndpoint {
    const { names, zones, tags } = this.#props;
    return new PrivateEndpoint(this, "Endpoint", {
      vnet: this.vnet,
      zones,
      target: { construct: this.resource, resourceId: this.workspaceId, resourceType: WORKSPACE_TYPE },
      subResource: "amlworkspace",
      ...names.privateEndpoint(this.workspaceName, "amlworkspace"),
      tags,
    });
  }

  private requireCustomerNetwork(method: string): void {
    if (this.isolation === "customerNetwork") return;
    refuse(this, method, {
      value: "a workspace with a managed network",
      allowed: "a workspace in your own virtual network: a managed network supports no Kubernetes clusters",
      fix: "create the workspace with customerNetwork",
    });
  }

  /** The subnet of a compute, and whether it has a public address; neither in the managed network. */
  private computeNetwork(id: string, { subnet }: { readonly subnet?: ISubnet | undefined }) {
    const { customerNetwork } = this.#props;
    if (customerNetwork) {
      return { subnet: subnet ?? customerNetwork.trainingSubnet, nodePublicIp: customerNetwork.publicNodes };
    }
    if (subnet) {
      refuse(this, `${id}.subnet`, {
        value: subnet.node.path,
        allowed: "no subnet: computes of this workspace are in its managed network, which can't be combined with yours",
        fix: "leave it out, or create the workspace with customerNetwork",
      });
    }
    return {};
  }

  private computeProps() {
    return {
      workspace: this,
      workspaceId: this.workspaceId,
      location: this.#props.resourceGroup.location,
      identity: this.computeIdentity,
      dependsOn: this.#beforeComputes,
    };
  }

  private buildImagesOn(cluster: ComputeCluster): void {
    if (this.#imageBuild) {
      refuse(cluster, "imageBuild", {
        value: true,
        allowed: "one image-build cluster per workspace",
        fix: "leave it out here, or set imageBuild: false for the first one",
      });
    }
    this.#imageBuild = new ImageBuildCompute(this, "ImageBuildCompute", {
      workspace: this.resource,
      cluster: cluster.resource,
      clusterName: cluster.computeName,
      wait: this.#waits.imageBuildCompute,
      chain: this.outboundRules.chain,
      dependsOn: [this.endpoint.resource],
      apiVersion: this.#props.apiVersion,
      retry: this.#props.retry,
      timeouts: this.#props.timeouts,
    });
  }

  /** The workspace identity needs Reader on the storage account's endpoints, through which the studio previews data. */
  private grantEndpointReader(): void {
    const blob = this.endpoints.endpoints.get("blob");
    const file = this.endpoints.endpoints.get("file");
    if (!blob || !file) return;
    new BundleGrant(this, "EndpointReader", {
      bundle: workspaceIdentityEndpointBundle(),
      principal: Principal.workspaceIdentity(this.identity, this.environmentName),
      environmentName: this.environmentName,
      scopes: {
        blobEndpoint: { construct: blob.resource, resourceId: blob.privateEndpointId },
        fileEndpoint: { construct: file.resource, resourceId: file.privateEndpointId },
      },
    });
  }

  /**
   * The computes' roles on the workspace. Computes wait for them, but not until they are in effect: only a run, or an
   * instance that shuts itself down, uses them.
   */
  private grantComputeRoles(): BundleGrant<"workspace"> {
    const { environmentName } = this;
    return new BundleGrant(this, "ComputeWorkspaceRoles", {
      bundle: computeIdentityBundle(this.#props.computeIdentityRoles).filter(
        (row): row is BundleRow<"workspace"> => row.on === "workspace",
      ),
      principal: Principal.computeIdentity(this.computeIdentity, environmentName),
      environmentName,
      scopes: { workspace: { construct: this.resource, resourceId: this.workspaceId } },
    });
  }
}

/** Props of what `dependencies` contains. */
const DEPENDENCY_PROPS = [
  "identity",
  "computeIdentity",
  "identityResourceGroup",
  "identityRoles",
  "storage",
  "keyVault",
  "containerRegistry",
  "applicationInsights",
] as const;
