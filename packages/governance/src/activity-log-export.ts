import { DiagnosticSetting } from "@org/aml-core";
import { BaseConstruct, requireLogAnalyticsWorkspaceId, requireProps } from "@org/aml-core/internal";
import { ACTIVITY_LOG_CATEGORIES } from "@org/azure-catalog";
import { assertName } from "@org/aml-naming";
import type { Construct } from "constructs";
import { requireSubscriptionId } from "./shared.js";

/** Props of {@link ActivityLogExport}. */
export interface ActivityLogExportProps {
  /** Subscription whose activity log is sent, a GUID. */
  readonly subscriptionId: string;
  /** ARM id of the Log Analytics workspace that receives it, in any subscription. */
  readonly logAnalyticsWorkspaceId: string;
  /** Name of the diagnostic setting, unique in the subscription, which can have five. */
  readonly name: string;
}

/**
 * Sends the activity log of a subscription to Log Analytics: who wrote or deleted which resource, role or policy. Azure
 * exports the log of a subscription as a whole, not of single resource groups.
 *
 * It costs nothing: Log Analytics bills neither the ingestion of this log nor its retention of 90 days. Writing it needs
 * Monitoring Contributor on the subscription.
 * @see https://learn.microsoft.com/azure/azure-monitor/platform/activity-log
 * @throws InvalidInputError for an id of something else than a Log Analytics workspace or a subscription, and for a name
 * that Azure rejects
 */
export class ActivityLogExport extends BaseConstruct {
  /** The diagnostic setting of the subscription. */
  public readonly diagnosticSetting: DiagnosticSetting;

  constructor(scope: Construct, id: string, props: ActivityLogExportProps) {
    super(scope, id);
    requireProps(this, props, "subscriptionId", "logAnalyticsWorkspaceId", "name");
    requireSubscriptionId(this, props.subscriptionId);
    requireLogAnalyticsWorkspaceId(this, props.logAnalyticsWorkspaceId);
    this.diagnosticSetting = new DiagnosticSetting(this, "Setting", {
      name: assertName("diagnosticSetting", props.name, `${this.node.path}.name`),
      targetResourceId: `/subscriptions/${props.subscriptionId}`,
      logAnalyticsWorkspaceId: props.logAnalyticsWorkspaceId,
      categories: { logs: ACTIVITY_LOG_CATEGORIES, metrics: [] },
    });
  }
}
