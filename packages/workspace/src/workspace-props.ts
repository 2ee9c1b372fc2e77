import type {
  ArmResourceOptions,
  IManagedIdentity,
  IMonitoring,
  IResourceGroup,
  ISubnet,
  IVirtualNetwork,
} from "@org/aml-core";
import type { ICentralPrivateDns } from "@org/aml-dns";
import type { EnvironmentNames } from "@org/aml-naming";
import type { ComputeIdentityBundleOptions, WorkspaceIdentityBundleOptions } from "@org/aml-rbac";
import type { ICustomerManagedKey } from "./customer-managed-key.js";
import type { IWorkspaceDependencies } from "./dependencies.js";
import type { IWorkspaceContainerRegistry, WorkspaceContainerRegistryOptions } from "./workspace-container-registry.js";
import type { IWorkspaceInsights, WorkspaceInsightsOptions } from "./workspace-insights.js";
import type { IWorkspaceKeyVault, WorkspaceKeyVaultOptions } from "./workspace-key-vault.js";
import type { IWorkspaceStorage, WorkspaceStorageOptions } from "./workspace-storage.js";
import type { WorkspaceWaits } from "./workspace-waits.js";

/** Your own virtual network for the computes of a workspace. */
export interface CustomerNetworkOptions {
  /** Subnet of clusters, compute instances and serverless jobs, such as that of `vnet.addTrainingSubnet()`. */
  readonly trainingSubnet: ISubnet;
  /**
   * Whether computes have public addresses, with which Azure manages them from the internet. This weakens isolation, and
   * the subnet needs the two inbound rules of `addTrainingSubnet({ publicNodes: true })`.
   * @default false
   */
  readonly publicNodes?: boolean | undefined;
}

/** Props of `AmlWorkspace`. */
export interface AmlWorkspaceProps extends ArmResourceOptions {
  /** Group of the workspace and its dependent resources. */
  readonly resourceGroup: IResourceGroup;
  /** Names of the environment. */
  readonly names: EnvironmentNames;
  /** Network from which the workspace is reached. */
  readonly vnet: IVirtualNetwork;
  /** Zones for its private endpoints and its compute instances. */
  readonly zones: ICentralPrivateDns;
  /** Destination of logs and metrics of the workspace and its dependent resources. */
  readonly monitoring: IMonitoring;
  /** Entra tenant of the Key Vault and of the users of compute instances, a GUID: usually a Terraform variable. */
  readonly tenantId: string;

  /**
   * Whether the environment contains data that must not be lost. If true, `purgeOnDestroy` and a public endpoint are
   * rejected.
   * @default - by the environment's name: false for `dev`, `test`, `staging` and similar names, otherwise true
   */
  readonly production?: boolean | undefined;
  /**
   * Whether Terraform refuses to destroy or replace the workspace, and the storage account, Key Vault and container
   * registry that it creates. To replace one of them, apply once with `false`.
   * @default - true in production
   */
  readonly preventDestroy?: boolean | undefined;
  /**
   * Whether destroying the workspace also purges it, so that its name is available at once instead of after 14 days.
   * Rejected in production.
   * @default false
   */
  readonly purgeOnDestroy?: boolean | undefined;

  /**
   * What the workspace needs first: identities, dependent resources and their roles, such as `new
   * WorkspaceDependencies(...)` in another stack. The props for what it contains are then rejected here.
   * @default - created with the workspace, by `identity` and the props that follow
   */
  readonly dependencies?: IWorkspaceDependencies | undefined;
  /**
   * Identity of the workspace.
   * @default - a new user-assigned identity in `identityResourceGroup`
   */
  readonly identity?: IManagedIdentity | undefined;
  /**
   * Identity of the computes.
   * @default - a new user-assigned identity in `identityResourceGroup`
   */
  readonly computeIdentity?: IManagedIdentity | undefined;
  /**
   * Group of the identities that are created.
   * @default - the group of the network, so that identities outlive the workspace
   */
  readonly identityResourceGroup?: IResourceGroup | undefined;
  /**
   * Options of the workspace identity's roles.
   * @default - what Azure Machine Learning needs to create and run a workspace
   */
  readonly identityRoles?: WorkspaceIdentityBundleOptions | undefined;
  /**
   * Options of the compute identity's roles.
   * @default - push images, read secrets
   */
  readonly computeIdentityRoles?: ComputeIdentityBundleOptions | undefined;

