import { BaseConstruct } from "./base-construct.js";
import { LogAnalyticsWorkspace } from "@cdktf/provider-azurerm/lib/log-analytics-workspace/index.js";
import { providerOfGroup } from "./subscription-provider.js";
import { DIAGNOSTIC_CATEGORIES } from "@org/azure-catalog";
import type { ITerraformDependable } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { DiagnosticSetting, type DiagnosticSettingProps } from "./diagnostic-setting.js";
import { requireProps, requireWholeNumber } from "./invalid-input.js";
import type { IResourceGroup } from "./resource-group.js";

/** Destination of an environment's logs and metrics. */
export interface IMonitoring extends IConstruct {
  /** ARM id of the Log Analytics workspace. */
  readonly logAnalyticsWorkspaceId: string;
  /**
   * Whether resources send their logs and metrics here.
   * @default true
   */
  readonly diagnosticSettings?: boolean | undefined;
  /**
   * Sends a resource's logs and metrics here: one diagnostic setting, created in `scope`. Does nothing if diagnostic
   * settings are disabled.
   */
  addDiagnosticSetting(
    scope: Construct,
    id: string,
    props: Omit<DiagnosticSettingProps, "logAnalyticsWorkspaceId">,
  ): void;
}

/** Props of {@link Monitoring}. */
export interface MonitoringProps {
  /** Resource group of the workspace. */
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
  /**
   * Whether it logs the queries of its users, to itself (`LAQueryLogs`), and its own metrics. They are billed as other
   * logs, usually a few megabytes a month.
   * @default false
   */
  readonly queryAudit?: boolean | undefined;
  /**
   * Whether Terraform refuses to destroy or replace the workspace, with all its logs.
   * @default false
   */
  readonly preventDestroy?: boolean | undefined;
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

abstract class MonitoringBase extends BaseConstruct implements IMonitoring {
  public abstract readonly logAnalyticsWorkspaceId: string;
  public abstract readonly diagnosticSettings: boolean;

  public addDiagnosticSetting(
    scope: Construct,
    id: string,
    props: Omit<DiagnosticSettingProps, "logAnalyticsWorkspaceId">,
  ): void {
    if (!this.diagnosticSettings) return;
    new DiagnosticSetting(scope, id, { ...props, logAnalyticsWorkspaceId: this.logAnalyticsWorkspaceId });
  }
}

class ImportedMonitoring extends MonitoringBase {
  public readonly logAnalyticsWorkspaceId: string;
  public readonly diagnosticSettings: boolean;

  constructor(scope: Construct, id: string, attributes: MonitoringAttributes) {
    super(scope, id);
    requireProps(this, attributes, "logAnalyticsWorkspaceId");
    this.logAnalyticsWorkspaceId = attributes.logAnalyticsWorkspaceId;
    this.diagnosticSettings = attributes.diagnosticSettings ?? true;
  }
}

/**
 * An environment's Log Analytics workspace, which receives the environment's logs.
 *
 * It accepts only Entra identities; the shared key is disabled.
 * @throws InvalidInputError for a retention outside 30 to 730 days
 */
export class Monitoring extends MonitoringBase {
  /** References an existing Log Analytics workspace by its ARM id, for instance a central one. */
  public static fromLogAnalyticsWorkspaceId(
    scope: Construct,
    id: string,
    logAnalyticsWorkspaceId: string,
  ): IMonitoring {
    return new ImportedMonitoring(scope, id, { logAnalyticsWorkspaceId });
  }

  /** References an existing Log Analytics workspace, optionally without diagnostic settings. */
  public static fromMonitoringAttributes(scope: Construct, id: string, attributes: MonitoringAttributes): IMonitoring {
    return new ImportedMonitoring(scope, id, attributes);
  }

  /** The Log Analytics workspace (L1). */
  public readonly resource: LogAnalyticsWorkspace;
  public readonly logAnalyticsWorkspaceId: string;
  public readonly diagnosticSettings: boolean;

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    requireProps(this, props, "resourceGroup", "workspaceName");
    const retention = props.retentionInDays ?? 30;
    requireWholeNumber(this, "retentionInDays", retention, {
      least: 30,
      most: 730,
      unit: "days",
      fix: "use 30 for the retention that Log Analytics includes in its price",
    });
    this.diagnosticSettings = props.diagnosticSettings ?? true;
    this.resource = new LogAnalyticsWorkspace(this, "Resource", {
      name: props.workspaceName,
      resourceGroupName: props.resourceGroup.name,
      provider: providerOfGroup(this, props.resourceGroup),
      location: props.resourceGroup.location,
      sku: props.sku ?? "PerGB2018",
      retentionInDays: retention,
      localAuthenticationEnabled: false,
      tags: props.tags,
      lifecycle: props.preventDestroy ? { preventDestroy: true } : undefined,
      dependsOn: [...(props.resourceGroup.dependencies ?? [])],
    });
    this.logAnalyticsWorkspaceId = this.resource.id;
    if (props.queryAudit !== true) return;
    const { logs, metrics } = DIAGNOSTIC_CATEGORIES.logAnalyticsWorkspace;
    new DiagnosticSetting(this, "QueryAudit", {
      targetResourceId: this.resource.id,
      logAnalyticsWorkspaceId: this.resource.id,
      categories: { logs, metrics },
    });
  }

  /** Resources that have to exist before logs can be sent to it. */
  public get dependencies(): readonly ITerraformDependable[] {
    return [this.resource];
  }
}
