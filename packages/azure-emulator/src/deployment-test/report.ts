import type { Unknown } from "../emulator/emulator-state.js";
import type { Problem, Step } from "./events.js";
import type { PostureReport } from "./posture.js";
import type { Timeline } from "./timeline.js";

/** How long a step of a stack took. */
export interface StepReport {
  readonly stack: string;
  readonly step: Step;
  readonly seconds: number;
  readonly failed: boolean;
}

/** What came of a deployment test. */
export interface DeploymentTestReport {
  readonly passed: boolean;
  readonly seconds: number;
  readonly speed: number;
  readonly steps: readonly StepReport[];
  readonly problems: readonly Problem[];
  /** How many resources were applied. */
  readonly resources: number;
  /** How many requests the Azure emulator answered. */
  readonly requests: number;
  /** What was asked of it that it doesn't know. */
  readonly unknown: readonly Unknown[];
  /** Names that stay taken though everything is destroyed: ARM ids. */
  readonly softDeleted: readonly string[];
  readonly timeline: Timeline;
  /** What the posture check says of the plans; undefined if a stack wasn't planned. */
  readonly posture: PostureReport | undefined;
  /** The override file of each stack. */
  readonly overrides: Readonly<Record<string, unknown>>;
}
