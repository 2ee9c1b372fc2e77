import { readFileSync } from "node:fs";
import { withoutKeys } from "../deployment-test/address.js";
import { DeploymentTestInputError } from "../deployment-test/errors.js";
import type { DeploymentTestReport } from "../deployment-test/report.js";
import { criticalPath, lengthOf, type Timeline } from "../deployment-test/timeline.js";
import { minutes } from "../report/minutes.js";
import { sharesOf } from "./summary.js";

/**
 * The timeline in a report of an earlier deployment test, as `--json` writes it.
 * @throws DeploymentTestInputError for another file
 */
export function readTimeline(file: string): Timeline {
  const refused = (why: string) =>
    new DeploymentTestInputError(`--compare ${file} ${why}: give a report that --json wrote`);
  let report: Partial<DeploymentTestReport>;
  try {
    report = JSON.parse(readFileSync(file, "utf8")) as Partial<DeploymentTestReport>;
  } catch (error) {
    throw refused(error instanceof SyntaxError ? "is not JSON" : `can't be read (${(error as Error).message})`);
  }
  if (!Array.isArray(report.timeline?.estimated)) throw refused("has no timeline");
  const { measured, estimated } = report.timeline;
  const complete = ({ span, ...placed }: (typeof estimated)[number]) => ({
    ...placed,
    // Older reports don't have it.
    span: { ...span, unscaledSeconds: span.unscaledSeconds ?? span.azureSeconds - ownSeconds(span) },
  });
  return { measured: measured.map(complete), estimated: estimated.map(complete) };
}

function ownSeconds({ start, end, simulatedSeconds }: Timeline["estimated"][number]["span"]): number {
  return Math.max(0, end - start - simulatedSeconds);
}

/** The critical paths of two deployment tests, as estimated for Azure, side by side: the longest resources first. */
export function comparison(before: Timeline, after: Timeline): string {
  const [then, now] = [secondsByAddress(before), secondsByAddress(after)];
  const row = (one: string, other: string, what: string) => `  ${one.padStart(12)}  ${other.padStart(12)}  ${what}`;
  const shown = (seconds: number | undefined) => (seconds === undefined ? "-" : minutes(seconds));
  const longest = (address: string) => Math.max(then.get(address) ?? 0, now.get(address) ?? 0);
  const rows = [...new Set([...then.keys(), ...now.keys()])]
    .sort((one, other) => longest(other) - longest(one))
    .map((address) => row(shown(then.get(address)), shown(now.get(address)), address));
  const lines = [
    "",
    "Critical paths, as estimated for Azure; a resource that is in several stacks is added up:",
    row("then", "now", ""),
    ...rows,
    row(minutes(lengthOf(before.estimated)), minutes(lengthOf(after.estimated)), "in all"),
    `then: ${sharesOf(before)}`,
    `now:  ${sharesOf(after)}`,
  ];
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}

function secondsByAddress(timeline: Timeline): Map<string, number> {
  const seconds = new Map<string, number>();
  for (const { span, start, end } of criticalPath(timeline)) {
    const address = withoutKeys(span.address);
    seconds.set(address, (seconds.get(address) ?? 0) + end - start);
  }
  return seconds;
}
