import type { App } from "cdktf";
import {
  ActionGroup,
  ActivityLogExport,
  Alerts,
  Budget,
  CostAnomalyAlert,
  DefenderPlans,
  platformAlerts,
  PolicyAssignments,
  ServiceHealthAlert,
  Workbook,
} from "../src/index.js";
import { ALL_LOGS, SmallStack } from "./fixture.js";

const EMAILS = ["ops@example.com"];
const EXISTING =
  "/subscriptions/${var.subscription_id}/resourceGroups/rg-ops/providers/Microsoft.Insights/actionGroups/ag-ops";

/** Everything that the library makes, all options on. */
export function everything(app: App, azurermMajor: 4 | 5): SmallStack {
  const stack = new SmallStack(app, "governance", azurermMajor);
  const { group: resourceGroup, subscriptionId, logAnalyticsWorkspaceId } = stack;
  const tags = { environment: "dev" };
  const nameSuffix = "aml-dev";
  const own = new ActionGroup(stack, "ActionGroup", {
    resourceGroup,
    name: "ag-aml-dev-cc-01",
    shortName: "aml-dev",
    emailAddresses: EMAILS,
    tags,
  });
  const actionGroups = [own, ActionGroup.fromActionGroupId(stack, "Existing", EXISTING)];
  new ActivityLogExport(stack, "ActivityLog", { subscriptionId, logAnalyticsWorkspaceId, name: "to-log-aml-dev" });
  new Alerts(stack, "Alerts", {
    resourceGroup,
    logAnalyticsWorkspaceId,
    sent: ALL_LOGS,
    actionGroups,
    rules: [
      ...platformAlerts({
        resourceGroupNames: [resourceGroup.name],
        expectedCallers: ["00000000-0000-4000-8000-000000000001"],
        idleHours: 24,
        quotaPercentage: 80,
        workingHours: { from: 6, to: 20, timeZone: "America/Toronto" },
      }),
      {
        name: "jobs-failed",
        title: "Jobs failed",
        reason: "The nightly training is needed in the morning.",
        severity: 3,
        tables: ["AmlRunStatusChangedEvent"],
        query: 'AmlRunStatusChangedEvent\n| where Status == "Failed"',
        window: "P1D",
        frequency: "PT6H",
        threshold: 5,
        isState: true,
      },
    ],
    nameSuffix,
    tags,
  });
  new ServiceHealthAlert(stack, "ServiceHealth", {
    resourceGroup,
    subscriptionId,
    name: "service-health-aml-dev",
    actionGroups,
    tags,
  });
  new Workbook(stack, "Workbook", {
    resourceGroup,
    displayName: "Machine learning: dev",
    logAnalyticsWorkspaceId,
    sent: ALL_LOGS,
    days: 30,
    tags,
  });
  new Budget(stack, "GroupBudget", {
    resourceGroup,
    name: "budget-network",
    monthlyAmount: 500,
    startDate: "2027-01-01",
    actionGroupIds: actionGroups.map(({ actionGroupId }) => actionGroupId),
    contactEmails: EMAILS,
    thresholds: [50, 100],
    forecastThresholds: [110],
  });
  new Budget(stack, "FirewallBudget", {
    subscriptionId,
    resourceGroupNames: [resourceGroup.name],
    serviceNames: ["Azure Firewall"],
    name: "budget-firewall",
    monthlyAmount: 50,
    startDate: "2027-01-01",
    contactEmails: EMAILS,
  });
  new CostAnomalyAlert(stack, "CostAnomaly", { subscriptionId, name: "cost-anomaly", emailAddresses: EMAILS });
  new DefenderPlans(stack, "Defender", { subscriptionId, plans: ["keyVaults", "storageAccounts", "containers"] });
  new PolicyAssignments(stack, "Policies", {
    resourceGroup,
    nameSuffix,
    environmentName: "dev",
    policies: [
      { policy: "workspacePrivateLink" },
      { policy: "workspacePublicNetworkAccess", effect: "Deny" },
      { policy: "workspaceManagedNetwork", parameters: { isolationMode: "AllowOnlyApprovedOutbound" } },
      { policy: "workspaceDiagnosticSettings", parameters: { logAnalytics: logAnalyticsWorkspaceId } },
      { policy: "computeLocalAuthenticationDisabled" },
      { policy: "deploymentAllowedRegistry", parameters: { allowedRegistryName: "mlrdevcc01", restrictedModels: [] } },
    ],
    exemptions: [
      {
        policy: "workspacePrivateLink",
        reason: "The pilot ends in summer.",
        expires: "2027-06-30",
        category: "Mitigated",
      },
    ],
  });
  new PolicyAssignments(stack, "SubscriptionPolicies", {
    subscriptionId,
    location: "canadacentral",
    nameSuffix: "aml",
    policies: [{ policy: "workspaceCustomerManagedKey" }, { policy: "workspacePublicNetworkAccessDisabled" }],
    exemptions: [{ policy: "workspaceCustomerManagedKey", reason: "Dev has no key.", expires: "2027-06-30" }],
  });
  return stack;
}