  /**
   * Storage account: options of the new one, or your own, `new WorkspaceStorage(...)` or
   * `WorkspaceStorage.fromStorageAccountId(...)`.
   * @default - a new one with locally redundant storage (LRS)
   */
  readonly storage?: WorkspaceStorageOptions | IWorkspaceStorage | undefined;
  /**
   * Key Vault: options of the new one, or your own, `new WorkspaceKeyVault(...)` or
   * `WorkspaceKeyVault.fromKeyVaultId(...)`.
   * @default - a new one, protected from purging, 90 days of soft delete
   */
  readonly keyVault?: WorkspaceKeyVaultOptions | IWorkspaceKeyVault | undefined;
  /**
   * Container registry: options of the new one, or your own, `new WorkspaceContainerRegistry(...)` or
   * `WorkspaceContainerRegistry.fromContainerRegistryId(...)`.
   * @default - a new one, Premium
   */
  readonly containerRegistry?: WorkspaceContainerRegistryOptions | IWorkspaceContainerRegistry | undefined;
  /**
   * Application Insights: options of the new one, or your own, `new WorkspaceInsights(...)` or
   * `WorkspaceInsights.fromApplicationInsightsId(...)`.
   * @default - a new one, which stores its telemetry in the monitoring's Log Analytics workspace
   */
  readonly applicationInsights?: WorkspaceInsightsOptions | IWorkspaceInsights | undefined;

  /**
   * 3 to 33 letters, digits, `_` and `-`, a letter or digit first.
   * @default - derived from `names`
   */
  readonly workspaceName?: string | undefined;
  /** @default - the workspace's name */
  readonly friendlyName?: string | undefined;
  /** @default - none */
  readonly description?: string | undefined;

  /**
   * Your own virtual network for the computes, instead of the managed network. Outbound access then depends on the
   * network's security groups, routes and firewall, and Kubernetes clusters can be attached. It can't be changed after
   * the workspace is created: Azure never disables a managed network.
   * @default - the managed network
   * @see https://learn.microsoft.com/azure/machine-learning/how-to-network-isolation-planning
   */
  readonly customerNetwork?: CustomerNetworkOptions | undefined;
  /**
   * Outbound access of the managed network. `AllowInternetOutbound` allows every public address, and therefore
   * exfiltration of data. `AllowOnlyApprovedOutbound` cannot be relaxed later.
   * @default "AllowOnlyApprovedOutbound"
   */
  readonly isolationMode?: "AllowOnlyApprovedOutbound" | "AllowInternetOutbound" | undefined;
  /**
   * Tier of the firewall that Azure adds with the first FQDN rule, billed by the hour.
   * @default - Azure's, which is Standard
   */
  readonly firewallSku?: "Basic" | "Standard" | undefined;
  /**
   * Whether the workspace has a public endpoint. `Enabled` weakens "private only", requires `ipAllowlist`, and is
   * rejected in production.
   * @default "Disabled"
   */
  readonly publicNetworkAccess?: "Disabled" | "Enabled" | undefined;
  /**
   * Public addresses that may connect, in CIDR notation. Requires a preview api-version.
   * @default - none
   */
  readonly ipAllowlist?: readonly string[] | undefined;
  /**
   * High business impact: Microsoft collects less diagnostic data. Cannot be changed later.
   * @default false
   */
  readonly hbiWorkspace?: boolean | undefined;
  /**
   * Whether the workspace supports the API of Azure Machine Learning v1, for clients that still need it.
   * @default false
   */
  readonly v1LegacyMode?: boolean | undefined;
  /**
   * Your own key, which encrypts the workspace's data.
   * @default - a key that Microsoft manages
   */
  readonly customerManagedKey?: ICustomerManagedKey | undefined;
  /**
   * Whether data encrypted with `customerManagedKey` stays in Microsoft's subscription, with AI Search that is billed on
   * the workspace. With `false`, Azure creates Cosmos DB (about 500 USD per month at 8,000 request units per second), AI
   * Search and Storage in yours.
   * @default true
   * @see https://learn.microsoft.com/azure/machine-learning/concept-customer-managed-keys
   */
  readonly serviceSideEncryption?: boolean | undefined;

  /**
   * Delays until roles are in effect and names are released.
   * @default - 90 s, 150 s, 90 s, 180 s, in the order of {@link WorkspaceWaits}
   */
  readonly waits?: WorkspaceWaits | undefined;
  /**
   * Values of Azure's response that `workspace.resource.output` contains: a list of paths, or JMESPath queries by name.
   * @default - the workspace's GUID, discovery and tracking addresses, and notebook host
   */
  readonly responseExportValues?: readonly string[] | Readonly<Record<string, string>> | undefined;
  /**
   * Whether Terraform ignores changes of tags. Changes of `tags` then have no effect.
   * @default false
   */
  readonly ignoreTagChanges?: boolean | undefined;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}
