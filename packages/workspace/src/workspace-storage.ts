import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account/index.js";
import { StorageManagementPolicy } from "@cdktf/provider-azurerm/lib/storage-management-policy/index.js";
import type { IMonitoring, IResourceGroup, PrivateLinkTarget } from "@org/aml-core";
import { isUnresolved, refuse } from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import { DIAGNOSTIC_CATEGORIES } from "@org/azure-catalog";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { IWorkspaceStorage } from "./dependant.js";
import { ExistingDependant } from "./existing-dependant.js";

/** Replication of a storage account. */
export type StorageReplication = "LRS" | "ZRS" | "GRS" | "RAGRS" | "GZRS" | "RAGZRS";

/** How blobs are kept after a mistake (S0-WSP-25). */
export interface BlobRecovery {
  /** Days that deleted blobs and containers can be brought back, 1 to 365. */
  readonly softDeleteDays: number;
  /**
   * Whether each change of a blob keeps the version before it.
   * @default false
   */
  readonly versioning?: boolean;
  /**
   * Days back to which all blobs can be restored: at least 1, less than `softDeleteDays`, and versioning on.
   * @default - no point-in-time restore
   */
  readonly pointInTimeRestoreDays?: number;
}

/** Tiers that blobs move to with age (S0-WSP-23): one of them or several, each later than the one before. */
export interface BlobLifecycle {
  /**
   * Days after the last change at which a blob becomes cool.
   * @default - it doesn't
   */
  readonly coolAfterDays?: number;
  /**
   * Days after the last change at which a blob is archived.
   * @default - it isn't
   */
  readonly archiveAfterDays?: number;
  /**
   * Days after the last change at which a blob is deleted.
   * @default - it isn't
   */
  readonly deleteAfterDays?: number;
}

/** Props of {@link WorkspaceStorage}. */
export interface WorkspaceStorageProps {
  readonly resourceGroup: IResourceGroup;
  /** 3 to 24 lower-case letters and digits, unique in Azure. */
  readonly name: string;
  /** @default - no diagnostic settings */
  readonly monitoring?: IMonitoring;
  /** @default "LRS" */
  readonly replication?: StorageReplication;
  /** @default - the service's own */
  readonly recovery?: BlobRecovery;
  /** @default - blobs stay in their tier */
  readonly lifecycle?: BlobLifecycle;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>>;
}

const TYPE = "Microsoft.Storage/storageAccounts";
/** Longest soft delete of blobs and containers. */
const MOST_SOFT_DELETE_DAYS = 365;
/** Highest age that a rule of a management policy takes. */
const MOST_AGE = 99_999;
const SERVICES = ["blob", "file", "queue", "table"] as const;

/**
 * A workspace's default storage account: private, Entra identities only, TLS 1.2 (S0-WSP-11, S0-SEC-01, S0-SEC-03).
 * @throws InvalidInputError for a name that Azure refuses, a soft delete outside 1 to 365 days, a point-in-time restore
 * that it can't serve, or tiers that are none or out of order
 */
export class WorkspaceStorage extends Construct implements IWorkspaceStorage {
  /** An account that exists already, private endpoints included. */
  public static fromStorageAccountId(scope: Construct, id: string, storageAccountId: string): IWorkspaceStorage {
    return new ExistingDependant(scope, id, TYPE, storageAccountId);
  }

  /** The account (L1). */
  public readonly account: StorageAccount;
  public readonly resourceId: string;
  public readonly target: PrivateLinkTarget;
  public readonly existing = false;
  public readonly dependencies: readonly ITerraformDependable[];
  readonly #trusted: { endpointResourceId: string }[] = [];

  constructor(scope: Construct, id: string, props: WorkspaceStorageProps) {
    super(scope, id);
    assertName("storageAccount", props.name, `${this.node.path}.name`);
    this.account = new StorageAccount(this, "Resource", {
      name: props.name,
      resourceGroupName: props.resourceGroup.name,
      location: props.resourceGroup.location,
      accountKind: "StorageV2",
      accountTier: "Standard",
      accountReplicationType: props.replication ?? "LRS",
      minTlsVersion: "TLS1_2",
      httpsTrafficOnlyEnabled: true,
      publicNetworkAccessEnabled: false,
      sharedAccessKeyEnabled: false,
      defaultToOauthAuthentication: true,
      localUserEnabled: false,
      allowNestedItemsToBePublic: false,
      crossTenantReplicationEnabled: false,
      networkRules: { defaultAction: "Deny", bypass: ["AzureServices"] },
      ...(props.recovery ? { blobProperties: this.blobProperties(props.recovery) } : {}),
      ...(props.tags ? { tags: { ...props.tags } } : {}),
      // The service lets its workspace in by a resource access rule of its own making.
      lifecycle: { ignoreChanges: ["network_rules[0].private_link_access"] },
      dependsOn: [...(props.resourceGroup.dependencies ?? [])],
    });
    this.resourceId = this.account.id;
    this.target = { construct: this.account, resourceId: this.account.id };
    this.dependencies = [this.account];
    if (props.lifecycle) this.addLifecycle(props.lifecycle);
    if (props.monitoring) this.addDiagnosticSettings(props.monitoring);
  }

