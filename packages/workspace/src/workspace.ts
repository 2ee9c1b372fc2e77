import type { ArmResourceOptions, IManagedIdentity, IVirtualNetwork, IWorkspace } from "@org/aml-core";
import { refuse } from "@org/aml-core/internal";
import type { IInstanceNames } from "@org/aml-dns";
import { OutboundRules, PrivateEndpoint } from "@org/aml-network";
import {
  BundleGrant,
  computeIdentityBundle,
  ManagedIdentity,
  Principal,
  PropagationDelay,
  workspaceIdentityComputeBundle,
  workspaceIdentityEndpointBundle,
} from "@org/aml-rbac";
import { DIAGNOSTIC_CATEGORIES, FQDN_PRESETS, type FqdnPreset } from "@org/azure-catalog";
import type { Resource } from "@org/provider-azapi/lib/resource/index.js";
import { Annotations, Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ComputeCluster, type ComputeClusterOptions } from "./compute-cluster.js";
import { ComputeInstance, type ComputeInstanceOptions } from "./compute-instance.js";
import type {
  IWorkspaceContainerRegistry,
  IWorkspaceInsights,
  IWorkspaceKeyVault,
  IWorkspaceStorage,
} from "./dependant.js";
import { ImageBuildCompute } from "./image-build-compute.js";
import { WorkspaceContainerRegistry } from "./workspace-container-registry.js";
import { WorkspaceEndpoints } from "./workspace-endpoints.js";
import { WorkspaceInsights } from "./workspace-insights.js";
import { WorkspaceKeyVault } from "./workspace-key-vault.js";
import type { AmlWorkspaceProps } from "./workspace-props.js";
import { createWorkspaceResource } from "./workspace-resource.js";
import { WorkspaceRoles } from "./workspace-roles.js";
import { WorkspaceStorage } from "./workspace-storage.js";
import { DEFAULT_WAITS } from "./workspace-waits.js";

const BRAND = Symbol.for("@org/aml-workspace.AmlWorkspace");
const WORKSPACE_TYPE = "Microsoft.MachineLearningServices/workspaces";

/** What can be chosen of a cluster that is added to a workspace. */
export interface AddComputeClusterOptions extends ComputeClusterOptions {
  /**
   * Whether the workspace builds its images on it. A private container registry needs one such cluster (S0-WSP-17).
   * @default - true for the first cluster
   */
  readonly imageBuild?: boolean;
}

/** A registry that a workspace shares assets to. */
export interface SharingRegistry {
  /** ARM id of the registry. */
  readonly registryId: string;
}

/** How an existing workspace is named. */
export interface WorkspaceAttributes {
  /** ARM id. */
  readonly workspaceId: string;
  readonly workspaceName: string;
  /** The environment that it belongs to, `dev`. */
  readonly environmentName: string;
  readonly identity: IManagedIdentity;
  readonly computeIdentity: IManagedIdentity;
}

class ImportedWorkspace extends Construct implements IWorkspace {
  public readonly workspaceId: string;
  public readonly workspaceName: string;
  public readonly environmentName: string;
  public readonly identity: IManagedIdentity;
  public readonly computeIdentity: IManagedIdentity;
  public readonly outboundRules: OutboundRules;
  public readonly dependencies = [];

  constructor(scope: Construct, id: string, attributes: WorkspaceAttributes) {
    super(scope, id);
    this.workspaceId = attributes.workspaceId;
    this.workspaceName = attributes.workspaceName;
    this.environmentName = attributes.environmentName;
    this.identity = attributes.identity;
    this.computeIdentity = attributes.computeIdentity;
    this.outboundRules = new OutboundRules(this, "OutboundRules", { workspaceId: attributes.workspaceId });
  }
}

/**
 * A private Azure Machine Learning workspace that provisions on the first try.
 *
 * It makes what it stands on (storage account, Key Vault, container registry, Application Insights, each replaceable by
 * an existing one), two identities with the roles that they need, seven private endpoints, and the workspace in a managed
 * network that reaches only what was approved. Everything waits for exactly what it needs.
 *
 * Its managed network places computes: they have no subnet of yours, stand in the workspace's region, and neither
 * Kubernetes nor attached machines can join (SX-09).
 * @throws InvalidInputError for names that Azure refuses, a purge in production, or a public endpoint without addresses
 */
