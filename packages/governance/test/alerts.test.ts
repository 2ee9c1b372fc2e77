import { Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { ActionGroup, type AlertRule, Alerts, PLATFORM_ALERTS, platformAlerts, type SentLogs } from "../src/index.js";
import { ALL_LOGS, refusalOf, SmallStack } from "./fixture.js";

const RULE = "azurerm_monitor_scheduled_query_rules_alert_v2";
const DEPLOYER = "00000000-0000-4000-8000-000000000001";

function alerts(rules: readonly AlertRule[], sent: SentLogs = ALL_LOGS): SmallStack {
  const stack = new SmallStack();
  const { group: resourceGroup, logAnalyticsWorkspaceId } = stack;
  const group = new ActionGroup(stack, "Group2", { resourceGroup, name: "ag", emailAddresses: ["ops@example.com"] });
  new Alerts(stack, "Alerts", {
    resourceGroup,
    logAnalyticsWorkspaceId,
    sent,
    actionGroups: [group],
    rules,
    nameSuffix: "aml-dev",
  });
  return stack;
}

const platform = (options = {}) => platformAlerts({ resourceGroupNames: ["rg-aml-ws-dev-cc-01"], ...options });
const rule = (props: Partial<AlertRule> = {}): AlertRule => ({
  name: "jobs-failed",
  title: "Jobs failed",
  reason: "They are needed in the morning.",
  severity: 3,
  tables: ["AmlRunStatusChangedEvent"],
  query: 'AmlRunStatusChangedEvent | where Status == "Failed"',
  window: "PT15M",
  frequency: "PT15M",
  ...props,
});

describe("the alerts of a platform", () => {
  const stack = alerts(platform({ expectedCallers: [DEPLOYER] }));

  it("are one rule each, with severity, query and reason, that notifies the action group (S0-OPS-01)", () => {
    expect(stack).toHaveResourceCount(RULE, PLATFORM_ALERTS.length);
    expect(stack).toHaveResource(RULE, {
      name: "workspace-or-registry-deleted-aml-dev",
      display_name: "A workspace or registry was deleted",
      description: expect.stringContaining("recovered for 14 days"),
      severity: 0,
      evaluation_frequency: "PT15M",
      window_duration: "PT15M",
      skip_query_validation: true,
      scopes: [expect.stringContaining("/workspaces/log-aml-dev-cc-01")],
      action: { action_groups: ["${azurerm_monitor_action_group.Group2_F7AF80BA.id}"] },
      criteria: [{ operator: "GreaterThan", threshold: 0, time_aggregation_method: "Count" }],
    });
  });

  it("report a role that anybody but the deployment principal wrote, also on the subscription (S0-OPS-04)", () => {
    const query = platform({ expectedCallers: [DEPLOYER] }).find(
      ({ name }) => name === "role-assignment-written",
    )?.query;
    expect(query).toContain(`where Caller !in~ ("${DEPLOYER}")`);
    expect(query).toContain('where isempty(ResourceGroup) or ResourceGroup in~ ("rg-aml-ws-dev-cc-01")');
  });

  it("report failed outbound rules of the deployment principal as well", () => {
    const query = platform({ expectedCallers: [DEPLOYER] }).find(({ name }) => name === "outbound-rule-changed")?.query;
    expect(query).toMatch(/ActivityStatusValue in~ \("Failure", "Failed"\) or \(.*Caller !in~/);
  });

  it("take the hours of idle nodes, the percentage of the quota and the working hours", () => {
    const rules = platform({
      idleHours: 48,
      quotaPercentage: 70,
      workingHours: { from: 8, to: 18, timeZone: "Asia/Tokyo" },
    });
    const one = (name: string) => rules.find((found) => found.name === name);
    expect(one("compute-idle")).toMatchObject({ window: "P2D", query: expect.stringContaining("Hours >= 48") });
    expect(one("quota-near")?.query).toContain("Used >= 70");
    expect(one("bastion-outside-of-hours")?.query).toMatch(/"Asia\/Tokyo"[^]*Hour < 8 or Hour >= 18/);
  });

  it("report idle nodes after 6 hours, 90 percent of the quota, and sessions outside of 7 to 19 UTC by default", () => {
    const queries = platform()
      .map(({ query }) => query)
      .join("\n");
    expect(queries).toContain("Hours >= 6");
    expect(queries).toContain("Used >= 90");
    expect(queries).toMatch(/"UTC"[^]*Hour < 7 or Hour >= 19/);
  });

  it.each([
    ["resourceGroupNames", []],
    ["idleHours", 7],
    ["quotaPercentage", 0],
    ["workingHours", { from: 19, to: 7 }],
    ["workingHours.timeZone", { from: 7, to: 19, timeZone: "Toronto" }],
  ])("refuse %s %j", (path, value) => {
    const prop = path.split(".")[0] ?? "";
    expect(refusalOf(() => platform({ [prop]: value })).path).toBe(`platformAlerts.${path}`);
  });

  it("notify of an event each time, and of a state when it begins and ends", () => {
    expect(stack).toHaveResource(RULE, { name: "quota-near-aml-dev", auto_mitigation_enabled: true });
    expect(stack).toHaveResource(RULE, { name: "role-assignment-written-aml-dev", auto_mitigation_enabled: false });
  });
});

describe("Alerts", () => {
  it("refuses a rule whose table the platform doesn't send, and says what would fill it", () => {
    const withoutActivity = { ...ALL_LOGS, activityLog: false };
    expect(refusalOf(() => alerts(platform(), withoutActivity))).toMatchObject({
      path: "aml-dev/Alerts.rules.role-assignment-written.tables",
      allowed: expect.stringMatching(/^tables that the platform sends logs to: AzureDiagnostics, AzureMetrics/),
      fix: expect.stringContaining("send the activity log"),
    });
    expect(refusalOf(() => alerts([rule()], { kinds: [], activityLog: false })).allowed).toContain(": none");
  });

  it.each([
    ["a table that doesn't exist", { tables: ["AmlRunStatusChangeEvent"] }, "tables", "use AmlRunStatusChangedEvent"],
    ["a table that the query doesn't read", { tables: ["AzureMetrics"] }, "tables", "name it in the query"],
    ["no reason", { reason: " " }, "reason", "say what happens"],
    ["a window that Azure doesn't have", { window: "PT20M" }, "window", "next longer"],
    ["a frequency that Azure doesn't have", { window: "P2D", frequency: "P2D" }, "frequency", "use P1D"],
    ["a frequency longer than its window", { frequency: "PT1H" }, "frequency", "use PT15M"],
    ["a name with capitals", { name: "JobsFailed" }, "name", "quota-near"],
    ["a name of 64 characters", { name: "a".repeat(64) }, "name", "quota-near"],
    [
      "a query that is too long",
      { query: `AmlRunStatusChangedEvent${" ".repeat(60_000)}` },
      "query",
      "save a function",
    ],
    ["no title", { title: "" }, "title", "say what happened"],
    ["no query", { query: " " }, "query", "write a query"],
    ["a reason that is missing", { reason: undefined as never }, "reason", "say what happens"],
    ["no tables", { tables: [] }, "tables", "name those of the query"],
    ["a severity that Azure doesn't have", { severity: 5 as never }, "severity", "use 2"],
    ["a reason that is too long", { reason: "x".repeat(4097) }, "reason", "shorten it"],
    ["a bracket that isn't closed", { query: "AmlRunStatusChangedEvent | where (Status" }, "query", "run the query"],
    ["a text that isn't closed", { query: 'AmlRunStatusChangedEvent | where Status == "x' }, "query", "run the query"],
    ["an empty step", { query: "AmlRunStatusChangedEvent |\n| take 1" }, "query", "run the query"],
    [
      "another table that it reads",
      { query: "AmlRunStatusChangedEvent | join AzureActivity on CorrelationId" },
      "tables",
      "add AzureActivity",
    ],
    ["its table in a text only", { query: 'print "AmlRunStatusChangedEvent"' }, "tables", "name it in the query"],
    ["a state that is asked once a day", { isState: true, window: "P1D", frequency: "P1D" }, "frequency", "use PT6H"],
    ["a threshold below 0", { threshold: -1 }, "threshold", "leave it out for 0"],
  ])("refuses a rule with %s", (_, props, prop, fix) => {
    const given = rule(props);
    expect(refusalOf(() => alerts([given]))).toMatchObject({
      path: `aml-dev/Alerts.rules.${given.name}.${prop}`,
      fix: expect.stringContaining(fix),
    });
  });

  it("accepts every window that Azure has", () => {
    const windows = "1M 5M 10M 15M 30M 45M 1H 2H 3H 4H 5H 6H".split(" ").map((time) => `PT${time}`);
    const rules = [...windows, "P1D", "P2D"].map((window) =>
      rule({ name: `in-${window.toLowerCase()}`, window, frequency: "PT1M" }),
    );
    expect(alerts(rules)).toHaveResourceCount(RULE, 14);
  });

  it("refuses two rules of one name", () => {
    expect(refusalOf(() => alerts([rule(), rule()])).path).toBe("aml-dev/Alerts.rules.jobs-failed");
  });

  it("refuses rules that tell nobody, and a Log Analytics workspace by its name", () => {
    const stack = new SmallStack();
    const { group: resourceGroup, logAnalyticsWorkspaceId } = stack;
    const props = { resourceGroup, sent: ALL_LOGS, actionGroups: [], rules: [rule()], nameSuffix: "aml-dev" };
    const make = (id: string, log: string) =>
      refusalOf(() => new Alerts(stack, id, { ...props, logAnalyticsWorkspaceId: log })).path;
    expect(make("Nobody", logAnalyticsWorkspaceId)).toBe("aml-dev/Nobody.actionGroups");
    expect(make("Named", "log-aml-dev")).toBe("aml-dev/Named.logAnalyticsWorkspaceId");
  });

  it("accepts brackets and quotes in texts and comments", () => {
    const query = String.raw`AmlRunStatusChangedEvent // the end of a run's status :(
| where Status in ("a\"b)", 'it''s', @"C:\") and RunId !has "AzureActivity" | take 1`;
    expect(Testing.synth(alerts([rule({ query })]))).toContain("jobs-failed");
  });

  it("accepts your own tables", () => {
    const stack = alerts([rule({ tables: ["Training_CL"], query: "Training_CL" })]);
    expect(Testing.synth(stack)).toContain("Training_CL");
  });
});
