import { StorageAccount, type StorageAccountNetworkRules } from "@cdktf/provider-azurerm/lib/storage-account/index.js";
import { StorageManagementPolicy } from "@cdktf/provider-azurerm/lib/storage-management-policy/index.js";
import type { IMonitoring, IResourceGroup, SelectedNetworksOptions } from "@org/aml-core";
import {
  armIdPart,
  isUnresolved,
  providerOfGroup,
  refuse,
  requireArmId,
  requireChoice,
  requireProps,
  requireSelectedNetworks,
  requireWholeNumber,
} from "@org/aml-core/internal";
import { assertName, assertTags, type EnvironmentNames } from "@org/aml-naming";
import type { GrantRoleOptions, Principal, RoleAssignment } from "@org/aml-rbac";
import { type Cloud, CLOUDS, DIAGNOSTIC_CATEGORIES, ROLES } from "@org/azure-catalog";
import type { Construct, IConstruct } from "constructs";
import type { ICustomerManagedKey } from "./customer-managed-key.js";
import type { DatastoreContents, DatastoreSelection, IDataStore } from "./data-store.js";
import { DependentResource, type IDependentResource, type ImportedResourceOptions } from "./dependent-resource.js";

/**
 * A workspace's storage account, and a store of blobs for datastores. Every grant rejects a principal that already has
 * the role.
 */
