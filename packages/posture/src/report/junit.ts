import { reaches } from "../check.js";
import { groupBy } from "../domain/group-by.js";
import type { Finding, Report } from "./report.js";
import { escapeXml } from "./xml.js";

/** A report as JUnit XML: a test case a rule and check, failed by what is at or above the threshold. */
export function toJunit(report: Report): string {
  const byRule = groupBy(report.findings, ({ rule }) => rule);
  const suites = [...groupBy(report.rules, ({ subject, id }) => (id.startsWith("check-") ? "checks" : subject))].map(
    ([subject, rules]) => {
      const cases = rules.map(({ id, title }) => testCase(subject, id, title, byRule.get(id) ?? [], report));
      const failed = cases.filter((one) => one.includes("<failure")).length;
      return [
        `  <testsuite name="${escapeXml(subject)}" tests="${String(cases.length)}" failures="${String(failed)}" errors="0" skipped="0">`,
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
  const open = findings.filter(({ exemption, severity }) => !exemption && reaches(severity, threshold));
  const name = `    <testcase classname="aml-posture.${escapeXml(subject)}" name="${escapeXml(`${id}: ${title}`)}"`;
  const others = findings.filter((finding) => !open.includes(finding)).map(line);
  const inner = [
    ...(open.length === 0
      ? []
      : [
          `      <failure message="${escapeXml(title)}" type="${open[0]?.severity ?? ""}">${escapeXml(open.map(line).join("\n"))}</failure>`,
        ]),
    ...(others.length === 0 ? [] : [`      <system-out>${escapeXml(others.join("\n"))}</system-out>`]),
  ];
  return inner.length === 0 ? `${name}/>` : [`${name}>`, ...inner, "    </testcase>"].join("\n");
}

function line({ stack, address, message, severity, fix, exemption }: Finding): string {
  const place = [stack, address].filter(Boolean).join("/") || "configuration";
  const kept = exemption ? ` (exempted until ${exemption.expires}: ${exemption.reason})` : "";
  return `${severity} ${place}: ${message}${kept}. ${fix}`;
}
