import { SecurityCenterSubscriptionPricing } from "@cdktf/provider-azurerm/lib/security-center-subscription-pricing/index.js";
import { BaseConstruct, refuse, requireProps } from "@org/aml-core/internal";
import { DEFENDER_PLANS, type DefenderPlan, type DefenderPlanName, nearestNames } from "@org/azure-catalog";
import type { Construct } from "constructs";
import { providerOfSubscription, requireList, requireSubscriptionId } from "./shared.js";

/** Props of {@link DefenderPlans}. */
export interface DefenderPlansProps {
  /**
   * Subscription, a GUID, for which the stack has a provider.
   * @default - that of the stack's default provider
   */
  readonly subscriptionId?: string | undefined;
  /** The plans, by their keys in `DEFENDER_PLANS`. */
  readonly plans: readonly DefenderPlanName[];
}

/**
 * Plans of Microsoft Defender for Cloud. They apply to all resources of the subscription, also to those that the
 * platform doesn't own, so only one platform of a subscription can have them; each is billed. The deployment principal
 * needs Security Admin on the subscription. Destroying a plan sets it to Azure's default, Free.
 * @throws InvalidInputError for an unknown plan, or one that is given twice
 */
export class DefenderPlans extends BaseConstruct {
  /** The plans (L1) by name. */
  public readonly resources: ReadonlyMap<DefenderPlanName, SecurityCenterSubscriptionPricing>;

  constructor(scope: Construct, id: string, props: DefenderPlansProps) {
    super(scope, id);
    requireProps(this, props, "plans");
    const { subscriptionId } = props;
    requireList(this, "plans", props.plans, '["keyVaults"]');
    requireSubscriptionId(this, subscriptionId);
    const resources = new Map<DefenderPlanName, SecurityCenterSubscriptionPricing>();
    for (const [index, plan] of props.plans.entries()) {
      if (!Object.hasOwn(DEFENDER_PLANS, plan) || resources.has(plan)) {
        const left = Object.keys(DEFENDER_PLANS).filter((one) => !resources.has(one as DefenderPlanName));
        refuse(this, `plans.${index}`, {
          value: plan,
          allowed: `${left.join(", ")}, each once`,
          fix: resources.has(plan) ? "remove it" : `use ${nearestNames(plan, left)[0]}`,
        });
      }
      const { name, subPlan }: DefenderPlan = DEFENDER_PLANS[plan];
      const resource = new SecurityCenterSubscriptionPricing(this, plan, {
        resourceType: name,
        tier: "Standard",
        subplan: subPlan,
        provider: providerOfSubscription(this, subscriptionId, true),
      });
      resources.set(plan, resource);
    }
    this.resources = resources;
  }
}
