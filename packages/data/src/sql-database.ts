import { MssqlDatabase } from "@cdktf/provider-azurerm/lib/mssql-database/index.js";
import { MssqlFirewallRule } from "@cdktf/provider-azurerm/lib/mssql-firewall-rule/index.js";
import { MssqlServerExtendedAuditingPolicy } from "@cdktf/provider-azurerm/lib/mssql-server-extended-auditing-policy/index.js";
import { MssqlServer } from "@cdktf/provider-azurerm/lib/mssql-server/index.js";
import { MssqlVirtualNetworkRule } from "@cdktf/provider-azurerm/lib/mssql-virtual-network-rule/index.js";
import type { IMonitoring, PrivateLinkTarget, SelectedNetworksOptions } from "@org/aml-core";
import {
  armIdPart,
  isUnresolved,
  providerOfGroup,
  refuse,
  requireArmId,
  requireGuid,
  requireChoice,
  requireProps,
  requireSecret,
  requireSelectedNetworks,
  requireWholeNumber,
} from "@org/aml-core/internal";
import { assertName, assertTags } from "@org/aml-naming";
import type { PrivateEndpoint } from "@org/aml-network";
import type { Principal } from "@org/aml-rbac";
import type {
  DataAccess,
  DatastoreContents,
  DatastoreSelection,
  ICustomerManagedKey,
  IDataStore,
  ImportedResourceOptions,
} from "@org/aml-workspace";
import {
  ArmId,
  type Cloud,
  CLOUDS,
  DIAGNOSTIC_CATEGORIES,
  hasLongTermRetention,
  type SqlDatabaseSettings,
  sqlDatabaseProblems,
  sqlSku,
} from "@org/azure-catalog";
import { Fn, type ITerraformDependable } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import type { AddDataEndpointsOptions } from "./data-endpoints.js";
import { sqlUser } from "./sql-user.js";
import { placeOf, Store, storeNameOf, type StoreOptions, type StoreProps } from "./store.js";

/** A SQL database, created or existing. */
export interface ISqlDatabase extends IDataStore {
  /** ARM id of the server, on which private endpoints and roles are. */
  readonly sqlServerId: string;
  readonly databaseName: string;
  /** The private endpoints that `addEndpoints` created. */
  readonly endpoints: readonly PrivateEndpoint[];
  /**
   * T-SQL that creates the users of all grants, in their order. Terraform doesn't reach the database: its administrator
   * runs the script inside the network. It can be run again. Empty without grants.
   */
  readonly accessScript: string;
  /**
   * Adds a private endpoint in a network, from which people then use the database.
   * @throws InvalidInputError for a second call for a network, or a network that isn't linked to the zones
   */
  addEndpoints(options: AddDataEndpointsOptions): void;
  /**
   * Adds the principal to `accessScript` as a user who reads all tables. A managed identity is found by its name; for
   * others, the principal's name has to be the display name in Entra, or the user principal name.
   */
  grantRead(principal: Principal): undefined;
  /** Adds the principal to `accessScript` as a user who reads and writes all tables. */
  grantWrite(principal: Principal): undefined;
}

/** The Entra administrator of a SQL server. */
export interface SqlAdministrator {
  /** Display name of a group or application, or user principal name of a user. */
  readonly loginName: string;
  /** Object id, a GUID. A group lets several people administer the server. */
  readonly objectId: string;
  /**
   * Entra tenant, a GUID.
   * @default - that of the subscription
   */
  readonly tenantId?: string | undefined;
}

/** The administrator's own login of a SQL server, besides Entra. */
export interface SqlAuthentication {
  readonly administratorLogin: string;
  /** A sensitive Terraform variable. It isn't stored in the state. */
  readonly administratorLoginPassword: string;
  /**
   * Version of the password: Terraform sends the password again if the version changes.
   * @default 1
   */
  readonly passwordVersion?: number | undefined;
}

