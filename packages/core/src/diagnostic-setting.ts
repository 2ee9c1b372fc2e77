import { BaseConstruct } from "./base-construct.js";
import { MonitorDiagnosticSetting } from "@cdktf/provider-azurerm/lib/monitor-diagnostic-setting/index.js";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { dependOn } from "./depend-on.js";
import { refuse, requireProps } from "./invalid-input.js";

/** Log and metric categories to send. */
export interface DiagnosticCategories {
  /** Log categories, by Azure's names, such as `AuditEvent`. */
  readonly logs: readonly string[];
  /** Metric categories, usually `AllMetrics`. */
  readonly metrics: readonly string[];
}

/** Props of {@link DiagnosticSetting}. */
export interface DiagnosticSettingProps {
  /** ARM id of the resource that sends its logs. */
  readonly targetResourceId: string;
  /** ARM id of the Log Analytics workspace that receives them. */
  readonly logAnalyticsWorkspaceId: string;
  /** What is sent. */
  readonly categories: DiagnosticCategories;
  /**
   * Name of the setting, unique on its resource.
   * @default "to-log-analytics"
   */
  readonly name?: string | undefined;
  /**
   * Resources that have to exist first, in addition to the resource itself.
   * @default - nothing
   */
  readonly dependsOn?: readonly ITerraformDependable[] | undefined;
}

/**
 * Sends a resource's logs and metrics to Log Analytics. The only place that writes
 * `azurerm_monitor_diagnostic_setting`.
 * @throws InvalidInputError if nothing would be sent
 */
export class DiagnosticSetting extends BaseConstruct {
  /** The setting (L1). */
  public readonly resource: MonitorDiagnosticSetting;

  constructor(scope: Construct, id: string, props: DiagnosticSettingProps) {
    super(scope, id);
    requireProps(this, props, "targetResourceId", "logAnalyticsWorkspaceId", "categories");
    const { logs, metrics } = props.categories;
    if (logs.length + metrics.length === 0) {
      refuse(this, "categories", {
        value: props.categories,
        allowed: "at least one log or metric category",
        fix: "take the categories of the resource's type from @org/azure-catalog, or leave the setting out",
      });
    }
    this.resource = new MonitorDiagnosticSetting(this, "Resource", {
      name: props.name ?? "to-log-analytics",
      targetResourceId: props.targetResourceId,
      logAnalyticsWorkspaceId: props.logAnalyticsWorkspaceId,
      enabledLog: logs.map((category) => ({ category })),
      enabledMetric: metrics.map((category) => ({ category })),
    });
    dependOn(this.resource, props.dependsOn ?? []);
  }
}
