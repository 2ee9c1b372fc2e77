import { ConsumptionBudgetResourceGroup } from "@cdktf/provider-azurerm/lib/consumption-budget-resource-group/index.js";
import { ConsumptionBudgetSubscription } from "@cdktf/provider-azurerm/lib/consumption-budget-subscription/index.js";
import type { IResourceGroup } from "@org/aml-core";
import {
  BaseConstruct,
  dependOn,
  providerOfGroup,
  isUnresolved,
  refuse,
  requireArmId,
  requireProps,
} from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import type { Construct } from "constructs";
import {
  providerOfSubscription,
  requireDate,
  requireEmailAddress,
  requireGroup,
  requireList,
  requireSubscriptionId,
  reserveName,
} from "./shared.js";

/** A monthly budget, and who is told when it is spent. */
export interface BudgetOptions {
  /** Amount per month in the currency of the subscription, 1 or more. */
  readonly monthlyAmount: number;
  /**
   * First month, `2027-01-01`: the first day of the current month when it is created, or of one in the next twelve
   * months. Another date replaces the budget.
   */
  readonly startDate: string;
  /**
   * Existing action groups to notify, by ARM id, in any subscription. Required unless there are `contactEmails`.
   * @default - none
   */
  readonly actionGroupIds?: readonly string[] | undefined;
  /**
   * E-mail addresses to notify.
   * @default - none
   */
  readonly contactEmails?: readonly string[] | undefined;
  /**
   * Percentages of the amount at which they are notified, whole numbers from 1 to 1000, each once; with `forecastThresholds` at most five.
   * @default [80, 100]
   */
  readonly thresholds?: readonly number[] | undefined;
  /**
   * Percentages of the amount at which they are notified as soon as Azure expects this cost by the end of the month, 1
   * to 1000.
   * @default - none
   */
  readonly forecastThresholds?: readonly number[] | undefined;
}

/** Props of {@link Budget}. Either a resource group or a subscription. */
export interface BudgetProps extends BudgetOptions {
  /** 1 to 63 letters, digits, `_` and `-`. */
  readonly name: string;
  /**
   * Group whose cost it watches.
   * @default - none: it watches a subscription
   */
  readonly resourceGroup?: IResourceGroup | undefined;
  /**
   * Subscription whose cost it watches, a GUID. Writing it needs a role on the subscription, such as Cost Management
   * Contributor.
   * @default - none: it watches a resource group
   */
  readonly subscriptionId?: string | undefined;
  /**
   * Groups of the subscription whose cost it watches, by name: those of an environment. Not with `resourceGroup`.
   * @default - all
   */
  readonly resourceGroupNames?: readonly string[] | undefined;
  /**
   * Services whose cost it watches, by Azure's names on the bill, such as `Azure Firewall`.
   * @default - all
   */
  readonly serviceNames?: readonly string[] | undefined;
}

const ACTION_GROUPS = "Microsoft.Insights/actionGroups";
/** Azure's limit for the notifications of a budget: the percentages of its amount, those of the forecast included. */
export const MOST_BUDGET_THRESHOLDS = 5;

/**
 * A monthly budget for the cost of a resource group, or of a subscription or several of its groups. It notifies, stops
 * nothing, and costs nothing.
 * @throws InvalidInputError for an amount, date or threshold that Azure rejects, for an id of another type than an action
 * group, and for nobody to notify
 * @see https://learn.microsoft.com/azure/cost-management-billing/costs/tutorial-acm-create-budgets
 */
export class Budget extends BaseConstruct {
  /** The budget (L1). */
  public readonly resource: ConsumptionBudgetResourceGroup | ConsumptionBudgetSubscription;

  constructor(scope: Construct, id: string, props: BudgetProps) {
    super(scope, id);
    requireProps(this, props, "name", "monthlyAmount", "startDate");
    const { resourceGroup, subscriptionId, actionGroupIds = [], contactEmails = [] } = props;
    const { thresholds = [80, 100], forecastThresholds = [] } = props;
    requireSubscriptionId(this, subscriptionId);
    requireList(this, "actionGroupIds", actionGroupIds, "[actionGroup.actionGroupId]");
    requireList(this, "contactEmails", contactEmails, '["ops@example.com"]');
    requireList(this, "thresholds", thresholds, "[80, 100]");
    requireList(this, "forecastThresholds", forecastThresholds, "[100]");
    requireList(this, "resourceGroupNames", props.resourceGroupNames, "[resourceGroup.name]");
    requireList(this, "serviceNames", props.serviceNames, '["Azure Firewall"]');
    this.validate(props, actionGroupIds.length + contactEmails.length);
    this.validateThresholds(thresholds, forecastThresholds);
    for (const [index, actionGroupId] of actionGroupIds.entries()) {
      requireArmId(
        this,
        `actionGroupIds.${index}`,
        actionGroupId,
        ACTION_GROUPS,
        "use the id of the action group: az monitor action-group show --query id",
      );
    }
    for (const [index, address] of contactEmails.entries()) {
      requireEmailAddress(this, `contactEmails.${index}`, address);
    }
    if (resourceGroup) requireGroup(this, resourceGroup);
    if (resourceGroup) reserveName(this, resourceGroup, "budget", props.name);
    const notification = (threshold: number, thresholdType?: string) => ({
      operator: "GreaterThanOrEqualTo",
      threshold,
      thresholdType,
      contactGroups: actionGroupIds.length > 0 ? [...actionGroupIds] : undefined,
      contactEmails: contactEmails.length > 0 ? [...contactEmails] : undefined,
    });
    const common = {
      name: assertName("budget", props.name, `${this.node.path}.name`),
      amount: props.monthlyAmount,
      timeGrain: "Monthly",
      timePeriod: { startDate: `${props.startDate}T00:00:00Z` },
      filter: filterOf(props),
      notification: [
        ...thresholds.map((threshold) => notification(threshold)),
        ...forecastThresholds.map((threshold) => notification(threshold, "Forecasted")),
      ],
    };
    if (resourceGroup) {
      this.resource = new ConsumptionBudgetResourceGroup(this, "Resource", {
        ...common,
        resourceGroupId: resourceGroup.id,
        provider: providerOfGroup(this, resourceGroup),
      });
      dependOn(this.resource, resourceGroup.dependencies ?? []);
    } else {
      this.resource = new ConsumptionBudgetSubscription(this, "Resource", {
        ...common,
        subscriptionId: `/subscriptions/${subscriptionId}`,
        provider: providerOfSubscription(this, subscriptionId),
      });
    }
  }

