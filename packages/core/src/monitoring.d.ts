import { LogAnalyticsWorkspace } from "@cdktf/provider-azurerm/lib/log-analytics-workspace/index.js";
import type { ITerraformDependable } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { type DiagnosticSettingProps } from "./diagnostic-setting.js";
import type { IResourceGroup } from "./resource-group.js";
/** Where an environment's logs and metrics go. */
export interface IMonitoring extends IConstruct {
    /** ARM id of the Log Analytics workspace. */
    readonly logAnalyticsWorkspaceId: string;
    /**
     * Sends a resource's logs and metrics here: one diagnostic setting, created in `scope`.
     * Does nothing where diagnostic settings are off.
     */
    addDiagnosticSetting(scope: Construct, id: string, props: Omit<DiagnosticSettingProps, "logAnalyticsWorkspaceId">): void;
}
/** Props of {@link Monitoring}. */
export interface MonitoringProps {
    /** Group to put the workspace in. */
    readonly resourceGroup: IResourceGroup;
    /** Name of the Log Analytics workspace, 4 to 63 letters, digits and dashes. */
    readonly workspaceName: string;
    /**
     * Days that logs are kept, 30 to 730.
     * @default 30
     */
    readonly retentionInDays?: number | undefined;
    /**
     * Pricing tier.
     * @default "PerGB2018"
     */
    readonly sku?: string | undefined;
    /**
     * Whether resources send their logs and metrics here. If false, {@link Monitoring.addDiagnosticSetting} does nothing.
     * @default true
     */
    readonly diagnosticSettings?: boolean | undefined;
    /** @default - none */
    readonly tags?: Readonly<Record<string, string>> | undefined;
}
/** Attributes of existing monitoring. */
export interface MonitoringAttributes {
    /** ARM id of the Log Analytics workspace. */
    readonly logAnalyticsWorkspaceId: string;
    /** @default true */
    readonly diagnosticSettings?: boolean | undefined;
}
declare abstract class MonitoringBase extends Construct implements IMonitoring {
    abstract readonly logAnalyticsWorkspaceId: string;
    protected abstract readonly diagnosticSettings: boolean;
    addDiagnosticSetting(scope: Construct, id: string, props: Omit<DiagnosticSettingProps, "logAnalyticsWorkspaceId">): void;
}
/**
 * An environment's Log Analytics workspace, and the way to send logs to it.
 *
 * Answers only to Entra identities: the shared key is off.
 * @throws InvalidInputError for a retention outside 30 to 730 days
 */
export declare class Monitoring extends MonitoringBase {
    /** References an existing Log Analytics workspace by its ARM id, for instance a central one. */
    static fromLogAnalyticsWorkspaceId(scope: Construct, id: string, logAnalyticsWorkspaceId: string): IMonitoring;
    /** References an existing Log Analytics workspace, optionally without diagnostic settings. */
    static fromMonitoringAttributes(scope: Construct, id: string, attributes: MonitoringAttributes): IMonitoring;
    /** The Log Analytics workspace (L1). */
    readonly resource: LogAnalyticsWorkspace;
    readonly logAnalyticsWorkspaceId: string;
    protected readonly diagnosticSettings: boolean;
    constructor(scope: Construct, id: string, props: MonitoringProps);
    /** What to wait for before sending logs here. */
    get dependencies(): readonly ITerraformDependable[];
}
export {};
