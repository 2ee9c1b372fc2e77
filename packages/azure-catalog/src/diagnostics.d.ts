/** The logs and metrics that a type of resource can send, and that a platform sends. */
export interface DiagnosticCategoryFacts {
    /** ARM type of what the setting is on. */
    readonly armType: string;
    /** Terraform type of the resource, where azurerm has one. */
    readonly azurermType?: string;
    /** What is appended to the resource's ARM id to name what the setting is on. */
    readonly idSuffix?: string;
    /** Log categories, in Azure's names. */
    readonly logs: readonly string[];
    /** Metric categories. */
    readonly metrics: readonly string[];
}
/**
 * Diagnostic categories of everything that a platform creates.
 * Sources: Azure Monitor, supported resource log categories; the reference platform's settings.
 */
export declare const DIAGNOSTIC_CATEGORIES: {
    readonly storageAccount: {
        readonly armType: "Microsoft.Storage/storageAccounts";
        readonly azurermType: "azurerm_storage_account";
        readonly logs: readonly [];
        readonly metrics: readonly ["Transaction", "Capacity"];
    };
    readonly blobService: {
        readonly armType: "Microsoft.Storage/storageAccounts/blobServices" | "Microsoft.Storage/storageAccounts/fileServices" | "Microsoft.Storage/storageAccounts/queueServices" | "Microsoft.Storage/storageAccounts/tableServices";
        readonly idSuffix: "/blobServices/default" | "/fileServices/default" | "/queueServices/default" | "/tableServices/default";
        readonly logs: readonly ["StorageRead", "StorageWrite", "StorageDelete"];
        readonly metrics: readonly [];
    };
    readonly fileService: {
        readonly armType: "Microsoft.Storage/storageAccounts/blobServices" | "Microsoft.Storage/storageAccounts/fileServices" | "Microsoft.Storage/storageAccounts/queueServices" | "Microsoft.Storage/storageAccounts/tableServices";
        readonly idSuffix: "/blobServices/default" | "/fileServices/default" | "/queueServices/default" | "/tableServices/default";
        readonly logs: readonly ["StorageRead", "StorageWrite", "StorageDelete"];
        readonly metrics: readonly [];
    };
    readonly queueService: {
        readonly armType: "Microsoft.Storage/storageAccounts/blobServices" | "Microsoft.Storage/storageAccounts/fileServices" | "Microsoft.Storage/storageAccounts/queueServices" | "Microsoft.Storage/storageAccounts/tableServices";
        readonly idSuffix: "/blobServices/default" | "/fileServices/default" | "/queueServices/default" | "/tableServices/default";
        readonly logs: readonly ["StorageRead", "StorageWrite", "StorageDelete"];
        readonly metrics: readonly [];
    };
    readonly tableService: {
        readonly armType: "Microsoft.Storage/storageAccounts/blobServices" | "Microsoft.Storage/storageAccounts/fileServices" | "Microsoft.Storage/storageAccounts/queueServices" | "Microsoft.Storage/storageAccounts/tableServices";
        readonly idSuffix: "/blobServices/default" | "/fileServices/default" | "/queueServices/default" | "/tableServices/default";
        readonly logs: readonly ["StorageRead", "StorageWrite", "StorageDelete"];
        readonly metrics: readonly [];
    };
    readonly keyVault: {
        readonly armType: "Microsoft.KeyVault/vaults";
        readonly azurermType: "azurerm_key_vault";
        readonly logs: readonly ["AuditEvent", "AzurePolicyEvaluationDetails"];
        readonly metrics: readonly ["AllMetrics"];
    };
    readonly containerRegistry: {
        readonly armType: "Microsoft.ContainerRegistry/registries";
        readonly azurermType: "azurerm_container_registry";
        readonly logs: readonly ["ContainerRegistryRepositoryEvents", "ContainerRegistryLoginEvents"];
        readonly metrics: readonly ["AllMetrics"];
    };
    readonly applicationInsights: {
        readonly armType: "Microsoft.Insights/components";
        readonly azurermType: "azurerm_application_insights";
        readonly logs: readonly ["AppAvailabilityResults", "AppBrowserTimings", "AppDependencies", "AppEvents", "AppExceptions", "AppMetrics", "AppPageViews", "AppPerformanceCounters", "AppRequests", "AppSystemEvents", "AppTraces"];
        readonly metrics: readonly ["AllMetrics"];
    };
    readonly logAnalyticsWorkspace: {
        readonly armType: "Microsoft.OperationalInsights/workspaces";
        readonly azurermType: "azurerm_log_analytics_workspace";
        readonly logs: readonly ["Audit"];
        readonly metrics: readonly ["AllMetrics"];
    };
    readonly workspace: {
        readonly armType: "Microsoft.MachineLearningServices/workspaces";
        readonly azurermType: "azurerm_machine_learning_workspace";
        readonly logs: readonly ["AmlComputeClusterEvent", "AmlComputeClusterNodeEvent", "AmlComputeCpuGpuUtilization", "AmlComputeJobEvent", "AmlRunStatusChangedEvent", "ComputeInstanceEvent", "DataLabelChangeEvent", "DataLabelReadEvent", "DataSetChangeEvent", "DataSetReadEvent", "DataStoreChangeEvent", "DataStoreReadEvent", "DeploymentEventACI", "DeploymentEventAKS", "DeploymentReadEvent", "EnvironmentChangeEvent", "EnvironmentReadEvent", "InferencingOperationACI", "InferencingOperationAKS", "ModelsActionEvent", "ModelsChangeEvent", "ModelsReadEvent", "PipelineChangeEvent", "PipelineReadEvent", "RunEvent", "RunReadEvent"];
        readonly metrics: readonly ["AllMetrics"];
    };
    readonly registry: {
        readonly armType: "Microsoft.MachineLearningServices/registries";
        readonly logs: readonly ["RegistryAssetReadEvent", "RegistryAssetWriteEvent"];
        readonly metrics: readonly [];
    };
    readonly virtualNetwork: {
        readonly armType: "Microsoft.Network/virtualNetworks";
        readonly azurermType: "azurerm_virtual_network";
        readonly logs: readonly ["VMProtectionAlerts"];
        readonly metrics: readonly ["AllMetrics"];
    };
    readonly networkSecurityGroup: {
        readonly armType: "Microsoft.Network/networkSecurityGroups";
        readonly azurermType: "azurerm_network_security_group";
        readonly logs: readonly ["NetworkSecurityGroupEvent", "NetworkSecurityGroupRuleCounter"];
        readonly metrics: readonly [];
    };
    readonly bastionHost: {
        readonly armType: "Microsoft.Network/bastionHosts";
        readonly azurermType: "azurerm_bastion_host";
        readonly logs: readonly ["BastionAuditLogs"];
        readonly metrics: readonly ["AllMetrics"];
    };
    readonly publicIp: {
        readonly armType: "Microsoft.Network/publicIPAddresses";
        readonly azurermType: "azurerm_public_ip";
        readonly logs: readonly ["DDoSProtectionNotifications", "DDoSMitigationFlowLogs", "DDoSMitigationReports"];
        readonly metrics: readonly ["AllMetrics"];
    };
};
/** A key of {@link DIAGNOSTIC_CATEGORIES}. */
export type DiagnosticKind = keyof typeof DIAGNOSTIC_CATEGORIES;
