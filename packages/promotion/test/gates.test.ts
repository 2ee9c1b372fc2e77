import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePromotion } from "../src/index.js";
import { evaluateGate, evaluateGates } from "../src/gates.js";
import type { Gate } from "../src/file/schema.js";
import { PROMOTION } from "./file.js";

const verdict = (gate: Gate, evidence: unknown) => evaluateGate(gate, JSON.stringify(evidence));
const metric: Gate = { type: "metric", evidence: "metrics", metric: "test.f1", min: 0.9 };
const approvals: Gate = { type: "approvals", evidence: "r", approvers: ["anna", "ben"], required: 1, notBy: ["ben"] };
const scan: Gate = { type: "scan", evidence: "scan", critical: 0, high: 1 };
const github = (login: string, state: string) => ({ user: { login }, state });
const sarif = (...results: unknown[]) => ({ version: "2.1.0", runs: [{ tool: { driver: { rules: [] } }, results }] });

describe("the gate on a metric", () => {
  it("compares a number in the evidence with its limits (S0-PRO-25)", () => {
    expect(verdict(metric, { test: { f1: 0.93 } })).toEqual({
      passed: true,
      reason: "test.f1 is 0.93, required: at least 0.9",
    });
    expect(verdict(metric, { "test.f1": 0.93 }).passed).toBe(true);
    expect(verdict(metric, { test: { f1: 0.89 } })).toMatchObject({ passed: false });
    expect(verdict({ ...metric, min: undefined, max: 0.5 } as Gate, { test: { f1: 0.6 } }).passed).toBe(false);
  });

  it("is not passed without the number", () => {
    for (const evidence of [{}, { test: {} }, { test: { f1: "0.93" } }, { test: { f1: null } }, [], null]) {
      expect(verdict(metric, evidence)).toMatchObject({ passed: false, reason: "the evidence has no number test.f1" });
    }
  });
});

describe("the gate on approvals", () => {
  it("needs an approval by one of the approvers", () => {
    expect(verdict(approvals, [github("Anna", "APPROVED")])).toMatchObject({ passed: true, approvedBy: ["anna"] });
    expect(verdict(approvals, [github("carl", "APPROVED")])).toMatchObject({
      passed: false,
      reason: "nobody approved, required: 1 of anna",
    });
  });

  it("ignores who may not approve, such as the author", () => {
    expect(verdict(approvals, [github("ben", "APPROVED")]).passed).toBe(false);
  });

  it("counts the last review of an account, and comments leave it as it is", () => {
    expect(verdict(approvals, [github("anna", "APPROVED"), github("anna", "CHANGES_REQUESTED")]).passed).toBe(false);
    expect(verdict(approvals, [github("anna", "APPROVED"), github("anna", "DISMISSED")]).passed).toBe(false);
    expect(verdict(approvals, [github("anna", "APPROVED"), github("anna", "COMMENTED")]).passed).toBe(true);
  });

  it("reads the votes of Azure DevOps", () => {
    expect(verdict(approvals, { value: [{ uniqueName: "anna", vote: 10 }] }).passed).toBe(true);
    expect(verdict(approvals, { value: [{ uniqueName: "anna", vote: 5 }] }).passed).toBe(false);
  });

  it("is not passed by evidence in another format", () => {
    for (const evidence of [{}, "approved", [{ approved: true }]])
      expect(verdict(approvals, evidence).passed).toBe(false);
  });
});

describe("the gate on a scan", () => {
  it("counts the findings of SARIF by their severity", () => {
    const finding = (severity: string) => ({ ruleId: "r", properties: { "security-severity": severity } });
    expect(verdict(scan, sarif())).toMatchObject({
      passed: true,
      reason: "findings: 0 critical (at most 0), 0 high (at most 1)",
    });
    expect(verdict(scan, sarif(finding("7.5"))).passed).toBe(true);
    expect(verdict(scan, sarif(finding("7.5"), finding("8"))).passed).toBe(false);
    expect(verdict(scan, sarif(finding("9.8"))).passed).toBe(false);
    expect(verdict(scan, sarif({ level: "error" }, { level: "error" })).passed).toBe(false);
    expect(verdict({ ...scan, medium: 0 } as Gate, sarif({})).passed).toBe(false);
  });

  it("counts the findings of Trivy", () => {
    const report = (Severity: string) => ({ SchemaVersion: 2, Results: [{ Vulnerabilities: [{ Severity }] }, {}] });
    expect(verdict(scan, report("HIGH")).passed).toBe(true);
    expect(verdict(scan, report("CRITICAL"))).toMatchObject({
      passed: false,
      reason: expect.stringContaining("1 critical"),
    });
  });

  it("is not passed by the report of a scan that did not run", () => {
    for (const evidence of [{}, { runs: [] }, { runs: [{}] }, { Results: [] }, []]) {
      expect(verdict(scan, evidence)).toMatchObject({ passed: false });
    }
  });
});

it("is not passed by anything that isn't evidence", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(metric, approvals, scan),
      fc.oneof(
        fc.string(),
        fc.jsonValue().map((one) => JSON.stringify(one)),
      ),
      (gate, text) => {
        expect(evaluateGate(gate, text).passed).toBe(false);
      },
    ),
  );
});

it("is not passed without its file, and the others are evaluated all the same", async () => {
  const folder = await mkdtemp(join(tmpdir(), "promotion-"));
  await writeFile(join(folder, "metrics.json"), '{"f1":0.95}');
  const promotion = parsePromotion(
    "p.json",
    JSON.stringify({
      ...PROMOTION,
      evidence: { metrics: "metrics.json", scan: "scan.sarif" },
      gates: [...PROMOTION.gates, { type: "scan", evidence: "scan" }],
    }),
  );
  expect(await evaluateGates({ folder, promotion })).toMatchObject([
    { passed: true, evidence: "metrics.json", sha256: expect.stringMatching(/^[\da-f]{64}$/) },
    {
      passed: false,
      evidence: "scan.sarif",
      sha256: undefined,
      reason: expect.stringContaining("there is no evidence"),
    },
  ]);
});
