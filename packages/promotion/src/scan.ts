import type { Gate } from "./file/schema.js";
import { isObject, own } from "./values.js";

const LEVELS = ["critical", "high", "medium"] as const;
type Level = (typeof LEVELS)[number];
/** Severities of the findings of a scan; undefined for findings below medium. */
type Levels = readonly (Level | undefined)[];

/**
 * Compares the findings of a scanner with what a gate accepts.
 * @param other why the report isn't about what is promoted
 */
export function scanVerdict(
  gate: Extract<Gate, { type: "scan" }>,
  evidence: unknown,
  other: string | undefined,
): { readonly passed: boolean; readonly reason: string } {
  const found = sarifLevels(evidence) ?? trivyLevels(evidence);
  if (found === undefined) return { passed: false, reason: "the evidence is neither SARIF nor a JSON report of Trivy" };
  if (other !== undefined) return { passed: false, reason: other };
  if (typeof found === "string") return { passed: false, reason: found };
  const limits = LEVELS.filter((level) => gate[level] !== undefined);
  const count = (level: Level): number => found.filter((one) => one === level).length;
  const passed = limits.every((level) => count(level) <= (gate[level] ?? 0));
  const reason = limits.map((level) => `${count(level)} ${level} (at most ${gate[level]})`).join(", ");
  return { passed, reason: `findings: ${reason}` };
}

/**
 * Severities of a SARIF log: by `security-severity` of the finding or its rule, otherwise by its level. Findings that
 * are suppressed or not new count as well.
 * @returns a reason if the scan failed; undefined if it isn't SARIF
 * @see https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
function sarifLevels(evidence: unknown): Levels | string | undefined {
  const runs = own(evidence, "runs");
  if (!Array.isArray(runs) || runs.length === 0 || !runs.every((run) => Array.isArray(own(run, "results"))))
    return undefined;
  const failed = runs.some((run) =>
    listIn(run, "invocations").some((one) => own(one, "executionSuccessful") === false),
  );
  if (failed) return "the scan failed: an invocation in the SARIF has executionSuccessful false";
  return runs.flatMap((run) => listIn(run, "results").map((result) => sarifLevel(result, rulesOf(run, result))));
}

function sarifLevel(result: unknown, rules: readonly unknown[]): Level | undefined {
  const itsOwn = scoreOf(result);
  const scores = itsOwn === undefined ? rules.flatMap((rule) => scoreOf(rule) ?? []) : [itsOwn];
  if (scores.length > 0) {
    const score = Math.max(...scores);
    return score >= 9 ? "critical" : score >= 7 ? "high" : score >= 4 ? "medium" : undefined;
  }
  const given = own(result, "level");
  const levels =
    given === undefined ? rules.map((rule) => own(own(rule, "defaultConfiguration"), "level") ?? "warning") : [given];
  // SARIF's default level is warning.
  if (levels.length === 0) return "medium";
  return levels.includes("error") ? "high" : levels.includes("warning") ? "medium" : undefined;
}

/** The `security-severity` of a finding or a rule, from 0 to 10; 10 for one that isn't understood. */
function scoreOf(value: unknown): number | undefined {
  const given = own(own(value, "properties"), "security-severity") ?? "";
  if (typeof given === "string" && given.trim() === "") return undefined;
  const score = typeof given === "string" || typeof given === "number" ? Number(given) : Number.NaN;
  return score >= 0 && score <= 10 ? score : 10;
}

/**
 * The rules to which a finding refers, by id or by index. Rules of several components can have the same id; the worst
 * one counts.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html#_Toc34317644
 */
function rulesOf(run: unknown, result: unknown): unknown[] {
  const tool = own(run, "tool");
  const [driver, ...extensions] = [own(tool, "driver"), ...listIn(tool, "extensions")];
  const reference = own(result, "rule");
  const component = own(reference, "toolComponent");
  const index = own(result, "ruleIndex") ?? own(reference, "index");
  const ids = [own(result, "ruleId"), own(reference, "id")].filter((id) => typeof id === "string");
  const byId = [driver, ...extensions]
    .flatMap((one) => listIn(one, "rules"))
    // The id of a finding may have more segments than that of its rule: CA1000/1.
    .filter((rule) => ids.some((id) => id === own(rule, "id") || id.startsWith(`${String(own(rule, "id"))}/`)));
  const named = extensions.filter(
    (one, position) =>
      own(component, "index") === position ||
      ["guid", "name"].some((key) => own(component, key) !== undefined && own(component, key) === own(one, key)),
  );
  const indexed = (named.length === 0 ? [driver] : named).map((one) =>
    typeof index === "number" ? listIn(one, "rules")[index] : undefined,
  );
  return [...byId, ...indexed.filter(isObject)];
}

/**
 * Severities of Trivy's JSON report; a part without findings has no list.
 * @returns a reason if nothing was scanned; undefined if it isn't a report of Trivy
 */
function trivyLevels(evidence: unknown): Levels | string | undefined {
  const parts = own(evidence, "Results");
  if (own(evidence, "SchemaVersion") === undefined || !Array.isArray(parts)) return undefined;
  if (parts.length === 0) return "the report of Trivy has no results: nothing was scanned";
  return parts.flatMap((part) =>
    ["Vulnerabilities", "Misconfigurations", "Secrets", "Licenses"].flatMap((kind) =>
      listIn(part, kind).map((one) => trivyLevel(own(one, "Severity"))),
    ),
  );
}

/** What nobody has assessed yet counts as high. */
function trivyLevel(severity: unknown): Level | undefined {
  const given = String(severity).toLowerCase();
  return given === "low" ? undefined : (LEVELS.find((level) => level === given) ?? "high");
}

function listIn(value: unknown, name: string): readonly unknown[] {
  const list = own(value, name);
  return Array.isArray(list) ? list : [];
}
