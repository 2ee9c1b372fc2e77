import { describe, expect, it } from "vitest";
import { CANADA, INSIGHTS } from "../../../support/platform.js";
import { Sandbox } from "../../../support/sandbox.js";

describe("Application Insights", () => {
  it("answers 200 to its creation: azurerm takes no 201", async () => {
    const sandbox = await Sandbox.open();
    expect((await sandbox.put(INSIGHTS, CANADA)).status).toBe(200);
  });

  it("has what Azure sets, keys that stay the same included", async () => {
    const sandbox = await Sandbox.open();
    const { properties } = await sandbox.make(INSIGHTS, { ...CANADA, properties: { RetentionInDays: 30 } });
    expect(properties).toMatchObject({
      Flow_Type: "Bluefield",
      IngestionMode: "LogAnalytics",
      RetentionInDays: 30,
      SamplingPercentage: 100,
      publicNetworkAccessForIngestion: "Enabled",
      publicNetworkAccessForQuery: "Enabled",
      Name: "appi-dev",
      ConnectionString: `InstrumentationKey=${properties.InstrumentationKey};IngestionEndpoint=https://canadacentral.in.applicationinsights.azure.com/`,
    });
    expect((await sandbox.make(INSIGHTS, CANADA)).properties.InstrumentationKey).toBe(properties.InstrumentationKey);
  });

  it("returns the daily cap of its billing features", async () => {
    const sandbox = await Sandbox.open();
    await sandbox.make(INSIGHTS, CANADA);
    const { body } = await sandbox.get(`${INSIGHTS}/currentBillingFeatures`);
    expect(body.DataVolumeCap).toMatchObject({ Cap: 100, WarningThreshold: 90 });
  });
});
