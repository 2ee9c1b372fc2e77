import { describe, expect, it } from "vitest";
import { type SqlDatabaseSettings, sqlDatabaseProblems, sqlSku } from "../src/index.js";

describe("sqlSku", () => {
  it.each(
    "Basic S0 S12 P15 GP_Gen5_2 GP_S_Gen5_1 GP_S_Gen5_80 GP_Fsv2_72 GP_DC_8 BC_Gen5_128 BC_M_64 HS_Gen5_2 HS_S_Gen5_4 HS_PRMS_128 HS_MOPRMS_80 HS_8IM_24 HS_S_8IM_24 gp_gen5_10".split(
      " ",
    ),
  )("knows %s", (name) => {
    expect(sqlSku(name)).toBeDefined();
  });

  it.each([
    ...["Huge", "", "S5", "S13", "P3", "GP_Gen5", "GP_Gen5_0", "GP_Gen5_1", "GP_Gen5_3", "GP_S_Gen5_3", "BC_S_Gen5_2"],
    ...["GP_Gen4_2", "GP_Gen5_22", "GP_Gen5_02", "GP_Fsv2_2", "Standard", "S0 ", "DW100c", "Free", "ElasticPool"],
  ])("doesn't know '%s'", (name) => {
    expect(sqlSku(name)).toBeUndefined();
  });

  it("says what they are", () => {
    expect(sqlSku("GP_S_Gen5_4")).toEqual({
      tier: "GeneralPurpose",
      serverless: true,
      vCores: 4,
      sizesInGb: undefined,
    });
    expect(sqlSku("s3")).toMatchObject({ tier: "Standard", serverless: false, vCores: undefined });
    expect(sqlSku("P15")?.sizesInGb?.at(-1)).toBe(4096);
  });
});

describe("the settings of a SQL database", () => {
  it.each<SqlDatabaseSettings>([
    { skuName: "S0", maxSizeGb: 250, pointInTimeRestoreDays: 35 },
    { skuName: "Basic", maxSizeGb: 0.5, pointInTimeRestoreDays: 7 },
    { skuName: "GP_Gen5_2", maxSizeGb: 33, zoneRedundant: true },
    { skuName: "GP_S_Gen5_2", minCapacity: 0.75, autoPauseDelayInMinutes: 15 },
    { skuName: "HS_S_Gen5_2", minCapacity: 1, autoPauseDelayInMinutes: -1 },
    { skuName: "GP_S_Gen5_1", weeklyRetention: "P4W", autoPauseDelayInMinutes: -1 },
    { skuName: "S0", monthlyRetention: "P120M", yearlyRetention: "P10Y", weekOfYear: 52 },
    { skuName: "P6", maxSizeGb: 750, weeklyRetention: "P520W", monthlyRetention: "P3650D" },
    { maxSizeGb: 33, autoPauseDelayInMinutes: 60, minCapacity: 9 },
  ])("are accepted: %j", (settings) => {
    expect(sqlDatabaseProblems(settings)).toEqual([]);
  });

  it.each<[SqlDatabaseSettings, keyof SqlDatabaseSettings, string]>([
    [{ skuName: "ElasticPool" }, "skuName", "use a SKU of its own, because this database isn't in an elastic pool"],
    [{ skuName: "S0", zoneRedundant: true }, "zoneRedundant", "Basic and Standard databases are in one zone"],
    [{ skuName: "S0", maxSizeGb: 32 }, "maxSizeGb", "one of the sizes of the SKU S0: 0.1, 0.5, 1, 2, 5, 10, 20, 30"],
    [{ skuName: "Basic", maxSizeGb: 5 }, "maxSizeGb", "one of the sizes of the SKU Basic: 0.1, 0.5, 1, 2"],
    [{ skuName: "GP_Gen5_2", maxSizeGb: 0.3 }, "maxSizeGb", "a whole number from 1"],
    [{ skuName: "S0", autoPauseDelayInMinutes: 60 }, "autoPauseDelayInMinutes", "only serverless databases"],
    [{ skuName: "HS_S_Gen5_2", autoPauseDelayInMinutes: 60 }, "autoPauseDelayInMinutes", "of the tier General Purpose"],
    [{ skuName: "GP_S_Gen5_1", autoPauseDelayInMinutes: 5 }, "autoPauseDelayInMinutes", "from 15 to 10080, or -1"],
    [
      { skuName: "GP_S_Gen5_1", autoPauseDelayInMinutes: 60, weeklyRetention: "P4W" },
      "autoPauseDelayInMinutes",
      "whose backups are kept for a long time",
    ],
    [{ skuName: "S0", minCapacity: 0.5 }, "minCapacity", "which isn't serverless"],
    [{ skuName: "GP_S_Gen5_1", minCapacity: 2 }, "minCapacity", "vCores from 0.5 to 1"],
    [{ skuName: "Basic", pointInTimeRestoreDays: 14 }, "pointInTimeRestoreDays", "from 1 to 7, with the SKU Basic"],
    [{ pointInTimeRestoreDays: 36 }, "pointInTimeRestoreDays", "a whole number of days from 1 to 35"],
    [{ weeklyRetention: "4 weeks" }, "weeklyRetention", "from one week to ten years"],
    [{ weeklyRetention: "P6D" }, "weeklyRetention", "from one week to ten years"],
    [{ weeklyRetention: "P521W" }, "weeklyRetention", "from one week to ten years"],
    [{ weeklyRetention: "P3651D" }, "weeklyRetention", "from one week to ten years"],
    [{ monthlyRetention: "P121M" }, "monthlyRetention", "from one week to ten years"],
    [{ monthlyRetention: "PT0S" }, "monthlyRetention", "from one week to ten years"],
    [{ yearlyRetention: "P11Y", weekOfYear: 1 }, "yearlyRetention", "from one week to ten years"],
    [{ yearlyRetention: "P5Y" }, "weekOfYear", "set weekOfYear to 1"],
    [{ weekOfYear: 1 }, "weekOfYear", "leave weekOfYear out"],
    [{ yearlyRetention: "P5Y", weekOfYear: 60 }, "weekOfYear", "a week from 1 to 52"],
  ])("are rejected: %j", (settings, setting, text) => {
    const problems = sqlDatabaseProblems(settings);
    expect(problems).toMatchObject([{ setting, value: settings[setting] }]);
    expect(`${problems[0]?.allowed}; ${problems[0]?.fix}`).toContain(text);
  });
});
