import type { Element, Stack } from "@org/aml-synth-model";
import type { Platform } from "../domain/platform.js";

/**
 * Outcome of a check.
 * - `satisfied`: everything that it needs was read, and nothing contradicts it.
 * - `violated`: something that was read contradicts it.
 * - `undecided`: nothing that was read contradicts it, and something that it needs could not be read.
 */
export const OUTCOMES = ["satisfied", "violated", "undecided"] as const;

/** {@inheritDoc OUTCOMES} */
export type Outcome = (typeof OUTCOMES)[number];

/** One step of a path, with its relation to the next. */
export interface Step {
  /** The resource, if the step is one. */
  readonly element: Element | undefined;
  readonly text: string;
}

/** One line of evidence for a satisfied check. */
export interface Evidence {
  readonly environment: string | undefined;
  readonly text: string;
  readonly elements: readonly Element[];
}

/** A violation of a check, with its path. */
export interface CheckViolation {
  /** The element to change. */
  readonly at: Element;
  /** The problem, as a sentence. */
  readonly text: string;
  readonly path: readonly Step[];
  readonly fix: string;
}

/** Something that a check needs and that could not be read. */
export interface Undecided {
  /** The element or stack that contains it. */
  readonly at: Element | Stack;
  /** Path in the resource. */
  readonly path?: string | undefined;
  /** The unknown fact, as a sentence. */
  readonly text: string;
  readonly fix: string;
}

/** Result of a check. */
export interface CheckResult {
  /** Number of subjects that were read. */
  readonly subjects: number;
  readonly evidence: readonly Evidence[];
  readonly violations: readonly CheckViolation[];
  readonly undecided: readonly Undecided[];
  /** Information that requires no change. */
  readonly information: readonly Evidence[];
}

/** A statement about a whole platform, and its evaluation. */
export interface PlatformCheck {
  readonly id: string;
  readonly title: string;
  /** The requirement. */
  readonly description: string;
  /** The evaluation method. */
  readonly method: string;
  /** Its subject, such as "workspace", for the message that there is none. */
  readonly subject: string;
  evaluate(platform: Platform): CheckResult;
}

/** A step of a path. */
export function step(element: Element | undefined, text: string): Step {
  return { element, text };
}

/** A number with its noun. */
export function count(number: number, one: string, several = `${one}s`): string {
  return `${String(number)} ${number === 1 ? one : several}`;
}
