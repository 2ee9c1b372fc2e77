import type { CheckReport } from "../../src/index.js";
import { reportOf } from "./found.js";
import type { SmallPlatform } from "./small-platform.js";

/** One check of a small platform after a change, with the texts of its violations and the paths that they take. */
export function runCheck(id: string, change?: (platform: SmallPlatform) => void) {
  const report = reportOf(change);
  const { outcome, evidence, information } = report.checks.find((one) => one.id === id) as CheckReport;
  const findings = report.findings.filter(({ rule }) => rule === `check-${id}`);
  return {
    outcome,
    evidence: evidence.map(({ text }) => text),
    information: information.map(({ text }) => text),
    violations: findings.map(({ message }) => message),
    paths: findings.map(({ steps = [] }) => steps.map(({ place, text }) => place || text)),
  };
}
