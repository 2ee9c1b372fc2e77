import { ACTIVITY_LOG_CATEGORIES } from "@org/azure-catalog";
import { Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { ActivityLogExport, ActionGroup, DefenderPlans, ServiceHealthAlert, Workbook } from "../src/index.js";
import { ALL_LOGS, refusalOf, SmallStack } from "./fixture.js";

describe("ActivityLogExport", () => {
  it("sends all categories of a subscription's activity log to Log Analytics (S0-OPS-04)", () => {
    const stack = new SmallStack();
    const { subscriptionId, logAnalyticsWorkspaceId } = stack;
    new ActivityLogExport(stack, "Export", { subscriptionId, logAnalyticsWorkspaceId, name: "to-log-aml-dev" });
    expect(stack).toHaveResource("azurerm_monitor_diagnostic_setting", {
      name: "to-log-aml-dev",
      target_resource_id: "/subscriptions/${var.subscription_id}",
      enabled_log: ACTIVITY_LOG_CATEGORIES.map((category) => ({ category })),
    });
  });

  it("refuses an id of something else than Log Analytics", () => {
    const stack = new SmallStack();
    const wrong = { subscriptionId: stack.subscriptionId, logAnalyticsWorkspaceId: "/log", name: "a" };
    expect(refusalOf(() => new ActivityLogExport(stack, "Export", wrong)).path).toBe(
      "aml-dev/Export.logAnalyticsWorkspaceId",
    );
  });
});

describe("what belongs to a subscription", () => {
  it("refuses its path instead of its GUID, and a name that Azure rejects", () => {
    const stack = new SmallStack();
    const { subscriptionId, logAnalyticsWorkspaceId } = stack;
    const exported = (id: string, props: object) =>
      refusalOf(
        () => new ActivityLogExport(stack, id, { subscriptionId, logAnalyticsWorkspaceId, name: "a", ...props }),
      );
    expect(exported("Path", { subscriptionId: "/subscriptions/a" })).toMatchObject({
      path: "aml-dev/Path.subscriptionId",
      fix: "pass the GUID alone: az account show --query id",
    });
    expect(exported("Unnamed", { name: "" }).path).toBe("aml-dev/Unnamed.name");
  });
});

describe("DefenderPlans", () => {
  it("sets each plan to Standard, with its variant (S4-SEC-02)", () => {
    const stack = new SmallStack();
    new DefenderPlans(stack, "Defender", { plans: ["keyVaults", "containers"] });
    const type = "azurerm_security_center_subscription_pricing";
    expect(stack).toHaveResource(type, { resource_type: "KeyVaults", tier: "Standard", subplan: "PerKeyVault" });
    expect(stack).toHaveResource(type, { resource_type: "Containers", tier: "Standard", subplan: undefined });
  });

  it("refuses a plan that doesn't exist, one that is given twice, and a subscription without a provider", () => {
    const make = (plans: readonly string[], subscriptionId?: string) =>
      refusalOf(() => new DefenderPlans(new SmallStack(), "Defender", { plans: plans as never, subscriptionId }));
    expect(make(["keyVault"])).toMatchObject({ path: "aml-dev/Defender.plans.0", fix: "use keyVaults" });
    expect(make(["ai", "ai"])).toMatchObject({ path: "aml-dev/Defender.plans.1", fix: "remove it" });
    expect(make(["ai"], "00000000-0000-4000-8000-00000000000b").path).toBe("aml-dev/Defender.provider");
  });
});

describe("ServiceHealthAlert", () => {
  it("notifies about incidents of Azure's services that affect the subscription", () => {
    const stack = new SmallStack();
    const { group: resourceGroup, subscriptionId } = stack;
    const actionGroup = new ActionGroup(stack, "AG", {
      resourceGroup,
      name: "ag",
      emailAddresses: ["ops@example.com"],
    });
    new ServiceHealthAlert(stack, "Health", {
      resourceGroup,
      subscriptionId,
      name: "service-health",
      actionGroups: [actionGroup],
    });
    expect(stack).toHaveResource("azurerm_monitor_activity_log_alert", {
      location: "global",
      criteria: { category: "ServiceHealth", service_health: { events: ["Incident", "ActionRequired", "Security"] } },
    });
  });
});

describe("what notifies or shows", () => {
  const stack = new SmallStack();
  const { group: resourceGroup, subscriptionId, logAnalyticsWorkspaceId } = stack;
  const workbook = { resourceGroup, logAnalyticsWorkspaceId, displayName: "dev", sent: ALL_LOGS };

  it("refuses a service health alert that tells nobody", () => {
    const nobody = { resourceGroup, subscriptionId, name: "health", actionGroups: [] };
    expect(refusalOf(() => new ServiceHealthAlert(stack, "Health", nobody)).path).toBe("aml-dev/Health.actionGroups");
  });

  it.each([
    ["logAnalyticsWorkspaceId", "log"],
    ["displayName", " "],
    ["days", 0],
    ["days", 731],
  ])("refuses a workbook with %s %j", (prop, value) => {
    const id = `${prop}${value}`.trim();
    expect(refusalOf(() => new Workbook(stack, id, { ...workbook, [prop]: value })).path).toBe(`aml-dev/${id}.${prop}`);
  });
});

describe("Workbook", () => {
  const contentOf = (sent: typeof ALL_LOGS) => {
    const stack = new SmallStack();
    const { group: resourceGroup, logAnalyticsWorkspaceId } = stack;
    new Workbook(stack, "Workbook", { resourceGroup, logAnalyticsWorkspaceId, displayName: "dev", sent });
    const [one] = Object.values(
      JSON.parse(Testing.synth(stack)).resource.azurerm_application_insights_workbook as Record<
        string,
        { data_json: string; name: string; source_id: string }
      >,
    );
    return { ...one, items: JSON.parse(one?.data_json ?? "").items as { name: string }[] };
  };

  it("shows jobs, computes, quota, assets, refused requests, sessions and roles (S0-OPS-01)", () => {
    const { items, name, source_id: sourceId } = contentOf(ALL_LOGS);
    expect(items.map((item) => item.name)).toEqual([
      "title",
      "Jobs by state",
      "Nodes of the clusters",
      "Use of the quota for cores, percent",
      "Assets written to registries",
      "Images pushed to the container registry",
      "Requests that the Key Vault refused",
      "Bastion sessions",
      "Changes of roles",
    ]);
    expect(name).toMatch(/^\$\{uuidv5\("url", lower\(/);
    expect(sourceId).toMatch(/^\$\{lower\(/);
  });

  it("leaves out what isn't logged", () => {
    const { items } = contentOf({ kinds: ["keyVault"], activityLog: false });
    expect(items.map((item) => item.name)).toEqual(["title", "Requests that the Key Vault refused"]);
  });
});
