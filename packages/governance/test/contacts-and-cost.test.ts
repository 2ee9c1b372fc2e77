import { TerraformVariable } from "cdktf";
import { describe, expect, it } from "vitest";
import { ActionGroup, Budget, type BudgetProps, CostAnomalyAlert } from "../src/index.js";
import { refusalOf, SmallStack } from "./fixture.js";

const EMAILS = ["ops@example.com"];
const BUDGET = { name: "budget", monthlyAmount: 300, startDate: "2027-01-01", contactEmails: EMAILS };

function budget(props: Partial<BudgetProps> = {}): SmallStack {
  const stack = new SmallStack();
  new Budget(stack, "Budget", { ...BUDGET, resourceGroup: stack.group, ...props });
  return stack;
}

describe("ActionGroup", () => {
  const make = (props: object) => {
    const stack = new SmallStack();
    const common = { resourceGroup: stack.group, name: "ag-aml-dev-cc-01", emailAddresses: EMAILS };
    new ActionGroup(stack, "ActionGroup", { ...common, ...props });
    return stack;
  };

  it("notifies e-mail addresses, each once, with a short name from its name (S0-OPS-01)", () => {
    expect(make({ emailAddresses: [...EMAILS, ...EMAILS] })).toHaveResource("azurerm_monitor_action_group", {
      name: "ag-aml-dev-cc-01",
      short_name: "ag-aml-dev-c",
      email_receiver: [{ name: "ops@example.com", email_address: "ops@example.com", use_common_alert_schema: true }],
    });
  });

  it.each([
    ["a contact that is no address", { emailAddresses: ["ops"] }, "emailAddresses.0"],
    ["an address of 65 characters", { emailAddresses: [`${"a".repeat(53)}@example.com`] }, "emailAddresses.0"],
    ["nobody to notify", { emailAddresses: [] }, "emailAddresses"],
    ["a short name of 13 characters", { shortName: "abcdefghijklm" }, "shortName"],
    ["a name that Azure rejects", { name: "a/b" }, "name"],
  ])("refuses %s", (_, props, prop) => {
    expect(refusalOf(() => make(props)).path).toBe(`aml-dev/ActionGroup.${prop}`);
  });

  it("can exist already", () => {
    const stack = new SmallStack();
    const id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Insights/actionGroups/ag";
    expect(ActionGroup.fromActionGroupId(stack, "Existing", id).actionGroupId).toBe(id);
    expect(refusalOf(() => ActionGroup.fromActionGroupId(stack, "Wrong", "/ag")).path).toBe(
      "aml-dev/Wrong.actionGroupId",
    );
  });
});

