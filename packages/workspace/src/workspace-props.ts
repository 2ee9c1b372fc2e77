import type { ArmResourceOptions, IManagedIdentity, IMonitoring, IResourceGroup, IVirtualNetwork } from "@org/aml-core";
import type { ICentralPrivateDns } from "@org/aml-dns";
import type { EnvironmentNames } from "@org/aml-naming";
import type { ComputeIdentityBundleOptions, WorkspaceIdentityBundleOptions } from "@org/aml-rbac";
import type { ICustomerManagedKey } from "./customer-managed-key.js";
import type {
  IWorkspaceContainerRegistry,
  IWorkspaceInsights,
  IWorkspaceKeyVault,
  IWorkspaceStorage,
} from "./dependant.js";
import type { BlobLifecycle, BlobRecovery, StorageReplication } from "./workspace-storage.js";
import type { WorkspaceWaits } from "./workspace-waits.js";

/** Props of `AmlWorkspace`. */
export interface AmlWorkspaceProps extends ArmResourceOptions {
  /** Group of the workspace and of what it stands on. */
  readonly resourceGroup: IResourceGroup;
  /** Names of the environment. */
  readonly names: EnvironmentNames;
  /** Network that the workspace is reached from. */
  readonly vnet: IVirtualNetwork;
  /** Zones that its private endpoints register in, and its compute instances are named in. */
  readonly zones: ICentralPrivateDns;
  /** Where its logs and metrics go. */
  readonly monitoring: IMonitoring;
  /** Entra tenant of the Key Vault, a GUID: usually a Terraform variable. */
  readonly tenantId: string;

  /**
   * Whether the environment holds what must not be lost: nothing is purged on destroy (S0-KV-05), and the workspace
   * never opens to public addresses.
   * @default - true for the environment `prod`
   */
  readonly production?: boolean;
  /**
   * Whether destroying the workspace also purges it, so that its name is free at once rather than after 14 days.
   * Refused in production.
   * @default false
   */
  readonly purgeOnDestroy?: boolean;

  /**
   * Identity of the workspace.
   * @default - a new user-assigned identity in `identityResourceGroup`
   */
  readonly identity?: IManagedIdentity;
  /**
   * Identity of the computes.
   * @default - a new user-assigned identity in `identityResourceGroup`
   */
  readonly computeIdentity?: IManagedIdentity;
  /**
   * Group of the identities that are made (S0-RBC-06, S0-RBC-14).
   * @default - the group of the network
   */
  readonly identityResourceGroup?: IResourceGroup;
  /**
   * Options of the workspace identity's roles.
   * @default - what the documents and the service ask for
   */
  readonly identityRoles?: WorkspaceIdentityBundleOptions;
  /**
   * Options of the compute identity's roles.
   * @default - pull and push images, read secrets
   */
  readonly computeIdentityRoles?: ComputeIdentityBundleOptions;

  /**
   * Storage account that exists already: `WorkspaceStorage.fromStorageAccountId`.
   * @default - a new one
   */
  readonly storage?: IWorkspaceStorage;
  /** @default "LRS" */
  readonly storageReplication?: StorageReplication;
  /** @default - the service's own */
  readonly storageRecovery?: BlobRecovery;
  /** @default - blobs stay in their tier */
  readonly storageLifecycle?: BlobLifecycle;
  /**
   * Key Vault that exists already: `WorkspaceKeyVault.fromKeyVaultId`.
   * @default - a new one
   */
  readonly keyVault?: IWorkspaceKeyVault;
  /** @default "standard" */
  readonly keyVaultSku?: "standard" | "premium";
  /**
   * Whether a deleted vault stays until its retention ends (S0-KV-04). Cannot be switched off.
   * @default true
   */
  readonly keyVaultPurgeProtection?: boolean;
  /**
   * Days that a deleted vault can be brought back, 7 to 90.
   * @default 90
   */
  readonly keyVaultSoftDeleteRetentionDays?: number;
  /**
   * Container registry that exists already: `WorkspaceContainerRegistry.fromContainerRegistryId`.
   * @default - a new one, Premium
   */
  readonly containerRegistry?: IWorkspaceContainerRegistry;
  /** @default false */
  readonly containerRegistryZoneRedundancy?: boolean;
  /**
   * Application Insights that exists already: `WorkspaceInsights.fromApplicationInsightsId`.
   * @default - a new one, kept in the monitoring's Log Analytics workspace
   */
  readonly applicationInsights?: IWorkspaceInsights;

  /** @default - by `names` */
  readonly workspaceName?: string;
  /** @default - by `names` */
  readonly storageAccountName?: string;
  /** @default - by `names` */
  readonly keyVaultName?: string;
  /** @default - by `names` */
  readonly containerRegistryName?: string;
  /** @default - by `names` */
  readonly applicationInsightsName?: string;
  /** @default - the workspace's name */
  readonly friendlyName?: string;
  /** @default - none */
  readonly description?: string;

  /**
   * What the managed network lets out. `AllowInternetOutbound` opens it to every public address: data can leave. A
   * workspace that was created closed cannot be opened later (SX-09).
   * @default "AllowOnlyApprovedOutbound"
   */
  readonly isolationMode?: "AllowOnlyApprovedOutbound" | "AllowInternetOutbound";
  /**
   * Tier of the firewall that Azure adds with the first FQDN rule, billed by the hour.
   * @default - Standard, where there are FQDN rules
   */
  readonly firewallSku?: "Basic" | "Standard";
  /**
   * Whether the workspace answers on its public endpoint. `Enabled` weakens "private only" and asks for `ipAllowlist`;
   * refused in production (S2-ADD-08).
   * @default "Disabled"
   */
  readonly publicNetworkAccess?: "Disabled" | "Enabled";
  /**
   * Public addresses that may come in, CIDR. Only preview api-versions have it.
   * @default - none
   */
  readonly ipAllowlist?: readonly string[];
  /**
   * High business impact: the service collects less diagnostic data (S2-CMK-05). Cannot be changed later.
   * @default false
   */
  readonly hbiWorkspace?: boolean;
  /**
   * The first generation's API for a workspace that must still answer it (S4-LEG-01).
   * @default false
   */
  readonly v1LegacyMode?: boolean;
  /**
   * Encrypts the workspace's data with a key of yours (S2-CMK-03).
   * @default - Microsoft's key (S0-SEC-02)
   */
  readonly customerManagedKey?: ICustomerManagedKey;
  /**
   * Whether data encrypted with `customerManagedKey` stays on the service's side. Without, Azure adds Cosmos DB, AI
   * Search and Storage to your subscription, at some 500 dollars a month (S2-CMK-04).
   * @default true
   */
  readonly serviceSideEncryption?: boolean;

  /** @default - the source document's: 90 s, 150 s, 90 s, 180 s */
  readonly waits?: WorkspaceWaits;
  /**
   * What of Azure's answer is kept in `workspace.resource.output`: paths as a list, or JMESPath queries by name.
   * @default - the workspace's GUID, discovery and tracking addresses, and notebook host
   */
  readonly responseExportValues?: readonly string[] | Readonly<Record<string, string>>;
  /**
   * Leaves tags alone that somebody else changed, wanted changes included (SX-06).
   * @default false
   */
  readonly ignoreTagChanges?: boolean;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>>;
}
