import { CostAnomalyAlert as AzurermCostAnomalyAlert } from "@cdktf/provider-azurerm/lib/cost-anomaly-alert/index.js";
import { BaseConstruct, refuse, requireProps } from "@org/aml-core/internal";
import type { Construct } from "constructs";
import { providerOfSubscription, requireEmailAddress, requireList, requireSubscriptionId } from "./shared.js";

/** Props of {@link CostAnomalyAlert}. */
export interface CostAnomalyAlertProps {
  /** Subscription whose cost Azure watches, a GUID. */
  readonly subscriptionId: string;
  /** Name, 1 to 25 lower-case letters, digits and dashes; unique in the subscription. */
  readonly name: string;
  /** E-mail addresses that are notified, 1 to 20. */
  readonly emailAddresses: readonly string[];
}

/** Azure's limit for the recipients of an anomaly alert. */
export const MOST_ANOMALY_ADDRESSES = 20;

/**
 * E-mails when the daily cost of a subscription deviates from what Azure expects, for instance because somebody added
 * the first FQDN rule and with it a firewall. It costs nothing. Writing it needs a role on the subscription, such as
 * Cost Management Contributor.
 * @see https://learn.microsoft.com/azure/cost-management-billing/understand/analyze-unexpected-charges
 * @throws InvalidInputError for a name that Azure rejects, an address that is none, no address, or more than 20
 */
export class CostAnomalyAlert extends BaseConstruct {
  /** The alert (L1). */
  public readonly resource: AzurermCostAnomalyAlert;

  constructor(scope: Construct, id: string, props: CostAnomalyAlertProps) {
    super(scope, id);
    requireProps(this, props, "subscriptionId", "name", "emailAddresses");
    const { subscriptionId, name, emailAddresses } = props;
    if (!/^[a-z0-9-]{1,25}$/.test(name)) {
      refuse(this, "name", {
        value: name,
        allowed: "1 to 25 lower-case letters, digits and dashes",
        fix: "use cost-anomaly",
      });
    }
    requireSubscriptionId(this, subscriptionId);
    requireList(this, "emailAddresses", emailAddresses, '["ops@example.com"]');
    if (emailAddresses.length === 0 || emailAddresses.length > MOST_ANOMALY_ADDRESSES) {
      refuse(this, "emailAddresses", {
        value: emailAddresses,
        allowed: `1 to ${MOST_ANOMALY_ADDRESSES} e-mail addresses`,
        fix: "use the address of a team",
      });
    }
    for (const [index, address] of emailAddresses.entries()) {
      requireEmailAddress(this, `emailAddresses.${index}`, address);
    }
    this.resource = new AzurermCostAnomalyAlert(this, "Resource", {
      name,
      displayName: name,
      subscriptionId: `/subscriptions/${subscriptionId}`,
      provider: providerOfSubscription(this, subscriptionId),
      emailSubject: "Unexpected cost",
      emailAddresses: [...emailAddresses],
    });
  }
}
