import type { DeploymentTestReport } from "../deployment-test/report.js";
import { criticalPath, lengthOf, pathShares, type Timeline } from "../deployment-test/timeline.js";
import { minutes } from "../report/minutes.js";

/** Summary of a deployment test. */
export function summary(report: DeploymentTestReport): string {
  const { measured, estimated } = report.timeline;
  const critical = criticalPath(report.timeline).map(
    ({ span, start, end }) => `  ${minutes(end - start).padStart(12)}  ${span.stack} ${span.address}`,
  );
  const lines = [
    "",
    ...(critical.length > 0
      ? ["Critical path of the apply, as estimated for Azure:", ...critical, "", sharesOf(report.timeline)]
      : []),
    ...report.unknown.map(
      ({ kind, what }) => `not supported by the Azure emulator, answered generically: ${kind} ${what}`,
    ),
    ...report.existing
      .filter((what) => !what.startsWith("/"))
      .map((what) => `assumed to exist in Microsoft Entra, because stacks look it up: ${what}`),
    ...report.softDeleted.map((id) => `soft-deleted, its name is reserved: ${id}`),
    ...postureOf(report),
    `${report.resources} resources applied in ${minutes(lengthOf(measured))} (in Azure about ${minutes(lengthOf(estimated))}), ${report.requests} requests, ${minutes(report.seconds)} in all`,
    report.passed
      ? "deployment test PASSED"
      : `deployment test FAILED: ${report.problems.length} problem(s), see above`,
  ];
  return `${lines.join("\n")}\n`;
}

/** Whose the seconds of the critical path are. */
export function sharesOf(timeline: Timeline): string {
  const { azure, delays, providers } = pathShares(timeline);
  return `of it Azure ${minutes(azure)}, delays of the stacks ${minutes(delays)}, providers ${minutes(providers)}`;
}

function postureOf({ posture }: DeploymentTestReport): string[] {
  if (!posture) return ["posture: not checked, since not all plans could be read"];
  const { error, warning, note, undecided, exempted } = posture.summary;
  const result = `posture of the plans ${posture.passed ? "passes" : "doesn't pass"}: ${error} errors, ${warning} warnings, ${note} notes (${undecided} undecided), ${exempted} exempted; "aml-posture check" and --json list them`;
  return [result, ...posture.checks.map(({ title, outcome }) => `  ${outcome.padEnd(9)}  ${title}`)];
}
