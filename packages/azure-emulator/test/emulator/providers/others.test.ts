import { describe, expect, it } from "vitest";
import { CANADA, makeVault, VAULT } from "../../support/platform.js";
import { GROUP, idOf, Sandbox } from "../../support/sandbox.js";

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
