import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import AjvDraft04 from "ajv-draft-04";
import { describe, expect, it } from "vitest";
import { parseReport, toConsole, toHtml, toJson, toJunit, toSarif, type Report } from "../../src/index.js";
import { reportOf } from "../support/found.js";
import type { SmallPlatform } from "../support/small-platform.js";

const require = createRequire(import.meta.url);
const faulty = (platform: SmallPlatform): void => {
  platform.dev["resource"].azurerm_storage_account.main.min_tls_version = "TLS1_0";
  platform.dev["resource"].azurerm_key_vault.main.name = `kv<script>"&'`;
  delete platform.dev["resource"].azurerm_private_dns_zone_virtual_network_link.vault;
  platform.dev["resource"].azurerm_subnet.jumpbox.default_outbound_access_enabled = undefined;
  platform.dev["resource"].azurerm_key_vault.main.purge_protection_enabled = false;
};
const report = reportOf(faulty, {
  exemptions: [
    { rule: "vault-purge-protection", address: "dev/*", reason: "recreated every week", expires: "2027-01-01" },
  ],
});

describe("JSON", () => {
  it("fits its published schema", () => {
    const schema = JSON.parse(
      readFileSync(join(import.meta.dirname, "../../schema/report.schema.json"), "utf8"),
    ) as object;
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
    expect([validate(JSON.parse(toJson(report))), validate.errors]).toEqual([true, null]);
  });

  it("can be read again", () => {
    expect(parseReport(toJson(report), "a.json")).toEqual(report);
  });

  it.each([
    ["{", /^a\.json is not JSON/],
    ["{}", /^a\.json is not a report of aml-posture, version 2: .*; write one with --json$/],
  ])("fails on %s", (text, message) => {
    expect(() => parseReport(text, "a.json")).toThrow(message);
  });
});

describe("SARIF", () => {
  it("fits the schema of SARIF 2.1.0", () => {
    const schema = require("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json") as object;
    const validate = new AjvDraft04.default({
      strict: false,
      validateFormats: false,
      unicodeRegExp: false,
      inlineRefs: false,
      code: { optimize: false },
    }).compile(schema);
    expect([validate(JSON.parse(toSarif(report))), validate.errors]).toEqual([true, null]);
  });

  it("has a result for each finding, and suppresses what is exempted", () => {
    const { runs } = JSON.parse(toSarif(report)) as {
      runs: { results: { ruleId: string; level: string; suppressions?: object[] }[] }[];
    };
    expect(
      runs[0]?.results.map(({ ruleId, level, suppressions }) => [ruleId, level, suppressions?.length ?? 0]),
    ).toEqual([
      ["check-resolution", "error", 0],
      ["storage-tls", "error", 0],
      ["subnet-default-outbound", "warning", 0],
      ["vault-purge-protection", "warning", 1],
    ]);
  });

  it("puts a finding on the line that is known of its address, any other on the first", () => {
    const written = report;
    const findings = written.findings.map((finding) => ({ ...finding, file: `stacks/${finding.stack}/cdk.tf.json` }));
    const lineOf = ({ address }: { address: string }) => (address === "azurerm_storage_account.main" ? 120 : undefined);
    const { runs } = JSON.parse(toSarif({ ...written, findings }, lineOf)) as {
      runs: { results: { ruleId: string; locations: { physicalLocation: object }[] }[] }[];
    };
    const places = runs[0]?.results.map(({ ruleId, locations }) => [ruleId, locations[0]?.physicalLocation]);
    expect(places).toContainEqual([
      "storage-tls",
      { artifactLocation: { uri: "stacks/dev/cdk.tf.json" }, region: { startLine: 120 } },
    ]);
    expect(places).toContainEqual([
      "subnet-default-outbound",
      { artifactLocation: { uri: "stacks/dev/cdk.tf.json" }, region: { startLine: 1 } },
    ]);
  });
});

