import { beforeEach, describe, expect, it } from "vitest";
import { CANADA } from "../../../support/platform.js";
import { idOf, Sandbox, SUBSCRIPTION } from "../../../support/sandbox.js";

const LOGS = idOf("Microsoft.OperationalInsights/workspaces", "log");
const ACTIONS = idOf("Microsoft.Insights/actionGroups", "ag");
const RULE = idOf("Microsoft.Insights/scheduledQueryRules", "rule");
const rule = (properties: object = {}) => ({
  ...CANADA,
  properties: {
    scopes: [LOGS],
    windowSize: "PT15M",
    evaluationFrequency: "PT5M",
    actions: { actionGroups: [ACTIONS] },
    ...properties,
  },
});

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await Sandbox.open();
  await sandbox.make(LOGS, CANADA);
  await sandbox.make(ACTIONS, {
    location: "Global",
    properties: { groupShortName: "ag", emailReceivers: [{ name: "ops", emailAddress: "ops@example.com" }] },
  });
});

describe("An action group", () => {
  it("confirms its receivers", async () => {
    expect((await sandbox.get(ACTIONS)).body.properties.emailReceivers).toEqual([
      { name: "ops", emailAddress: "ops@example.com", status: "Enabled" },
    ]);
  });

  it("has a short name of at most 12 characters", async () => {
    const body = { location: "Global", properties: { groupShortName: "thirteen-long" } };
    expect(await sandbox.fail(`${ACTIONS}2`, body)).toMatchObject({ status: 400, code: "InvalidShortName" });
  });
});

describe("A log alert", () => {
  it("asks an existing workspace, and notifies an existing group or one of another subscription", async () => {
    await sandbox.make(RULE, rule());
    const other = ACTIONS.replace(SUBSCRIPTION, "/subscriptions/00000000-0000-0000-0000-000000000009");
    await sandbox.make(RULE, rule({ actions: { actionGroups: [other] } }));
    expect(await sandbox.fail(RULE, rule({ scopes: [`${LOGS}2`] }))).toMatchObject({
      code: "InvalidResourceReference",
    });
    const missing = rule({ actions: { actionGroups: [`${ACTIONS}2`] } });
    expect(await sandbox.fail(RULE, missing)).toMatchObject({ code: "InvalidResourceReference" });
  });

  it.each([
    ["a window that Azure doesn't have", { windowSize: "PT20M" }],
    ["a frequency that is longer than the window", { evaluationFrequency: "PT30M" }],
  ])("refuses %s", async (_, properties) => {
    expect(await sandbox.fail(RULE, rule(properties))).toMatchObject({ status: 400, code: "BadRequest" });
  });
});

describe("An activity log alert", () => {
  it("has a category among its conditions", async () => {
    const id = idOf("Microsoft.Insights/activityLogAlerts", "health");
    const body = (allOf: object[]) => ({
      location: "global",
      properties: { condition: { allOf }, actions: { actionGroups: [{ actionGroupId: ACTIONS }] } },
    });
    await sandbox.make(id, body([{ field: "category", equals: "ServiceHealth" }]));
    expect(await sandbox.fail(id, body([]))).toMatchObject({ status: 400 });
  });
});

describe("A workbook", () => {
  it("has a GUID as its name, and JSON as its content", async () => {
    const id = (name: string) => idOf("Microsoft.Insights/workbooks", name);
    const guid = "11111111-0000-4000-8000-000000000001";
    const body = (serializedData: string) => ({ ...CANADA, properties: { serializedData } });
    await sandbox.make(id(guid), body("{}"));
    expect(await sandbox.fail(id("workbook"), body("{}"))).toMatchObject({ status: 400 });
    expect(await sandbox.fail(id(guid), body("{"))).toMatchObject({ status: 400 });
  });
});

describe("The activity log of a subscription", () => {
  it("is sent by a diagnostic setting with its own categories", async () => {
    const id = `${SUBSCRIPTION}/providers/Microsoft.Insights/diagnosticSettings/to-log`;
    const body = (category: string) => ({ properties: { workspaceId: LOGS, logs: [{ category, enabled: true }] } });
    await sandbox.make(id, body("Administrative"));
    expect(await sandbox.fail(id, body("AuditEvent"))).toMatchObject({ status: 400, code: "BadRequest" });
  });
});