  /**
   * Opens the account's public endpoint for one Azure resource and its identity, everybody else staying out. Sharing
   * assets from a workspace to a private registry needs it (S0-PRO-20). This weakens the account: "private only"
   * becomes "selected networks".
   * @param resourceId ARM id of the resource that is let in
   */
  public trustResource(resourceId: string): void {
    this.#trusted.push({ endpointResourceId: resourceId });
    this.account.publicNetworkAccessEnabled = true;
    this.account.putNetworkRules({
      defaultAction: "Deny",
      bypass: ["AzureServices"],
      privateLinkAccess: [...this.#trusted],
    });
    // From here on the rules are ours to keep.
    this.account.addOverride("lifecycle.ignore_changes", undefined);
  }

  private blobProperties({ softDeleteDays, versioning, pointInTimeRestoreDays }: BlobRecovery) {
    if (!isUnresolved(softDeleteDays) && !isWithin(softDeleteDays, 1, MOST_SOFT_DELETE_DAYS)) {
      refuse(this, "recovery.softDeleteDays", {
        value: softDeleteDays,
        allowed: `a whole number of days from 1 to ${MOST_SOFT_DELETE_DAYS}`,
        fix: "use 30",
      });
    }
    const most = isUnresolved(softDeleteDays) ? MOST_SOFT_DELETE_DAYS : softDeleteDays;
    const restores = isUnresolved(pointInTimeRestoreDays) || isWithin(pointInTimeRestoreDays ?? 1, 1, most - 1);
    if (pointInTimeRestoreDays !== undefined && !(versioning && restores)) {
      refuse(this, "recovery.pointInTimeRestoreDays", {
        value: pointInTimeRestoreDays,
        allowed: `a day or more, fewer than the ${most} of softDeleteDays, with versioning on`,
        fix: "use { softDeleteDays: 30, versioning: true, pointInTimeRestoreDays: 29 }",
      });
    }
    return {
      deleteRetentionPolicy: { days: softDeleteDays },
      containerDeleteRetentionPolicy: { days: softDeleteDays },
      versioningEnabled: versioning ?? false,
      ...(pointInTimeRestoreDays === undefined
        ? {}
        : { changeFeedEnabled: true, restorePolicy: { days: pointInTimeRestoreDays } }),
    };
  }

  private addLifecycle(lifecycle: BlobLifecycle): void {
    const { coolAfterDays, archiveAfterDays, deleteAfterDays } = lifecycle;
    const ages = [coolAfterDays, archiveAfterDays, deleteAfterDays].filter((days) => days !== undefined);
    const known = ages.filter((days) => !isUnresolved(days));
    if (ages.length === 0 || known.some((days, index) => !isWithin(days, (known[index - 1] ?? -1) + 1, MOST_AGE))) {
      refuse(this, "lifecycle", {
        value: lifecycle,
        allowed: `whole numbers of days up to ${MOST_AGE}: coolAfterDays < archiveAfterDays < deleteAfterDays, one of them at least`,
        fix: "use { coolAfterDays: 30, archiveAfterDays: 90 }, or leave lifecycle out",
      });
    }
    new StorageManagementPolicy(this, "Lifecycle", {
      storageAccountId: this.account.id,
      rule: [
        {
          name: "age",
          enabled: true,
          filters: { blobTypes: ["blockBlob"] },
          actions: {
            baseBlob: {
              ...(coolAfterDays === undefined
                ? {}
                : { tierToCoolAfterDaysSinceModificationGreaterThan: coolAfterDays }),
              ...(archiveAfterDays === undefined
                ? {}
                : { tierToArchiveAfterDaysSinceModificationGreaterThan: archiveAfterDays }),
              ...(deleteAfterDays === undefined
                ? {}
                : { deleteAfterDaysSinceModificationGreaterThan: deleteAfterDays }),
            },
          },
        },
      ],
    });
  }

  private addDiagnosticSettings(monitoring: IMonitoring): void {
    monitoring.addDiagnosticSetting(this, "Diagnostics", {
      targetResourceId: this.account.id,
      categories: DIAGNOSTIC_CATEGORIES.storageAccount,
    });
    for (const service of SERVICES) {
      const categories = DIAGNOSTIC_CATEGORIES[`${service}Service`];
      monitoring.addDiagnosticSetting(this, `Diagnostics-${service}`, {
        targetResourceId: `${this.account.id}${categories.idSuffix}`,
        categories,
      });
    }
  }
}

function isWithin(days: number, least: number, most: number): boolean {
  return Number.isInteger(days) && days >= least && days <= most;
}