/** Backups of a database. */
export interface SqlRecovery {
  /**
   * Days for which the database can be restored to any point in time, 1 to 35; at most 7 with the SKU Basic.
   * @default 7
   */
  readonly pointInTimeRestoreDays?: number | undefined;
  /**
   * Time that weekly backups are kept, an ISO 8601 duration from a week to ten years, such as `P4W`.
   * @default - not kept
   */
  readonly weeklyRetention?: string | undefined;
  /**
   * Time that the first backup of each month is kept, such as `P12M`.
   * @default - not kept
   */
  readonly monthlyRetention?: string | undefined;
  /**
   * Time that one backup of each year is kept, such as `P5Y`.
   * @default - not kept
   */
  readonly yearlyRetention?: string | undefined;
  /**
   * Week of the year, 1 to 52, of the backup in `yearlyRetention`. Required with it.
   * @default - none
   */
  readonly weekOfYear?: number | undefined;
}

/** Options of {@link SqlDatabase}. */
export interface SqlDatabaseOptions extends SelectedNetworksOptions, StoreOptions {
  /** The Entra administrator. */
  readonly administrator: SqlAdministrator;
  /**
   * Name of the server: 1 to 63 lower-case letters, digits and `-`, unique in Azure.
   * @default - derived from `names` and `storeName`: `sql-aml-sales-dev-cc-01`
   */
  readonly serverName?: string | undefined;
  /**
   * Name of the database, 1 to 128 characters.
   * @default - the name of the store
   */
  readonly databaseName?: string | undefined;
  /**
   * SKU of the database, a service objective of Azure: `S0`, `GP_Gen5_2`, or serverless `GP_S_Gen5_1`. A database in an
   * elastic pool can be referred to as an existing one.
   * @default "S0"
   */
  readonly skuName?: string | undefined;
  /**
   * Maximum size in GB: a whole number, with SKUs in DTUs one of their sizes.
   * @default - that of the SKU
   */
  readonly maxSizeGb?: number | undefined;
  /**
   * Whether replicas of the database are in several availability zones; not with the SKUs Basic and S0 to S12.
   * @default false
   */
  readonly zoneRedundant?: boolean | undefined;
  /**
   * Minutes without connections after which a serverless database of the tier General Purpose pauses, 15 to 10080, or -1
   * for never. A database whose backups are kept for weeks, months or years doesn't pause.
   * @default 60, or -1 if backups are kept
   */
  readonly autoPauseDelayInMinutes?: number | undefined;
  /**
   * Minimum of vCores of a serverless database, from 0.5 to the vCores of the SKU.
   * @default - that of the SKU
   */
  readonly minCapacity?: number | undefined;
  /**
   * Redundancy of backups. `Geo` and `GeoZone` copy them to another region.
   * @default "Local"
   */
  readonly backupStorage?: "Local" | "Zone" | "Geo" | "GeoZone" | undefined;
  /** @default - restore to any point in time of the last 7 days */
  readonly recovery?: SqlRecovery | undefined;
  /**
   * Your own key, which encrypts the data.
   * @default - a key that Microsoft manages
   */
  readonly customerManagedKey?: ICustomerManagedKey | undefined;
  /**
   * Whether the server accepts logins and passwords besides Entra identities, which weakens it.
   * @default - Entra identities only
   */
  readonly sqlAuthentication?: SqlAuthentication | undefined;
  /**
   * Whether Terraform refuses to destroy or replace server and database, with all data.
   * @default false
   */
  readonly preventDestroy?: boolean | undefined;
}

/** Props of {@link SqlDatabase}. */
export interface SqlDatabaseProps extends SqlDatabaseOptions, StoreProps {}

/** Attributes of an existing SQL database. */
export interface SqlDatabaseAttributes extends ImportedResourceOptions {
  /** ARM id of the server. */
  readonly sqlServerId: string;
  readonly databaseName: string;
}

const SERVER = "Microsoft.Sql/servers";
const SQL_PORT = 1433;
/** Terraform sends a password again whenever its version changes, up or down. */
const MAX_PASSWORD_VERSION = 1_000_000;
/** Minutes after which a serverless database pauses, as in Azure. azurerm would set 0 instead. */
const PAUSE_MINUTES = 60;

abstract class SqlDatabaseBase extends Store implements ISqlDatabase {
  public readonly scopeKey = "sqlServer";
  public readonly subResources = ["sqlServer"] as const;
  public abstract readonly sqlServerId: string;
  public abstract readonly databaseName: string;
  public abstract readonly environmentName: string | undefined;
  public abstract readonly dependencies: readonly ITerraformDependable[];
  /** Whether logins work. Undefined if it isn't known. */
  public abstract readonly acceptsLogins: boolean | undefined;
  readonly #access = new Map<string, string>();