describe("findings of a baseline", () => {
  const before = (): Report =>
    reportOf(({ dev }) => void (dev["resource"].azurerm_storage_account.main.min_tls_version = "TLS1_0"));
  const after = (): Report =>
    reportOf(
      (platform) => {
        faulty(platform);
        platform.dev["resource"].azurerm_storage_account.main.local_user_enabled = true;
      },
      {
        baseline: before(),
        exemptions: [
          { rule: "vault-purge-protection", address: "dev/*", reason: "recreated every week", expires: "2027-01-01" },
        ],
      },
    );

  it("are unchanged in SARIF, and all others new", () => {
    const { runs } = JSON.parse(toSarif(after())) as {
      runs: { results: { ruleId: string; baselineState: string }[] }[];
    };
    const states = runs[0]?.results.map(({ ruleId, baselineState }) => `${baselineState} ${ruleId}`);
    expect(states).toContain("unchanged storage-tls");
    expect(states).toContain("new storage-local-users");
    expect(states).toContain("new vault-purge-protection");
    expect(toSarif(report)).not.toContain("baselineState");
  });

  it("are skipped in JUnit", () => {
    const xml = toJunit(after());
    expect(xml).toMatch(/name="storage-tls:[^>]*>\n +<skipped message="the baseline has this finding"\/>/);
    expect(xml).toContain("min_tls_version is TLS1_0 (in the baseline)");
    expect(xml).toMatch(/name="storage-local-users:[^>]*>\n +<failure /);
    expect(xml).toMatch(/<testsuite name="storage" tests="\d+" failures="1" errors="0" skipped="1">/);
  });
});

describe("JUnit", () => {
  it("fails the cases of what was found, and passes the others", () => {
    const xml = toJunit(report);
    expect(xml).toContain('name="storage-tls: A storage account requires TLS 1.2 or newer">');
    expect(xml).toMatch(
      /<failure [^>]*type="error">error dev\/azurerm_storage_account\.main: min_tls_version is TLS1_0/,
    );
    expect(xml).toContain('name="storage-https-only: A storage account accepts only HTTPS"/>');
    expect([...xml.matchAll(/<failure /g)]).toHaveLength(3);
  });

  it("is text that XML can hold, whatever the names are", () => {
    const odd = reportOf(({ dev }) => void (dev["terraform"].required_version = "~> 0.12 \u0001<&"));
    expect(toJunit(odd)).toContain("requires Terraform ~&gt; 0.12 \uFFFD&lt;&amp;");
  });
});

describe("the console", () => {
  it("groups findings by rule, checks first, and hides what is exempted or below the threshold", () => {
    const text = toConsole(report);
    expect(text).toMatchSnapshot();
    expect(text).not.toContain("\u001B");
  });

  it("shows everything when asked, and colours only then", () => {
    const text = toConsole(report, { verbose: true, color: true });
    expect(text).toContain("exempted until 2027-01-01: recreated every week");
    expect(text).toContain("\u001B[31m");
  });

  it("shows what changed", () => {
    const text = toConsole(reportOf(faulty, { baseline: reportOf() }));
    expect(text).toContain(
      "against the previous report:\n  check  Names resolve to the right addresses: was satisfied, is violated",
    );
    expect(text).toContain("+ names  dev: key vault kv<script>");
  });
});

describe("the page", async () => {
  const page = await toHtml(report);

  it("needs nothing else, and its policy allows nothing else", () => {
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).toContain("default-src 'none'");
    expect(page.match(/(src|href)="(?!#)[^"]*"/g)).toBeNull();
  });

  it("escapes what it shows", () => {
    expect(page).toContain("kv&lt;script&gt;&quot;&amp;&#39;");
    expect(page).not.toContain("kv<script>");
  });

  it("is the same for the same report", async () => {
    expect(await toHtml(report)).toBe(page);
  });

  it("draws each environment and the paths between them", async () => {
    const drawn = await toHtml(reportOf());
    expect([...drawn.matchAll(/<svg\s+role="img"\s+aria-label="([^"]+)"/g)].map(([, label]) => label)).toEqual([
      "Environments and what leads from one to another",
      "Topology of dev",
      "Topology of prod",
    ]);
  });
});
