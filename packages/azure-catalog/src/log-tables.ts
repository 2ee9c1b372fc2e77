import type { DIAGNOSTIC_CATEGORIES, DiagnosticKind } from "./diagnostics.js";

/** Type of a column in Log Analytics. */
export type LogColumnType = "string" | "datetime" | "int" | "long" | "real" | "bool" | "dynamic" | "guid";

/** What fills a table: a category of a kind of resource, or the subscription's activity log. */
export type LogSource =
  | "activityLog"
  | { readonly kind: DiagnosticKind; readonly category: string }
  | { readonly metricsOf: DiagnosticKind };

/** A table of Log Analytics. */
export interface LogTable {
  /** What fills it, any of these. */
  readonly sources: readonly LogSource[];
  /** Columns by type, each list separated by spaces. */
  readonly columns: Readonly<Partial<Record<LogColumnType, string>>>;
  /** Microsoft's page about the table. */
  readonly url: string;
}

/** Columns that every table has. */
const COMMON = {
  string: "SourceSystem TenantId Type _IsBillable _ResourceId _SubscriptionId",
  datetime: "TimeGenerated",
  real: "_BilledSize",
} as const;

const url = (table: string) =>
  `https://learn.microsoft.com/azure/azure-monitor/reference/tables/${table.toLowerCase()}`;

function table<Sources extends readonly LogSource[]>(
  name: string,
  sources: Sources,
  columns: Readonly<Partial<Record<LogColumnType, string>>>,
) {
  const types = [...new Set([...Object.keys(COMMON), ...Object.keys(columns)])] as readonly LogColumnType[];
  const common: Readonly<Partial<Record<LogColumnType, string>>> = COMMON;
  const all = types.map((type) => [type, [common[type], columns[type]].filter((text) => text !== undefined).join(" ")]);
  return { sources, columns: Object.fromEntries(all) as LogTable["columns"], url: url(name) };
}

type Category<Kind extends DiagnosticKind> = (typeof DIAGNOSTIC_CATEGORIES)[Kind]["logs"][number];
const from = <Kind extends DiagnosticKind>(kind: Kind, category: Category<Kind>) => ({ kind, category });

/** Columns of the storage services' tables that blobs and files have in common. */
const STORAGE = {
  string:
    "AccountName AuthenticationHash AuthenticationType CallerIpAddress Category ClientRequestId ConditionsUsed CorrelationId Etag Location OperationName OperationVersion Protocol ReferrerHeader RequesterAppId RequesterAudience RequesterObjectId RequesterTenantId RequesterTokenIssuer RequesterUpn RequestMd5 ResponseMd5 SchemaVersion ServiceType StatusCode StatusText TlsVersion Uri UserAgentHeader",
  datetime: "LastModifiedTime",
  long: "ContentLengthHeader RequestBodySize RequestHeaderSize ResponseBodySize ResponseHeaderSize",
  int: "OperationCount",
  real: "DurationMs ServerLatencyMs",
  dynamic: "AuthorizationDetails",
} as const;

const REGISTRY_EVENTS = {
  string:
    "AssetName AssetVersion CorrelationId Labels RegistryResourceId RegistryTenantId UserName UserObjectId OperationType",
} as const;

/**
 * Tables of Log Analytics that a platform fills, with what fills them and their columns.
 *
 * Of `AzureDiagnostics`, which gets a column for each new property of an event, these are the columns of Key Vault and
 * of security groups among those that the table always has.
 * @see https://learn.microsoft.com/azure/azure-monitor/reference/tables-index
 */