  public get accessScript(): string {
    return [...this.#access.values()].join("\n");
  }

  public datastoreContents(
    scope: IConstruct,
    { containerName, filesystem }: DatastoreSelection,
    cloud: Cloud,
  ): DatastoreContents {
    const other = containerName === undefined ? "filesystem" : "containerName";
    if ((containerName ?? filesystem) !== undefined) {
      refuse(scope, other, {
        value: containerName ?? filesystem,
        allowed: "nothing for a SQL database: a datastore names the whole database",
        fix: `leave ${other} out`,
      });
    }
    return {
      contentsType: "AzureSqlDatabase",
      serverName: this.resourceName ?? armIdPart(this.sqlServerId, "name"),
      databaseName: this.databaseName,
      endpoint: CLOUDS[cloud].sqlSuffix,
      portNumber: SQL_PORT,
    };
  }

  public grantRead(principal: Principal): undefined {
    this.addUser(principal, "Read");
  }

  public grantWrite(principal: Principal): undefined {
    this.addUser(principal, "ReadWrite");
  }

  private addUser(principal: Principal, access: DataAccess): void {
    if (typeof (principal as Partial<Principal> | null | undefined)?.name !== "string") {
      refuse(this, "grant", {
        value: principal,
        allowed: "a principal as the first argument",
        fix: 'use Principal.group({ objectId, name: "data scientists" }), with the display name in Entra',
      });
    }
    const key = `${principal.construct?.node.path ?? principal.name}`;
    if (access === "Read" && this.#access.has(`${key} ReadWrite`)) return;
    this.#access.set(`${key} ${access}`, sqlUser(this, principal, access));
  }
}

class ImportedSqlDatabase extends SqlDatabaseBase {
  public readonly sqlServerId: string;
  public readonly databaseName: string;
  public readonly environmentName: string | undefined;
  public readonly dependencies = [];
  public readonly acceptsLogins = undefined;
  public readonly target: PrivateLinkTarget;
  protected readonly resourceName: string | undefined;
  protected readonly created = false;
  protected readonly endpointDefaults = {};

  constructor(scope: Construct, id: string, attributes: SqlDatabaseAttributes) {
    super(scope, id);
    requireProps(this, attributes, "sqlServerId", "databaseName");
    const { sqlServerId, databaseName, environmentName } = attributes;
    requireArmId(this, "sqlServerId", sqlServerId, SERVER, "find it with az sql server show --query id");
    this.sqlServerId = sqlServerId;
    this.databaseName = assertName("sqlDatabase", databaseName, `${this.node.path}.databaseName`);
    this.environmentName = environmentName;
    this.resourceName = ArmId.tryParse(sqlServerId)?.name;
    if (this.resourceName !== undefined) {
      assertName("sqlServer", this.resourceName.toLowerCase(), `${this.node.path}.sqlServerId`);
    }
    this.target = { construct: this, resourceId: sqlServerId, resourceType: SERVER };
  }
}

/**
 * A SQL database on a private server of its own: Entra identities only, TLS 1.2, no public access, audited.
 *
 * Azure has no roles for the data in it. `grantRead` and `grantWrite`, and a workspace's datastore, add users to
 * `accessScript`, which the administrator runs.
 * @throws InvalidInputError for names that Azure rejects, an unknown SKU, settings that the SKU doesn't offer, an
 * administrator without a GUID, a literal password, or networks without the prop that says what they weaken
 * @see https://learn.microsoft.com/azure/azure-sql/database/authentication-azure-ad-only-authentication
 */
export class SqlDatabase extends SqlDatabaseBase {
  /**
   * An existing database, in any subscription. Its owner manages its private endpoints in other networks.
   * @throws InvalidInputError for an id of another type
   */
  public static fromSqlDatabaseAttributes(
    scope: Construct,
    id: string,
    attributes: SqlDatabaseAttributes,
  ): ISqlDatabase {
    return new ImportedSqlDatabase(scope, id, attributes);
  }

  /** The server (L1). */
  public readonly server: MssqlServer;
  /** The database (L1). */
  public readonly resource: MssqlDatabase;
  public readonly sqlServerId: string;
  public readonly databaseName: string;
  public readonly environmentName: string | undefined;
  public readonly dependencies: readonly ITerraformDependable[];
  public readonly acceptsLogins: boolean;
  public readonly target: PrivateLinkTarget;
  protected readonly resourceName: string;
  protected readonly created = true;
  protected readonly endpointDefaults;

  constructor(scope: Construct, id: string, props: SqlDatabaseProps) {
    super(scope, id);
    requireProps(this, props, "resourceGroup", "names", "administrator");
    const { names, tags, monitoring } = props;
    const storeName = storeNameOf(this, props.storeName);
    this.environmentName = props.shared ? undefined : names.environmentName;
    this.endpointDefaults = { names, tags };
    this.acceptsLogins = props.sqlAuthentication !== undefined;
    this.resourceName = assertName(
      "sqlServer",
      props.serverName ?? names.sqlServer(storeName),
      `${this.node.path}.serverName`,
    );
    this.databaseName = assertName("sqlDatabase", props.databaseName ?? storeName, `${this.node.path}.databaseName`);
    const isOpen = requireSelectedNetworks(this, props, names.environmentName);
    this.server = this.createServer(props, isOpen);
    this.sqlServerId = this.server.id;
    this.target = { construct: this.server, resourceId: this.sqlServerId, resourceType: SERVER };
    this.resource = this.createDatabase(props);
    this.dependencies = [this.server, this.resource];
    if (isOpen) this.allowNetworks(props);
    if (monitoring) this.addMonitoring(monitoring);
    const place = placeOf(this, props);
    if (place) this.addEndpoints(place);
  }

  private createServer(props: SqlDatabaseProps, isOpen: boolean): MssqlServer {
    const { resourceGroup, administrator, customerManagedKey: key, sqlAuthentication: login } = props;
    const { tenantId } = administrator;
    for (const field of ["loginName", "objectId"] as const) {
      if (administrator[field]) continue;
      refuse(this, `administrator.${field}`, {
        value: administrator[field],
        allowed:
          "the display name of a group in Entra, or the user principal name of a user, together with its object id",
        fix: "pass both: az ad group show --group NAME --query '{loginName:displayName, objectId:id}'",
      });
    }
    if (login) {
      assertName("sqlLogin", login.administratorLogin, `${this.node.path}.sqlAuthentication.administratorLogin`);
      requireWholeNumber(this, "sqlAuthentication.passwordVersion", login.passwordVersion ?? 1, {
        least: 1,
        most: MAX_PASSWORD_VERSION,
      });
      const alternative = "leave sqlAuthentication out, so that only Entra identities sign in";
      requireSecret(
        this,
        "sqlAuthentication.administratorLoginPassword",
        login.administratorLoginPassword,
        alternative,
      );
    }
    return new MssqlServer(this, "Server", {
      name: this.resourceName,
      resourceGroupName: resourceGroup.name,
      provider: providerOfGroup(this, resourceGroup),
      location: resourceGroup.location,
      version: "12.0",
      minimumTlsVersion: "1.2",
      publicNetworkAccessEnabled: isOpen,
      azureadAdministrator: {
        loginUsername: administrator.loginName,
        objectId: requireGuid(this, "administrator.objectId", administrator.objectId),
        tenantId: tenantId === undefined ? undefined : requireGuid(this, "administrator.tenantId", tenantId),
        azureadAuthenticationOnly: login === undefined,
      },
      administratorLogin: login?.administratorLogin,
      administratorLoginPasswordWo: login?.administratorLoginPassword,
      administratorLoginPasswordWoVersion: login && (login.passwordVersion ?? 1),
      identity: key && { type: "UserAssigned", identityIds: [key.identity.id] },
      primaryUserAssignedIdentityId: key?.identity.id,
      transparentDataEncryptionKeyVaultKeyId: key?.keyIdentifier,
      tags: assertTags(props.tags, SERVER, this.node.path),
      lifecycle: props.preventDestroy ? { preventDestroy: true } : undefined,
      dependsOn: [...(resourceGroup.dependencies ?? []), ...(key?.dependencies ?? [])],
    });
  }

  private createDatabase(props: SqlDatabaseProps): MssqlDatabase {
    const settings = this.requireSettings(props);
    const { weeklyRetention, monthlyRetention, yearlyRetention, weekOfYear } = settings;
    requireChoice(this, "backupStorage", props.backupStorage, ["Local", "Zone", "Geo", "GeoZone"]);
    return new MssqlDatabase(this, "Database", {
      name: this.databaseName,
      serverId: this.sqlServerId,
      skuName: settings.skuName,
      maxSizeGb: settings.maxSizeGb,
      zoneRedundant: settings.zoneRedundant,
      autoPauseDelayInMinutes: settings.autoPauseDelayInMinutes,
      minCapacity: settings.minCapacity,
      storageAccountType: props.backupStorage ?? "Local",
      shortTermRetentionPolicy: { retentionDays: settings.pointInTimeRestoreDays ?? 7 },
      longTermRetentionPolicy: hasLongTermRetention(settings)
        ? { weeklyRetention, monthlyRetention, yearlyRetention, weekOfYear }
        : undefined,
      tags: assertTags(props.tags, "Microsoft.Sql/servers/databases", this.node.path),
      lifecycle: props.preventDestroy ? { preventDestroy: true } : undefined,
    });
  }

  /** Rejects what Azure doesn't offer with the SKU. Values that only Terraform knows aren't judged. */
  private requireSettings(props: SqlDatabaseProps): SqlDatabaseSettings {
    const { maxSizeGb, zoneRedundant, minCapacity, recovery = {} } = props;
    const skuName = props.skuName ?? "S0";
    const isPausing = sqlSku(skuName)?.serverless === true && sqlSku(skuName)?.tier === "GeneralPurpose";
    const pauseAfter = hasLongTermRetention(recovery) ? -1 : PAUSE_MINUTES;
    const settings = {
      ...{ skuName, maxSizeGb, zoneRedundant, minCapacity },
      autoPauseDelayInMinutes: props.autoPauseDelayInMinutes ?? (isPausing ? pauseAfter : undefined),
      pointInTimeRestoreDays: recovery.pointInTimeRestoreDays ?? 7,
      weeklyRetention: recovery.weeklyRetention,
      monthlyRetention: recovery.monthlyRetention,
      yearlyRetention: recovery.yearlyRetention,
      weekOfYear: recovery.weekOfYear,
    };
    const wrong = sqlDatabaseProblems(settings).find(({ setting }) => !isUnresolved(settings[setting]));
    if (!wrong) return settings;
    const { setting, ...input } = wrong;
    return refuse(this, setting in props ? setting : `recovery.${setting}`, input);
  }

  private allowNetworks({ ipAllowlist = [], subnetAllowlist = [] }: SelectedNetworksOptions): void {
    for (const range of ipAllowlist) {
      const isBlock = range.includes("/");
      new MssqlFirewallRule(this, `FirewallRule-${range}`, {
        name: `allow-${range.replace("/", "-")}`,
        serverId: this.sqlServerId,
        startIpAddress: isBlock ? Fn.cidrhost(range, 0) : range,
        endIpAddress: isBlock ? Fn.cidrhost(range, -1) : range,
      });
    }
    for (const subnet of subnetAllowlist) {
      new MssqlVirtualNetworkRule(this, `SubnetRule-${subnet.node.id}`, {
        name: `allow-${subnet.node.id}`,
        serverId: this.sqlServerId,
        subnetId: subnet.subnetId,
      });
    }
  }

  /** Logs and metrics of the database, and the audit of the server, whose events are in its database master. */
  private addMonitoring(monitoring: IMonitoring): void {
    new MssqlServerExtendedAuditingPolicy(this, "Auditing", {
      serverId: this.sqlServerId,
      enabled: true,
      logMonitoringEnabled: true,
    });
    const categories = DIAGNOSTIC_CATEGORIES.sqlServerAudit;
    monitoring.addDiagnosticSetting(this, "AuditDiagnostics", {
      targetResourceId: `${this.sqlServerId}${categories.idSuffix}`,
      categories,
    });
    monitoring.addDiagnosticSetting(this, "Diagnostics", {
      targetResourceId: this.resource.id,
      categories: DIAGNOSTIC_CATEGORIES.sqlDatabase,
    });
  }
}