export class AmlWorkspace extends Construct implements IWorkspace {
  /** Whether `value` is one, also when it comes from another copy of this library. */
  public static isAmlWorkspace(value: unknown): value is AmlWorkspace {
    return typeof value === "object" && value !== null && BRAND in value;
  }

  /** An existing workspace, to connect registries to. Its outbound rules must have no other owner. */
  public static fromAttributes(scope: Construct, id: string, attributes: WorkspaceAttributes): IWorkspace {
    return new ImportedWorkspace(scope, id, attributes);
  }

  /** The workspace (L1). */
  public readonly resource: Resource;
  public readonly workspaceId: string;
  public readonly workspaceName: string;
  public readonly environmentName: string;
  public readonly vnet: IVirtualNetwork;
  public readonly identity: IManagedIdentity;
  public readonly computeIdentity: IManagedIdentity;
  public readonly storage: IWorkspaceStorage;
  public readonly keyVault: IWorkspaceKeyVault;
  public readonly containerRegistry: IWorkspaceContainerRegistry;
  public readonly applicationInsights: IWorkspaceInsights;
  /** Endpoints of what the workspace stands on. */
  public readonly endpoints: WorkspaceEndpoints;
  /** Endpoint of the workspace itself. */
  public readonly endpoint: PrivateEndpoint;
  public readonly outboundRules: OutboundRules;
  public readonly dependencies: readonly ITerraformDependable[];
  readonly #props: AmlWorkspaceProps;
  readonly #waits: Required<NonNullable<AmlWorkspaceProps["waits"]>>;
  /** What a compute waits for: its identity's roles in effect, and the workspace's endpoint. */
  readonly #beforeComputes: readonly ITerraformDependable[];
  #imageBuild: ImageBuildCompute | undefined;
  readonly #instanceNames: IInstanceNames;

