import { describe, expect, it } from "vitest";
import {
  ActionGroup,
  Alerts,
  Budget,
  DefenderPlans,
  platformAlerts,
  PolicyAssignments,
  Workbook,
} from "../src/index.js";
import { ALL_LOGS, refusalOf, SmallStack } from "./fixture.js";

/** Constructs of programs in JavaScript, whose types nobody checks. */
const CONSTRUCTS = { ActionGroup, Alerts, Budget, DefenderPlans, PolicyAssignments, Workbook };

const stack = new SmallStack();
const { group: resourceGroup, logAnalyticsWorkspaceId } = stack;
const EMAILS = ["ops@example.com"];
const onCall = new ActionGroup(stack, "OnCall", { resourceGroup, name: "ag", emailAddresses: EMAILS });
const logs = { resourceGroup, logAnalyticsWorkspaceId, sent: ALL_LOGS };
const section = { title: "t", query: "AzureActivity", tables: ["AzureActivity"], visualization: "table" };
const VALID = {
  ActionGroup: { resourceGroup, name: "ag", emailAddresses: EMAILS },
  Alerts: { ...logs, actionGroups: [onCall], rules: [], nameSuffix: "aml-dev" },
  Budget: { resourceGroup, name: "b", monthlyAmount: 300, startDate: "2027-01-01", contactEmails: EMAILS },
  DefenderPlans: { plans: [] },
  PolicyAssignments: { resourceGroup, nameSuffix: "aml-dev", policies: [] },
  Workbook: { ...logs, displayName: "d" },
};
const GUID = "45e05259-1eb5-4f70-9574-baf73e9d219b";
const diagnostics = { policy: "workspaceDiagnosticSettings", parameters: { logAnalytics: "log-aml-dev" } };
const registry = { policy: "deploymentAllowedRegistry", parameters: { allowedRegistryName: "" } };
let count = 0;

describe("what TypeScript would reject is refused", () => {
  it.each<[keyof typeof VALID, object, path: string, fix: string]>([
    ["ActionGroup", { resourceGroup: "rg-aml" }, "resourceGroup", "pass the resource group itself"],
    ["ActionGroup", { shortName: 5 }, "shortName", "leave it out"],
    [
      "ActionGroup",
      { emailAddresses: Array(1001).fill("a@b.example") },
      "emailAddresses",
      "add the address of the team",
    ],
    ["Alerts", { rules: {} }, "rules", "platformAlerts"],
    ["Alerts", { rules: [null] }, "rules.0", "remove it"],
    ["Alerts", { sent: {} }, "sent.kinds", '["workspace"'],
    ["Alerts", { actionGroups: ["/subscriptions/a"] }, "actionGroups.0", "ActionGroup.fromActionGroupId"],
    ["Alerts", { actionGroups: [null] }, "actionGroups.0", "remove it"],
    ["Budget", { resourceGroup: "rg-aml" }, "resourceGroup", "pass the resource group itself"],
    ["Budget", { thresholds: 80 }, "thresholds", "[80, 100]"],
    ["Budget", { thresholds: null }, "thresholds", "[80, 100]"],
    ["Budget", { serviceNames: "Azure Firewall" }, "serviceNames", '["Azure Firewall"]'],
    ["Budget", { startDate: new Date("2027-01-01") }, "startDate", "2027-01-01"],
    ["DefenderPlans", { plans: "keyVaults" }, "plans", '["keyVaults"]'],
    ["PolicyAssignments", { policies: "workspacePrivateLink" }, "policies", "workspacePrivateLink"],
    ["PolicyAssignments", { policies: [{ policy: GUID }] }, "policies", "use workspacePrivateLink"],
    ["PolicyAssignments", { exemptions: {} }, "exemptions", "reason, expires"],
    [
      "PolicyAssignments",
      { policies: [diagnostics] },
      "policies.workspaceDiagnosticSettings.parameters.logAnalytics",
      "see https",
    ],
    [
      "PolicyAssignments",
      { policies: [registry] },
      "policies.deploymentAllowedRegistry.parameters.allowedRegistryName",
      "see https",
    ],
    ["Workbook", { displayName: 5 }, "displayName", "Machine learning"],
    ["Workbook", { sections: "jobs" }, "sections", "WORKBOOK_SECTIONS"],
    ["Workbook", { sections: [{ ...section, tables: ["AzureActivities"] }] }, "sections.0.tables", "use AzureActivity"],
    ["Workbook", { sections: [{ ...section, query: "AzureActivity | take (1" }] }, "sections.0.query", "run the query"],
    ["Workbook", { sections: [{ ...section, visualization: "pie" }] }, "sections.0.visualization", "use table"],
  ])("%s with %j", (type, props, path, fix) => {
    const id = `Wrong${(count += 1)}`;
    const Type = CONSTRUCTS[type] as unknown as new (scope: SmallStack, id: string, props: object) => object;
    expect(refusalOf(() => new Type(stack, id, { ...VALID[type], ...props }))).toMatchObject({
      path: `aml-dev/${id}.${path}`,
      fix: expect.stringContaining(fix),
    });
  });

  it.each(["resourceGroupNames", "expectedCallers"])("one text as %s of platformAlerts", (prop) => {
    const options = { resourceGroupNames: ["rg"], [prop]: "rg" } as never;
    expect(refusalOf(() => platformAlerts(options)).path).toBe(`platformAlerts.${prop}`);
  });
});
