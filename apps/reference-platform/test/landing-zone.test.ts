import { readFileSync } from "node:fs";
import { join } from "node:path";
import { check, parseConfig } from "@org/aml-posture";
import { parse } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import { platformOf } from "./fixture.js";

const examples = join(import.meta.dirname, "../examples");
const read = (name: string) => parse(readFileSync(join(examples, name), "utf8")) as object;
const platform = platformOf(read("landing-zone.config.json"));
const CONNECTIVITY = "00000000-0000-4000-8000-00000000000c";

/** The resources of an environment, in all of its stacks. */
const inEnvironment = (name: string) =>
  platform.resources().filter(({ stack }) => stack.name === `ds-${name}` || stack.name.startsWith(`ds-${name}-`));

/** The subscriptions that a stack's resources of azurerm are written to. */
const subscriptionsOf = (stack: string) =>
  new Set(
    platform
      .stack(stack)
      .resources.filter(({ type }) => type.startsWith("azurerm_"))
      .map(({ provider }) => provider?.get("subscription_id")),
  );

describe("the example of a landing zone", () => {
  it("creates neither zones nor links, hubs or a network for dev", () => {
    expect(platform.stacksInOrder().map(({ name }) => name)).toEqual([
      "ds-dev-base",
      "ds-dev",
      "ds-prod-base",
      "ds-prod",
      "ds-test-base",
      "ds-test",
    ]);
    for (const type of ["azurerm_private_dns_zone", "azurerm_private_dns_zone_virtual_network_link"]) {
      expect(platform.resources({ type })).toEqual([]);
    }
    expect(platform.resources({ type: "azurerm_virtual_network", stack: "ds-dev" })).toEqual([]);
    expect(platform).toHaveNoErrors();
  });

  it("writes each environment to its own subscription, and the hub's half of prod's peering to the hub's", () => {
    expect(subscriptionsOf("ds-dev")).toEqual(new Set(["00000000-0000-4000-8000-00000000000d"]));
    expect(subscriptionsOf("ds-test")).toEqual(new Set(["00000000-0000-4000-8000-00000000000d"]));
    expect(subscriptionsOf("ds-prod")).toEqual(new Set(["00000000-0000-4000-8000-00000000000e", CONNECTIVITY]));
    const inHub = platform
      .resources()
      .filter(({ provider }) => provider?.get("subscription_id") === CONNECTIVITY)
      .map((one) => one.get("name"));
    expect(inHub).toEqual(["peer-hub-to-prod"]);
  });

  it("has its production in another region, under its code", () => {
    expect(platform.stack("ds-prod-base")).toHaveResource("azurerm_key_vault", { name: "kv-ds-prod-ne-p7" });
    expect(platform.stack("ds-dev-base")).toHaveResource("azurerm_key_vault", { name: "kv-ds-dev-we-p7" });
  });

  it("has names by the company's convention", () => {
    const groups = inEnvironment("dev").filter(({ type }) => type === "azurerm_resource_group");
    expect(groups.map((one) => one.get("name")).sort()).toEqual([
      "rg-ds-reg-dev-we-p7",
      "rg-ds-vnet-dev-we-p7",
      "rg-ds-ws-dev-we-p7",
      "rg-ds-ws-vision-dev-we-p7",
    ]);
    expect(platform).toHaveResource("azurerm_storage_account", { name: "stdsdevwep7" });
  });

  it("gives groups roles by their tier, those of production only in production", () => {
    const holders = (environment: string) =>
      new Set(
        inEnvironment(environment)
          .filter(({ type }) => /role_assignment$/.test(type))
          .map((one) => String(one.get("principal_id")))
          .filter((id) => id.startsWith("00000000-0000-4000-8000-0000000000"))
          .map((id) => id.slice(-2)),
      );
    expect(holders("dev")).toEqual(new Set(["a1", "a2", "a3", "a4", "a5"]));
    expect(holders("test")).toEqual(new Set(["a1", "a2", "a3"]));
    expect(holders("prod")).toEqual(new Set(["b2", "b3", "b4"]));
  });

  it("only makes administrators eligible for their roles", () => {
    const assigned = platform
      .resources({ type: "azurerm_role_assignment" })
      .map((one) => String(one.get("principal_id")));
    const eligible = platform.resources({ type: "azurerm_pim_eligible_role_assignment" });
    expect(assigned.filter((id) => /0000000(a|b)4$/.test(id))).toEqual([]);
    expect(new Set(eligible.map((one) => String(one.get("principal_id")).slice(-2)))).toEqual(new Set(["a4", "b4"]));
  });

  it("has a second workspace in dev, with an identity and people of its own", () => {
    const roles = inEnvironment("dev").filter(({ type }) => type === "azurerm_role_assignment");
    const ofTeam = roles.filter((one) => String(one.get("principal_id")).endsWith("a5"));
    expect(ofTeam.length).toBeGreaterThan(0);
    expect(ofTeam.every(({ address }) => /Workspace-vision|PeopleRegistry/.test(address))).toBe(true);
    expect(platform).toHaveResource("azurerm_user_assigned_identity", { name: "id-ds-workspace-vision-dev-we-p7" });
  });

  it("reaches a mirror by name, and two databases and a data lake by private endpoints", () => {
    const rules = (environment: string) =>
      inEnvironment(environment)
        .filter(({ armType }) => armType?.endsWith("/outboundRules"))
        .map((one) => String(one.get("name")));
    expect(rules("dev")).toContain("fqdn-pypi-mirror-example-com");
    expect(rules("prod")).toEqual(
      expect.arrayContaining(["AllowSalesDatabase", "AllowOrders", "salesevents-blob", "salesevents-dfs"]),
    );
  });

  it("encrypts production with the security team's key, and nothing else", () => {
    const encrypted = (name: string) =>
      inEnvironment(name).filter((one) => JSON.stringify(one.attributes).includes("kv-ds-keys.vault.azure.net"));
    expect(new Set(encrypted("prod").map((one) => one.armType ?? one.type))).toEqual(
      new Set([
        "azurerm_container_registry",
        "azurerm_storage_account",
        "Microsoft.MachineLearningServices/workspaces",
      ]),
    );
    expect([...encrypted("dev"), ...encrypted("test")]).toEqual([]);
  });

  it("leaves the tag of the landing zone's policy to it", () => {
    const [account] = platform.resources({ type: "azurerm_storage_account" });
    expect(JSON.stringify(account?.get("lifecycle"))).toContain("created-by");
  });

  it("sends all logs to the central workspace", () => {
    const targets = platform
      .resources({ type: "azurerm_monitor_diagnostic_setting" })
      .map((one) => String(one.get("log_analytics_workspace_id")));
    expect(new Set(targets.map((id) => id.split("/").at(-1)))).toEqual(new Set(["log-central"]));
  });

  it("passes the posture check with the exemptions beside it, which say what other teams do", () => {
    const exemptions = parseConfig(read("landing-zone.posture.json"), "landing-zone.posture.json");
    const { findings, passed } = check(platform, { ...exemptions, today: "2026-12-01" });
    expect(findings.filter(({ severity, exemption }) => severity !== "note" && !exemption)).toEqual([]);
    expect(passed).toBe(true);
  });
});
