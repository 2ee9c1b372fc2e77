import { ROLES } from "@org/azure-catalog";
import { SynthModel } from "@org/aml-synth-model";
import { describe, expect, it } from "vitest";
import { evaluated } from "./support/evaluated.js";
import { check, toConsole, toHtml, toJunit, toSarif, type CheckOptions, type Report } from "../src/index.js";
import { reportOf, TODAY } from "./support/found.js";
import { assignment, type SmallPlatform, type Stack } from "./support/small-platform.js";

const hidden = ({ dev }: SmallPlatform): void => {
  dev["resource"].azurerm_storage_account.main.public_network_access_enabled = "${var.deployer}";
};
const withModule = ({ dev }: SmallPlatform): void => {
  dev["module"] = { network: { source: "Azure/avm-res-network-virtualnetwork/azurerm" } };
};
const outcomes = ({ checks }: Report): Record<string, string> =>
  Object.fromEntries(checks.map(({ id, outcome }) => [id, outcome]));
const alone = (stack: Stack, options: CheckOptions = {}): Report =>
  check(SynthModel.fromStacks({ dev: stack }), { today: TODAY, ...options });
const group = { azurerm_resource_group: { g: { name: "rg", location: "westeurope", tags: { environment: "dev" } } } };

describe("what can't be decided", () => {
  it("leaves the checks that need it undecided, fails the default threshold, and can be made milder", () => {
    const report = reportOf(hidden);
    expect(outcomes(report)).toMatchObject({ "bastion-only": "undecided", isolation: "satisfied", order: "satisfied" });
    expect(report.passed).toBe(false);
    expect(report.summary).toMatchObject({ error: 0, undecided: report.summary.warning + report.summary.note });
    const mild = reportOf(hidden, { undecided: { checks: "note", rules: "note" } });
    expect([mild.passed, outcomes(mild)["bastion-only"]]).toEqual([true, "undecided"]);
    const strict = reportOf(hidden, { undecided: { checks: "error" }, threshold: "error" });
    expect(strict.passed).toBe(false);
  });

  it("names the expression, the resource and the path", () => {
    expect(reportOf(hidden).findings).toContainEqual(
      expect.objectContaining({
        rule: "check-bastion-only",
        state: "undecided",
        address: "azurerm_storage_account.main",
        path: "public_network_access_enabled",
        message: "public_network_access_enabled is ${var.deployer}, which isn't known here",
      }),
    );
  });

  it("gives way to what is violated by what is known", () => {
    const report = reportOf((platform) => {
      hidden(platform);
      platform.dev["resource"].azurerm_key_vault.main.public_network_access_enabled = true;
    });
    expect(outcomes(report)["bastion-only"]).toBe("violated");
    const check = report.checks.find(({ id }) => id === "bastion-only");
    expect([check?.violations.length, check?.undecided.length]).toEqual([1, 1]);
  });

  it("is never hidden by an exemption of the rule alone", () => {
    const report = reportOf(hidden, {
      exemptions: [
        {
          rule: "storage-public-access",
          address: "dev/*",
          reason: "the account is public for a while",
          expires: "2027-01-01",
        },
      ],
    });
    expect([outcomes(report)["bastion-only"], report.passed]).toEqual(["undecided", false]);
  });

  it("includes every check over a module, a body or a state that isn't read", () => {
    const states = (change: (platform: SmallPlatform) => void): string[] => [
      ...new Set(Object.values(outcomes(reportOf(change)))),
    ];
    expect(states(withModule)).toEqual(["undecided"]);
    expect(states(({ dev }) => void (dev["resource"].azapi_resource.rule.body = "${var.deployer}"))).not.toContain(
      "satisfied",
    );
    expect(
      states(({ dev }) => {
        dev["data"].terraform_remote_state.hub = { backend: "local", config: { path: "../hub.tfstate" } };
        dev["resource"].azurerm_key_vault.main.name = "${data.terraform_remote_state.hub.outputs.name}";
      }),
    ).toEqual(["undecided"]);
    expect(
      reportOf(withModule)
        .findings.filter(({ rule }) => rule === "check-isolation")
        .map(({ message }) => message),
    ).toEqual(["1 module can't be read: module.network"]);
  });

  it("includes templates, whose resources aren't read", () => {
    const report = alone({
      resource: {
        ...group,
        azurerm_resource_group_template_deployment: {
          t: { name: "t", resource_group_name: "rg", deployment_mode: "Incremental" },
        },
      },
    });
    expect([...new Set(Object.values(outcomes(report)))]).toEqual(["undecided"]);
    expect(report.passed).toBe(false);
  });

  it("includes everything where nothing was looked at", () => {
    const report = alone({ resource: { aws_instance: { one: { ami: "ami-1" } } } });
    expect([...new Set(Object.values(outcomes(report)))]).toEqual(["undecided"]);
  });
});