describe("Budget", () => {
  it("watches a resource group, and notifies at 80 and 100 percent (S0-CST-02)", () => {
    expect(budget()).toHaveResource("azurerm_consumption_budget_resource_group", {
      amount: 300,
      time_period: { start_date: "2027-01-01T00:00:00Z" },
      resource_group_id: "${azurerm_resource_group.Group.id}",
      notification: [
        { threshold: 80, contact_emails: EMAILS },
        { threshold: 100, contact_emails: EMAILS },
      ],
    });
  });

  it("watches the groups of an environment, one service, and the forecast (S0-CST-02)", () => {
    const stack = new SmallStack();
    const { subscriptionId } = stack;
    const more = { subscriptionId, resourceGroupNames: ["rg-a", "rg-b"], serviceNames: ["Azure Firewall"] };
    new Budget(stack, "Budget", { ...BUDGET, ...more, thresholds: [90], forecastThresholds: [100] });
    expect(stack).toHaveResource("azurerm_consumption_budget_subscription", {
      subscription_id: "/subscriptions/${var.subscription_id}",
      filter: {
        dimension: [
          { name: "ResourceGroupName", values: ["rg-a", "rg-b"] },
          { name: "ServiceName", values: ["Azure Firewall"] },
        ],
      },
      notification: [{ threshold: 90 }, { threshold: 100, threshold_type: "Forecasted" }],
    });
  });

  it.each([
    ["an amount of nothing", { monthlyAmount: 0 }, "monthlyAmount"],
    ["an amount below 1, which azurerm rejects", { monthlyAmount: 0.5 }, "monthlyAmount"],
    ["a month in more than a year", { startDate: "2099-01-01" }, "startDate"],
    ["half a percentage", { thresholds: [80.5] }, "thresholds"],
    ["an address with a name", { contactEmails: ["Ops <ops@example.com>"] }, "contactEmails.0"],
    ["an address with an umlaut", { contactEmails: ["müller@example.com"] }, "contactEmails.0"],
    ["two addresses in one text", { contactEmails: ["a@b.example,c@d.example"] }, "contactEmails.0"],
    ["six thresholds", { thresholds: [1, 2, 3, 4], forecastThresholds: [5, 6] }, "thresholds"],
    ["a threshold of 0", { thresholds: [0] }, "thresholds"],
    ["a contact that is no address", { contactEmails: ["ops@"] }, "contactEmails.0"],
    ["nobody to notify", { contactEmails: [] }, "actionGroupIds"],
    ["another day than the first", { startDate: "2027-01-02" }, "startDate"],
    ["a month that doesn't exist", { startDate: "2027-13-01" }, "startDate"],
    ["neither group nor subscription", { resourceGroup: undefined }, "resourceGroup"],
    ["both", { subscriptionId: "00000000-0000-4000-8000-00000000000b" }, "resourceGroup"],
    ["groups of a subscription besides its group", { resourceGroupNames: ["rg"] }, "resourceGroupNames"],
    ["a path of a subscription", { resourceGroup: undefined, subscriptionId: "/subscriptions/a" }, "subscriptionId"],
    ["an amount as a text", { monthlyAmount: "300" as never }, "monthlyAmount"],
    ["an amount without a limit", { monthlyAmount: Infinity }, "monthlyAmount"],
    ["a threshold above 1000", { thresholds: [1001] }, "thresholds"],
    ["a threshold as a text", { thresholds: ["80" as never] }, "thresholds"],
    ["a threshold twice", { thresholds: [80, 80] }, "thresholds"],
    ["a threshold of the forecast twice", { forecastThresholds: [90, 90] }, "forecastThresholds"],
    ["one address instead of a list", { contactEmails: "ops@example.com" as never }, "contactEmails"],
    ["a month before budgets existed", { startDate: "2017-05-01" }, "startDate"],
    ["an id of something else", { actionGroupIds: ["/ag"] }, "actionGroupIds.0"],
  ])("refuses %s", (_, props, prop) => {
    expect(refusalOf(() => budget(props)).path).toBe(`aml-dev/Budget.${prop}`);
  });

  it("accepts values that only Terraform knows", () => {
    const stack = new SmallStack();
    const variable = (name: string, type: string) => new TerraformVariable(stack, name, { type });
    new Budget(stack, "Budget", {
      name: "budget",
      resourceGroup: stack.group,
      monthlyAmount: variable("amount", "number").numberValue,
      startDate: variable("start", "string").stringValue,
      contactEmails: [variable("contact", "string").stringValue],
      thresholds: [variable("threshold", "number").numberValue],
    });
    expect(stack).toHaveResource("azurerm_consumption_budget_resource_group", {
      amount: "${var.amount}",
      time_period: { start_date: "${var.start}T00:00:00Z" },
      notification: [{ threshold: "${var.threshold}", contact_emails: ["${var.contact}"] }],
    });
  });

  it.each([
    ["the first month of budgets", { startDate: "2017-06-01" }],
    ["a threshold of 1000 percent", { thresholds: [1000] }],
  ])("accepts %s", (_, props) => {
    expect(() => budget(props)).not.toThrow();
  });

  it("refuses the name of another budget of the group", () => {
    const stack = budget();
    const { group: resourceGroup } = stack;
    expect(refusalOf(() => new Budget(stack, "Second", { ...BUDGET, resourceGroup }))).toMatchObject({
      path: "aml-dev/Second.name",
      fix: "rename it, or remove aml-dev/Budget",
    });
  });
});

describe("CostAnomalyAlert", () => {
  const make = (props: object = {}) => {
    const stack = new SmallStack();
    const common = { subscriptionId: stack.subscriptionId, name: "cost-anomaly", emailAddresses: EMAILS };
    new CostAnomalyAlert(stack, "Anomaly", { ...common, ...props });
    return stack;
  };

  it("e-mails when the cost of a subscription is unexpected (S0-OPS-04)", () => {
    expect(make()).toHaveResource("azurerm_cost_anomaly_alert", {
      name: "cost-anomaly",
      subscription_id: "/subscriptions/${var.subscription_id}",
      email_addresses: EMAILS,
    });
  });

  it.each([
    ["a name with capitals", { name: "Cost" }, "name"],
    ["a name of 26 characters", { name: "a".repeat(26) }, "name"],
    ["no address", { emailAddresses: [] }, "emailAddresses"],
    ["21 addresses", { emailAddresses: Array.from({ length: 21 }, (_, n) => `ops${n}@example.com`) }, "emailAddresses"],
    ["a contact that is no address", { emailAddresses: ["nobody"] }, "emailAddresses.0"],
  ])("refuses %s", (_, props, prop) => {
    expect(refusalOf(() => make(props)).path).toBe(`aml-dev/Anomaly.${prop}`);
  });
});
