import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { parsePromotion } from "../src/index.js";
import { evaluateGate, evaluateGates } from "../src/gates.js";
import type { Gate } from "../src/file/schema.js";
import { PROMOTION } from "./file.js";

const ASSET = { type: "model", name: "demand", version: "7" } as const;
const verdict = (gate: Gate, evidence: unknown) => evaluateGate(gate, JSON.stringify(evidence), [ASSET]);
const metric: Gate = { type: "metric", evidence: "metrics", metric: "test.f1", min: 0.9 };
const approvals: Gate = { type: "approvals", evidence: "r", approvers: ["anna", "ben"], required: 1, notBy: ["ben"] };
const scan: Gate = { type: "scan", evidence: "scan", critical: 0, high: 1 };
/** Reviews of GitHub, of the head commit or another one. */
const github = (...reviews: readonly (readonly [login: string, state: string, commit?: string])[]) => ({
  head: "head",
  reviews: reviews.map(([login, state, commit = "head"]) => ({ user: { login }, state, commit_id: commit })),
});
const of = (metrics: object) => ({ asset: ASSET, ...metrics });
const sarif = (...results: unknown[]) => ({
  version: "2.1.0",
  properties: { asset: ASSET },
  runs: [{ tool: { driver: { rules: [] } }, results }],
});

describe("the gate on a metric", () => {
  it("compares a number in the evidence with its limits (S0-PRO-25)", () => {
    expect(verdict(metric, of({ test: { f1: 0.93 } }))).toEqual({
      passed: true,
      reason: "test.f1 is 0.93, required: at least 0.9",
    });
    expect(verdict(metric, of({ "test.f1": 0.93 })).passed).toBe(true);
    expect(verdict(metric, of({ test: { f1: 0.89 } }))).toMatchObject({ passed: false });
    expect(verdict(metric, of({ test: { f1: 0.9 } })).passed).toBe(true);
    const most = { ...metric, min: undefined, max: 0.5 } as Gate;
    expect(verdict(most, of({ test: { f1: 0.5 } })).passed).toBe(true);
    expect(verdict(most, of({ test: { f1: 0.6 } }))).toEqual({
      passed: false,
      reason: "test.f1 is 0.6, required: at most 0.5",
    });
    expect(verdict({ ...metric, max: 0.95 } as Gate, of({ test: { f1: 0.96 } }))).toEqual({
      passed: false,
      reason: "test.f1 is 0.96, required: at least 0.9 and at most 0.95",
    });
  });

  it("reads evidence with a byte order mark", () => {
    const text = JSON.stringify(of({ test: { f1: 0.93 } }));
    expect(evaluateGate(metric, `\uFEFF${text}`, [ASSET]).passed).toBe(true);
  });

  it("is not passed without the number", () => {
    for (const evidence of [{}, { test: {} }, { test: { f1: "0.93" } }, { test: { f1: null } }, [], null]) {
      expect(verdict(metric, evidence)).toMatchObject({ passed: false, reason: "the evidence has no number test.f1" });
    }
  });
});

it("is not passed by metrics of another version, of none, or too large for a number", () => {
  const evidence = { test: { f1: 0.93 } };
  expect(verdict(metric, { ...evidence, asset: { ...ASSET, version: "6" } })).toEqual({
    passed: false,
    reason: "the evidence is of model demand 6, promoted: model demand 7",
  });
  expect(verdict(metric, evidence).reason).toContain("doesn't say of which version it is");
  for (const part of [{ type: 1 }, { name: 1 }, { version: 7 }]) {
    const asset = { ...ASSET, ...part };
    expect(verdict(metric, { ...evidence, asset }).reason).toContain("doesn't say of which version it is");
  }
  for (const part of [{ type: "data" }, { name: "other" }] as const) {
    const asset = { ...ASSET, ...part };
    expect(verdict(metric, { ...evidence, asset }).passed).toBe(false);
    const both = evaluateGate(metric, JSON.stringify({ ...evidence, asset }), [ASSET, asset]);
    expect(both.passed).toBe(true);
  }
  const text = '{"asset":{"type":"model","name":"demand","version":"7"},"test":{"f1":1e400}}';
  expect(evaluateGate(metric, text, [ASSET])).toMatchObject({ passed: false });
});