describe("a principal that a variable holds", () => {
  const withRole = ({ dev }: SmallPlatform): void => {
    dev["resource"].azurerm_role_assignment.deployer = assignment(
      "${azurerm_resource_group.main.id}",
      "${var.deployer}",
      ROLES.reader.id,
    );
  };

  it("may be another environment's identity, unless the configuration says that it's from outside", () => {
    expect(outcomes(reportOf(withRole))["isolation"]).toBe("undecided");
    expect(outcomes(reportOf(withRole, { outsidePrincipals: ["var.dep*"] }))["isolation"]).toBe("satisfied");
    expect(outcomes(reportOf(withRole, { outsidePrincipals: ["var.other"] }))["isolation"]).toBe("undecided");
  });
});

describe("the default of a variable", () => {
  it("is taken for its value, and the check says so", () => {
    const report = reportOf(({ dev }) => {
      dev["variable"].delay = { default: "90s" };
      dev["resource"].time_sleep.workspace.create_duration = "${var.delay}";
    });
    const order = report.checks.find(({ id }) => id === "order");
    expect([order?.outcome, order?.information.at(-1)?.text]).toEqual(["satisfied", "as by default: dev/var.delay"]);
  });
});

describe("what isn't there", () => {
  const report = alone({ resource: group });

  it("is said to be not applicable, never listed as evidence", () => {
    const check = report.checks.find(({ id }) => id === "egress");
    expect(check).toMatchObject({ outcome: "satisfied", evidence: [], notApplicable: "no workspace was read" });
    expect(toConsole(report)).toContain(
      "satisfied  Workspaces reach only approved destinations (not applicable: no workspace was read)",
    );
  });

  it("has no evidence over an empty set", () => {
    const lines = report.checks.flatMap(({ evidence }) => evidence.map(({ text }) => text));
    expect(lines).toEqual([
      "dev: in 1 resource, 0 references to other environments, 0 references from them; no network was read",
    ]);
  });
});

describe("types that no check knows", () => {
  const report = alone({
    resource: { ...group, azurerm_search_service: { s: {}, t: {} }, random_string: { s: { length: 4 } } },
  });

  it("are listed, in the report and in the evidence of every check", () => {
    expect(report.notEvaluated).toEqual([{ type: "azurerm_search_service", resources: 2 }]);
    for (const { evidence } of report.checks) {
      expect(evidence.at(-1)?.text).toBe("no check evaluates these types: azurerm_search_service (2)");
    }
  });
});

describe("every format shows what is undecided", () => {
  const report = reportOf(hidden);

  it("the console, in the list of checks, over the findings and in the summary", () => {
    const text = toConsole(report);
    expect(text).toContain("undecided  Inbound access is only through Bastion");
    expect(text).toContain("warning  storage-public-access undecided  A storage account has no public network access");
    expect(text).toMatch(/failed at threshold warning: 0 errors, \d+ warnings, \d+ notes \(\d+ undecided\)/);
  });

  it("SARIF, as open results without a level", () => {
    const { runs } = JSON.parse(toSarif(report)) as { runs: { results: object[] }[] };
    expect(runs[0]?.results).toContainEqual(
      expect.objectContaining({ ruleId: "check-bastion-only", kind: "open", level: "none" }),
    );
  });

  it("JUnit, as errors", () => {
    expect(toJunit(report)).toMatch(/<testsuite name="checks" tests="5" failures="0" errors="1"/);
  });

  it("the page, with the check open", async () => {
    const page = await toHtml(report);
    expect(page).toMatch(/id="check-bastion-only"\s+open/);
    expect(page).toContain('data-state="undecided"');
  });
});

describe("a zone of a stack that isn't at hand", () => {
  it("has no name: two of them are not one zone that is linked twice", () => {
    const report = reportOf(({ dev }) => {
      dev["data"].terraform_remote_state.hub = { backend: "local", config: { path: "../hub.tfstate" } };
      const links = dev["resource"].azurerm_private_dns_zone_virtual_network_link as Record<string, Stack>;
      for (const [name, link] of Object.entries(links)) {
        link["private_dns_zone_id"] = `\${data.terraform_remote_state.hub.outputs.${name}}`;
      }
    });
    const twice = report.findings.filter(({ message }) => message.includes("twice"));
    expect(twice).toEqual([]);
  });
});

it("decides references of azurerm's workspaces, which have no body", () => {
  const place = { resource_group_name: "rg", location: "westeurope" };
  const { outcome } = evaluated({
    dev: {
      resource: {
        azurerm_key_vault: { main: { name: "kv", ...place } },
        azurerm_machine_learning_workspace: {
          main: {
            name: "mlw",
            ...place,
            key_vault_id: "${azurerm_key_vault.main.id}",
            managed_network: { isolation_mode: "AllowOnlyApprovedOutbound" },
          },
        },
      },
    },
  });
  expect(["isolation", "egress", "order"].map(outcome)).toEqual(["satisfied", "satisfied", "satisfied"]);
});
