import { ConsumptionBudgetResourceGroup } from "@cdktf/provider-azurerm/lib/consumption-budget-resource-group/index.js";
import type { IResourceGroup } from "@org/aml-core";
import { BaseConstruct, dependOn, providerOfGroup, refuse, requireArmId, requireProps } from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import type { Construct } from "constructs";

/** A monthly budget, and who is told when it is spent. */
export interface BudgetOptions {
  /** Amount per month in the currency of the subscription, more than 0. */
  readonly monthlyAmount: number;
  /**
   * First month, `2027-01-01`: the first day of the current month when it is created, or of a later one. Another date
   * replaces the budget.
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
   * Percentages of the amount at which they are notified, 1 to 1000, at most five.
   * @default [80, 100]
   */
  readonly thresholds?: readonly number[] | undefined;
}

/** Props of {@link WorkspaceBudget}. */
export interface WorkspaceBudgetProps extends BudgetOptions {
  /** Group whose cost it watches. */
  readonly resourceGroup: IResourceGroup;
  /** 1 to 63 letters, digits, `_` and `-`. */
  readonly name: string;
}

const ACTION_GROUPS = "Microsoft.Insights/actionGroups";
/** Azure's limit for notifications of a budget. */
const MOST_THRESHOLDS = 5;

/**
 * A monthly budget for the cost of a workspace's resource group: computes, and the resources that the workspace depends
 * on. It notifies, and stops nothing.
 * @throws InvalidInputError for an amount, date or threshold that Azure rejects, for an id of another type than an action
 * group, and for nobody to notify
 * @see https://learn.microsoft.com/azure/cost-management-billing/costs/tutorial-acm-create-budgets
 */
export class WorkspaceBudget extends BaseConstruct {
  /** The budget (L1). */
  public readonly resource: ConsumptionBudgetResourceGroup;

  constructor(scope: Construct, id: string, props: WorkspaceBudgetProps) {
    super(scope, id);
    requireProps(this, props, "resourceGroup", "name", "monthlyAmount", "startDate");
    const { resourceGroup, actionGroupIds = [], contactEmails = [], thresholds = [80, 100] } = props;
    this.validate(props, actionGroupIds.length + contactEmails.length, thresholds);
    for (const [index, actionGroupId] of actionGroupIds.entries()) {
      requireArmId(
        this,
        `actionGroupIds.${index}`,
        actionGroupId,
        ACTION_GROUPS,
        "use the id of the action group: az monitor action-group show --query id",
      );
    }
    this.resource = new ConsumptionBudgetResourceGroup(this, "Resource", {
      name: assertName("budget", props.name, `${this.node.path}.name`),
      resourceGroupId: resourceGroup.id,
      provider: providerOfGroup(this, resourceGroup),
      amount: props.monthlyAmount,
      timeGrain: "Monthly",
      timePeriod: { startDate: `${props.startDate}T00:00:00Z` },
      notification: thresholds.map((threshold) => ({
        operator: "GreaterThanOrEqualTo",
        threshold,
        contactGroups: actionGroupIds.length > 0 ? [...actionGroupIds] : undefined,
        contactEmails: contactEmails.length > 0 ? [...contactEmails] : undefined,
      })),
    });
    dependOn(this.resource, resourceGroup.dependencies ?? []);
  }

  private validate({ monthlyAmount, startDate }: BudgetOptions, contacts: number, thresholds: readonly number[]): void {
    if (!(monthlyAmount > 0)) {
      refuse(this, "monthlyAmount", {
        value: monthlyAmount,
        allowed: "an amount above 0",
        fix: "use 300, for instance",
      });
    }
    if (!/^\d{4}-(0[1-9]|1[0-2])-01$/.test(startDate)) {
      refuse(this, "startDate", {
        value: startDate,
        allowed: "the first day of a month, YYYY-MM-01",
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
    const wrong = thresholds.find((threshold) => !(threshold >= 1 && threshold <= 1000));
    if (wrong === undefined && thresholds.length >= 1 && thresholds.length <= MOST_THRESHOLDS) return;
    refuse(this, "thresholds", {
      value: wrong ?? thresholds,
      allowed: "one to five percentages from 1 to 1000",
      fix: "leave it out for 80 and 100",
    });
  }
}
