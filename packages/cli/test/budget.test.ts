import { ArmIds } from "../src/import/arm-ids.js";
import { importsOf } from "../src/import/import-blocks.js";
import { parseConfiguration } from "../src/config/load.js";
import type { ConfigurationError } from "../src/config/problem.js";
import { describe, expect, it } from "vitest";
import { platformOf } from "./fixture.js";

const DEV = { addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24" };
const GROUP =
  "/subscriptions/00000000-0000-4000-8000-00000000000c/resourceGroups/rg-ops/providers/Microsoft.Insights/actionGroups/ag-ops";
const BUDGET = { monthlyAmount: 300, startDate: "2027-01-01", actionGroupIds: [GROUP] };

describe("budget", () => {
  const model = platformOf({
    environments: {
      dev: { ...DEV, budget: BUDGET, workspaces: { vision: { budget: { ...BUDGET, thresholds: [50] } }, speech: {} } },
    },
  });

  it("is that of a workspace's resource group, and notifies action groups at 80 and 100 percent", () => {
    expect(model).toHaveResource("azurerm_consumption_budget_resource_group", {
      name: "budget-aml-dev-cc-01",
      amount: 300,
      time_period: { start_date: "2027-01-01T00:00:00Z" },
      notification: [
        { threshold: 80, contact_groups: [GROUP] },
        { threshold: 100, contact_groups: [GROUP] },
      ],
    });
    expect(model).toHaveResource("azurerm_consumption_budget_resource_group", {
      name: "budget-aml-vision-dev-cc-01",
      notification: [{ threshold: 50 }],
    });
    expect(model).toHaveResourceCount("azurerm_consumption_budget_resource_group", 2);
    expect(model).toHaveNoErrors();
  });

  it("can be imported", () => {
    const ids = new ArmIds({
      subscriptionId: "00000000-0000-4000-8000-00000000000d",
      variables: new Map(),
      principals: new Map(),
    });
    const { blocks } = importsOf(model.stack("aml-dev"), ids, undefined);
    expect(blocks.map(({ id }) => id)).toContain(
      "/subscriptions/00000000-0000-4000-8000-00000000000d/resourceGroups/rg-aml-ws-dev-cc-01/providers/Microsoft.Consumption/budgets/budget-aml-dev-cc-01",
    );
  });

  it.each([
    ["nobody to notify", { actionGroupIds: [] }, "budget.actionGroupIds"],
    ["another day than the first of a month", { startDate: "2027-01-15" }, "budget.startDate"],
    [
      "an id of something else",
      { actionGroupIds: [GROUP.replace("actionGroups", "components")] },
      "budget.actionGroupIds.0",
    ],
    ["an amount of nothing", { monthlyAmount: 0 }, "budget.monthlyAmount"],
    ["six thresholds", { thresholds: [1, 2, 3, 4, 5, 6] }, "budget.thresholds"],
  ])("is rejected with %s", (_, more, path) => {
    const configuration = { environments: { dev: { ...DEV, budget: { ...BUDGET, ...more } } } };
    try {
      parseConfiguration("c.json", JSON.stringify(configuration));
      expect.unreachable();
    } catch (error) {
      expect((error as ConfigurationError).problems.map((problem) => problem.path)).toEqual([
        `environments.dev.${path}`,
      ]);
    }
  });
});
