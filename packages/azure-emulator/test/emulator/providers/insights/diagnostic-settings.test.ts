import { describe, expect, it } from "vitest";
import { CANADA, makeVault, VAULT } from "../../../support/platform.js";
import { idOf, Sandbox } from "../../../support/sandbox.js";

const LOGS = idOf("Microsoft.OperationalInsights/workspaces", "log");
const SETTING = `${VAULT}/providers/Microsoft.Insights/diagnosticSettings/one`;
const OTHER = `${VAULT}/providers/Microsoft.Insights/diagnosticSettings/other`;

const audit = { properties: { workspaceId: LOGS, logs: [{ category: "AuditEvent", enabled: true }] } };

async function open(): Promise<Sandbox> {
  const sandbox = await Sandbox.open();
  await makeVault(sandbox);
  await sandbox.make(LOGS, CANADA);
  return sandbox;
}

describe("A diagnostic setting", () => {
  it("is kept at once, without a provisioning state", async () => {
    const sandbox = await open();
    expect((await sandbox.put(SETTING, audit)).status).toBe(200);
    expect((await sandbox.get(SETTING)).body.properties).toEqual(audit.properties);
  });

  it("needs its workspace", async () => {
    const sandbox = await open();
    const workspaceId = `${LOGS}-none`;
    expect(await sandbox.fail(SETTING, { properties: { workspaceId } })).toMatchObject({
      status: 400,
      code: "InvalidResourceReference",
    });
  });

  it.each([
    ["logs", "Category 'AllLogs' is not supported. Supported are: AuditEvent, AzurePolicyEvaluationDetails."],
    ["metrics", "Metric category 'AllLogs' is not supported. Supported are: AllMetrics."],
  ])("names %s that its resource has", async (property, message) => {
    const sandbox = await open();
    const properties = { workspaceId: LOGS, [property]: [{ category: "AllLogs", enabled: true }] };
    expect(await sandbox.fail(SETTING, { properties })).toEqual({ status: 400, code: "BadRequest", message });
  });

  it("may name a group of categories", async () => {
    const sandbox = await open();
    const properties = { workspaceId: LOGS, logs: [{ categoryGroup: "allLogs", category: null, enabled: true }] };
    expect(await sandbox.fail(SETTING, { properties })).toBeUndefined();
  });

  it("may name anything of a resource that the catalog doesn't know", async () => {
    const sandbox = await open();
    const thing = idOf("Contoso.Things/things", "one");
    await sandbox.make(thing);
    const properties = { workspaceId: LOGS, logs: [{ category: "Anything", enabled: true }] };
    const setting = `${thing}/providers/Microsoft.Insights/diagnosticSettings/one`;
    expect(await sandbox.fail(setting, { properties })).toBeUndefined();
  });

  it("sends a category to a workspace that no other setting sends it to", async () => {
    const sandbox = await open();
    await sandbox.put(SETTING, audit);
    const failure = await sandbox.fail(OTHER, audit);
    expect(failure).toMatchObject({ status: 409, code: "Conflict" });
    expect(failure?.message).toBe(
      `Data sink '${LOGS.toLowerCase()}' is already used in diagnostic setting 'one'. Data sinks can't be reused in different settings on the same category for the same resource.`,
    );
  });

  it("may send another category there, or the same elsewhere", async () => {
    const sandbox = await open();
    await sandbox.put(SETTING, audit);
    await sandbox.make(`${LOGS}-2`, CANADA);
    const metrics = { properties: { workspaceId: LOGS, metrics: [{ category: "AllMetrics", enabled: true }] } };
    expect(await sandbox.fail(OTHER, metrics)).toBeUndefined();
    const elsewhere = { properties: { ...audit.properties, workspaceId: `${LOGS}-2` } };
    expect(await sandbox.fail(OTHER, elsewhere)).toBeUndefined();
  });

  it("lists the available categories", async () => {
    const sandbox = await open();
    const { body } = await sandbox.get(`${VAULT}/providers/Microsoft.Insights/diagnosticSettingsCategories`);
    expect(body.value).toEqual([
      { name: "AuditEvent", properties: { categoryType: "Logs" } },
      { name: "AzurePolicyEvaluationDetails", properties: { categoryType: "Logs" } },
      { name: "AllMetrics", properties: { categoryType: "Metrics" } },
    ]);
  });
});
