/** The logs and metrics that a platform sends from one type of resource. */
export interface DiagnosticCategoryFacts {
  /** ARM type of the resource with the diagnostic setting. */
  readonly armType: string;
  /** Terraform type of the resource, if azurerm has one. */
  readonly azurermType?: string;
  /** Suffix of the resource's ARM id, for settings of a sub-resource, such as `/blobServices/default`. */
  readonly idSuffix?: string;
  /** Log categories, by Azure's names. */
  readonly logs: readonly string[];
  /** Metric categories. */
  readonly metrics: readonly string[];
}

const storageService = (service: "blob" | "file" | "queue" | "table") =>
  ({
    armType: `Microsoft.Storage/storageAccounts/${service}Services`,
    idSuffix: `/${service}Services/default`,
    logs: ["StorageRead", "StorageWrite", "StorageDelete"],
    metrics: [],
  }) as const;

/**
 * Diagnostic categories of all resources that a platform creates.
 * @see https://learn.microsoft.com/azure/azure-monitor/reference/logs-index
 */
export const DIAGNOSTIC_CATEGORIES = {
  storageAccount: {
    armType: "Microsoft.Storage/storageAccounts",
    azurermType: "azurerm_storage_account",
    logs: [],
    metrics: ["Transaction", "Capacity"],
  },
  blobService: storageService("blob"),
  fileService: storageService("file"),
  queueService: storageService("queue"),
  tableService: storageService("table"),
  sqlDatabase: {
    armType: "Microsoft.Sql/servers/databases",
    azurermType: "azurerm_mssql_database",
    logs: [
      "SQLInsights",
      "AutomaticTuning",
      "QueryStoreRuntimeStatistics",
      "QueryStoreWaitStatistics",
      "Errors",
      "DatabaseWaitStatistics",
      "Timeouts",
      "Blocks",
      "Deadlocks",
    ],
    metrics: ["Basic", "InstanceAndAppAdvanced", "WorkloadManagement"],
  },
  sqlServerAudit: {
    armType: "Microsoft.Sql/servers/databases",
    idSuffix: "/databases/master",
    logs: ["SQLSecurityAuditEvents", "DevOpsOperationsAudit"],
    metrics: [],
  },
  keyVault: {
    armType: "Microsoft.KeyVault/vaults",
    azurermType: "azurerm_key_vault",
    logs: ["AuditEvent", "AzurePolicyEvaluationDetails"],
    metrics: ["AllMetrics"],
  },
  containerRegistry: {
    armType: "Microsoft.ContainerRegistry/registries",
    azurermType: "azurerm_container_registry",
    logs: ["ContainerRegistryRepositoryEvents", "ContainerRegistryLoginEvents"],
    metrics: ["AllMetrics"],
  },
  applicationInsights: {
    armType: "Microsoft.Insights/components",
    azurermType: "azurerm_application_insights",
    logs: [
      "AppAvailabilityResults",
      "AppBrowserTimings",
      "AppDependencies",
      "AppEvents",
      "AppExceptions",
      "AppMetrics",
      "AppPageViews",
      "AppPerformanceCounters",
      "AppRequests",
      "AppSystemEvents",
      "AppTraces",
    ],
    metrics: ["AllMetrics"],
  },
  logAnalyticsWorkspace: {
    armType: "Microsoft.OperationalInsights/workspaces",
    azurermType: "azurerm_log_analytics_workspace",
    logs: ["Audit"],
    metrics: ["AllMetrics"],
  },
  workspace: {
    armType: "Microsoft.MachineLearningServices/workspaces",
    azurermType: "azurerm_machine_learning_workspace",
    logs: [
      "AmlComputeClusterEvent",
      "AmlComputeClusterNodeEvent",
      "AmlComputeCpuGpuUtilization",
      "AmlComputeJobEvent",
      "AmlRunStatusChangedEvent",
      "ComputeInstanceEvent",
      "DataLabelChangeEvent",
      "DataLabelReadEvent",
      "DataSetChangeEvent",
      "DataSetReadEvent",
      "DataStoreChangeEvent",
      "DataStoreReadEvent",
      "DeploymentEventACI",
      "DeploymentEventAKS",
      "DeploymentReadEvent",
      "EnvironmentChangeEvent",
      "EnvironmentReadEvent",
      "InferencingOperationACI",
      "InferencingOperationAKS",
      "ModelsActionEvent",
      "ModelsChangeEvent",
      "ModelsReadEvent",
      "PipelineChangeEvent",
      "PipelineReadEvent",
      "RunEvent",
      "RunReadEvent",
    ],
    metrics: ["AllMetrics"],
  },
  registry: {
    armType: "Microsoft.MachineLearningServices/registries",
    logs: ["RegistryAssetReadEvent", "RegistryAssetWriteEvent"],
    metrics: [],
  },
  virtualNetwork: {
    armType: "Microsoft.Network/virtualNetworks",
    azurermType: "azurerm_virtual_network",
    logs: ["VMProtectionAlerts"],
    metrics: ["AllMetrics"],
  },
  networkSecurityGroup: {
    armType: "Microsoft.Network/networkSecurityGroups",
    azurermType: "azurerm_network_security_group",
    logs: ["NetworkSecurityGroupEvent", "NetworkSecurityGroupRuleCounter"],
    metrics: [],
  },
  bastionHost: {
    armType: "Microsoft.Network/bastionHosts",
    azurermType: "azurerm_bastion_host",
    logs: ["BastionAuditLogs"],
    metrics: ["AllMetrics"],
  },
  firewall: {
    armType: "Microsoft.Network/azureFirewalls",
    azurermType: "azurerm_firewall",
    logs: ["AZFWApplicationRule", "AZFWNetworkRule", "AZFWDnsQuery", "AZFWThreatIntel"],
    metrics: ["AllMetrics"],
  },
  virtualNetworkGateway: {
    armType: "Microsoft.Network/virtualNetworkGateways",
    azurermType: "azurerm_virtual_network_gateway",
    logs: ["GatewayDiagnosticLog", "TunnelDiagnosticLog", "RouteDiagnosticLog", "IKEDiagnosticLog", "P2SDiagnosticLog"],
    metrics: ["AllMetrics"],
  },
  kubernetesCluster: {
    armType: "Microsoft.ContainerService/managedClusters",
    azurermType: "azurerm_kubernetes_cluster",
    logs: [
      "kube-audit-admin",
      "guard",
      "kube-apiserver",
      "kube-controller-manager",
      "kube-scheduler",
      "cluster-autoscaler",
    ],
    metrics: ["AllMetrics"],
  },
  publicIp: {
    armType: "Microsoft.Network/publicIPAddresses",
    azurermType: "azurerm_public_ip",
    logs: ["DDoSProtectionNotifications", "DDoSMitigationFlowLogs", "DDoSMitigationReports"],
    metrics: ["AllMetrics"],
  },
} as const satisfies Readonly<Record<string, DiagnosticCategoryFacts>>;

/** A key of {@link DIAGNOSTIC_CATEGORIES}. */
export type DiagnosticKind = keyof typeof DIAGNOSTIC_CATEGORIES;