  constructor(scope: Construct, id: string, props: AmlWorkspaceProps) {
    super(scope, id);
    Object.defineProperty(this, BRAND, { value: true });
    const { names, vnet, zones, resourceGroup } = props;
    this.#props = props;
    this.#waits = { ...DEFAULT_WAITS, ...props.waits };
    this.vnet = vnet;
    this.environmentName = names.environmentName;
    this.workspaceName = props.workspaceName ?? names.workspace;

    this.identity = props.identity ?? this.newIdentity("Identity", names.workspaceIdentity);
    this.computeIdentity = props.computeIdentity ?? this.newIdentity("ComputeIdentity", names.computeIdentity);

    const common = { resourceGroup, monitoring: props.monitoring, ...(props.tags ? { tags: props.tags } : {}) };
    const storageName = props.storageAccountName ?? names.storageAccount;
    const keyVaultName = props.keyVaultName ?? names.keyVault;
    const containerRegistryName = props.containerRegistryName ?? names.containerRegistry;
    this.storage =
      props.storage ??
      new WorkspaceStorage(this, "Storage", {
        ...common,
        name: storageName,
        ...(props.storageReplication ? { replication: props.storageReplication } : {}),
        ...(props.storageRecovery ? { recovery: props.storageRecovery } : {}),
        ...(props.storageLifecycle ? { lifecycle: props.storageLifecycle } : {}),
      });
    this.keyVault =
      props.keyVault ??
      new WorkspaceKeyVault(this, "KeyVault", {
        ...common,
        name: keyVaultName,
        tenantId: props.tenantId,
        ...(props.keyVaultSku ? { sku: props.keyVaultSku } : {}),
        ...(props.keyVaultPurgeProtection === undefined ? {} : { purgeProtection: props.keyVaultPurgeProtection }),
        ...(props.keyVaultSoftDeleteRetentionDays === undefined
          ? {}
          : { softDeleteRetentionDays: props.keyVaultSoftDeleteRetentionDays }),
      });
    this.containerRegistry =
      props.containerRegistry ??
      new WorkspaceContainerRegistry(this, "ContainerRegistry", {
        ...common,
        name: containerRegistryName,
        zoneRedundancy: props.containerRegistryZoneRedundancy ?? false,
      });
    this.applicationInsights =
      props.applicationInsights ??
      new WorkspaceInsights(this, "ApplicationInsights", {
        ...common,
        name: props.applicationInsightsName ?? names.applicationInsights,
      });

    const roles = new WorkspaceRoles(this, "Roles", {
      identity: this.identity,
      environmentName: this.environmentName,
      resourceGroup,
      storage: this.storage,
      keyVault: this.keyVault,
      containerRegistry: this.containerRegistry,
      waits: this.#waits,
      bundle: props.identityRoles ?? {},
    });
    this.endpoints = new WorkspaceEndpoints(this, "Endpoints", {
      vnet,
      zones,
      names,
      storage: this.storage,
      storageName,
      keyVault: this.keyVault,
      keyVaultName,
      containerRegistry: this.containerRegistry,
      containerRegistryName,
      ...(props.tags ? { tags: props.tags } : {}),
    });
    this.grantEndpointReader();

    this.resource = createWorkspaceResource(this, props, {
      name: this.workspaceName,
      environmentName: this.environmentName,
      identity: this.identity,
      storage: this.storage,
      keyVault: this.keyVault,
      containerRegistry: this.containerRegistry,
      applicationInsights: this.applicationInsights,
      dependsOn: [...roles.dependencies, ...this.endpoints.dependencies],
    });
    this.workspaceId = this.resource.id;
    this.dependencies = [this.resource];
    this.endpoint = new PrivateEndpoint(this, "Endpoint", {
      vnet,
      zones,
      target: { construct: this.resource, resourceId: this.workspaceId, resourceType: WORKSPACE_TYPE },
      subResource: "amlworkspace",
      ...names.privateEndpoint(this.workspaceName, "amlworkspace"),
      ...(props.tags ? { tags: props.tags } : {}),
    });
    // Not left to the first instance: a wildcard also answers for instances that are made in the studio.
    this.#instanceNames = zones.addInstanceNames(this, "InstanceNames", {
      vnet,
      location: resourceGroup.location,
      endpointIpAddress: this.privateIpAddress,
      ...(props.tags ? { tags: props.tags } : {}),
    });
    this.#beforeComputes = [...this.grantComputeRoles(), this.endpoint.resource];
    this.outboundRules = new OutboundRules(this, "OutboundRules", { workspaceId: this.workspaceId });
    props.monitoring.addDiagnosticSetting(this, "Diagnostics", {
      targetResourceId: this.workspaceId,
      categories: DIAGNOSTIC_CATEGORIES.workspace,
    });
  }

  /** Address of the workspace's private endpoint. */
  public get privateIpAddress(): string {
    return this.endpoint.privateIpAddress;
  }

  /** The workspace's GUID, which its private names carry. Known where `responseExportValues` was left alone. */
  public get workspaceGuid(): string {
    return Fn.lookupNested(this.resource.output, ["workspaceId"]);
  }

  /**
   * Adds a cluster of nodes for jobs. The first one also builds images unless told otherwise.
   *
   * What builds images is set by a write to the workspace, which waits for the writes before it: add outbound rules
   * first where they should not wait for the cluster.
   * @throws InvalidInputError for a name that Azure refuses or the workspace has, and for a second image-build cluster
   */
  public addComputeCluster(id: string, options: AddComputeClusterOptions = {}): ComputeCluster {
    const cluster = new ComputeCluster(this, id, {
      ...(this.#props.tags ? { tags: this.#props.tags } : {}),
      ...options,
      name: options.name ?? this.#props.names.computeCluster,
      ...this.computeProps(),
    });
    if (options.imageBuild ?? this.#imageBuild === undefined) this.buildImagesOn(cluster);
    return cluster;
  }

  /**
   * Adds a person's machine, its name resolved by the strategy of the zones (S0-DNS-13).
   * @throws InvalidInputError for a name that Azure refuses or the workspace has, an assigned user that is no GUID, an
   * idle time outside 15 minutes to 3 days, and a schedule that is no cron expression
   */
  public addComputeInstance(id: string, options: ComputeInstanceOptions): ComputeInstance {
    const instance = new ComputeInstance(this, id, {
      ...(this.#props.tags ? { tags: this.#props.tags } : {}),
      ...options,
      name: options.name ?? this.#props.names.computeInstance,
      ...this.computeProps(),
    });
    this.#instanceNames.addInstance(instance.computeName);
    return instance;
  }

  /**
   * Lets the managed network reach public hosts, by what they are for (S0-WSP-20). The first host brings an Azure
   * Firewall that is billed by the hour; a warning says so.
   */
  public addFqdnPreset(preset: FqdnPreset): void {
    Annotations.of(this).addWarning(
      `FQDN rules (${preset}) add an Azure Firewall to the managed network, billed by the hour; firewallSku "Basic" is the cheaper one`,
    );
    for (const [index, destination] of FQDN_PRESETS[preset].entries()) {
      this.outboundRules.addFqdnRule({ name: `${preset}-${index + 1}`, destination });
    }
  }

  /**
   * Lets a registry read the workspace's storage, without which the service refuses to share assets to it (S0-PRO-20).
   *
   * This weakens the account: its public endpoint opens for that registry's identity, everybody else staying out.
   * @throws InvalidInputError where the storage account existed before: its owner opens it
   */
  public enableRegistrySharing(registry: SharingRegistry): void {
    const { storage } = this;
    if (!storage.trustResource) {
      refuse(this, "storage", {
        value: storage.node.path,
        allowed: "a storage account that the workspace made",
        fix: "add the registry as a resource instance to the network rules of the existing account",
      });
    }
    Annotations.of(this).addWarning(
      "sharing to a registry opens the storage account's public endpoint for that registry's identity: 'private only' becomes 'selected networks'",
    );
    storage.trustResource(registry.registryId);
  }

  private newIdentity(id: string, name: string): ManagedIdentity {
    return new ManagedIdentity(this, id, {
      resourceGroup: this.#props.identityResourceGroup ?? this.vnet.resourceGroup,
      name,
      ...(this.#props.tags ? { tags: this.#props.tags } : {}),
    });
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
        allowed: "one image-build cluster in a workspace",
        fix: "leave it out here, or say imageBuild: false for the first one",
      });
    }
    this.#imageBuild = new ImageBuildCompute(this, "ImageBuildCompute", {
      workspace: this.resource,
      cluster: cluster.cluster,
      clusterName: cluster.computeName,
      wait: this.#waits.imageBuildCompute,
      chain: this.outboundRules.chain,
      dependsOn: [this.endpoint.resource],
      ...armOptionsOf(this.#props),
    });
  }

  /** Studio previews data through the storage account's endpoints (S0-RBC-12, S2-STU-01). */
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

  /** @returns what a compute waits for */
  private grantComputeRoles(): readonly ITerraformDependable[] {
    const { environmentName } = this;
    const grant = new BundleGrant(this, "ComputeRoles", {
      bundle: computeIdentityBundle(this.#props.computeIdentityRoles),
      principal: Principal.computeIdentity(this.computeIdentity, environmentName),
      environmentName,
      scopes: {
        containerRegistry: this.containerRegistry.target,
        storageAccount: this.storage.target,
        workspace: { construct: this.resource, resourceId: this.workspaceId },
        keyVault: this.keyVault.target,
        resourceGroup: this.#props.resourceGroup,
      },
    });
    const reader = new BundleGrant(this, "ComputeIdentityReader", {
      bundle: workspaceIdentityComputeBundle(),
      principal: Principal.workspaceIdentity(this.identity, environmentName),
      environmentName,
      scopes: { computeIdentity: { construct: this.computeIdentity, resourceId: this.computeIdentity.id } },
    });
    return new PropagationDelay(this, "ComputeRolePropagation", {
      duration: this.#waits.computeRolePropagation,
      waitsFor: [...grant.assignments, ...reader.assignments],
    }).dependencies;
  }
}

/** The overrides of the workspace, which its update follows. */
function armOptionsOf({ apiVersion, retry, timeouts }: AmlWorkspaceProps): ArmResourceOptions {
  return { ...(apiVersion ? { apiVersion } : {}), ...(retry ? { retry } : {}), ...(timeouts ? { timeouts } : {}) };
}
