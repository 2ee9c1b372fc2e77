import { describe, expect, it } from "vitest";
import { CANADA, makeVault, VAULT } from "../../support/platform.js";
import { GROUP, idOf, Sandbox, SUBSCRIPTION } from "../../support/sandbox.js";

describe("A shutdown schedule", () => {
  it("needs what it is to shut down, and answers 200 to its creation", async () => {
    const sandbox = await Sandbox.open();
    await makeVault(sandbox);
    const id = idOf("Microsoft.DevTestLab/schedules", "shutdown");
    const body = (targetResourceId: string) => ({ ...CANADA, properties: { targetResourceId } });
    expect(await sandbox.fail(id, body(`${VAULT}-none`))).toMatchObject({ code: "InvalidResourceReference" });
    expect((await sandbox.put(id, body(VAULT))).status).toBe(200);
  });
});

describe("A budget", () => {
  it("is kept as it is, without a provisioning state", async () => {
    const sandbox = await Sandbox.open();
    const budget = `${GROUP}/providers/Microsoft.Consumption/budgets/month`;
    expect((await sandbox.make(budget, { properties: { amount: 100 } })).properties).toEqual({ amount: 100 });
    expect(sandbox.azure.unknown).toEqual([]);
  });
});

describe("A budget with six notifications, or of nothing", () => {
  it("is refused", async () => {
    const sandbox = await Sandbox.open();
    const budget = `${SUBSCRIPTION}/providers/Microsoft.Consumption/budgets/month`;
    const notifications = Object.fromEntries([1, 2, 3, 4, 5, 6].map((one) => [one, {}]));
    expect(await sandbox.fail(budget, { properties: { amount: 1, notifications } })).toMatchObject({ status: 400 });
    expect(await sandbox.fail(budget, { properties: { amount: 0 } })).toMatchObject({ status: 400 });
  });
});

describe("A plan of Defender for Cloud", () => {
  it("is Free in every subscription until it is Standard, and can't be removed", async () => {
    const sandbox = await Sandbox.open();
    const plan = `${SUBSCRIPTION}/providers/Microsoft.Security/pricings/KeyVaults`;
    const tier = async () => (await sandbox.get(plan)).body.properties.pricingTier;
    expect(await tier()).toBe("Free");
    expect((await sandbox.put(plan, { properties: { pricingTier: "Standard" } })).status).toBe(200);
    expect(await tier()).toBe("Standard");
    await sandbox.put(plan, { properties: { pricingTier: "Free" } });
    expect(await tier()).toBe("Free");
    expect(await sandbox.fail(plan, { properties: { pricingTier: "Gold" } })).toMatchObject({ status: 400 });
  });
});

describe("An alert on cost", () => {
  it("is shown with its scope, without the first slash", async () => {
    const sandbox = await Sandbox.open();
    const id = `${SUBSCRIPTION}/providers/Microsoft.CostManagement/scheduledActions/cost-anomaly`;
    const { properties } = await sandbox.make(id, { kind: "InsightAlert", properties: { displayName: "cost" } });
    expect(properties).toEqual({ displayName: "cost", scope: SUBSCRIPTION.slice(1) });
  });
});
