import { type Drift, missing, opening, setting } from "./drifts.js";
import type { PlatformInAzure } from "./platform-in-azure.js";

const rule = (name: string): RegExp =>
  new RegExp(`hs-prod/azurerm_monitor_scheduled_query_rules_alert_v2\\..*_${name}_`);
const QUOTA = rule("quota-near");
const QUOTA_ID = "scheduledQueryRules/quota-near-hs-prod";
const ACTION_GROUP = /hs-prod\/azurerm_monitor_action_group\./;
const ACTION_GROUP_ID = "actionGroups/ag-hs-prod-cc-01";
const DENIED = /hs-prod\/azurerm_resource_group_policy_assignment\..*_workspacePublicNetworkAccess_/;
const DENIED_ID = "policyAssignments/workspacePublicNetworkAccess-hs-prod";
const EXEMPTION = /hs-dev\/azurerm_resource_group_policy_exemption\./;
const EXEMPTION_ID = "policyExemptions/workspaceCustomerManagedKey-hs-dev";
const BUDGET = /hs-prod\/azurerm_consumption_budget_subscription\./;
const BUDGET_ID = "budgets/budget-hs-prod-cc-01-environment";
const EXPORT = /hs-prod\/azurerm_monitor_diagnostic_setting\..*_ActivityLog_/;
const EXPORT_ID = "diagnosticSettings/to-log-analytics-hs-prod";

/** Sets a property by hand. */
const set = (azure: PlatformInAzure, end: string, name: string, value: unknown): void =>
  void (azure.properties(end)[name] = value);

/** Exempts a scope from the policy that refuses public access. */
function exempt(azure: PlatformInAzure, scope: string): void {
  azure.add(`${scope}/providers/Microsoft.Authorization/policyExemptions/by-hand`, {
    properties: { policyAssignmentId: azure.id(DENIED_ID), exemptionCategory: "Waiver" },
  });
}

/** Drifts of what the options of governance create, on the example of a hub, each on its own. */
export const GOVERNANCE_DRIFTS: readonly Drift[] = [
  // Alerts
  setting("an alert disabled", (azure) => set(azure, QUOTA_ID, "enabled", false), QUOTA),
  setting("an alert muted", (azure) => set(azure, QUOTA_ID, "muteActionsDuration", "P1D"), QUOTA),
  setting("an alert that notifies nobody", (azure) => set(azure, QUOTA_ID, "actions", { actionGroups: [] }), QUOTA),
  setting(
    "an alert with another query",
    (azure) => void (azure.properties(QUOTA_ID)["criteria"].allOf[0].query = "AzureMetrics | take 0"),
    QUOTA,
  ),
  missing("an alert deleted", "scheduledQueryRules/role-assignment-written-hs-prod", rule("role-assignment-written")),
  setting(
    "the alert on the health of services disabled",
    (azure) => set(azure, "activityLogAlerts/service-health-hs-prod", "enabled", false),
    /hs-prod\/azurerm_monitor_activity_log_alert\./,
  ),
  // Contacts
  setting(
    "an action group without receivers",
    (azure) => set(azure, ACTION_GROUP_ID, "emailReceivers", []),
    ACTION_GROUP,
  ),
  setting("an action group disabled", (azure) => set(azure, ACTION_GROUP_ID, "enabled", false), ACTION_GROUP),
  setting(
    "an action group that also calls a foreign address",
    (azure) =>
      set(azure, ACTION_GROUP_ID, "webhookReceivers", [{ name: "by-hand", serviceUri: "https://hook.example.com" }]),
    ACTION_GROUP,
  ),
  setting(
    "cost anomalies for somebody else",
    (azure) => void (azure.properties("scheduledActions/cost-anomaly-hs")["notification"].to = ["else@example.com"]),
    /hs-governance-shared\/azurerm_cost_anomaly_alert\./,
  ),
  // Budgets
  setting("a budget raised", (azure) => set(azure, BUDGET_ID, "amount", 30_000), BUDGET),
  setting(
    "a threshold of a budget disabled",
    (azure) => {
      const [first] = Object.values(
        azure.properties(BUDGET_ID)["notifications"] as Record<string, { enabled: boolean }>,
      );
      if (first) first.enabled = false;
    },
    BUDGET,
  ),
  missing("a budget deleted", BUDGET_ID, BUDGET),
  // Policies
  setting("a policy not enforced", (azure) => set(azure, DENIED_ID, "enforcementMode", "DoNotEnforce"), DENIED),
  setting(
    "a policy that only audits",
    (azure) => set(azure, DENIED_ID, "parameters", { effect: { value: "Audit" } }),
    DENIED,
  ),
  setting(
    "a policy that leaves out a resource",
    (azure) => set(azure, DENIED_ID, "notScopes", azure.ids(/\/storageAccounts\/[^/]*prod[^/]*$/)),
    DENIED,
  ),
  missing("a policy assignment deleted", DENIED_ID, DENIED),
  opening(
    "an exemption of a resource group by hand",
    (azure) => exempt(azure, azure.id("resourceGroups/rg-hs-ws-prod-cc-01")),
    DENIED,
    "policy-exemptions",
  ),
  opening(
    "an exemption of a workspace by hand",
    (azure) => exempt(azure, azure.id("workspaces/mlwprodcc01")),
    DENIED,
    "policy-exemptions",
  ),
  setting("an exemption without an end", (azure) => void delete azure.properties(EXEMPTION_ID)["expiresOn"], EXEMPTION),
  // Logs
  missing("the export of the activity log deleted", EXPORT_ID, EXPORT),
  setting(
    "an export of the activity log without a category",
    (azure) => void azure.properties(EXPORT_ID)["logs"].pop(),
    EXPORT,
  ),
  // Defender for Cloud
  setting(
    "a plan of Defender for Cloud set to Free",
    (azure) => azure.delete("pricings/KeyVaults"),
    /hs-governance-shared\/azurerm_security_center_subscription_pricing\./,
  ),
];