describe("the gate on approvals", () => {
  it("needs an approval by one of the approvers", () => {
    expect(verdict(approvals, github(["Anna", "APPROVED"]))).toMatchObject({ passed: true, approvedBy: ["anna"] });
    expect(verdict(approvals, github(["carl", "APPROVED"]))).toMatchObject({
      passed: false,
      reason: "nobody approved, required: 1 of anna",
    });
  });

  it("names all who approved, and all who may", () => {
    const gate = { ...approvals, approvers: ["anna", "carl", "dora"], required: 2 };
    expect(verdict(gate, github(["anna", "APPROVED"], ["carl", "APPROVED"]))).toEqual({
      passed: true,
      approvedBy: ["anna", "carl"],
      reason: "anna, carl approved, required: 2 of anna, carl, dora",
    });
  });

  it("ignores who may not approve, such as the author", () => {
    expect(verdict(approvals, github(["ben", "APPROVED"])).passed).toBe(false);
  });

  it("counts the last review of an account, and comments leave it as it is", () => {
    expect(verdict(approvals, github(["anna", "APPROVED"], ["anna", "CHANGES_REQUESTED"])).passed).toBe(false);
    expect(verdict(approvals, github(["anna", "APPROVED"], ["anna", "DISMISSED"])).passed).toBe(false);
    expect(verdict(approvals, github(["anna", "APPROVED"], ["anna", "COMMENTED"])).passed).toBe(true);
  });

  it("counts an account once, however it is written", () => {
    const gate = { ...approvals, approvers: ["anna", "Anna", "carl"], required: 2, notBy: ["CARL"] };
    expect(verdict(gate, github(["anna", "APPROVED"], ["carl", "APPROVED"]))).toMatchObject({
      passed: false,
      approvedBy: ["anna"],
    });
  });

  it("counts only approvals of the head commit", () => {
    expect(verdict(approvals, github(["anna", "APPROVED", "older"])).passed).toBe(false);
    expect(verdict(approvals, github(["anna", "APPROVED", "older"], ["anna", "APPROVED"])).passed).toBe(true);
    const { reviews } = github(["anna", "APPROVED"]);
    for (const evidence of [reviews, { reviews, head: "" }]) {
      expect(verdict(approvals, evidence)).toMatchObject({
        passed: false,
        reason: expect.stringContaining("don't name the head commit"),
      });
    }
  });

  it("reads the votes of Azure DevOps", () => {
    const votes = (vote: number, votedAt?: string) => ({
      pushed: "2026-01-02T00:00:00Z",
      value: [{ uniqueName: "anna", vote, votedAt }],
    });
    expect(verdict(approvals, votes(10, "2026-01-02T00:00:01Z")).passed).toBe(true);
    expect(verdict(approvals, votes(5, "2026-01-02T00:00:01Z")).passed).toBe(false);
    expect(verdict(approvals, votes(10, "2026-01-01T23:59:59Z")).passed).toBe(false);
    expect(verdict(approvals, votes(10)).passed).toBe(false);
    expect(verdict(approvals, votes(10, "2026-01-02T00:00:00Z")).passed).toBe(true);
    expect(verdict(approvals, votes(10, "2026-01-02t01:00:00+01:00")).passed).toBe(true);
    expect(verdict(approvals, votes(10, "2026-01-03T00:00:00Z, or so")).passed).toBe(false);
    expect(verdict(approvals, votes(10, "on 2026-01-03T00:00:00Z")).passed).toBe(false);
    expect(verdict(approvals, { value: [{ uniqueName: "anna", vote: 10 }] })).toMatchObject({
      passed: false,
      reason: expect.stringContaining("don't say when the last push was"),
    });
  });

  it("doesn't count the author of the pull request, if the evidence names them", () => {
    const evidence = github(["anna", "APPROVED"]);
    expect(verdict(approvals, { ...evidence, author: "carl" }).passed).toBe(true);
    expect(verdict(approvals, { ...evidence, author: "Anna" }).passed).toBe(false);
  });

  it("is not passed by times in the future, or without a time zone", () => {
    const votes = (pushed: string, votedAt: string) => ({ pushed, value: [{ uniqueName: "anna", vote: 10, votedAt }] });
    const later = new Date(Date.now() + 86_400_000).toISOString();
    expect(verdict(approvals, votes("2026-01-02T00:00:00Z", later))).toEqual({
      passed: false,
      reason: `the evidence has a time in the future: ${later}`,
    });
    expect(verdict(approvals, votes(later, "2026-01-02T00:00:00Z")).reason).toContain("in the future");
    expect(verdict(approvals, votes("01/02/2026", "2026-01-02T00:00:01Z")).reason).toContain("such as 2026-01-31T12");
    expect(verdict(approvals, votes("2026-01-02T00:00:00Z", "2026-01-03")).passed).toBe(false);
    const [review] = github(["anna", "APPROVED"]).reviews;
    expect(verdict(approvals, { head: "head", reviews: [{ ...review, submitted_at: later }] }).passed).toBe(false);
  });

  it("forgives a clock that is five minutes ahead", () => {
    vi.useFakeTimers({ now: Date.parse("2026-01-02T00:00:00Z"), toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    const votes = (votedAt: string) => ({
      pushed: "2026-01-01T00:00:00Z",
      value: [{ uniqueName: "anna", vote: 10, votedAt }],
    });
    expect(verdict(approvals, votes("2026-01-02T00:05:00.000Z")).passed).toBe(true);
    expect(verdict(approvals, votes("2026-01-02T00:05:00.001Z")).reason).toContain("in the future");
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
    const report = (Severity: string) => of({ SchemaVersion: 2, Results: [{ Vulnerabilities: [{ Severity }] }, {}] });
    expect(verdict(scan, report("HIGH")).passed).toBe(true);
    expect(verdict(scan, report("CRITICAL"))).toMatchObject({
      passed: false,
      reason: expect.stringContaining("1 critical"),
    });
  });

  it("finds the severity of a finding in its rule, however it refers to the rule", () => {
    const rules = [{ id: "r", properties: { "security-severity": "9.8" } }];
    const run = (tool: object, result: object) => of({ runs: [{ tool, results: [{ level: "warning", ...result }] }] });
    const driver = { driver: { rules } };
    const extension = { driver: { rules: [] }, extensions: [{ name: "pack", rules }] };
    for (const evidence of [
      run(driver, { ruleId: "r" }),
      run(driver, { ruleIndex: 0 }),
      run(driver, { rule: { id: "r" } }),
      run(driver, { ruleId: "r/1" }),
      run(extension, { ruleId: "r" }),
      run(extension, { rule: { index: 0, toolComponent: { index: 0 } } }),
      run(extension, { rule: { index: 0, toolComponent: { name: "pack" } } }),
    ]) {
      expect(verdict(scan, evidence), JSON.stringify(evidence)).toMatchObject({
        passed: false,
        reason: expect.stringContaining("1 critical"),
      });
    }
  });

  it("takes the level if a severity is empty, and the worst if it isn't understood", () => {
    const finding = (severity: unknown) => ({ level: "error", properties: { "security-severity": severity } });
    expect(verdict(scan, sarif(finding(""))).reason).toContain("1 high");
    expect(verdict(scan, sarif(finding("severe"))).reason).toContain("1 critical");
    expect(verdict(scan, sarif(finding(null))).reason).toContain("1 high");
  });

  it("counts licences, and what Trivy has not assessed as high", () => {
    const report = (part: object) => of({ SchemaVersion: 2, Results: [part] });
    expect(verdict(scan, report({ Licenses: [{ Severity: "CRITICAL" }] })).passed).toBe(false);
    expect(verdict(scan, report({ Vulnerabilities: [{ Severity: "UNKNOWN" }, { Severity: "LOW" }] })).reason).toContain(
      "1 high",
    );
  });

  it("is not passed by a report of another version, or of none", () => {
    const { version, runs } = sarif();
    expect(verdict(scan, { version, runs }).reason).toContain("doesn't say of which version it is");
    const other = { version, runs, properties: { asset: { ...ASSET, version: "6" } } };
    expect(verdict(scan, other).reason).toBe("the evidence is of model demand 6, promoted: model demand 7");
  });

  it("is not passed by the report of a scan that did not run", () => {
    const failed = { runs: [{ invocations: [{ executionSuccessful: false }], results: [] }] };
    for (const evidence of [
      failed,
      { SchemaVersion: 2, Results: [] },
      {},
      { runs: [] },
      { runs: [{}] },
      { Results: [] },
      [],
    ]) {
      expect(verdict(scan, evidence)).toMatchObject({ passed: false });
    }
  });
});

it("is not passed by an empty file, or one that ends too early", () => {
  for (const gate of [metric, approvals, scan]) {
    expect(evaluateGate(gate, " \n", [ASSET])).toEqual({ passed: false, reason: "the evidence is empty" });
    expect(evaluateGate(gate, '{"asset": {', [ASSET]).reason).toContain("ends too early");
  }
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
        expect(evaluateGate(gate, text, [ASSET]).passed).toBe(false);
      },
    ),
  );
});

it("is not passed without its file, and the others are evaluated all the same", async () => {
  const folder = await mkdtemp(join(tmpdir(), "promotion-"));
  await writeFile(join(folder, "metrics.json"), JSON.stringify(of({ f1: 0.95 })));
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
