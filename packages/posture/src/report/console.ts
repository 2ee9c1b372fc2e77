import { groupBy } from "@org/aml-synth-model";
import { styleText } from "node:util";
import { failing } from "../check.js";
import { count, type Outcome } from "../checks/platform-check.js";
import type { Severity } from "../rules/rule.js";
import type { Changes, Finding, Report } from "./report.js";

/** Options for a report in a terminal. */
export interface ConsoleOptions {
  /**
   * Whether to use colors.
   * @default false
   */
  readonly color?: boolean;
  /**
   * Whether to show findings below the threshold, exempted findings and evidence of checks.
   * @default false
   */
  readonly verbose?: boolean;
  /**
   * What findings are grouped by: rules, or first the environments and then rules.
   * @default "rule"
   */
  readonly by?: "rule" | "environment";
}

type Style = Parameters<typeof styleText>[0];

const OUTCOME_STYLES: Readonly<Record<Outcome, Style>> = { satisfied: "green", violated: "red", undecided: "yellow" };
const STYLES: Readonly<Record<Severity, Style>> = { error: "red", warning: "yellow", note: "blue" };

/** A report as text, findings grouped by rule. */
export function toConsole(
  report: Report,
  { color = false, verbose = false, by = "rule" }: ConsoleOptions = {},
): string {
  const paint = (style: Style, text: string): string =>
    color ? styleText(style, text, { validateStream: false }) : text;
  const lines: string[] = [];
  for (const { title, outcome, evidence, information, description, notApplicable } of report.checks) {
    lines.push(
      `${paint(OUTCOME_STYLES[outcome], outcome)}  ${title}${notApplicable === undefined ? "" : ` (not applicable: ${notApplicable})`}`,
    );
    if (!verbose) continue;
    lines.push(`         ${description}`);
    for (const { text } of evidence) lines.push(`         + ${text}`);
    for (const { text } of information) lines.push(`         i ${text}`);
  }
  const shown = verbose ? report.findings : failing(report);
  const placeOf = ({ environment }: Finding): string => (by === "rule" ? "" : (environment ?? "all"));
  for (const [place, found] of groupBy(shown, placeOf)) {
    if (place !== "") lines.push("", paint("bold", place));
    for (const findings of groupBy(found, ({ rule, severity, state }) => `${rule} ${severity} ${state}`).values()) {
      const [first] = findings;
      if (!first) continue;
      const facts = report.rules.find(({ id }) => id === first.rule);
      lines.push(
        "",
        `${paint(STYLES[first.severity], first.severity)}  ${paint("bold", first.rule)}${first.state === "undecided" ? " undecided" : ""}  ${facts?.title ?? ""}`,
      );
      for (const finding of findings) lines.push(...describe(finding, paint));
      lines.push(`  ${paint("dim", `fix: ${first.fix}`)}`);
    }
  }
  lines.push(...changes(report.changes), "", summary(report, paint));
  return `${lines.join("\n")}\n`;
}

function describe(
  { stack, address, path, message, steps, exemption }: Finding,
  paint: (style: Style, text: string) => string,
): string[] {
  const place = [stack, address].filter(Boolean).join("/") || "configuration";
  const lines = [`  ${place}: ${message}`];
  if (path !== undefined && !message.includes(path)) lines.push(`    at ${path}`);
  for (const step of steps ?? []) lines.push(`    → ${[step.place, step.text].filter(Boolean).join(": ")}`);
  if (exemption) lines.push(`    ${paint("dim", `exempted until ${exemption.expires}: ${exemption.reason}`)}`);
  return lines;
}

function changes(found: Changes | undefined): string[] {
  if (!found) return [];
  const lines = ["", "against the previous report:"];
  for (const [kind, difference] of Object.entries(found)) {
    if (Array.isArray(difference)) lines.push(...difference.map((text) => `  check  ${text}`));
    else {
      for (const text of difference.added) lines.push(`  + ${kind}  ${text}`);
      for (const text of difference.removed) lines.push(`  - ${kind}  ${text}`);
    }
  }
  return lines.length === 2 ? [...lines, "  nothing changed"] : lines;
}

function summary(
  { summary: counts, passed, threshold, environments, findings }: Report,
  paint: (style: Style, text: string) => string,
): string {
  const names = environments.map(({ name }) => name).join(", ");
  const found = `${count(counts.error, "error")}, ${count(counts.warning, "warning")}, ${count(counts.note, "note")}${counts.undecided === 0 ? "" : ` (${String(counts.undecided)} undecided)`}, ${String(counts.exempted)} exempted`;
  const known = findings.filter(({ known: had, exemption }) => had && !exemption).length;
  const result = passed ? paint("green", "passed") : paint("red", "failed");
  return `${result} at threshold ${threshold}: ${found}${known === 0 ? "" : `, ${String(known)} in the baseline`}; ${count(counts.resources, "resource")} in ${names}`;
}
