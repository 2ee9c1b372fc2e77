import type { Unknown } from "../emulator/emulator-state.js";
import type { Problem, Step } from "./events.js";
import type { PostureReport } from "./posture.js";
import type { Timeline } from "./timeline.js";

/** Duration of a step of a stack. */
export interface StepReport {
  readonly stack: string;
  readonly step: Step;
  readonly seconds: number;
  readonly failed: boolean;
}

/** Result of a deployment test. */
export interface DeploymentTestReport {
  readonly passed: boolean;
  readonly seconds: number;
  readonly speed: number;
  readonly steps: readonly StepReport[];
  readonly problems: readonly Problem[];
  /** Number of applied resources. */
  readonly resources: number;
  /** Number of requests that the Azure emulator answered. */
  readonly requests: number;
  /** Requests that it doesn't support. */
  readonly unknown: readonly Unknown[];
  /**
   * What was assumed to exist: ARM ids of resources, without resource groups, and directory objects that stacks have
   * looked up, such as `groups/data-scientists`.
   */
  readonly existing: readonly string[];
  /** ARM ids of soft-deleted resources, whose names are still reserved. */
  readonly softDeleted: readonly string[];
  readonly timeline: Timeline;
  /** Result of the posture check of the plans; undefined if a stack wasn't planned. */
  readonly posture: PostureReport | undefined;
  /** The override file of each stack. */
  readonly overrides: Readonly<Record<string, unknown>>;
}
