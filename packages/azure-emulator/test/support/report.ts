import type { RehearsalReport } from "../../src/index.js";
import { type Span, type StackNeeds, timelineOf } from "../../src/deployment-test/timeline.js";

/** A report of a rehearsal that passed, with a timeline of spans. */
export function reportOf(
  spans: readonly Span[],
  report: Partial<RehearsalReport> = {},
  needs: StackNeeds = new Map(),
): RehearsalReport {
  return {
    passed: true,
    seconds: 75,
    speed: 60,
    steps: [],
    problems: [],
    resources: spans.length,
    requests: 1234,
    unknown: [],
    softDeleted: [],
    timeline: timelineOf(spans, needs),
    overrides: {},
    ...report,
  };
}
