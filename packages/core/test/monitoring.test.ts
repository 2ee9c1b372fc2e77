import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { Testing, TerraformStack, Token } from "cdktf";
import { beforeEach, describe, expect, it } from "vitest";
import { Monitoring, resourceGroupAfter } from "../src/index.js";

let stack: TerraformStack;
let resourceGroup: ResourceGroup;
const synthesized = () => JSON.parse(Testing.synth(stack)).resource;
const only = (type: string): Record<string, unknown> => {
  const found: Record<string, unknown>[] = Object.values(synthesized()[type] ?? {});
  expect(found).toHaveLength(1);
  return found[0] ?? {};
};

beforeEach(() => {
  stack = new TerraformStack(Testing.app(), "stack");
  resourceGroup = new ResourceGroup(stack, "Group", { name: "rg-aml-ws-dev-cc-01", location: "canadacentral" });
});

describe("Monitoring", () => {
  it("is a Log Analytics workspace, PerGB2018, kept for 30 days, without a shared key (S0-WSP-13)", () => {
    new Monitoring(stack, "Monitoring", {
      resourceGroup,
      workspaceName: "log-aml-dev-cc-01",
      tags: { environment: "dev" },
    });
    expect(only("azurerm_log_analytics_workspace")).toMatchObject({
      name: "log-aml-dev-cc-01",
      resource_group_name: "${azurerm_resource_group.Group.name}",
      location: "${azurerm_resource_group.Group.location}",
      sku: "PerGB2018",
      retention_in_days: 30,
      local_authentication_enabled: false,
      tags: { environment: "dev" },
    });
  });

  it.each([29, 731, 30.5, 10])("fails on a retention of %d days (S0-WSP-13)", (retentionInDays) => {
    expect(() => new Monitoring(stack, "Monitoring", { resourceGroup, workspaceName: "log", retentionInDays })).toThrow(
      `stack/Monitoring.retentionInDays: got ${retentionInDays}; allowed: a whole number of days from 30 to 730`,
    );
  });

  it.each([30, 730])("accepts a retention of %d days (S0-WSP-13)", (retentionInDays) => {
    new Monitoring(stack, "Monitoring", { resourceGroup, workspaceName: "log", retentionInDays });
    expect(only("azurerm_log_analytics_workspace").retention_in_days).toBe(retentionInDays);
  });

  it("does not evaluate a retention that only Terraform knows", () => {
    const retentionInDays = Token.asNumber({ resolve: () => "${var.retention}" });
    new Monitoring(stack, "Monitoring", { resourceGroup, workspaceName: "log", retentionInDays });
    expect(only("azurerm_log_analytics_workspace").retention_in_days).toBe("${var.retention}");
  });

  it("takes another pricing tier", () => {
    new Monitoring(stack, "Monitoring", { resourceGroup, workspaceName: "log", sku: "CapacityReservation" });
    expect(only("azurerm_log_analytics_workspace").sku).toBe("CapacityReservation");
  });

  it("is waited for as its workspace", () => {
    const monitoring = new Monitoring(stack, "Monitoring", { resourceGroup, workspaceName: "log" });
    expect(monitoring.dependencies).toEqual([monitoring.resource]);
  });

  it("is made after what its resource group waits for (S0-RBC-05)", () => {
    const other = new ResourceGroup(stack, "Other", { name: "rg-other", location: "canadacentral" });
    new Monitoring(stack, "Monitoring", {
      resourceGroup: resourceGroupAfter(resourceGroup, [other]),
      workspaceName: "log",
    });
    expect(only("azurerm_log_analytics_workspace").depends_on).toEqual(["azurerm_resource_group.Other"]);
  });

  it("sends a resource's logs and metrics to its workspace (S0-NET-06)", () => {
    const monitoring = new Monitoring(stack, "Monitoring", { resourceGroup, workspaceName: "log" });
    monitoring.addDiagnosticSetting(stack, "Diagnostics", {
      targetResourceId: resourceGroup.id,
      categories: { logs: ["VMProtectionAlerts"], metrics: ["AllMetrics"] },
    });
    expect(only("azurerm_monitor_diagnostic_setting")).toMatchObject({
      name: "to-log-analytics",
      target_resource_id: "${azurerm_resource_group.Group.id}",
      log_analytics_workspace_id: expect.stringMatching(/^\$\{azurerm_log_analytics_workspace\.Monitoring_\w+\.id\}$/),
      enabled_log: [{ category: "VMProtectionAlerts" }],
      enabled_metric: [{ category: "AllMetrics" }],
    });
  });

  it("sends nothing where diagnostic settings are off", () => {
    const monitoring = new Monitoring(stack, "Monitoring", {
      resourceGroup,
      workspaceName: "log",
      diagnosticSettings: false,
    });
    monitoring.addDiagnosticSetting(stack, "Diagnostics", {
      targetResourceId: "id",
      categories: { logs: ["AuditEvent"], metrics: [] },
    });
    expect(synthesized()).not.toHaveProperty("azurerm_monitor_diagnostic_setting");
  });

  it("sends to an existing workspace without making one", () => {
    const monitoring = Monitoring.fromMonitoringAttributes(stack, "Monitoring", {
      logAnalyticsWorkspaceId: "${var.law}",
    });
    monitoring.addDiagnosticSetting(stack, "Diagnostics", {
      targetResourceId: "id",
      categories: { logs: ["AuditEvent"], metrics: [] },
      name: "audit",
    });
    expect(synthesized()).not.toHaveProperty("azurerm_log_analytics_workspace");
    expect(only("azurerm_monitor_diagnostic_setting")).toMatchObject({
      name: "audit",
      log_analytics_workspace_id: "${var.law}",
    });
  });

  it("sends nothing to an existing workspace where diagnostic settings are off", () => {
    Monitoring.fromMonitoringAttributes(stack, "Monitoring", {
      logAnalyticsWorkspaceId: "${var.law}",
      diagnosticSettings: false,
    }).addDiagnosticSetting(stack, "Diagnostics", {
      targetResourceId: "id",
      categories: { logs: ["AuditEvent"], metrics: [] },
    });
    expect(synthesized()).not.toHaveProperty("azurerm_monitor_diagnostic_setting");
  });

  it("keeps its Terraform addresses", () => {
    const monitoring = new Monitoring(stack, "Monitoring", { resourceGroup, workspaceName: "log" });
    monitoring.addDiagnosticSetting(stack, "Diagnostics", {
      targetResourceId: "id",
      categories: { logs: ["AuditEvent"], metrics: [] },
    });
    for (const [type, name] of [
      ["azurerm_log_analytics_workspace", "Monitoring"],
      ["azurerm_monitor_diagnostic_setting", "Diagnostics"],
    ] as const) {
      expect(Object.keys(synthesized()[type])).toEqual([expect.stringMatching(new RegExp(`^${name}_[0-9A-F]{8}$`))]);
    }
  });

  it("is set after what it is told to wait for", () => {
    const monitoring = new Monitoring(stack, "Monitoring", { resourceGroup, workspaceName: "log" });
    const awaited = new ResourceGroup(stack, "Awaited", { name: "rg-awaited", location: "canadacentral" });
    monitoring.addDiagnosticSetting(stack, "Diagnostics", {
      targetResourceId: "id",
      categories: { logs: ["AuditEvent"], metrics: [] },
      dependsOn: [awaited],
    });
    expect(only("azurerm_monitor_diagnostic_setting").depends_on).toEqual(["azurerm_resource_group.Awaited"]);
  });

  it("fails on a diagnostic setting that would send nothing", () => {
    const monitoring = new Monitoring(stack, "Monitoring", { resourceGroup, workspaceName: "log" });
    expect(() =>
      monitoring.addDiagnosticSetting(stack, "Diagnostics", {
        targetResourceId: "id",
        categories: { logs: [], metrics: [] },
      }),
    ).toThrow("stack/Diagnostics.categories");
  });
});
