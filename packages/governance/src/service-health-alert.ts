import { MonitorActivityLogAlert } from "@cdktf/provider-azurerm/lib/monitor-activity-log-alert/index.js";
import type { IResourceGroup } from "@org/aml-core";
import { BaseConstruct, dependOn, providerOfGroup, refuse, requireProps } from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import type { Construct } from "constructs";
import { type IActionGroup, requireActionGroups } from "./action-group.js";
import { requireGroup, requireSubscriptionId } from "./shared.js";

/** Props of {@link ServiceHealthAlert}. */
export interface ServiceHealthAlertProps {
  /** Resource group of the alert. */
  readonly resourceGroup: IResourceGroup;
  /** Subscription whose services are watched, a GUID. */
  readonly subscriptionId: string;
  /** Name, 1 to 260 characters. */
  readonly name: string;
  /** Whom it notifies, at least one. */
  readonly actionGroups: readonly IActionGroup[];
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * Notifies about incidents, required actions and security advisories of Azure's services that affect the subscription.
 * It costs nothing.
 * @see https://learn.microsoft.com/azure/service-health/alerts-activity-log-service-notifications-portal
 * @throws InvalidInputError for a name that Azure rejects, and for nobody to notify
 */
export class ServiceHealthAlert extends BaseConstruct {
  /** The alert (L1). */
  public readonly resource: MonitorActivityLogAlert;

  constructor(scope: Construct, id: string, props: ServiceHealthAlertProps) {
    super(scope, id);
    requireProps(this, props, "resourceGroup", "subscriptionId", "name", "actionGroups");
    const { resourceGroup, subscriptionId, name } = props;
    requireGroup(this, resourceGroup);
    requireSubscriptionId(this, subscriptionId);
    requireActionGroups(this, props.actionGroups);
    if (props.actionGroups.length === 0) {
      refuse(this, "actionGroups", {
        value: [],
        allowed: "at least one action group, without which nobody is notified",
        fix: "create an ActionGroup",
      });
    }
    this.resource = new MonitorActivityLogAlert(this, "Resource", {
      name: assertName("alertRule", name, `${this.node.path}.name`),
      description: "A service of Azure that the platform may use has an incident, or needs an action.",
      resourceGroupName: resourceGroup.name,
      location: "global",
      provider: providerOfGroup(this, resourceGroup),
      scopes: [`/subscriptions/${subscriptionId}`],
      criteria: {
        category: "ServiceHealth",
        serviceHealth: { events: ["Incident", "ActionRequired", "Security"] },
      },
      action: props.actionGroups.map(({ actionGroupId }) => ({ actionGroupId })),
      tags: props.tags,
    });
    dependOn(this.resource, resourceGroup.dependencies ?? []);
  }
}
