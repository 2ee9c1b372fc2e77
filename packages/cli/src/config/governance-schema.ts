import {
  BUILT_IN_POLICIES,
  type BuiltInPolicyName,
  DEFENDER_PLANS,
  type DefenderPlanName,
  isTimeZone,
  type PolicyEffect,
} from "@org/azure-catalog";
import { BUDGET_START, EMAIL_ADDRESS, IDLE_HOURS, isBudgetStart, PLATFORM_ALERTS } from "@org/aml-governance";
import * as z from "zod";
import { field, item } from "./field.js";

const POLICIES = Object.keys(BUILT_IN_POLICIES) as [BuiltInPolicyName, ...BuiltInPolicyName[]];
const PLANS = Object.keys(DEFENDER_PLANS) as [DefenderPlanName, ...DefenderPlanName[]];
const EFFECTS = ["Audit", "Deny", "Modify", "DeployIfNotExists", "Disabled"] as const satisfies readonly PolicyEffect[];
const flag = (description: string, example: "true" | "false") =>
  field(z.boolean(), description, { allowed: "true or false", example });

/** E-mail addresses. */
export const contactEmails = (description: string) =>
  field(
    z.array(item(z.email({ pattern: EMAIL_ADDRESS }), { allowed: "an e-mail address", example: "ops@example.com" })),
    description,
    {
      allowed: "a list of e-mail addresses",
      example: '["ops@example.com"]',
    },
  );

const thresholds = (description: string, least: number) =>
  field(
    z
      .array(item(z.int().min(1).max(1000), { allowed: "a whole number from 1 to 1000", example: "80" }))
      .min(least)
      .max(5),
    description,
    {
      allowed: `${least === 0 ? "up to" : "one to"} five percentages from 1 to 1000`,
      example: "[80, 100]",
    },
  );

/** Amount, first month and thresholds of a budget. */
export const budgetFields = {
  monthlyAmount: field(z.number().min(1), "Amount per month in the currency of the subscription.", {
    allowed: "a number from 1",
    example: "300",
  }),
  startDate: field(
    z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])-01$/, { abort: true })
      .refine(isBudgetStart),
    "First day of the first month: the current month when the budget is created, or one of the next twelve. Changing it replaces the budget.",
    { allowed: BUDGET_START, example: "2027-01-01" },
  ),
  thresholds: thresholds("Percentages of the amount at which to notify. Default: 80 and 100.", 1).exactOptional(),
  forecastThresholds: thresholds(
    "Percentages of the amount at which to notify as soon as Azure expects this cost by the end of the month. Default: none.",
    0,
  ).exactOptional(),
};

const limit = (description: string) =>
  field(z.strictObject(budgetFields), description, {
    allowed: "an object with monthlyAmount and startDate",
    example: '{ "monthlyAmount": 300, "startDate": "2027-01-01" }',
  }).exactOptional();

const parameter = z.union([z.string(), z.boolean(), z.array(z.string())]);
const policy = z.strictObject({
  policy: field(z.enum(POLICIES), "The built-in policy, by its key in the catalog.", {
    allowed: POLICIES.join(", "),
    example: "workspacePrivateLink",
    known: POLICIES,
  }),
  effect: field(
    z.enum(EFFECTS),
    "What it does to resources that don't comply. Default: that of the policy, mostly Audit.",
    { allowed: `an effect that the policy has: ${EFFECTS.join(", ")}`, example: "Deny", known: EFFECTS },
  ).exactOptional(),
  parameters: field(z.record(z.string(), parameter), "Values of its other parameters, by name.", {
    allowed: "an object of texts, lists of texts, true or false",
    example: '{ "isolationMode": "AllowOnlyApprovedOutbound" }',
  }).exactOptional(),
});

const exemption = z.strictObject({
  policy: field(z.enum(POLICIES), "The assigned policy.", {
    allowed: POLICIES.join(", "),
    example: "workspacePrivateLink",
    known: POLICIES,
  }),
  reason: field(z.string().regex(/\S/).max(512), "Why, and who has agreed.", {
    allowed: "a text that isn't empty, of at most 512 characters",
    example: "The pilot ends in June; agreed with the security team.",
  }),
  expires: field(z.iso.date(), "Last day. Without one, a policy would never be enforced again.", {
    allowed: "a date, YYYY-MM-DD",
    example: "2027-06-30",
  }),
  category: field(
    z.enum(["Waiver", "Mitigated"]),
    "Whether the risk is accepted or dealt with in another way. Default: Waiver.",
    { allowed: "Waiver or Mitigated", example: "Waiver" },
  ).exactOptional(),
});

const policyFields = (where: string) => ({
  policies: field(
    z.array(policy),
    `Built-in Azure policies that are assigned to ${where}. They cost nothing. The deployment principal needs Resource Policy Contributor there.`,
    { allowed: "a list of objects with policy", example: '[{ "policy": "workspacePrivateLink" }]' },
  ).default([]),
  policyExemptions: field(z.array(exemption), "Exemptions from these policies, each with an end.", {
    allowed: "a list of objects with policy, reason and expires",
    example: "[]",
  }).default([]),
});

