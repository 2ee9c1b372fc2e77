import { describe, expect, it } from "vitest";
import { parseConfiguration } from "../src/config/load.js";
import type { ConfigurationError } from "../src/config/problem.js";
import { platformOf } from "./fixture.js";

const DEV = { addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24", bastion: { subnet: "10.1.2.0/26" } };
const EMAILS = ["ops@example.com"];
const LIMIT = { monthlyAmount: 500, startDate: "2027-01-01" };
const RULE = "azurerm_monitor_scheduled_query_rules_alert_v2";

describe("governance of an environment", () => {
  const model = platformOf({
    governance: {
      contactEmails: EMAILS,
      budget: LIMIT,
      costAnomalyAlert: true,
      defenderPlans: ["keyVaults"],
      policies: [{ policy: "workspaceCustomerManagedKey" }],
    },
    environments: {
      dev: {
        ...DEV,
        governance: {
          alerts: { workingHours: { from: 6, to: 20, timeZone: "Europe/Berlin" } },
          activityLog: true,
          logQueryAudit: true,
          budgets: { network: LIMIT, environment: LIMIT, firewall: LIMIT },
          policies: [{ policy: "workspacePublicNetworkAccess", effect: "Deny" }],
          policyExemptions: [
            { policy: "workspacePublicNetworkAccess", reason: "Until the pilot ends.", expires: "2027-06-30" },
          ],
        },
        workspaces: { vision: {} },
      },
    },
  });

  it("has all alerts, which notify the platform's contacts (S0-OPS-01, S0-OPS-04)", () => {
    expect(model).toHaveResourceCount(RULE, 8);
    expect(model).toHaveResource(RULE, {
      name: "bastion-outside-of-hours-aml-dev",
      criteria: [{ query: expect.stringContaining('"Europe/Berlin"') }],
    });
    expect(model).toHaveResource("azurerm_monitor_action_group", {
      name: "ag-aml-dev-cc-01",
      short_name: "aml-dev",
      email_receiver: [{ email_address: "ops@example.com" }],
    });
    expect(model).toHaveNoErrors();
  });

  it("expects changes of the deployment principal and of the workspaces' identities", () => {
    expect(model).toHaveResource(RULE, {
      name: "role-assignment-written-aml-dev",
      criteria: [{ query: expect.stringMatching(/Caller !in~ \("\$\{var\.deployment_principal_object_id\}", "/) }],
    });
  });

  it("has a workbook, and the activity log and the queries in Log Analytics (S0-OPS-01, S0-OPS-04)", () => {
    expect(model).toHaveResource("azurerm_application_insights_workbook", { display_name: "Machine learning: dev" });
    expect(model).toHaveResource("azurerm_monitor_diagnostic_setting", { name: "to-log-analytics-aml-dev" });
    expect(model.stack("aml-dev-base")).toHaveResource("azurerm_monitor_diagnostic_setting", {
      target_resource_id: expect.stringContaining("azurerm_log_analytics_workspace."),
      enabled_log: [{ category: "Audit" }],
    });
  });

  it("has budgets of its groups, of all of them, and of firewalls (S0-CST-02)", () => {
    const names = ["network", "environment", "firewall"].map((kind) => `budget-aml-dev-cc-01-${kind}`);
    const [network, environment, firewall] = names;
    expect(model).toHaveResource("azurerm_consumption_budget_resource_group", { name: network });
    expect(model).toHaveResource("azurerm_consumption_budget_subscription", {
      name: environment,
      filter: { dimension: [{ name: "ResourceGroupName", values: expect.arrayContaining([expect.any(String)]) }] },
    });
    expect(model).toHaveResource("azurerm_consumption_budget_subscription", { name: firewall });
  });

  it("assigns policies to the group of each workspace, with their exemptions (S2-ADD-03)", () => {
    expect(model).toHaveResourceCount("azurerm_resource_group_policy_assignment", 2);
    expect(model).toHaveResourceCount("azurerm_resource_group_policy_exemption", 2);
  });

  it("has the subscription's budget, plans and policies in a stack of their own (S4-SEC-02)", () => {
    const stack = model.stack("aml-governance-shared");
    expect(stack).toHaveResource("azurerm_consumption_budget_subscription", { name: "budget-aml" });
    expect(stack).toHaveResource("azurerm_cost_anomaly_alert", { email_addresses: EMAILS });
    expect(stack).toHaveResource("azurerm_security_center_subscription_pricing", { resource_type: "KeyVaults" });
    expect(stack).toHaveResource("azurerm_subscription_policy_assignment", { name: "workspaceCustomerManagedKey-aml" });
  });
});

describe("what is left out", () => {
  it("creates nothing that costs something, and only the workbook of what doesn't", () => {
    const model = platformOf({ environments: { dev: { ...DEV, governance: {} } } });
    expect(model).toHaveResourceCount("azurerm_application_insights_workbook", 1);
    expect(model.resources({ type: RULE })).toEqual([]);
    expect(model.stacks.map(({ name }) => name)).not.toContain("aml-governance-shared");
  });

  it("leaves out alerts whose logs the environment doesn't send", () => {
    const { bastion: _, ...withoutBastion } = DEV;
    const governance = { contactEmails: EMAILS, alerts: true };
    const model = platformOf({ environments: { dev: { ...withoutBastion, governance } } });
    const names = model.resources({ type: RULE }).map((rule) => rule.get("name"));
    expect(names.sort()).toEqual(["compute-idle-aml-dev", "quota-near-aml-dev", "vault-access-refused-aml-dev"]);
  });

  it("leaves tags alone that a policy stamps (S0-TAG-03)", () => {
    const model = platformOf({
      ignoreTagChanges: ["created_date", "created_by"],
      environments: { dev: { ...DEV, governance: { contactEmails: EMAILS } } },
    });
    expect(model).toHaveResource("azurerm_monitor_action_group", {
      lifecycle: { ignore_changes: ['tags["created_date"]', 'tags["created_by"]'] },
    });
  });
});

describe("governance is rejected with", () => {
  const problemsOf = (configuration: object) => {
    try {
      parseConfiguration("c.json", JSON.stringify(configuration));
    } catch (error) {
      return (error as ConfigurationError).problems.map(({ path }) => path);
    }
    return [];
  };
  const dev = (governance: object) => ({ environments: { dev: { ...DEV, governance } } });

  it.each<[string, object, string]>([
    [
      "a budget of 0",
      { contactEmails: EMAILS, budgets: { network: { ...LIMIT, monthlyAmount: 0 } } },
      "budgets.network.monthlyAmount",
    ],
    [
      "a budget with six thresholds",
      { contactEmails: EMAILS, budgets: { network: { ...LIMIT, thresholds: [1, 2, 3, 4, 5, 6] } } },
      "budgets.network.thresholds",
    ],
    ["a contact that is no address", { contactEmails: ["ops"] }, "contactEmails.0"],
    ["nobody to notify", { alerts: true }, "contactEmails"],
    [
      "an exemption without an end",
      { policyExemptions: [{ policy: "workspacePrivateLink", reason: "r" }] },
      "policyExemptions.0.expires",
    ],
    ["an unknown alert", { contactEmails: EMAILS, alerts: { only: ["quota"] } }, "alerts.only.0"],
    ["an unknown policy", { policies: [{ policy: "privateLink" }] }, "policies.0.policy"],
    ["a window that Azure doesn't have", { contactEmails: EMAILS, alerts: { idleHours: 7 } }, "alerts.idleHours"],
  ])("%s", (_, governance, path) => {
    const [found = ""] = problemsOf(dev(governance));
    expect(`environments.dev.governance.${path}`.startsWith(found) && found !== "").toBe(true);
  });

  it("nobody to notify of the platform's cost", () => {
    expect(problemsOf({ governance: { costAnomalyAlert: true }, environments: { dev: DEV } })).toEqual([
      "governance.contactEmails",
    ]);
  });

  it("an alert whose table the environment doesn't send", () => {
    const governance = { contactEmails: EMAILS, alerts: { only: ["role-assignment-written"] } };
    expect(() => platformOf(dev(governance))).toThrow(
      /AzureActivity.*allowed: tables that the platform sends logs to: AzureDiagnostics.*send the activity log/s,
    );
  });
});
