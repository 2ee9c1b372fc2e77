import type { DeploymentTestReport } from "../../src/index.js";
import { type Span, type StackNeeds, timelineOf } from "../../src/deployment-test/timeline.js";

/** A report of a deployment test that passed, with a timeline of spans. */
export function reportOf(
  spans: readonly Span[],
  report: Partial<DeploymentTestReport> = {},
  needs: StackNeeds = new Map(),
): DeploymentTestReport {
  return {
    passed: true,
    seconds: 75,
    speed: 60,
    steps: [],
    problems: [],
    resources: spans.length,
    requests: 1234,
    unknown: [],
    existing: [],
    softDeleted: [],
    posture: undefined,
    timeline: timelineOf(spans, needs),
    overrides: {},
    ...report,
  };
}
