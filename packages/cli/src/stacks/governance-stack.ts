import { Budget, CostAnomalyAlert, DefenderPlans, PolicyAssignments } from "@org/aml-governance";
import { Construct } from "constructs";
import type { Configuration } from "../config/schema.js";
import { PlatformStack } from "./platform-stack.js";

type PlatformGovernance = NonNullable<Configuration["governance"]>;
type SubscriptionGovernance = PlatformGovernance["subscriptions"][string];

/** Props of {@link GovernanceStack}. */
export interface GovernanceStackProps {
  readonly configuration: Configuration;
  readonly governance: PlatformGovernance;
}

/** Budgets, Defender plans and policies of the platform's subscriptions. */
export class GovernanceStack extends PlatformStack {
  readonly #configuration: Configuration;
  readonly #contactEmails: readonly string[];

  constructor(scope: Construct, id: string, { configuration, governance }: GovernanceStackProps) {
    super(scope, id, {
      configuration,
      environmentTag: "shared",
      otherSubscriptions: Object.keys(governance.subscriptions),
      providers: ["azurerm"],
    });
    this.#configuration = configuration;
    this.#contactEmails = governance.contactEmails;
    this.govern(this, this.subscription, governance);
    for (const [name, own] of Object.entries(governance.subscriptions)) {
      this.govern(new Construct(this, `Subscription-${name}`), configuration.subscriptions[name] ?? name, own);
    }
  }

  private govern(scope: Construct, subscriptionId: string, governance: SubscriptionGovernance): void {
    const { budget, costAnomalyAlert, defenderPlans, policies, policyExemptions } = governance;
    const { prefix, location } = this.#configuration;
    const contactEmails = this.#contactEmails;
    if (budget) {
      new Budget(scope, "Budget", { ...budget, contactEmails, subscriptionId, name: `budget-${prefix}` });
    }
    if (costAnomalyAlert) {
      new CostAnomalyAlert(scope, "CostAnomaly", {
        subscriptionId,
        name: `cost-anomaly-${prefix}`,
        emailAddresses: contactEmails,
      });
    }
    if (defenderPlans.length > 0) new DefenderPlans(scope, "Defender", { subscriptionId, plans: defenderPlans });
    if (policies.length > 0 || policyExemptions.length > 0) {
      new PolicyAssignments(scope, "Policies", {
        subscriptionId,
        location,
        nameSuffix: prefix,
        policies,
        exemptions: policyExemptions,
      });
    }
  }
}
