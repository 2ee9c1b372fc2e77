import { describe, expect, it } from "vitest";
import { constructing } from "../src/commands/arguments.js";
import { parseConfiguration } from "../src/config/load.js";
import { ConfigurationError, type Problem } from "../src/config/problem.js";
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

describe("governance of other subscriptions", () => {
  const PROD = "00000000-0000-4000-8000-0000000000aa";
  const stack = platformOf({
    subscriptions: { "ml-prod": PROD },
    governance: {
      contactEmails: EMAILS,
      defenderPlans: ["keyVaults"],
      subscriptions: {
        "ml-prod": {
          budget: LIMIT,
          costAnomalyAlert: true,
          defenderPlans: ["keyVaults"],
          policies: [{ policy: "workspacePrivateLink" }],
        },
      },
    },
    environments: { dev: DEV },
  }).stack("aml-governance-shared");

  it("has plans with the provider of each subscription, because azurerm takes the subscription from it (S4-SEC-02)", () => {
    const plans = stack.resources.filter(({ type }) => type === "azurerm_security_center_subscription_pricing");
    expect(plans.map((plan) => plan.get("provider"))).toEqual([undefined, "azurerm.ml-prod"]);
  });

  it("has a budget, anomaly alert and policies of their own, which notify the platform's contacts (S0-CST-02)", () => {
    const subscription_id = `/subscriptions/${PROD}`;
    const provider = "azurerm.ml-prod";
    expect(stack).toHaveResource("azurerm_consumption_budget_subscription", { subscription_id, provider });
    expect(stack).toHaveResource("azurerm_cost_anomaly_alert", { subscription_id, email_addresses: EMAILS });
    expect(stack).toHaveResource("azurerm_subscription_policy_assignment", { subscription_id, provider });
    expect(stack).toHaveNoErrors();
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

  it("has alerts on an activity log that another setting sends, and no second setting (S0-OPS-04)", () => {
    const governance = {
      contactEmails: EMAILS,
      activityLog: "existing",
      alerts: { only: ["role-assignment-written"] },
    };
    const model = platformOf({ environments: { dev: { ...DEV, governance } } });
    expect(model).toHaveResource(RULE, { name: "role-assignment-written-aml-dev" });
    expect(model).not.toHaveResource("azurerm_monitor_diagnostic_setting", { name: "to-log-analytics-aml-dev" });
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
  const problemsOf = (configuration: object): readonly Problem[] => {
    try {
      const parsed = parseConfiguration("c.json", JSON.stringify(configuration));
      constructing({ file: "c.json", configuration: parsed }, () => platformOf(configuration));
    } catch (error) {
      if (error instanceof ConfigurationError) return error.problems;
      throw error;
    }
    return [];
  };
  const dev = (governance: unknown) => ({ environments: { dev: { ...DEV, governance } } });
  const budget = (options: object) => ({ contactEmails: EMAILS, budgets: { network: { ...LIMIT, ...options } } });
  const alerts = (options: object) => ({ contactEmails: EMAILS, alerts: options });
  const PRIVATE_LINK = { policy: "workspacePrivateLink" };
  const EXEMPTION = { ...PRIVATE_LINK, reason: "r", expires: "2027-06-30" };
  const exemption = (options: object) => ({
    policies: [PRIVATE_LINK],
    policyExemptions: [{ ...EXEMPTION, ...options }],
  });
  const STORAGE =
    "/subscriptions/00000000-0000-4000-8000-00000000000a/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st";

  it.each<[string, unknown, path: string, value: string, allowed: string, fix: string]>([
    ["a budget of 0", budget({ monthlyAmount: 0 }), "budgets.network.monthlyAmount", "0", "from 1", "use 300"],
    ["a negative budget", budget({ monthlyAmount: -1 }), "budgets.network.monthlyAmount", "-1", "from 1", "use 300"],
    ["an amount as text", budget({ monthlyAmount: "5" }), "budgets.network.monthlyAmount", '"5"', "from 1", "quotes"],
    [
      "a budget from the middle of a month",
      budget({ startDate: "2027-01-15" }),
      "budgets.network.startDate",
      '"2027-01-15"',
      "first day of a month",
      "use 2027-01-01",
    ],
    [
      "a budget from a month in more than a year",
      budget({ startDate: "2099-01-01" }),
      "budgets.network.startDate",
      '"2099-01-01"',
      "at most twelve months from now",
      "use 2027-01-01",
    ],
    ["half a percentage", budget({ thresholds: [80.5] }), "budgets.network.thresholds.0", "80.5", "whole", "use 80"],
    [
      "half a unit of the currency",
      budget({ monthlyAmount: 0.5 }),
      "budgets.network.monthlyAmount",
      "0.5",
      "from 1",
      "use 300",
    ],
    [
      "a contact with more than 64 characters",
      { contactEmails: [`${"a".repeat(53)}@example.com`] },
      "contactEmails.0",
      `"${"a".repeat(53)}@example.com"`,
      "at most 64 characters",
      "shorter address",
    ],
    [
      "a reason of more than 512 characters",
      exemption({ reason: "x".repeat(513) }),
      "policyExemptions.0.reason",
      JSON.stringify("x".repeat(513)),
      "at most 512 characters",
      "The pilot",
    ],
    [
      "a budget from before Azure has them",
      budget({ startDate: "2001-01-01" }),
      "budgets.network.startDate",
      '"2001-01-01"',
      "since June 2017",
      "use 2027-01-01",
    ],
    [
      "a budget with six thresholds",
      budget({ thresholds: [1, 2, 3, 4, 5, 6] }),
      "budgets.network.thresholds",
      "[1,2,3,4,5,6]",
      "one to five",
      "use [80, 100]",
    ],
    [
      "six thresholds with those of the forecast",
      budget({ forecastThresholds: [1, 2, 3, 4] }),
      "budgets.network.forecastThresholds",
      "[1,2,3,4]",
      "at most 3: a budget has 5",
      "remove some",
    ],
    ["a threshold of 0", budget({ thresholds: [0] }), "budgets.network.thresholds.0", "0", "1 to 1000", "use 80"],
    ["one of 1001", budget({ thresholds: [80, 1001] }), "budgets.network.thresholds.1", "1001", "1 to 1000", "use 80"],
    ["one twice", budget({ thresholds: [80, 80] }), "budgets.network.thresholds.1", "80", "each value once", "remove"],
    ["a contact that is no address", { contactEmails: ["ops"] }, "contactEmails.0", '"ops"', "e-mail", "ops@example"],
    ["a contact that is no list", { contactEmails: "a@b.ca" }, "contactEmails", '"a@b.ca"', "a list", '["ops@'],
    [
      "nobody to notify",
      { alerts: true },
      "contactEmails",
      "nothing",
      "an e-mail address to notify",
      "add contactEmails",
    ],
    ["a contact twice", { contactEmails: ["a@b.ca", "A@b.ca"] }, "contactEmails.1", '"A@b.ca"', "each value", "remove"],
    [
      "an action group of another type",
      { actionGroupIds: [STORAGE] },
      "actionGroupIds.0",
      JSON.stringify(STORAGE),
      "Microsoft.Insights/actionGroups",
      "az monitor action-group show",
    ],
    [
      "an exemption without an end",
      exemption({ expires: undefined }),
      "policyExemptions.0.expires",
      "nothing",
      "YYYY-MM-DD",
      "use 2027-06-30",
    ],
    [
      "an end that is no date",
      exemption({ expires: "2027-02-30" }),
      "policyExemptions.0.expires",
      '"2027-02-30"',
      "YYYY-MM-DD",
      "use 2027-06-30",
    ],
    [
      "an exemption of a policy that isn't assigned",
      { policyExemptions: [EXEMPTION] },
      "policyExemptions.0.policy",
      '"workspacePrivateLink"',
      "governance.policies: there is none",
      "add the policy",
    ],
    [
      "two exemptions of a policy",
      { policies: [PRIVATE_LINK], policyExemptions: [EXEMPTION, EXEMPTION] },
      "policyExemptions.1.policy",
      '"workspacePrivateLink"',
      "each policy once",
      "remove one",
    ],
    [
      "an unknown policy",
      { policies: [{ policy: "privateLink" }] },
      "policies.0.policy",
      '"privateLink"',
      "workspacePrivateLink, ",
      "workspacePrivateLink",
    ],
    [
      "a policy twice",
      { policies: [PRIVATE_LINK, PRIVATE_LINK] },
      "policies.1.policy",
      '"workspacePrivateLink"',
      "each policy once",
      "remove one",
    ],
    [
      "an effect that the policy doesn't have",
      { policies: [{ ...PRIVATE_LINK, effect: "Modify" }] },
      "policies.0.effect",
      '"Modify"',
      "Audit, Disabled",
      "use Audit",
    ],
    [
      "an effect in lower case",
      { policies: [{ ...PRIVATE_LINK, effect: "audit" }] },
      "policies.0.effect",
      '"audit"',
      "Audit, Deny",
      "did you mean Audit?",
    ],
    [
      "a parameter that the policy doesn't have",
      { policies: [{ ...PRIVATE_LINK, parameters: { mode: "x" } }] },
      "policies.0.parameters.mode",
      '"x"',
      "has no parameters",
      "remove it",
    ],
    [
      "no value of a parameter that the policy needs",
      { policies: [{ policy: "deploymentAllowedRegistry" }] },
      "policies.0.parameters.allowedRegistryName",
      "nothing",
      "a value",
      'add "allowedRegistryName"',
    ],
    ["an unknown alert", alerts({ only: ["quota"] }), "alerts.only.0", '"quota"', "quota-near", "mean quota-near?"],
    [
      "an alert twice",
      alerts({ only: ["compute-idle", "compute-idle"] }),
      "alerts.only.1",
      '"compute-idle"',
      "each value once",
      "remove one",
    ],
    ["a list of no alerts", alerts({ only: [] }), "alerts.only", "[]", "at least one of", "for example"],
    [
      "an alert whose table the environment doesn't send",
      alerts({ only: ["role-assignment-written"] }),
      "alerts.only.0",
      '"role-assignment-written"',
      "this one reads AzureActivity",
      "set activityLog to true",
    ],
    ["a window that Azure doesn't have", alerts({ idleHours: 7 }), "alerts.idleHours", "7", "1, 2, 3", "use 6"],
    [
      "working hours that end before they begin",
      alerts({ workingHours: { from: 20, to: 6 } }),
      "alerts.workingHours.to",
      "6",
      "after from, which is 20",
      "swap",
    ],
    [
      "an unknown time zone",
      alerts({ workingHours: { from: 6, to: 20, timeZone: "Nowhere/Atlantis" } }),
      "alerts.workingHours.timeZone",
      '"Nowhere/Atlantis"',
      "a time zone",
      "America/Toronto",
    ],
    ["a text for a flag", { workbook: "yes" }, "workbook", '"yes"', "true or false", "use true"],
    [
      "an unknown field",
      { costAnomalyAlert: true },
      "costAnomalyAlert",
      "a field of this name",
      "alerts",
      "move it to",
    ],
    ["an unknown budget", { budgets: { all: LIMIT } }, "budgets.all", "a field of this name", "network, ", "correct"],
  ])("%s", (_, governance, path, value, allowed, fix) => {
    expect(problemsOf(dev(governance))).toEqual([
      {
        path: `environments.dev.governance.${path}`,
        value,
        allowed: expect.stringContaining(allowed),
        fix: expect.stringContaining(fix),
      },
    ]);
  });

  it.each([
    ["nobody to notify of cost", { costAnomalyAlert: true }, "contactEmails"],
    [
      "a budget from before Azure has them",
      { contactEmails: EMAILS, budget: { ...LIMIT, startDate: "2001-01-01" } },
      "budget.startDate",
    ],
    [
      "more addresses than an anomaly alert has",
      { contactEmails: Array.from({ length: 21 }, (_, index) => `a${index}@b.example`), costAnomalyAlert: true },
      "contactEmails",
    ],
    [
      "an unknown value of a parameter",
      { policies: [{ policy: "workspaceManagedNetwork", parameters: { isolationMode: "Open" } }] },
      "policies.0.parameters.isolationMode",
    ],
    ["a plan twice", { defenderPlans: ["keyVaults", "keyVaults"] }, "defenderPlans.1"],
    ["a policy twice", { policies: [PRIVATE_LINK, PRIVATE_LINK] }, "policies.1.policy"],
    [
      "a policy whose identity would have a role on the subscription",
      { policies: [{ policy: "computeLocalAuthenticationDisabled" }] },
      "policies.0.policy",
    ],
    ["a threshold twice", { contactEmails: EMAILS, budget: { ...LIMIT, thresholds: [9, 9] } }, "budget.thresholds.1"],
  ])("%s, of the platform", (_, governance, path) => {
    expect(problemsOf({ governance, environments: { dev: DEV } })).toMatchObject([{ path: `governance.${path}` }]);
  });

  it.each([
    ["an unknown subscription", { "ml-prd": {} }, "ml-prd", "did you mean ml-prod?"],
    ["a subscription of two names", { "ml-prod": {}, production: {} }, "production", "move its fields there"],
    ["a plan twice", { "ml-prod": { defenderPlans: ["keyVaults", "keyVaults"] } }, "ml-prod.defenderPlans.1", "remove"],
    ["contacts of its own", { "ml-prod": { contactEmails: EMAILS } }, "ml-prod.contactEmails", "remove"],
  ])("%s, of another subscription", (_, others, path, fix) => {
    const id = "00000000-0000-4000-8000-0000000000aa";
    const subscriptions = { "ml-prod": id, production: id.toUpperCase() };
    expect(
      problemsOf({ subscriptions, governance: { subscriptions: others }, environments: { dev: DEV } }),
    ).toMatchObject([{ path: `governance.subscriptions.${path}`, fix: expect.stringContaining(fix) }]);
  });

  it("alerts of an environment that sends no logs", () => {
    const governance = { contactEmails: EMAILS, alerts: true };
    expect(problemsOf({ environments: { dev: { ...DEV, diagnosticSettings: false, governance } } })).toMatchObject([
      { path: "environments.dev.governance.alerts", fix: expect.stringContaining("diagnosticSettings") },
    ]);
  });

  it("two exports of an activity log to one Log Analytics workspace, and more than five to others", () => {
    const activity = (index: number, options: object) => ({
      addressSpace: `10.${index}.0.0/16`,
      privateEndpointSubnet: `10.${index}.1.0/24`,
      production: false,
      governance: { activityLog: true },
      ...options,
    });
    const log = {
      logAnalyticsWorkspaceId: STORAGE.replace("Storage/storageAccounts", "OperationalInsights/workspaces"),
    };
    const five = { a: {}, b: {}, c: {}, d: {}, e: {} };
    const environments = Object.entries({ ...five, f: {}, g: log, h: log }).map(([name, options], index) => [
      `${name}1`,
      activity(index + 1, options),
    ]);
    expect(problemsOf({ environments: Object.fromEntries(environments) })).toMatchObject([
      { path: "environments.f1.governance.activityLog", allowed: expect.stringContaining("at most 5") },
      { path: "environments.g1.governance.activityLog", allowed: expect.stringContaining("at most 5") },
      { path: "environments.h1.governance.activityLog", fix: 'use "existing"' },
    ]);
  });

  it("a budget of another subscription that notifies nobody", () => {
    const governance = { subscriptions: { "ml-prod": { budget: LIMIT } } };
    const subscriptions = { "ml-prod": "00000000-0000-4000-8000-0000000000aa" };
    expect(problemsOf({ subscriptions, governance, environments: { dev: DEV } })).toMatchObject([
      { path: "governance.contactEmails" },
    ]);
  });
});
