import type { IManagedIdentity, IResourceGroup, IVirtualNetwork } from "@org/aml-core";
import { OutboundRules, PrivateEndpoint } from "@org/aml-network";
import { type RoleTarget } from "@org/aml-rbac";
import { type FqdnPreset } from "@org/azure-catalog";
import type { Resource } from "@org/provider-azapi/lib/resource/index.js";
import { type ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { ComputeCluster, type ComputeClusterOptions } from "./compute-cluster.js";
import { ComputeInstance, type ComputeInstanceOptions } from "./compute-instance.js";
import { type IAmlWorkspace, type WorkspaceAttributes, WorkspaceBase } from "./workspace-base.js";
import type { IWorkspaceContainerRegistry } from "./workspace-container-registry.js";
import { WorkspaceEndpoints } from "./workspace-endpoints.js";
import type { IWorkspaceInsights } from "./workspace-insights.js";
import type { IWorkspaceKeyVault } from "./workspace-key-vault.js";
import type { AmlWorkspaceProps } from "./workspace-props.js";
import type { IWorkspaceStorage } from "./workspace-storage.js";
/** Options of a cluster that is added to a workspace. */
export interface AddComputeClusterOptions extends ComputeClusterOptions {
    /**
     * Whether the workspace builds its images on it. A private container registry needs one such cluster.
     * @default - true for the first cluster
     */
    readonly imageBuild?: boolean | undefined;
}
/** A registry that a workspace shares assets to. */
export interface SharingRegistry {
    /** ARM id of the registry. */
    readonly registryId: string;
}
/**
 * A private Azure Machine Learning workspace that provisions on the first try.
 *
 * It creates its dependent resources (storage account, Key Vault, container registry, Application Insights) unless they
 * are given, two identities with the roles that they need, seven private endpoints, and the workspace in a managed
 * network that reaches only approved destinations. Everything waits for exactly what it needs.
 *
 * The managed network places computes: they have no subnet of yours, run in the workspace's region, and neither
 * Kubernetes nor attached machines can join.
 * @throws InvalidInputError for names that Azure refuses, a purge in production, or a public endpoint without addresses
 */
export declare class AmlWorkspace extends WorkspaceBase {
    #private;
    /** An existing workspace. Nothing else may write its outbound rules. */
    static fromWorkspaceAttributes(scope: Construct, id: string, attributes: WorkspaceAttributes): IAmlWorkspace;
    /** The workspace (L1). */
    readonly resource: Resource;
    readonly workspaceId: string;
    readonly workspaceName: string;
    readonly environmentName: string;
    readonly resourceGroup: IResourceGroup;
    readonly vnet: IVirtualNetwork;
    readonly identity: IManagedIdentity;
    readonly computeIdentity: IManagedIdentity;
    readonly storage: IWorkspaceStorage;
    readonly keyVault: IWorkspaceKeyVault;
    readonly containerRegistry: IWorkspaceContainerRegistry;
    readonly applicationInsights: IWorkspaceInsights;
    /** Private endpoints of the dependent resources. */
    readonly endpoints: WorkspaceEndpoints;
    /** Private endpoint of the workspace itself. */
    readonly endpoint: PrivateEndpoint;
    readonly outboundRules: OutboundRules;
    readonly dependencies: readonly ITerraformDependable[];
    protected readonly roleTarget: RoleTarget;
    constructor(scope: Construct, id: string, props: AmlWorkspaceProps);
    /** Address of the workspace's private endpoint. */
    get privateIpAddress(): string;
    /** The workspace's GUID, part of its private names. Needs the default of `responseExportValues`. */
    get workspaceGuid(): string;
    /**
     * Adds a cluster of nodes for jobs. The first one also builds images, unless `imageBuild` is false.
     *
     * Its use for image builds is a write to the workspace, which waits for the writes before it: add outbound rules first,
     * so that they don't wait for the cluster.
     * @throws InvalidInputError for a name that Azure refuses or the workspace has, or for a second image-build cluster
     */
    addComputeCluster(id: string, options?: AddComputeClusterOptions): ComputeCluster;
    /**
     * Adds a person's machine. Its name resolves as the zones' strategy for instances says.
     * @throws InvalidInputError for a name that Azure refuses or the workspace has, an assigned user that is not a
     * GUID, an idle time outside 15 minutes to 3 days, or a schedule that is not a cron expression
     */
    addComputeInstance(id: string, options: ComputeInstanceOptions): ComputeInstance;
    /**
     * Lets the managed network reach public hosts by purpose. With the first host, Azure adds a firewall that is billed by
     * the hour; a warning says so.
     */
    addFqdnPreset(preset: FqdnPreset): void;
    /**
     * Lets the managed network reach a public host, `pypi.example.com`, or all hosts of a domain, `*.example.com`. The
     * first host adds an Azure Firewall, which is billed by the hour.
     * @throws InvalidInputError for a destination that is not a host name, or that has a rule already
     */
    addFqdnRule(destination: string): void;
    private warnOfFirewall;
    /**
     * Lets a registry read the workspace's storage account, which Azure needs to share assets to it.
     *
     * It weakens the account: its public endpoint opens for that registry's identity, and for nobody else.
     * @throws InvalidInputError for an imported storage account, which its owner has to open
     */
    enableRegistrySharing(registry: SharingRegistry): void;
    private newIdentity;
    private createResource;
    private createEndpoint;
    private computeProps;
    private buildImagesOn;
    /** Studio previews data through the storage account's endpoints. */
    private grantEndpointReader;
    /** @returns what a compute waits for */
    private grantComputeRoles;
}
