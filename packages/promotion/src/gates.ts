import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { PromotionFile } from "./file/load.js";
import type { Gate } from "./file/schema.js";

/** The result of a gate. */
export interface GateResult {
  readonly type: Gate["type"];
  readonly passed: boolean;
  /** What was found, and what is required, in one sentence. */
  readonly reason: string;
  /** The file with the evidence, as the promotion file names it. */
  readonly evidence: string;
  /** SHA-256 of the evidence in hexadecimal; undefined if it can't be read. */
  readonly sha256: string | undefined;
  /** Accounts whose approval counts. */
  readonly approvedBy: readonly string[];
}

interface Verdict {
  readonly passed: boolean;
  readonly reason: string;
  readonly approvedBy?: readonly string[];
}

/** Evaluates all gates. A gate whose evidence is missing or isn't understood is not passed. */
export async function evaluateGates({
  promotion,
  folder,
}: Pick<PromotionFile, "promotion" | "folder">): Promise<GateResult[]> {
  return Promise.all(
    promotion.gates.map(async (gate) => {
      const evidence = promotion.evidence[gate.evidence] ?? "";
      const { type } = gate;
      let text: string;
      try {
        text = await readFile(resolve(folder, evidence), "utf8");
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code ?? String(error);
        const reason = `there is no evidence: ${evidence} can't be read (${code})`;
        return { type, passed: false, reason, evidence, sha256: undefined, approvedBy: [] };
      }
      const sha256 = createHash("sha256").update(text).digest("hex");
      return { type, evidence, sha256, approvedBy: [], ...evaluateGate(gate, text) };
    }),
  );
}

/** Evaluates a gate with the text of its evidence. */
export function evaluateGate(gate: Gate, text: string): Verdict {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return { passed: false, reason: "the evidence isn't JSON" };
  }
  switch (gate.type) {
    case "metric":
      return metricVerdict(gate, value);
    case "approvals":
      return approvalsVerdict(gate, value);
    case "scan":
      return scanVerdict(gate, value);
  }
}

function metricVerdict({ metric, min, max }: Extract<Gate, { type: "metric" }>, evidence: unknown): Verdict {
  const value = own(evidence, metric) ?? metric.split(".").reduce(own, evidence);
  if (typeof value !== "number") return { passed: false, reason: `the evidence has no number ${metric}` };
  const limits = [min === undefined ? [] : `at least ${min}`, max === undefined ? [] : `at most ${max}`]
    .flat()
    .join(" and ");
  const passed = (min === undefined || value >= min) && (max === undefined || value <= max);
  return { passed, reason: `${metric} is ${value}, required: ${limits}` };
}

function own(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function approvalsVerdict(
  { approvers, required, notBy }: Extract<Gate, { type: "approvals" }>,
  evidence: unknown,
): Verdict {
  const reviews = reviewsIn(evidence);
  if (!reviews)
    return { passed: false, reason: "the evidence has neither reviews of GitHub nor reviewers of Azure DevOps" };
  const key = (account: string): string => account.toLowerCase();
  const barred = new Set(notBy.map(key));
  const able = approvers.filter((one) => !barred.has(key(one)));
  // The last review of an account counts: an approval can be withdrawn.
  const latest = new Map(reviews.map(({ account, approves }) => [key(account), approves]));
  const approvedBy = able.filter((one) => latest.get(key(one)) === true);
  const passed = approvedBy.length >= required;
  return {
    passed,
    approvedBy,
    reason: `${approvedBy.length === 0 ? "nobody" : approvedBy.join(", ")} approved, required: ${required} of ${able.join(", ")}`,
  };
}

interface Review {
  readonly account: string;
  readonly approves: boolean;
}

/**
 * Reviews of a pull request in the order in which they were given.
 * @see https://docs.github.com/rest/pulls/reviews
 * @see https://learn.microsoft.com/rest/api/azure/devops/git/pull-request-reviewers/list
 */
function reviewsIn(evidence: unknown): Review[] | undefined {
  const items = Array.isArray(evidence) ? evidence : own(evidence, "value");
  if (!Array.isArray(items)) return undefined;
  const reviews: Review[] = [];
  for (const item of items) {
    const login = own(own(item, "user"), "login");
    const state = own(item, "state");
    const unique = own(item, "uniqueName");
    const vote = own(item, "vote");
    if (typeof login === "string" && typeof state === "string") {
      // A comment leaves an earlier approval as it is.
      if (state !== "COMMENTED") reviews.push({ account: login, approves: state === "APPROVED" });
    } else if (typeof unique === "string" && typeof vote === "number") {
      // 10: approved, 5: approved with suggestions, 0: no vote, -5: waiting for the author, -10: rejected.
      reviews.push({ account: unique, approves: vote === 10 });
    } else return undefined;
  }
  return reviews;
}

const LEVELS = ["critical", "high", "medium"] as const;
type Level = (typeof LEVELS)[number];

function scanVerdict(gate: Extract<Gate, { type: "scan" }>, evidence: unknown): Verdict {
  const found = sarifLevels(evidence) ?? trivyLevels(evidence);
  if (!found) return { passed: false, reason: "the evidence is neither SARIF nor a JSON report of Trivy" };
  const limits = LEVELS.filter((level) => gate[level] !== undefined);
  const count = (level: Level): number => found.filter((one) => one === level).length;
  const passed = limits.every((level) => count(level) <= (gate[level] ?? 0));
  const reason = limits.map((level) => `${count(level)} ${level} (at most ${gate[level]})`).join(", ");
  return { passed, reason: `findings: ${reason}` };
}

/**
 * Severities of a SARIF log: by `security-severity` of the finding or its rule, otherwise by its level. Findings that
 * are suppressed or not new count as well.
 * @see https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
function sarifLevels(evidence: unknown): (Level | undefined)[] | undefined {
  const runs = own(evidence, "runs");
  if (!Array.isArray(runs) || runs.length === 0 || !runs.every((run) => Array.isArray(own(run, "results"))))
    return undefined;
  return runs.flatMap((run) => {
    const rules = own(own(own(run, "tool"), "driver"), "rules");
    const ruleOf = (id: unknown): unknown =>
      Array.isArray(rules) ? rules.find((rule) => own(rule, "id") === id) : undefined;
    return (own(run, "results") as unknown[]).map((result) => {
      const rule = ruleOf(own(result, "ruleId"));
      const score = Number(
        own(own(result, "properties"), "security-severity") ?? own(own(rule, "properties"), "security-severity"),
      );
      if (score >= 9) return "critical";
      if (score >= 7) return "high";
      if (score >= 4) return "medium";
      if (score >= 0) return undefined;
      // SARIF's default level is warning.
      const level = own(result, "level") ?? own(own(rule, "defaultConfiguration"), "level") ?? "warning";
      return level === "error" ? "high" : level === "warning" ? "medium" : undefined;
    });
  });
}

/** Severities of Trivy's JSON report; a part without findings has no list. */
function trivyLevels(evidence: unknown): (Level | undefined)[] | undefined {
  const parts = own(evidence, "Results");
  if (own(evidence, "SchemaVersion") === undefined || !Array.isArray(parts)) return undefined;
  return parts.flatMap((part) =>
    ["Vulnerabilities", "Misconfigurations", "Secrets"].flatMap((kind) => {
      const findings = own(part, kind);
      return Array.isArray(findings)
        ? findings.map((one) => LEVELS.find((level) => level === String(own(one, "Severity")).toLowerCase()))
        : [];
    }),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
