import { readFileSync } from "node:fs";
import { join } from "node:path";
import { check, parseConfig } from "@org/aml-posture";
import { parse } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import { platformOf } from "./fixture.js";

const examples = join(import.meta.dirname, "../examples");
const read = (name: string) => parse(readFileSync(join(examples, name), "utf8")) as object;
const platform = platformOf(read("hub.config.json"));

describe("the example of a hub", () => {
  it("has one Bastion host, one jumpbox and the agents for both environments (S4-NET-01, S4-AGT-04)", () => {
    const stacksOf = (type: string) => platform.resources({ type }).map(({ stack }) => stack.name);
    expect(stacksOf("azurerm_bastion_host")).toEqual(["hs-hub"]);
    expect(stacksOf("azurerm_windows_virtual_machine")).toEqual(["hs-hub"]);
    expect(stacksOf("azurerm_linux_virtual_machine_scale_set")).toEqual(["hs-hub"]);
    expect(stacksOf("azurerm_virtual_network_peering")).toEqual(["hs-dev", "hs-dev", "hs-prod", "hs-prod"]);
  });

  it("has one budget and Defender plan for all, and alerts and policies where they are needed (S0-CST-02, S2-ADD-03)", () => {
    const shared = platform.stack("hs-governance-shared");
    expect(shared).toHaveResource("azurerm_consumption_budget_subscription", { name: "budget-hs" });
    expect(shared).toHaveResource("azurerm_security_center_subscription_pricing", { resource_type: "KeyVaults" });
    const alerts = platform.resources({ type: "azurerm_monitor_scheduled_query_rules_alert_v2" });
    expect(new Set(alerts.map(({ stack }) => stack.name))).toEqual(new Set(["hs-prod"]));
    expect(platform.stack("hs-prod")).toHaveResource("azurerm_resource_group_policy_assignment", {
      name: "workspacePublicNetworkAccess-hs-prod",
      parameters: '{"effect":{"value":"Deny"}}',
    });
    expect(platform.stack("hs-dev")).toHaveResource("azurerm_resource_group_policy_exemption", {
      name: "workspaceCustomerManagedKey-hs-dev",
      expires_on: "2027-06-30T23:59:59Z",
    });
  });

  it("passes the posture check, which says what the peering opens, with the exemptions beside it (S4-NET-01)", () => {
    const exemptions = parseConfig(read("hub.posture.json"), "hub.posture.json");
    const { findings, checks, passed } = check(platform, { ...exemptions, today: "2026-12-01" });
    expect(findings.filter(({ severity, exemption }) => severity !== "note" && !exemption)).toEqual([]);
    const isolation = checks.find(({ id }) => id === "isolation");
    expect(isolation?.outcome).toBe("satisfied");
    expect(isolation?.information.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/^vnet-\S+ forwards no traffic between dev and prod, .*vmss-/),
    );
    expect(passed).toBe(true);
  });
});
