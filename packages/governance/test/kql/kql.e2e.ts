import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LOG_TABLES, type LogTableName } from "@org/azure-catalog";
import { describe, expect, it } from "vitest";
import { platformAlerts, WORKBOOK_SECTIONS } from "../../src/index.js";
import { problemsOf } from "./kusto.js";

const ALL = Object.keys(LOG_TABLES) as LogTableName[];
const DEPLOYER = "00000000-0000-4000-8000-000000000001";
const GROUPS = { resourceGroupNames: ["rg-aml-ws-dev-cc-01", "rg-aml-reg-dev-cc-01"] };

describe("the parser", () => {
  it.each([
    ["a table that nothing fills", "SigninLogs | take 1", "SigninLogs"],
    ["a column that the table doesn't have", "AzureActivity | where Kaller == 'x'", "Kaller"],
    ["a function that doesn't exist", "AzureActivity | where hour_of_day(TimeGenerated) > 3", "hour_of_day"],
    ["a comparison of different types", "AzureMetrics | where Maximum > 'x' and not(1)", ""],
    ["a missing parenthesis", "AzureActivity | where (Caller == 'x'", "Expected"],
  ])("finds %s", (_, query, named) => {
    const problems = problemsOf(query, ALL);
    expect(problems).not.toEqual([]);
    expect(problems.join()).toContain(named);
  });
});

describe("the alerts of a platform", () => {
  const withDeployer = platformAlerts({
    ...GROUPS,
    expectedCallers: [DEPLOYER],
    workingHours: { from: 6, to: 20, timeZone: "America/Toronto" },
  });
  it.each(withDeployer)(
    "$name: valid KQL over the tables and columns that it declares (S0-OPS-01)",
    ({ query, tables }) => {
      expect(problemsOf(query, tables as readonly LogTableName[])).toEqual([]);
    },
  );

  it.each(platformAlerts(GROUPS))("$name: valid without expected callers", ({ query, tables }) => {
    expect(problemsOf(query, tables as readonly LogTableName[])).toEqual([]);
  });
});

describe("the workbook", () => {
  it.each(WORKBOOK_SECTIONS)(
    "$title: valid KQL over the tables and columns that it declares (S0-OPS-01)",
    (section) => {
      expect(problemsOf(section.query, section.tables)).toEqual([]);
    },
  );
});

describe("the log queries of the runbook", () => {
  const page = readFileSync(join(import.meta.dirname, "../../../../docs/runbooks/operations.md"), "utf8");
  const queries = [...page.matchAll(/```kusto\n([^]*?)```/g)].map(([, query = ""]) => query);

  it.each(queries)("is valid KQL over tables that the platform fills: %s", (query) => {
    expect(problemsOf(query, ALL)).toEqual([]);
  });
});