  private validate(props: BudgetProps, contacts: number): void {
    const { monthlyAmount, startDate, resourceGroup, subscriptionId, resourceGroupNames = [] } = props;
    if ((resourceGroup === undefined) === (subscriptionId === undefined)) {
      refuse(this, "resourceGroup", {
        value: resourceGroup ? "resourceGroup and subscriptionId" : undefined,
        allowed: "a resource group or a subscription",
        fix: "pass resourceGroup, or subscriptionId with or without resourceGroupNames",
      });
    }
    if (resourceGroup && resourceGroupNames.length > 0) {
      refuse(this, "resourceGroupNames", {
        value: resourceGroupNames,
        allowed: "groups of a subscription; the budget is that of one resource group",
        fix: "pass subscriptionId instead of resourceGroup, or remove resourceGroupNames",
      });
    }
    if (!isUnresolved(monthlyAmount) && !(Number.isFinite(monthlyAmount) && monthlyAmount >= 1)) {
      refuse(this, "monthlyAmount", {
        value: Number.isFinite(monthlyAmount) ? monthlyAmount : String(monthlyAmount),
        allowed: "a number from 1",
        fix: "use 300, for instance",
      });
    }
    requireDate(this, "startDate", startDate, BUDGET_START, "2027-01-01");
    if (!isUnresolved(startDate) && !isBudgetStart(startDate)) {
      refuse(this, "startDate", {
        value: startDate,
        allowed: BUDGET_START,
        fix: "use the first day of the current month or of a later one",
      });
    }
    if (contacts === 0) {
      refuse(this, "actionGroupIds", {
        value: [],
        allowed: "an action group or an e-mail address to notify",
        fix: "add actionGroupIds or contactEmails",
      });
    }
  }

  private validateThresholds(thresholds: readonly number[], forecast: readonly number[]): void {
    const all = [...thresholds, ...forecast];
    const wrong = all.find(
      (threshold) => !isUnresolved(threshold) && !(Number.isInteger(threshold) && threshold >= 1 && threshold <= 1000),
    );
    for (const [prop, list] of Object.entries({ thresholds, forecastThresholds: forecast })) {
      const twice = list.find((threshold, index) => list.indexOf(threshold) !== index);
      if (twice === undefined) continue;
      refuse(this, prop, { value: twice, allowed: "each percentage once", fix: "remove one of the two" });
    }
    if (wrong === undefined && all.length >= 1 && all.length <= MOST_BUDGET_THRESHOLDS) return;
    refuse(this, "thresholds", {
      value: wrong ?? all,
      allowed: "one to five whole percentages from 1 to 1000, those of the forecast included",
      fix: "leave it out for 80 and 100",
    });
  }
}

/** What {@link isBudgetStart} accepts. */
export const BUDGET_START = "the first day of a month since June 2017, at most twelve months from now, YYYY-MM-01";

/**
 * Whether Azure takes a date as the first month of a budget. A date that it takes today it also takes later.
 * @param date a date that exists, YYYY-MM-DD
 * @see https://learn.microsoft.com/rest/api/consumption/budgets/create-or-update
 */
export function isBudgetStart(date: string): boolean {
  const last = new Date();
  last.setUTCFullYear(last.getUTCFullYear() + 1);
  return date.endsWith("-01") && date >= "2017-06-01" && date <= last.toISOString().slice(0, 10);
}

function filterOf({ resourceGroupNames = [], serviceNames = [] }: BudgetProps) {
  const dimension = [
    { name: "ResourceGroupName", values: [...resourceGroupNames] },
    { name: "ServiceName", values: [...serviceNames] },
  ].filter(({ values }) => values.length > 0);
  return dimension.length > 0 ? { dimension } : undefined;
}
