import { MonitorDiagnosticSetting } from "@cdktf/provider-azurerm/lib/monitor-diagnostic-setting/index.js";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
/** What of a resource's logs and metrics is sent. */
export interface DiagnosticCategories {
    /** Log categories, in Azure's names: `AuditEvent`. */
    readonly logs: readonly string[];
    /** Metric categories: `AllMetrics`. */
    readonly metrics: readonly string[];
}
/** Props of {@link DiagnosticSetting}. */
export interface DiagnosticSettingProps {
    /** ARM id of the resource whose logs are sent. */
    readonly targetResourceId: string;
    /** ARM id of the Log Analytics workspace that they are sent to. */
    readonly logAnalyticsWorkspaceId: string;
    /** What is sent. */
    readonly categories: DiagnosticCategories;
    /**
     * Name of the setting, unique on its resource.
     * @default "to-log-analytics"
     */
    readonly name?: string | undefined;
    /**
     * What has to exist before, beyond the resource itself.
     * @default - nothing
     */
    readonly dependsOn?: readonly ITerraformDependable[] | undefined;
}
/**
 * Sends a resource's logs and metrics to Log Analytics. The only place that writes
 * `azurerm_monitor_diagnostic_setting`.
 * @throws InvalidInputError if nothing would be sent
 */
export declare class DiagnosticSetting extends Construct {
    /** The setting (L1). */
    readonly resource: MonitorDiagnosticSetting;
    constructor(scope: Construct, id: string, props: DiagnosticSettingProps);
}