export interface IWorkspaceStorage extends IDependentResource, IDataStore {
  readonly resource: StorageAccount | undefined;
  /** Whether the account has a hierarchical namespace (ADLS Gen2). It then can't be a workspace's own. */
  readonly isHnsEnabled: boolean;
  /** Storage Blob Data Reader: reads blobs. */
  grantRead(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
  /** Storage Blob Data Contributor: reads, writes and deletes blobs. */
  grantWrite(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
  /**
   * Storage File Data Privileged Contributor: reads, writes and deletes files, including the notebooks of all users.
   */
  grantFileDataPrivilegedContributor(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
  /** Storage Queue Data Contributor: reads, writes and deletes queues and their messages. */
  grantQueueDataContributor(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
  /** Storage Table Data Contributor: reads, writes and deletes tables and their entities. */
  grantTableDataContributor(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
  /** Opens the account for one Azure resource, given by its ARM id. Undefined for an imported account. */
  trustResource?(resourceId: string): void;
}

/** Options of an imported storage account. */
export interface ImportedStorageOptions extends ImportedResourceOptions {
  /**
   * Whether the account has a hierarchical namespace (ADLS Gen2).
   * @default false
   */
  readonly isHnsEnabled?: boolean | undefined;
}

const REPLICATIONS = ["LRS", "ZRS", "GRS", "RAGRS", "GZRS", "RAGZRS"] as const;

/** Replication of a storage account. */
export type StorageReplication = (typeof REPLICATIONS)[number];

/** Recovery of deleted and changed blobs. */
export interface BlobRecovery {
  /** Days that deleted blobs and containers can be recovered, 1 to 365. */
  readonly softDeleteDays: number;
  /**
   * Whether each change of a blob keeps the previous version.
   * @default false
   */
  readonly versioning?: boolean | undefined;
  /**
   * Days for which all blobs can be restored to an earlier point in time: at least 1, less than `softDeleteDays`, and
   * with versioning.
   * @default - no point-in-time restore
   */
  readonly pointInTimeRestoreDays?: number | undefined;
}

/** Ages at which blobs move to cheaper tiers or are deleted: at least one, in ascending order of days. */
export interface BlobLifecycle {
  /**
   * Days after the last change at which a blob moves to the cool tier.
   * @default - never
   */
  readonly coolAfterDays?: number | undefined;
  /**
   * Days after the last change at which a blob moves to the archive tier, which accounts with the replication ZRS, GZRS
   * or RAGZRS don't have.
   * @default - never
   */
  readonly archiveAfterDays?: number | undefined;
  /**
   * Days after the last change at which a blob is deleted.
   * @default - never
   */
  readonly deleteAfterDays?: number | undefined;
}

/** Options of a workspace's storage account. */
export interface WorkspaceStorageOptions extends SelectedNetworksOptions {
  /**
   * 3 to 24 lower-case letters and digits, unique in Azure.
   * @default - derived from `names`
   */
  readonly name?: string | undefined;
  /** @default "LRS" */
  readonly replication?: StorageReplication | undefined;
  /** @default - none: deleted blobs are lost */
  readonly recovery?: BlobRecovery | undefined;
  /** @default - none: blobs stay in their tier */
  readonly lifecycle?: BlobLifecycle | undefined;
  /**
   * Your own key for blobs, files, queues and tables. Queues and tables can't get one later: Terraform would replace the
   * account.
   * @default - a key that Microsoft manages
   */
  readonly customerManagedKey?: ICustomerManagedKey | undefined;
  /**
   * Whether Terraform refuses to destroy or replace the account, with all its data.
   * @default - that of the workspace if it creates this, otherwise false
   */
  readonly preventDestroy?: boolean | undefined;
  /** @default - the workspace's */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** Props of {@link WorkspaceStorage}. */
export interface WorkspaceStorageProps extends WorkspaceStorageOptions {
  readonly resourceGroup: IResourceGroup;
  /** Names of the environment. */
  readonly names: EnvironmentNames;
  /** @default - the workspace's */
  readonly monitoring?: IMonitoring | undefined;
  /**
   * Whether the account has a hierarchical namespace (ADLS Gen2). It then can't be a workspace's own, and keeps no
   * versions of blobs.
   * @default false
   */
  readonly isHnsEnabled?: boolean | undefined;
  /**
   * The environment that the account belongs to, or `false` if environments share it.
   * @default - that of `names`
   */
  readonly environmentName?: string | false | undefined;
}

const TYPE = "Microsoft.Storage/storageAccounts";
/** Maximum soft-delete retention of blobs and containers, in days. */
const MAX_SOFT_DELETE_DAYS = 365;
/** Maximum age in a rule of a management policy, in days. */
const MAX_AGE_DAYS = 99_999;
const SERVICES = ["blob", "file", "queue", "table"] as const;

abstract class StorageBase extends DependentResource implements IWorkspaceStorage {
  public abstract override readonly resource: StorageAccount | undefined;
  public abstract readonly isHnsEnabled: boolean;
  public readonly scopeKey = "storageAccount";
  protected readonly resourceType = TYPE;

  public get subResources() {
    return this.isHnsEnabled ? (["blob", "dfs"] as const) : (["blob"] as const);
  }

  /** Not known: the owner of an account, or of a workspace, creates its private endpoints. */
  public isReachableFrom(): undefined {
    return undefined;
  }

  public datastoreContents(
    scope: IConstruct,
    { containerName, filesystem }: DatastoreSelection,
    cloud: Cloud,
  ): DatastoreContents {
    const { resourceId } = this;
    const account = {
      subscriptionId: armIdPart(resourceId, "subscriptionId"),
      resourceGroup: armIdPart(resourceId, "resourceGroup"),
      accountName: armIdPart(resourceId, "name"),
      endpoint: CLOUDS[cloud].storageSuffix,
      protocol: "https",
    } as const;
    if (this.isHnsEnabled) {
      if (containerName !== undefined) refuseOtherKind(scope, "containerName", containerName);
      if (filesystem === undefined) refuseNothing(scope, "filesystem");
      assertName("blobContainer", filesystem, `${scope.node.path}.filesystem`);
      return { datastoreType: "AzureDataLakeGen2", ...account, filesystem };
    }
    if (filesystem !== undefined) refuseOtherKind(scope, "filesystem", filesystem);
    if (containerName === undefined) refuseNothing(scope, "containerName");
    assertName("blobContainer", containerName, `${scope.node.path}.containerName`);
    return { datastoreType: "AzureBlob", ...account, containerName };
  }

  public grantRead(principal: Principal, options?: GrantRoleOptions): RoleAssignment {
    return this.grantRole("Read", ROLES.storageBlobDataReader, principal, options);
  }

  public grantWrite(principal: Principal, options?: GrantRoleOptions): RoleAssignment {
    return this.grantRole("Write", ROLES.storageBlobDataContributor, principal, options);
  }

  public grantFileDataPrivilegedContributor(principal: Principal, options?: GrantRoleOptions): RoleAssignment {
    const role = ROLES.storageFileDataPrivilegedContributor;
    return this.grantRole("FileDataPrivilegedContributor", role, principal, options);
  }

  public grantQueueDataContributor(principal: Principal, options?: GrantRoleOptions): RoleAssignment {
    return this.grantRole("QueueDataContributor", ROLES.storageQueueDataContributor, principal, options);
  }

  public grantTableDataContributor(principal: Principal, options?: GrantRoleOptions): RoleAssignment {
    return this.grantRole("TableDataContributor", ROLES.storageTableDataContributor, principal, options);
  }

  protected addDiagnosticSettings(monitoring: IMonitoring): void {
    monitoring.addDiagnosticSetting(this, "Diagnostics", {
      targetResourceId: this.resourceId,
      categories: DIAGNOSTIC_CATEGORIES.storageAccount,
    });
    for (const service of SERVICES) {
      const categories = DIAGNOSTIC_CATEGORIES[`${service}Service`];
      monitoring.addDiagnosticSetting(this, `Diagnostics-${service}`, {
        targetResourceId: `${this.resourceId}${categories.idSuffix}`,
        categories,
      });
    }
  }
}

class ImportedStorage extends StorageBase {
  public readonly resource = undefined;
  public readonly isHnsEnabled: boolean;
  public readonly resourceId: string;
  public readonly environmentName: string | undefined;

  constructor(scope: Construct, id: string, storageAccountId: string, options: ImportedStorageOptions) {
    super(scope, id);
    requireArmId(this, "storageAccountId", storageAccountId, TYPE, `use the id of a ${TYPE}, or a reference to one`);
    if (!isUnresolved(storageAccountId)) {
      const name = armIdPart(storageAccountId, "name").toLowerCase();
      assertName("storageAccount", name, `${this.node.path}.storageAccountId`);
    }
    this.resourceId = storageAccountId;
    this.environmentName = options.environmentName;
    this.isHnsEnabled = options.isHnsEnabled ?? false;
  }
}

/**
 * A workspace's default storage account: no public access, Entra identities instead of keys, TLS 1.2.
 * @throws InvalidInputError for a name that Azure rejects, a soft delete outside 1 to 365 days, a point-in-time restore
 * without the necessary soft delete and versioning, or tiers that are missing or out of order
 */
export class WorkspaceStorage extends StorageBase {
  /**
   * An existing account. Its owner manages its private endpoints and diagnostic settings.
   * @throws InvalidInputError for an id of another type
   */
  public static fromStorageAccountId(
    scope: Construct,
    id: string,
    storageAccountId: string,
    options: ImportedStorageOptions = {},
  ): IWorkspaceStorage {
    return new ImportedStorage(scope, id, storageAccountId, options);
  }

  /** The account (L1). */
  public readonly resource: StorageAccount;
  public readonly resourceId: string;
  public readonly environmentName: string | undefined;
  public readonly isHnsEnabled: boolean;
  readonly #networkRules: StorageAccountNetworkRules;
  readonly #trusted: { endpointResourceId: string }[] = [];

  constructor(scope: Construct, id: string, props: WorkspaceStorageProps) {
    super(scope, id);
    requireProps(this, props, "resourceGroup", "names");
    const { resourceGroup, names, customerManagedKey: key } = props;
    this.environmentName = (props.environmentName ?? names.environmentName) || undefined;
    this.isHnsEnabled = props.isHnsEnabled ?? false;
    const isOpen = requireSelectedNetworks(this, props, names.environmentName);
    requireChoice(this, "replication", props.replication, REPLICATIONS);
    this.#networkRules = {
      defaultAction: "Deny",
      bypass: ["AzureServices"],
      ipRules: props.ipAllowlist && [...props.ipAllowlist],
      virtualNetworkSubnetIds: props.subnetAllowlist?.map(({ subnetId }) => subnetId),
    };
    this.resource = new StorageAccount(this, "Resource", {
      name: assertName("storageAccount", props.name ?? names.storageAccount, `${this.node.path}.name`),
      resourceGroupName: resourceGroup.name,
      provider: providerOfGroup(this, resourceGroup),
      location: resourceGroup.location,
      accountKind: "StorageV2",
      isHnsEnabled: props.isHnsEnabled || undefined,
      accountTier: "Standard",
      accountReplicationType: props.replication ?? "LRS",
      minTlsVersion: "TLS1_2",
      httpsTrafficOnlyEnabled: true,
      publicNetworkAccessEnabled: isOpen,
      sharedAccessKeyEnabled: false,
      defaultToOauthAuthentication: true,
      localUserEnabled: false,
      allowNestedItemsToBePublic: false,
      crossTenantReplicationEnabled: false,
      networkRules: this.#networkRules,
      identity: key && { type: "UserAssigned", identityIds: [key.identity.id] },
      customerManagedKey: key && {
        keyVaultKeyId: key.versionlessKeyIdentifier,
        userAssignedIdentityId: key.identity.id,
      },
      // The key of the account, without which it does not apply to queues and tables.
      queueEncryptionKeyType: key && "Account",
      tableEncryptionKeyType: key && "Account",
      blobProperties: props.recovery && this.blobProperties(props.recovery),
      tags: assertTags(props.tags, "Microsoft.Storage/storageAccounts", this.node.path),
      // Azure Machine Learning itself creates a resource access rule for its workspace.
      lifecycle: {
        ignoreChanges: ["network_rules[0].private_link_access"],
        preventDestroy: props.preventDestroy || undefined,
      },
      dependsOn: [...(resourceGroup.dependencies ?? []), ...(key?.dependencies ?? [])],
    });
    this.resourceId = this.resource.id;
    if (props.lifecycle) this.addLifecycle(props.lifecycle, props.replication);
    if (props.monitoring) this.useMonitoring(props.monitoring);
  }

  /**
   * Opens the account's public endpoint only for one Azure resource and its identity. Sharing assets from a workspace
   * to a private registry requires it. This weakens the account from "private only" to "selected networks".
   * @param resourceId ARM id of the resource that gets access
   */
  public trustResource(resourceId: string): void {
    // Workspaces that share the account share assets to the same registry.
    if (this.#trusted.some(({ endpointResourceId }) => endpointResourceId === resourceId)) return;
    this.#trusted.push({ endpointResourceId: resourceId });
    this.resource.publicNetworkAccessEnabled = true;
    this.resource.putNetworkRules({ ...this.#networkRules, privateLinkAccess: [...this.#trusted] });
    // Terraform has to write the rules now, so it can no longer ignore their changes.
    this.resource.addOverride("lifecycle.ignore_changes", undefined);
  }

  private blobProperties(recovery: BlobRecovery) {
    const { softDeleteDays, versioning, pointInTimeRestoreDays } = recovery;
    const days = { least: 1, most: MAX_SOFT_DELETE_DAYS, unit: "days", fix: "use 30" };
    requireWholeNumber(this, "recovery.softDeleteDays", softDeleteDays, days);
    if (this.isHnsEnabled && (versioning || pointInTimeRestoreDays !== undefined)) {
      refuse(this, "recovery", {
        value: recovery,
        allowed: "softDeleteDays only: an account with hierarchical namespace keeps no versions",
        fix: "leave versioning and pointInTimeRestoreDays out",
      });
    }
    const max = isUnresolved(softDeleteDays) ? MAX_SOFT_DELETE_DAYS : softDeleteDays;
    const restores = isUnresolved(pointInTimeRestoreDays) || isWithin(pointInTimeRestoreDays ?? 1, 1, max - 1);
    if (pointInTimeRestoreDays !== undefined && !(versioning && restores)) {
      refuse(this, "recovery.pointInTimeRestoreDays", {
        value: pointInTimeRestoreDays,
        allowed: `a whole number of days from 1, fewer than softDeleteDays (${max}), with versioning on`,
        fix: "use { softDeleteDays: 30, versioning: true, pointInTimeRestoreDays: 29 }",
      });
    }
    return {
      deleteRetentionPolicy: { days: softDeleteDays },
      containerDeleteRetentionPolicy: { days: softDeleteDays },
      versioningEnabled: versioning ?? false,
      changeFeedEnabled: pointInTimeRestoreDays === undefined ? undefined : true,
      restorePolicy: pointInTimeRestoreDays === undefined ? undefined : { days: pointInTimeRestoreDays },
    };
  }

  /** @see https://learn.microsoft.com/azure/storage/blobs/access-tiers-overview */
  private addLifecycle(lifecycle: BlobLifecycle, replication: StorageReplication = "LRS"): void {
    const { coolAfterDays, archiveAfterDays, deleteAfterDays } = lifecycle;
    if (archiveAfterDays !== undefined && replication.endsWith("ZRS")) {
      refuse(this, "lifecycle.archiveAfterDays", {
        value: archiveAfterDays,
        allowed: `no value with the replication ${replication}: only LRS, GRS and RAGRS have the archive tier`,
        fix: "leave archiveAfterDays out, or use the replication GRS",
      });
    }
    const ages = [coolAfterDays, archiveAfterDays, deleteAfterDays].filter((days) => days !== undefined);
    const known = ages.filter((days) => !isUnresolved(days));
    if (ages.length === 0 || known.some((days, index) => !isWithin(days, (known[index - 1] ?? -1) + 1, MAX_AGE_DAYS))) {
      refuse(this, "lifecycle", {
        value: lifecycle,
        allowed: `whole numbers of days up to ${MAX_AGE_DAYS}: coolAfterDays < archiveAfterDays < deleteAfterDays, at least one of them`,
        fix: "use { coolAfterDays: 30, archiveAfterDays: 90 }, or leave lifecycle out",
      });
    }
    new StorageManagementPolicy(this, "Lifecycle", {
      storageAccountId: this.resourceId,
      rule: [
        {
          name: "age",
          enabled: true,
          filters: { blobTypes: ["blockBlob"] },
          actions: {
            baseBlob: {
              tierToCoolAfterDaysSinceModificationGreaterThan: coolAfterDays,
              tierToArchiveAfterDaysSinceModificationGreaterThan: archiveAfterDays,
              deleteAfterDaysSinceModificationGreaterThan: deleteAfterDays,
            },
          },
        },
      ],
    });
  }
}

function refuseOtherKind(scope: IConstruct, given: "containerName" | "filesystem", value: string): never {
  const isFilesystem = given === "filesystem";
  return refuse(scope, given, {
    value,
    allowed: isFilesystem
      ? "filesystem belongs to a data lake, and this is a blob store"
      : "containerName belongs to a blob store, and this is a data lake",
    fix: `use ${isFilesystem ? "containerName" : "filesystem"}`,
  });
}

function refuseNothing(scope: IConstruct, needed: "containerName" | "filesystem"): never {
  const part = needed === "filesystem" ? "file system of the data lake" : "container of the account";
  return refuse(scope, needed, { value: undefined, allowed: `the name of a ${part}`, fix: `set ${needed}` });
}

function isWithin(days: number, min: number, max: number): boolean {
  return Number.isInteger(days) && days >= min && days <= max;
}
