import { describe, expect, it } from "vitest";
import { CANADA } from "../../support/platform.js";
import { idOf, Sandbox, SUBSCRIPTION } from "../../support/sandbox.js";

const LOGS = idOf("Microsoft.OperationalInsights/workspaces", "log-dev");
const DELETED = `${SUBSCRIPTION}/providers/Microsoft.OperationalInsights/deletedWorkspaces`;
const DAY = 24 * 3600;

async function open(): Promise<{ sandbox: Sandbox; customerId: string }> {
  const sandbox = await Sandbox.open();
  const { properties } = await sandbox.make(LOGS, CANADA);
  return { sandbox, customerId: properties.customerId };
}

async function recreated(sandbox: Sandbox): Promise<string> {
  return (await sandbox.make(LOGS, CANADA)).properties.customerId;
}

describe("A Log Analytics workspace", () => {
  it("has what Azure sets where nothing is said", async () => {
    const sandbox = await Sandbox.open();
    const features = { disableLocalAuth: true };
    const { properties } = await sandbox.make(LOGS, { ...CANADA, properties: { features } });
    expect(properties).toEqual({
      retentionInDays: 30,
      publicNetworkAccessForIngestion: "Enabled",
      publicNetworkAccessForQuery: "Enabled",
      workspaceCapping: { dailyQuotaGb: -1, dataIngestionStatus: "RespectQuota" },
      sku: { name: "PerGB2018" },
      customerId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      features: { enableLogAccessUsingOnlyResourcePermissions: true, disableLocalAuth: true },
      provisioningState: "Succeeded",
    });
  });

  it("keeps its id", async () => {
    const { sandbox, customerId } = await open();
    expect(await recreated(sandbox)).toBe(customerId);
  });

  it("lists two shared keys, made up", async () => {
    const { sandbox } = await open();
    const { primarySharedKey, secondarySharedKey } = (await sandbox.post(`${LOGS}/sharedKeys`)).body;
    expect(primarySharedKey).not.toBe(secondarySharedKey);
  });
});

describe("A deleted Log Analytics workspace", () => {
  it("is listed for two weeks", async () => {
    const { sandbox } = await open();
    await sandbox.delete(LOGS);
    sandbox.wait(10);
    sandbox.wait(14 * DAY - 1);
    expect((await sandbox.get(DELETED)).body.value).toMatchObject([{ id: LOGS, name: "log-dev" }]);
    sandbox.wait(1);
    expect((await sandbox.get(DELETED)).body.value).toEqual([]);
  });

  it("comes back when one of its name is made", async () => {
    const { sandbox, customerId } = await open();
    await sandbox.delete(LOGS);
    sandbox.wait(10);
    expect(await recreated(sandbox)).toBe(customerId);
    expect(sandbox.azure.softDeleted).toEqual([]);
  });

  it("does not come back when it is purged", async () => {
    const { sandbox, customerId } = await open();
    await sandbox.delete(`${LOGS}?force=true`);
    sandbox.wait(10);
    expect(sandbox.azure.softDeleted).toEqual([]);
    expect(await recreated(sandbox)).not.toBe(customerId);
  });
});
