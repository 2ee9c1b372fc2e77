import type { TerraformStack } from "cdktf";
import { beforeEach, describe, expect, it } from "vitest";
import { FlowLog, type FlowLogProps } from "../src/index.js";
import { FakeNetwork, groupIn, later, stackFor } from "./fixture.js";

let stack: TerraformStack;

beforeEach(() => {
  stack = stackFor();
});

function flowLog(props: Partial<FlowLogProps> = {}): FlowLog {
  const dependencies = [groupIn(stack, "Role")];
  const vnet = new FakeNetwork(stack, "Network", { name: "rg", id: "/rg", location: "canadacentral", dependencies });
  return new FlowLog(stack, "FlowLog", { vnet, storageAccountId: "/storage", ...props });
}
const FLOW_LOG = "azurerm_network_watcher_flow_log";

describe("FlowLog", () => {
  it("keeps the flows of a network for 90 days, by the argument that both majors of azurerm have (S0-NET-10)", () => {
    flowLog();
    expect(stack).toHaveResource(FLOW_LOG, {
      name: "fl-vnet-aml-dev-cc-01",
      network_watcher_name: "NetworkWatcher_canadacentral",
      resource_group_name: "NetworkWatcherRG",
      location: "canadacentral",
      target_resource_id: "/subscriptions/s/virtualNetworks/vnet-aml-dev-cc-01",
      storage_account_id: "/storage",
      enabled: true,
      version: 2,
      retention_policy: { enabled: true, days: 90 },
      depends_on: ["azurerm_resource_group.Role"],
    });
    expect(stack).toHaveResource(FLOW_LOG, { traffic_analytics: undefined });
    expect(stack).toHaveResource(FLOW_LOG, { network_security_group_id: undefined });
  });

  it("is analysed in Log Analytics (S0-NET-10)", () => {
    const workspaceId = "00000000-0000-0000-0000-000000000001";
    flowLog({ trafficAnalytics: { workspaceId, workspaceResourceId: "/log" } });
    expect(stack).toHaveResource(FLOW_LOG, {
      traffic_analytics: {
        enabled: true,
        workspace_id: workspaceId,
        workspace_region: "canadacentral",
        workspace_resource_id: "/log",
        interval_in_minutes: 60,
      },
    });
  });

  it("takes another watcher, name, retention, region and interval", () => {
    flowLog({
      name: "flows",
      networkWatcherName: "watcher",
      networkWatcherResourceGroupName: "rg-watcher",
      retentionInDays: 365,
      trafficAnalytics: {
        workspaceId: later(),
        workspaceResourceId: "/log",
        workspaceRegion: "canadaeast",
        intervalInMinutes: 10,
      },
      tags: { environment: "dev" },
    });
    expect(stack).toHaveResource(FLOW_LOG, {
      name: "flows",
      network_watcher_name: "watcher",
      resource_group_name: "rg-watcher",
      retention_policy: { days: 365 },
      traffic_analytics: { workspace_region: "canadaeast", interval_in_minutes: 10 },
      tags: { environment: "dev" },
    });
  });

  it.each([0, 366, 1.5])("fails on %d days (S0-NET-10)", (retentionInDays) => {
    expect(() => flowLog({ retentionInDays })).toThrow(
      `stack/FlowLog.retentionInDays: got ${retentionInDays}; allowed: a whole number of days from 1 to 365`,
    );
  });

  it("accepts a single day (S0-NET-10)", () => {
    flowLog({ retentionInDays: 1 });
    expect(stack).toHaveResource(FLOW_LOG, { retention_policy: { days: 1 } });
  });

  it("fails on a workspace that is named by its ARM id, and on a name that Azure refuses", () => {
    const trafficAnalytics = { workspaceId: "/log", workspaceResourceId: "/log" };
    expect(() => flowLog({ trafficAnalytics })).toThrow('stack/FlowLog.trafficAnalytics.workspaceId: got "/log"');
    stack = stackFor();
    expect(() => flowLog({ name: "-" })).toThrow('stack/FlowLog.name: got "-"');
  });

  it("does not evaluate days that only Terraform knows", () => {
    flowLog({ retentionInDays: later() as never });
  });
});
