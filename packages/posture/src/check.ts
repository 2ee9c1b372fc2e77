import type { SynthModel } from "@org/aml-synth-model";
import { OWN_RULE_ID, parseConfig, type PostureConfig, PostureInputError } from "./config/config.js";
import { Exemptions } from "./config/exemptions.js";
import { Platform } from "./domain/platform.js";
import { CHECKS } from "./checks/index.js";
import type { CheckResult, Evidence, Outcome, PlatformCheck } from "./checks/platform-check.js";
import { FACTS_OF_CHECKS } from "./checks/facts-of-checks.js";
import { readFacts } from "./checks/needed-facts.js";
import { notEvaluatedEvidence, typesNotEvaluated, unread } from "./checks/unread.js";
import { checkFindings, exemptionFindings, finish, inputFindings, ruleFindings } from "./findings.js";
import { changesBetween } from "./report/changes.js";
import { environmentsOf, namesOf, rolesOf } from "./report/inventory-report.js";
import type { Finding, CheckReport, Report } from "./report/report.js";
import { topologyOf } from "./report/topology.js";
import { checkRule, RULE_FACTS, type RuleFacts } from "./rules/facts.js";
import { RULES } from "./rules/index.js";
import { type Rule, SEVERITIES, type Severity } from "./rules/rule.js";
import { VERSION } from "./version.js";

/** Options of a check. */
export interface CheckOptions extends PostureConfig {
  /**
   * The day for which exemptions are evaluated, YYYY-MM-DD.
   * @default today, in UTC
   */
  readonly today?: string | undefined;
  /**
   * Report of an earlier run to compare with. Findings that this report contains without an exemption don't fail the
   * check.
   * @default - nothing is compared
   */
  readonly baseline?: Report | undefined;
  /**
   * Your own rules. Their ids contain a slash, such as `contoso/storage-in-europe`. `loadRules()` reads them from
   * files.
   * @default - none
   */
  readonly ownRules?: readonly Rule[] | undefined;
}

/** URL of the schema of reports. */
export const REPORT_SCHEMA = "https://unpkg.com/@org/aml-posture/schema/report.schema.json";

/**
 * Evaluates all rules and checks for the stacks of a model.
 * @throws PostureInputError if the options are wrong
 */
export function check(model: SynthModel, options: CheckOptions = {}): Report {
  const { today = new Date().toISOString().slice(0, 10), baseline, ownRules, ...given } = options;
  const config = parseConfig(given, "the options");
  const own = acceptedRules(ownRules, config.rules);
  const platform = new Platform(model, { ...config, today });
  const severities = { checks: "warning", rules: "warning", ...config.undecided } as const;
  const exemptions = new Exemptions(config.exemptions ?? [], today);
  const threshold = config.threshold ?? "warning";

  const results = CHECKS.map((one) => ({ one, result: resultOf(one, platform) }));
  const findings = [
    ...inputFindings(model),
    ...results.flatMap(({ one, result }) => checkFindings(one, result, severities.checks)),
    ...ruleFindings([...RULES, ...own], platform, severities.rules),
  ].map((found) => finish(found, platform, exemptions));
  const evaluated = exemptions.results();
  findings.push(
    ...exemptionFindings(evaluated, config.unusedExemptions).map((found) => finish(found, platform, undefined)),
  );
  markKnown(findings, baseline);
  findings.sort((a, b) => rank(a) - rank(b));

  const report: Report = {
    $schema: REPORT_SCHEMA,
    version: 2,
    tool: { name: "@org/aml-posture", version: VERSION },
    date: today,
    threshold,
    passed: failing({ findings, threshold }).length === 0,
    summary: {
      resources: platform.inventory.resources.length,
      error: open(findings, "error"),
      warning: open(findings, "warning"),
      note: open(findings, "note"),
      undecided: findings.filter(({ state, exemption }) => state === "undecided" && !exemption).length,
      exempted: findings.filter(({ exemption }) => exemption).length,
    },
    environments: environmentsOf(platform),
    checks: results.map(({ one, result }) => ({
      id: one.id,
      title: one.title,
      description: one.description,
      method: one.method,
      outcome: outcomeOf(result),
      evidence: [...result.evidence, ...notEvaluatedEvidence(platform)].map(evidenceReport),
      violations: idsOf(findings, one, "violated"),
      undecided: idsOf(findings, one, "undecided"),
      notApplicable:
        result.subjects === 0 && outcomeOf(result) === "satisfied" ? `no ${one.subject} was read` : undefined,
      information: result.information.map(evidenceReport),
    })),
    findings,
    rules: rulesReport([...RULE_FACTS.values(), ...own], findings),
    exemptions: evaluated.map(({ exemption, state, findings: count }) => ({ ...exemption, state, findings: count })),
    roles: rolesOf(platform),
    names: namesOf(platform),
    notEvaluated: [...typesNotEvaluated(platform)],
    topology: topologyOf(platform),
  };
  return baseline ? { ...report, changes: changesBetween(baseline, report) } : report;
}