const alerts = z.strictObject({
  only: field(
    z
      .array(
        item(z.enum(PLATFORM_ALERTS), {
          allowed: PLATFORM_ALERTS.join(", "),
          example: PLATFORM_ALERTS[0],
          known: PLATFORM_ALERTS,
        }),
      )
      .min(1),
    "The alerts, by name. Default: all whose logs the environment sends.",
    {
      allowed: `a list of at least one of ${PLATFORM_ALERTS.join(", ")}`,
      example: '["workspace-or-registry-deleted"]',
    },
  ).exactOptional(),
  idleHours: field(
    z.union(IDLE_HOURS.map((hours) => z.literal(hours))),
    "Hours after which idle nodes are reported. Default: 6.",
    { allowed: IDLE_HOURS.join(", "), example: "6" },
  ).exactOptional(),
  quotaPercentage: field(z.int().min(1).max(100), "Used percentage of the quota for cores. Default: 90.", {
    allowed: "1 to 100",
    example: "90",
  }).exactOptional(),
  workingHours: field(
    z.strictObject({
      from: field(z.int().min(0).max(23), "First hour.", { allowed: "0 to 23", example: "7" }),
      to: field(z.int().min(1).max(24), "Hour at which they end.", { allowed: "1 to 24", example: "19" }),
      timeZone: field(z.string().refine(isTimeZone), "IANA name of the time zone. Default: UTC.", {
        allowed: "a time zone such as America/Toronto",
        example: "America/Toronto",
      }).exactOptional(),
    }),
    "Bastion sessions outside of these hours and at the weekend are reported. Default: 7 to 19 UTC.",
    { allowed: "an object with from and to", example: '{ "from": 7, "to": 19 }' },
  ).exactOptional(),
});

/** Governance of one environment. @param actionGroupIds a list of ARM ids of action groups */
export function environmentGovernance<ActionGroupIds extends z.ZodType>(actionGroupIds: ActionGroupIds) {
  return z.strictObject({
    contactEmails: contactEmails(
      "E-mail addresses that alerts and budgets notify. They are also notified of incidents of Azure's services. Default: those of the platform's governance.",
    ).exactOptional(),
    actionGroupIds,
    alerts: field(
      z.union([z.boolean(), alerts]),
      "Alerts on the environment's logs, each billed by the month: about 5 USD for all of them.",
      { allowed: "true, false, or an object", example: "true" },
    ).default(false),
    workbook: flag("A workbook about jobs, computes, quota, sessions and roles. It costs nothing.", "true").default(
      true,
    ),
    activityLog: field(
      z.union([z.boolean(), z.literal("existing")]),
      "Whether the subscription's activity log is sent to the environment's Log Analytics, for alerts on roles, rules and deletions. It costs nothing; the deployment principal needs Monitoring Contributor on the subscription. `existing`: it is sent there already, for example by another environment.",
      { allowed: "true, false or existing", example: "true", known: ["existing"] },
    ).default(false),
    logQueryAudit: flag(
      "Whether queries of Log Analytics are logged in Log Analytics itself; billed like other logs.",
      "true",
    ).default(false),
    budgets: field(
      z.strictObject({
        network: limit("Monthly budget of the network's resource group."),
        registry: limit("Monthly budget of the registry's resource group."),
        environment: limit(
          "Monthly budget of all resource groups together; the deployment principal needs Cost Management Contributor on the subscription.",
        ),
        firewall: limit(
          "Monthly budget of Azure Firewall in the subscription, which the first FQDN rule adds; the deployment principal needs Cost Management Contributor on the subscription.",
        ),
      }),
      "Budgets in addition to the field budget of each workspace. They only notify, and cost nothing.",
      {
        allowed: "an object with network, registry, environment or firewall",
        example: '{ "environment": { "monthlyAmount": 2000, "startDate": "2027-01-01" } }',
      },
    ).default({}),
    ...policyFields("the resource groups of the environment's workspaces"),
  });
}

/** What belongs to a whole subscription. */
const subscriptionFields = {
  budget: limit("Monthly budget of the subscription."),
  costAnomalyAlert: flag(
    "Whether to notify of days with unexpected cost. It costs nothing; the deployment principal needs Cost Management Contributor on the subscription.",
    "true",
  ).default(false),
  defenderPlans: field(
    z.array(item(z.enum(PLANS), { allowed: PLANS.join(", "), example: PLANS[0], known: PLANS })),
    "Plans of Defender for Cloud, for all resources of the subscription, each billed; the deployment principal needs Security Admin on the subscription.",
    { allowed: `a list of ${PLANS.join(", ")}`, example: '["keyVaults", "resourceManager"]' },
  ).default([]),
  ...policyFields("the subscription"),
};

/** Governance of the platform's subscriptions, in a stack of its own. */
export const platformGovernance = z.strictObject({
  contactEmails: contactEmails(
    "E-mail addresses that are notified, also about environments without their own.",
  ).default([]),
  ...subscriptionFields,
  subscriptions: field(
    z.record(z.string(), z.strictObject(subscriptionFields)),
    "The same fields for other subscriptions of environments or the hub, by their names in subscriptions. The fields beside this one apply to the subscription in the Terraform variable subscription_id.",
    {
      allowed: "an object by names in subscriptions, with budget, costAnomalyAlert, defenderPlans and policies",
      example: '{ "ml-prod": { "defenderPlans": ["keyVaults"] } }',
    },
  ).default({}),
});
