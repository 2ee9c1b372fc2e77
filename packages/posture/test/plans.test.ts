import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { SynthModel } from "@org/aml-synth-model";
import { describe, expect, it } from "vitest";
import { check, readConfig, type PostureConfig, type Report } from "../src/index.js";

/** The reference platform's plans, by the real azurerm: `node tools/deployment-test/record-plans.mjs` records them. */
const folder = join(import.meta.dirname, "fixtures/plans");
const texts = new Map(
  readdirSync(folder).map((file) => [
    file.replace(".json.gz", ""),
    gunzipSync(readFileSync(join(folder, file))).toString("utf8"),
  ]),
);
const config: PostureConfig = readConfig(join(import.meta.dirname, "../../../apps/reference-platform/posture.json"));

interface Planned {
  readonly resource_changes: { readonly type: string; readonly change: { readonly after: Record<string, unknown> } }[];
}

/** The report on the plans, one of which is changed. */
function reportOf(change: (resources: Planned["resource_changes"]) => void = () => undefined): Report {
  const plans = [...texts].map(([name, text]) => {
    const json = JSON.parse(text) as Planned;
    if (name === "aml-dev") change(json.resource_changes);
    return { name, json };
  });
  return check(SynthModel.fromPlans(plans), { ...config, today: "2026-12-01" });
}

const outcomes = ({ checks }: Report) => Object.fromEntries(checks.map(({ id, outcome }) => [id, outcome]));
const found = ({ findings }: Report, rule: string) => findings.filter((finding) => finding.rule === rule);
const first = (resources: Planned["resource_changes"], type: string): Record<string, unknown> => {
  const resource = resources.find((one) => one.type === type);
  if (!resource) throw new Error(`no ${type} is planned`);
  return resource.change.after;
};

describe("recorded plans of the real azurerm, without their configuration", () => {
  it("satisfy all checks, and leave open only what no plan has", () => {
    const report = reportOf();
    expect(outcomes(report)).toEqual({
      isolation: "satisfied",
      "bastion-only": "satisfied",
      resolution: "satisfied",
      egress: "satisfied",
      order: "satisfied",
    });
    expect(report.summary).toMatchObject({ resources: 207, error: 0, warning: 10, undecided: 10 });
    expect(new Set(report.findings.filter(({ state }) => state === "undecided").map(({ rule }) => rule))).toEqual(
      new Set(["lock-shared"]),
    );
  });

  it("are violated by a rule that lets the internet in", () => {
    const report = reportOf((resources) => {
      const rules = first(resources, "azurerm_network_security_group")["security_rule"] as Record<string, unknown>[];
      const [rule] = rules;
      rules.push({
        ...rule,
        name: "Open",
        priority: 100,
        direction: "Inbound",
        access: "Allow",
        protocol: "*",
        source_address_prefix: "Internet",
        source_address_prefixes: [],
        destination_address_prefix: "*",
        destination_port_range: "*",
        destination_port_ranges: [],
      });
    });
    expect(found(report, "any-source-inbound")).toMatchObject([{ stack: "aml-dev", state: "violated" }]);
  });

  it("are violated by a public vault", () => {
    const report = reportOf((resources) => {
      first(resources, "azurerm_key_vault")["public_network_access_enabled"] = true;
    });
    expect(found(report, "vault-public-access")).toMatchObject([{ stack: "aml-dev", severity: "error" }]);
  });

  it("name a role by its GUID, although azurerm fills in its name once it's assigned", () => {
    const report = reportOf((resources) => {
      first(resources, "azurerm_role_assignment")["role_definition_name"] = "Contributor";
    });
    expect(found(report, "role-by-name")).toEqual([]);
  });

  it("have no secret in the report", () => {
    expect([...texts.values()].join()).toContain("not-a-real-one");
    expect(JSON.stringify(reportOf())).not.toContain("not-a-real-one");
  });
});

describe("a plan of what exists, without its configuration", () => {
  const subnet = { name: "machines", address_prefixes: ["10.1.1.0/24"] };
  const rule = {
    name: "ssh",
    priority: 100,
    direction: "Inbound",
    access: "Allow",
    protocol: "Tcp",
    source_address_prefix: "*",
  };
  const resources = {
    azurerm_virtual_network: {
      name: "vnet",
      resource_group_name: "rg",
      address_space: ["10.1.0.0/16"],
      subnet: [{ ...subnet, id: "/s" }],
    },
    azurerm_subnet: { ...subnet, resource_group_name: "rg", virtual_network_name: "vnet" },
    azurerm_network_security_group: {
      name: "nsg",
      resource_group_name: "rg",
      security_rule: [{ ...rule, destination_port_range: "22" }],
    },
    azurerm_network_security_rule: {
      ...rule,
      destination_port_range: "22",
      resource_group_name: "rg",
      network_security_group_name: "nsg",
    },
  };
  const all = Object.entries(resources).map(([type, values]) => ({
    address: `${type}.main`,
    mode: "managed",
    type,
    name: "main",
    values,
  }));
  const json = {
    format_version: "1.2",
    planned_values: { root_module: { resources: all } },
    resource_changes: all.map((one) => ({
      ...one,
      change: { actions: ["no-op"], before: one.values, after: one.values, after_unknown: {} },
    })),
    configuration: { root_module: { resources: all.map(({ values: _, ...one }) => ({ ...one, expressions: {} })) } },
  };

  it("has the subnets and rules of other resources in those that they belong to: each counts once", () => {
    const report = check(SynthModel.fromPlans([{ name: "dev", json }]), { today: "2026-12-01" });
    expect(found(report, "subnet-overlap")).toEqual([]);
    expect(found(report, "network-inline-subnet")).toEqual([]);
    expect(found(report, "any-source-inbound")).toMatchObject([{ address: "azurerm_network_security_rule.main" }]);
  });
});