/** Whether a severity is at or above a threshold. */
function reaches(severity: Severity, threshold: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(threshold);
}

/** The findings for which a report fails: at or above its threshold, not exempted, and not in its baseline. */
export function failing({
  findings,
  threshold,
}: {
  readonly findings: readonly Finding[];
  readonly threshold: Severity;
}): Finding[] {
  return findings.filter(({ severity, exemption, known }) => !exemption && !known && reaches(severity, threshold));
}

/**
 * The user's own rules, validated.
 * @throws PostureInputError for an id without a slash, a duplicate id, and files that weren't loaded
 */
function acceptedRules(rules: readonly Rule[] | undefined, files: readonly string[] = []): readonly Rule[] {
  if (rules === undefined && files.length > 0) {
    throw new PostureInputError(`the rules in ${files.join(", ")} aren't loaded; pass await loadRules(…) as ownRules`);
  }
  const ids = new Set<string>();
  for (const { id } of rules ?? []) {
    if (!OWN_RULE_ID.test(id)) {
      throw new PostureInputError(
        `${id} isn't an id for a rule of your own; allowed: two names and a slash, contoso/tls`,
      );
    }
    if (ids.has(id)) throw new PostureInputError(`two rules have the id ${id}; rename one of them`);
    ids.add(id);
  }
  return rules ?? [];
}

/** Marks findings that a baseline contains, at most as often as it contains them. Exempted ones are marked, too. */
function markKnown(findings: Finding[], baseline: Report | undefined): void {
  const known = new Map<string, number>();
  const all = new Set(baseline?.findings.map(({ id }) => id));
  for (const { id, exemption } of baseline?.findings ?? []) {
    if (!exemption) known.set(id, (known.get(id) ?? 0) + 1);
  }
  for (const [index, finding] of findings.entries()) {
    const left = known.get(finding.id) ?? 0;
    if (finding.exemption ? !all.has(finding.id) : left === 0) continue;
    if (!finding.exemption) known.set(finding.id, left - 1);
    findings[index] = { ...finding, known: true };
  }
}

/** A check's result, including unread input. */
function resultOf(one: PlatformCheck, platform: Platform): CheckResult {
  const result = one.evaluate(platform);
  const { undecided, defaults } = readFacts(platform, FACTS_OF_CHECKS[one.id] ?? []);
  return {
    ...result,
    undecided: [...unread(platform, one.id), ...undecided, ...result.undecided],
    information: [
      ...result.information,
      ...(defaults.length > 0
        ? [{ environment: undefined, text: `as by default: ${defaults.join(", ")}`, elements: [] }]
        : []),
    ],
  };
}

function outcomeOf({ violations, undecided }: CheckResult): Outcome {
  if (violations.length > 0) return "violated";
  return undecided.length > 0 ? "undecided" : "satisfied";
}

function idsOf(findings: readonly Finding[], one: PlatformCheck, wanted: Finding["state"]): string[] {
  return findings.filter(({ rule, state }) => rule === checkRule(one.id) && state === wanted).map(({ id }) => id);
}

function evidenceReport({ environment, text, elements }: Evidence): CheckReport["evidence"][number] {
  return { environment: environment ?? null, text, places: elements.map(({ id }) => id) };
}

function rulesReport(rules: readonly RuleFacts[], findings: readonly Finding[]): Report["rules"] {
  const counts = {
    violated: new Map<string, number>(),
    undecided: new Map<string, number>(),
    exempted: new Map<string, number>(),
  };
  for (const { rule, state, exemption } of findings) {
    const of = counts[exemption ? "exempted" : state];
    of.set(rule, (of.get(rule) ?? 0) + 1);
  }
  return rules.map(({ id, subject, severity, title, rationale, fix, sameAs }) => ({
    id,
    subject,
    severity,
    title,
    rationale,
    fix,
    sameAs: Object.fromEntries(Object.entries(sameAs).map(([tool, ids]) => [tool, [...(ids as readonly string[])]])),
    findings: counts.violated.get(id) ?? 0,
    undecided: counts.undecided.get(id) ?? 0,
    exempted: counts.exempted.get(id) ?? 0,
  }));
}

function open(findings: readonly Finding[], severity: Severity): number {
  return findings.filter((finding) => finding.severity === severity && !finding.exemption).length;
}

/** Open findings before exempted ones, then by descending severity. */
function rank({ severity, exemption }: Finding): number {
  return SEVERITIES.indexOf(severity) + (exemption ? SEVERITIES.length : 0);
}
