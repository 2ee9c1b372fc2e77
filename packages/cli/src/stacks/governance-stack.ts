import { Budget, CostAnomalyAlert, DefenderPlans, PolicyAssignments } from "@org/aml-governance";
import type { Construct } from "constructs";
import type { Configuration } from "../config/schema.js";
import { PlatformStack } from "./platform-stack.js";

/** Props of {@link GovernanceStack}. */
export interface GovernanceStackProps {
  readonly configuration: Configuration;
  readonly governance: NonNullable<Configuration["governance"]>;
}

/** Budget, Defender plans and policies of the platform's subscription. */
export class GovernanceStack extends PlatformStack {
  constructor(scope: Construct, id: string, { configuration, governance }: GovernanceStackProps) {
    super(scope, id, { configuration, environmentTag: "shared", providers: ["azurerm"] });
    const { subscription } = this;
    const { contactEmails, budget, costAnomalyAlert, defenderPlans, policies, policyExemptions } = governance;
    const { prefix } = configuration;
    if (budget) {
      new Budget(this, "Budget", { ...budget, contactEmails, subscriptionId: subscription, name: `budget-${prefix}` });
    }
    if (costAnomalyAlert) {
      new CostAnomalyAlert(this, "CostAnomaly", {
        subscriptionId: subscription,
        name: `cost-anomaly-${prefix}`,
        emailAddresses: contactEmails,
      });
    }
    if (defenderPlans.length > 0) {
      new DefenderPlans(this, "Defender", { subscriptionId: subscription, plans: defenderPlans });
    }
    if (policies.length > 0 || policyExemptions.length > 0) {
      new PolicyAssignments(this, "Policies", {
        subscriptionId: subscription,
        location: configuration.location,
        nameSuffix: prefix,
        policies,
        exemptions: policyExemptions,
      });
    }
  }
}
