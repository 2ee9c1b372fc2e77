import { groupBy } from "@org/aml-synth-model";
import { failing } from "../check.js";
import type { Finding, Report } from "./report.js";
import { escapeXml } from "./xml.js";

/**
 * A report as JUnit XML, with a test case per rule and check. Findings at or above the threshold are failures,
 * undecided ones are errors. A case whose only findings are in the baseline is skipped.
 */
export function toJunit(report: Report): string {
  const byRule = groupBy(report.findings, ({ rule }) => rule);
  const suites = [...groupBy(report.rules, ({ subject, id }) => (id.startsWith("check-") ? "checks" : subject))].map(
    ([subject, rules]) => {
      const cases = rules.map(({ id, title }) => testCase(subject, id, title, byRule.get(id) ?? [], report));
      const having = (tag: string): number => cases.filter((one) => one.includes(`      <${tag} `)).length;
      return [
        `  <testsuite name="${escapeXml(subject)}" tests="${String(cases.length)}" failures="${String(having("failure"))}" errors="${String(having("error"))}" skipped="${String(having("skipped"))}">`,
        ...cases,
        "  </testsuite>",
      ].join("\n");
    },
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="aml-posture">\n${suites.join("\n")}\n</testsuites>\n`;
}

function testCase(
  subject: string,
  id: string,
  title: string,
  findings: readonly Finding[],
  { threshold }: Report,
): string {
  const open = failing({ findings, threshold });
  const kept = failing({ findings: findings.map((finding) => ({ ...finding, known: undefined })), threshold });
  const name = `    <testcase classname="aml-posture.${escapeXml(subject)}" name="${escapeXml(`${id}: ${title}`)}"`;
  const others = findings.filter((finding) => !open.includes(finding)).map(line);
  const byState = groupBy(open, ({ state }) => state);
  const inner = [
    ...problem("failure", title, byState.get("violated") ?? []),
    ...problem("error", title, byState.get("undecided") ?? []),
    ...(open.length === 0 && kept.length > 0
      ? [`      <skipped message="the baseline has ${kept.length === 1 ? "this finding" : "these findings"}"/>`]
      : []),
    ...(others.length === 0 ? [] : [`      <system-out>${escapeXml(others.join("\n"))}</system-out>`]),
  ];
  return inner.length === 0 ? `${name}/>` : [`${name}>`, ...inner, "    </testcase>"].join("\n");
}

function problem(tag: "failure" | "error", title: string, findings: readonly Finding[]): string[] {
  const [first] = findings;
  if (!first) return [];
  const text = escapeXml(findings.map(line).join("\n"));
  return [`      <${tag} message="${escapeXml(title)}" type="${first.severity}">${text}</${tag}>`];
}

function line({ stack, address, message, severity, state, fix, exemption, known }: Finding): string {
  const place = [stack, address].filter(Boolean).join("/") || "configuration";
  const kept = exemption
    ? ` (exempted until ${exemption.expires}: ${exemption.reason})`
    : known
      ? " (in the baseline)"
      : "";
  return `${severity}${state === "undecided" ? " undecided" : ""} ${place}: ${message}${kept}. ${fix}`;
}
