import { LogAnalyticsWorkspace } from "@cdktf/provider-azurerm/lib/log-analytics-workspace/index.js";
import type { ITerraformDependable } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { DiagnosticSetting, type DiagnosticSettingProps } from "./diagnostic-setting.js";
import { refuse } from "./invalid-input.js";
import type { IResourceGroup } from "./resource-group.js";
import { isUnresolved } from "./tokens.js";

/** Where an environment's logs and metrics go. */
export interface IMonitoring extends IConstruct {
  /** ARM id of the Log Analytics workspace. */
  readonly logAnalyticsWorkspaceId: string;
  /**
   * Sends a resource's logs and metrics here: one diagnostic setting, made in `scope`.
   * Does nothing where diagnostic settings are off.
   */
  diagnose(scope: Construct, id: string, props: Omit<DiagnosticSettingProps, "logAnalyticsWorkspaceId">): void;
}

/** Props of {@link Monitoring}. */
export interface MonitoringProps {
  /** Group to put the workspace in. */
  readonly resourceGroup: IResourceGroup;
  /** Name of the Log Analytics workspace, 4 to 63 letters, digits and dashes. */
  readonly workspaceName: string;
  /**
   * Days that logs are kept, 30 to 730 (S0-WSP-13).
   * @default 30
   */
  readonly retentionInDays?: number;
  /**
   * Pricing tier.
   * @default "PerGB2018"
   */
  readonly sku?: string;
  /**
   * Whether resources send their logs and metrics here. Off makes {@link Monitoring.diagnose} do nothing.
   * @default true
   */
  readonly diagnosticSettings?: boolean;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>>;
}

/** How existing monitoring is named. */
export interface MonitoringAttributes {
  /** ARM id of the Log Analytics workspace. */
  readonly logAnalyticsWorkspaceId: string;
  /** @default true */
  readonly diagnosticSettings?: boolean;
}

abstract class MonitoringBase extends Construct implements IMonitoring {
  public abstract readonly logAnalyticsWorkspaceId: string;
  protected abstract readonly diagnosticSettings: boolean;

  public diagnose(scope: Construct, id: string, props: Omit<DiagnosticSettingProps, "logAnalyticsWorkspaceId">): void {
    if (!this.diagnosticSettings) return;
    new DiagnosticSetting(scope, id, { ...props, logAnalyticsWorkspaceId: this.logAnalyticsWorkspaceId });
  }
}

class ImportedMonitoring extends MonitoringBase {
  public readonly logAnalyticsWorkspaceId: string;
  protected readonly diagnosticSettings: boolean;

  constructor(scope: Construct, id: string, attributes: MonitoringAttributes) {
    super(scope, id);
    this.logAnalyticsWorkspaceId = attributes.logAnalyticsWorkspaceId;
    this.diagnosticSettings = attributes.diagnosticSettings ?? true;
  }
}

/**
 * An environment's Log Analytics workspace, and the way to send logs to it.
 *
 * Answers only to Entra identities: the shared key is off.
 * @throws InvalidInputError for a retention outside 30 to 730 days
 */
export class Monitoring extends MonitoringBase {
  /** Existing monitoring, for instance a central Log Analytics workspace. */
  public static fromLogAnalyticsWorkspaceId(
    scope: Construct,
    id: string,
    attributes: MonitoringAttributes,
  ): IMonitoring {
    return new ImportedMonitoring(scope, id, attributes);
  }

  /** The workspace (L1). */
  public readonly workspace: LogAnalyticsWorkspace;
  public readonly logAnalyticsWorkspaceId: string;
  protected readonly diagnosticSettings: boolean;

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    const retention = props.retentionInDays ?? 30;
    if (!isUnresolved(retention) && (!Number.isInteger(retention) || retention < 30 || retention > 730)) {
      refuse(this, "retentionInDays", {
        value: retention,
        allowed: "a whole number of days from 30 to 730",
        fix: "use 30 for the retention that Log Analytics includes in its price",
      });
    }
    this.diagnosticSettings = props.diagnosticSettings ?? true;
    this.workspace = new LogAnalyticsWorkspace(this, "Resource", {
      name: props.workspaceName,
      resourceGroupName: props.resourceGroup.name,
      location: props.resourceGroup.location,
      sku: props.sku ?? "PerGB2018",
      retentionInDays: retention,
      localAuthenticationEnabled: false,
      ...(props.tags ? { tags: { ...props.tags } } : {}),
      dependsOn: [...(props.resourceGroup.dependables ?? [])],
    });
    this.logAnalyticsWorkspaceId = this.workspace.id;
  }

  /** What to wait for before sending logs here. */
  public get dependables(): readonly ITerraformDependable[] {
    return [this.workspace];
  }
}