export const LOG_TABLES = {
  AzureActivity: table("AzureActivity", ["activityLog"], {
    string:
      "ActivityStatus ActivityStatusValue ActivitySubstatus ActivitySubstatusValue Authorization Caller CallerIpAddress Category CategoryValue Claims CorrelationId EventDataId Hierarchy HTTPRequest Level OperationId OperationName OperationNameValue Properties Resource ResourceGroup ResourceId ResourceProvider ResourceProviderValue SubscriptionId",
    datetime: "EventSubmissionTimestamp",
    dynamic: "Authorization_d Claims_d Properties_d",
  }),
  AzureDiagnostics: table(
    "AzureDiagnostics",
    [from("keyVault", "AuditEvent"), from("networkSecurityGroup", "NetworkSecurityGroupRuleCounter")],
    {
      string:
        "CallerIPAddress Category clientInfo_s CorrelationId direction_s id_s identity_claim_ipaddr_s Level macAddress_s OperationName OperationVersion primaryIPv4Address_s requestUri_s Resource ResourceGroup ResourceProvider ResourceType ResultDescription ResultSignature ResultType ruleName_s",
      long: "DurationMs",
      real: "httpStatusCode_d matchedConnections_d priority_d",
      bool: "isAccessPolicyMatch_b",
      guid: "identity_claim_appid_g",
    },
  ),
  AzureMetrics: table("AzureMetrics", [{ metricsOf: "workspace" }], {
    string:
      "MetricName Resource ResourceGroup ResourceId ResourceProvider SubscriptionId TimeGrain UnitName ResultType",
    real: "Average Count Maximum Minimum Total",
  }),
  AmlComputeClusterEvent: table("AmlComputeClusterEvent", [from("workspace", "AmlComputeClusterEvent")], {
    string:
      "AllocationState ClusterErrorCodes ClusterName ClusterType CreatedBy CreationApiVersion EventType InternalOperationName IsResizeGrow NodeDeallocationOption Offer OperationName PreemptedNodeCount ProvisioningState Publisher QuotaAllocated QuotaUtilized ResultSignature ScalingType Sku SubnetId Version VmFamilyName VmPriority VmSize",
    datetime: "AllocationStateTransitionTime",
    int: "CoreCount CurrentNodeCount IdleNodeCount InitialNodeCount LeavingNodeCount MaximumNodeCount MinimumNodeCount NodeIdleTimeSecondsBeforeScaleDown PreparingNodeCount RunningNodeCount TargetNodeCount UnusableNodeCount",
  }),
  AmlComputeInstanceEvent: table("AmlComputeInstanceEvent", [from("workspace", "ComputeInstanceEvent")], {
    string: "AadTenantId AmlComputeInstanceName CorrelationId Level OperationName ResultType",
    dynamic: "Identity",
  }),
  AmlRunStatusChangedEvent: table("AmlRunStatusChangedEvent", [from("workspace", "AmlRunStatusChangedEvent")], {
    string:
      "CallerIpAddress CorrelationId DurationMs Identity Level Location Message OperationName OperationVersion ParentRunId ResultDescription ResultSignature ResultType RootRunId RunId Status TriggeringUserName WorkspaceId WorkspaceName",
  }),
  AmlRegistryReadEventsLog: table(
    "AmlRegistryReadEventsLog",
    [from("registry", "RegistryAssetReadEvent")],
    REGISTRY_EVENTS,
  ),
  AmlRegistryWriteEventsLog: table(
    "AmlRegistryWriteEventsLog",
    [from("registry", "RegistryAssetWriteEvent")],
    REGISTRY_EVENTS,
  ),
  ContainerRegistryRepositoryEvents: table(
    "ContainerRegistryRepositoryEvents",
    [from("containerRegistry", "ContainerRegistryRepositoryEvents")],
    {
      string:
        "ArtifactType CallerIpAddress Category CorrelationId Digest DurationMs Identity LoginServer MediaType OperationName Region Repository ResultDescription ResultType Tag UserAgent UserTenantId",
      int: "Size",
    },
  ),
  MicrosoftAzureBastionAuditLogs: table("MicrosoftAzureBastionAuditLogs", [from("bastionHost", "BastionAuditLogs")], {
    string:
      "ClientIpAddress Location Message OperationName Protocol ResourceType SessionEndTime TargetResourceId TargetVMIPAddress TunnelId UserAgent UserEmail UserName",
    datetime: "SessionStartTime Time",
    int: "ClientPort Duration",
  }),
  StorageBlobLogs: table("StorageBlobLogs", [from("blobService", "StorageRead"), from("blobService", "StorageWrite")], {
    ...STORAGE,
    string: `${STORAGE.string} AccessTier DestinationUri MetricResponseType ObjectKey RehydratePriority SasExpiryStatus SourceAccessTier SourceUri`,
  }),
  StorageFileLogs: table("StorageFileLogs", [from("fileService", "StorageRead"), from("fileService", "StorageWrite")], {
    ...STORAGE,
    string: `${STORAGE.string} RequesterUserName SmbCommandDetail SmbPrimarySID`,
  }),
} as const satisfies Readonly<Record<string, LogTable>>;

/** A table in {@link LOG_TABLES}. */
export type LogTableName = keyof typeof LOG_TABLES;

/**
 * Categories of a subscription's activity log. Sending them to Log Analytics, and keeping them there for 90 days, costs
 * nothing.
 * @see https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema#categories
 */
export const ACTIVITY_LOG_CATEGORIES = [
  "Administrative",
  "Security",
  "ServiceHealth",
  "Alert",
  "Recommendation",
  "Policy",
  "Autoscale",
  "ResourceHealth",
] as const;
