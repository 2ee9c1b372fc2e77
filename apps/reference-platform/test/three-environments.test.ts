import { readFileSync } from "node:fs";
import { join } from "node:path";
import { check, parseConfig } from "@org/aml-posture";
import { parse } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import { platformOf } from "./fixture.js";

const examples = join(import.meta.dirname, "../examples");
const read = (name: string) => parse(readFileSync(join(examples, name), "utf8")) as object;
const platform = platformOf(read("three-environments.config.json"));
const REGISTRIES = "Microsoft.MachineLearningServices/registries";
const RULES = "Microsoft.MachineLearningServices/workspaces/outboundRules";

describe("the example of three environments", () => {
  it("is seven stacks without an unresolved reference", () => {
    expect(platform.stacksInOrder().map(({ name }) => name)).toEqual([
      "ds-dev-base",
      "ds-dns-shared",
      "ds-dev",
      "ds-prod-base",
      "ds-prod",
      "ds-test-base",
      "ds-test",
    ]);
    expect(platform).toHaveNoErrors();
  });

  it("is named by its own prefixes, region and suffix", () => {
    for (const name of ["sadevwep7", "satestwep7", "saprodwep7"]) {
      expect(platform).toHaveResource("azurerm_storage_account", { name });
    }
    expect(platform).toHaveResource("azurerm_container_registry", { name: "acrprodwep7" });
    expect(platform).toHaveResource("azurerm_resource_group", {
      name: "rg-ds-dns-shared-we-p7",
      location: "westeurope",
    });
  });

  it("has two registries; test has none and uses dev's", () => {
    expect(platform.resources({ armType: REGISTRIES }).map(({ stack }) => stack.name)).toEqual([
      "ds-dev-base",
      "ds-prod-base",
    ]);
    expect(platform.resources({ armType: RULES, stack: "ds-test" }).map((rule) => rule.get("name"))).toEqual([
      "AllowDevRegistryAccess",
    ]);
  });

  it("opens dev's storage account for dev's registry alone", () => {
    const accounts = platform.resources({ type: "azurerm_storage_account" });
    expect(accounts.map((account) => [account.stack.name, account.get("public_network_access_enabled")])).toEqual([
      ["ds-dev-base", true],
      ["ds-prod-base", false],
      ["ds-test-base", false],
    ]);
  });

  it("reaches Python's hosts from dev only, behind a Basic firewall", () => {
    const hosts = platform.resources({ armType: RULES }).filter((rule) => rule.properties?.["type"] === "FQDN");
    expect(new Set(hosts.map(({ stack }) => stack.name))).toEqual(new Set(["ds-dev"]));
    expect(platform.stack("ds-dev")).toHaveAzapiResource("Microsoft.MachineLearningServices/workspaces", {
      properties: { managedNetwork: { firewallSku: "Basic" } },
    });
  });

  it("names dev's compute instance in dev's own zone (S0-DNS-13)", () => {
    expect(platform.stack("ds-dev")).toHaveResource("azurerm_private_dns_zone", { name: "instances.azureml.ms" });
    expect(platform.stack("ds-dev")).toHaveResource("azurerm_private_dns_a_record", {
      name: expect.stringMatching(/^\*\./),
    });
  });

  it("gives people their roles where they work", () => {
    const people = platform
      .resources({ type: "azurerm_role_assignment" })
      .filter((assignment) => String(assignment.get("principal_id")).startsWith("00000000"));
    const held = people.map((assignment) => `${assignment.stack.name} ${assignment.get("principal_type")}`);
    expect(new Set(held)).toEqual(new Set(["ds-dev Group", "ds-test Group", "ds-prod User"]));
  });

  it("sends diagnostics where they are on", () => {
    for (const stack of ["ds-test-base", "ds-test"]) {
      expect(platform.resources({ type: "azurerm_monitor_diagnostic_setting", stack })).toEqual([]);
    }
    const inProd = platform.resources({ type: "azurerm_monitor_diagnostic_setting", stack: "ds-prod-base" });
    expect(inProd.length).toBeGreaterThan(8);
  });

  it("passes the posture check with the exemptions beside it, which say what its options give up", () => {
    const exemptions = parseConfig(read("three-environments.posture.json"), "three-environments.posture.json");
    const { checks, findings, passed } = check(platform, { ...exemptions, today: "2026-12-01" });
    expect(checks.filter(({ outcome }) => outcome !== "satisfied")).toEqual([]);
    expect(findings.filter(({ severity, exemption }) => severity !== "note" && !exemption)).toEqual([]);
    expect(passed).toBe(true);
  });
});
