import { SynthModel } from "@org/aml-synth-model";
import { describe, expect, it } from "vitest";
import { check, PostureInputError, toJson } from "../src/index.js";
import { reportOf, TODAY } from "./support/found.js";
import { smallPlatform, type SmallPlatform, type Stack } from "./support/small-platform.js";

const input = (change: (platform: SmallPlatform) => void) =>
  reportOf(change).findings.map(({ rule, severity, message }) => ({ rule, severity, message }));

describe("check", () => {
  it("passes a platform that is as it should be, every check satisfied", () => {
    const report = reportOf();
    expect(report.passed).toBe(true);
    expect(report.checks.map(({ id, outcome }) => [id, outcome])).toEqual([
      ["isolation", "satisfied"],
      ["bastion-only", "satisfied"],
      ["resolution", "satisfied"],
      ["egress", "satisfied"],
      ["order", "satisfied"],
    ]);
  });

  it("gives equal reports for equal input", () => {
    expect(toJson(reportOf())).toBe(toJson(reportOf()));
  });

  it("fails by the threshold", () => {
    const note = ({ dev }: SmallPlatform): void =>
      void (dev["resource"].azurerm_container_registry.main.zone_redundancy_enabled = false);
    expect(reportOf(note).passed).toBe(true);
    expect(reportOf(note, { threshold: "note" }).passed).toBe(false);
    const warning = ({ dev }: SmallPlatform): void =>
      void (dev["resource"].azurerm_key_vault.main.purge_protection_enabled = false);
    expect(reportOf(warning).passed).toBe(false);
    expect(reportOf(warning, { threshold: "error" }).passed).toBe(true);
  });

  it("fails on options that are wrong", () => {
    const model = SynthModel.fromStacks({ ...smallPlatform() });
    expect(() => check(model, { threshold: "fatal" as never })).toThrow(PostureInputError);
  });

  it("lists roles with reasons, names and the topology (S0-VER-10)", () => {
    const { roles, names, topology, environments } = reportOf();
    expect(roles).toContainEqual({
      principal: "id-workspace-prod",
      principalEnvironment: "prod",
      principalType: "ServicePrincipal",
      role: "Azure AI Enterprise Network Connection Approver",
      scope: "mlrdev",
      scopeEnvironment: "dev",
      reason: "does its work",
      place: "prod/azurerm_role_assignment.other_approver",
    });
    expect(names).toContainEqual({
      environment: "dev",
      type: "workspaces",
      name: "mlwdev",
      place: "dev/azapi_resource.workspace",
    });
    expect(topology.networks[0]?.subnets.filter(({ machines }) => machines.length > 0)).toEqual([
      expect.objectContaining({ name: "snet-jumpbox", sessionPorts: [3389] }),
    ]);
    expect(topology.networks.map(({ name, subnets }) => [name, subnets.length])).toEqual([
      ["vnet-dev", 3],
      ["vnet-prod", 3],
    ]);
    expect(environments.map(({ name, shared, production, mayUse }) => ({ name, shared, production, mayUse }))).toEqual([
      { name: "shared", shared: true, production: false, mayUse: [] },
      { name: "dev", shared: false, production: false, mayUse: [] },
      { name: "prod", shared: false, production: true, mayUse: ["dev"] },
    ]);
  });

  it("says what changed against a previous report", () => {
    const before = reportOf(({ dev }) => {
      dev["resource"].azurerm_key_vault.main.purge_protection_enabled = false;
      delete dev["resource"].azurerm_private_dns_zone_virtual_network_link.vault;
    });
    const after = reportOf(({ dev }) => void (dev["resource"].azurerm_key_vault.main.name = "kvnew"), {
      baseline: before,
    });
    expect(after.changes).toMatchObject({
      checks: ["Names resolve to the right addresses: was violated, is satisfied"],
      findings: {
        added: [],
        removed: [expect.stringContaining("check-resolution"), expect.stringContaining("vault-purge-protection")],
      },
      names: {
        added: expect.arrayContaining(["dev: key vault kvnew"]) as string[],
        removed: expect.arrayContaining(["dev: key vault kvdev"]) as string[],
      },
    });
  });
});

describe("input that is wrong becomes a finding", () => {
  it("a reference to what isn't there", () => {
    const found = input(
      ({ dev }) =>
        void (dev["resource"].azurerm_subnet.jumpbox.virtual_network_name = "${azurerm_virtual_network.gone.name}"),
    );
    expect(found).toContainEqual({
      rule: "input-unknown-reference",
      severity: "error",
      message: expect.stringContaining("azurerm_virtual_network.gone") as string,
    });
  });

  it("a cycle", () => {
    const found = input(({ dev }) => {
      const storage = dev["resource"].azurerm_storage_account.main as Stack;
      storage["depends_on"] = ["azapi_resource.workspace"];
    });
    expect(found.map(({ rule }) => rule)).toContain("input-cycle");
  });

  it("an output that the other stack doesn't have", () => {
    const found = input(({ dev }) => void delete dev["output"].registry);
    expect(found.map(({ rule }) => rule)).toContain("input-unknown-output");
  });

  it("a remote state that nobody at hand writes", () => {
    const { shared, dev } = smallPlatform();
    const { findings } = check(SynthModel.fromStacks({ dev }), { today: TODAY });
    expect(findings.map(({ rule, severity }) => `${severity} ${rule}`)).toContain("warning input-unknown-state");
    expect(shared).toBeDefined();
  });

  it("stacks with nothing in them", () => {
    const report = check(SynthModel.fromStacks({ empty: { terraform: {} } }), { today: TODAY });
    expect(report.passed).toBe(false);
    expect(report.findings[0]).toMatchObject({ rule: "input-empty", message: "the stacks empty have no resources" });
    expect(report.checks.map(({ outcome }) => outcome)).toEqual(Array(5).fill("undecided"));
  });

  it("a block that is none of Terraform's", () => {
    const found = input(({ dev }) => void (dev["resources"] = {}));
    expect(found.map(({ rule }) => rule)).toContain("input-not-terraform");
  });
});
