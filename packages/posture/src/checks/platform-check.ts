import type { Element, Stack } from "@org/aml-synth-model";
import type { Platform } from "../domain/platform.js";

/**
 * What comes of a check.
 * - `satisfied`: everything that it needs was read, and nothing is against it.
 * - `violated`: something that was read is against it.
 * - `undecided`: nothing is against it in what was read, and something that it needs could not be read.
 */
export const OUTCOMES = ["satisfied", "violated", "undecided"] as const;

/** {@inheritDoc OUTCOMES} */
export type Outcome = (typeof OUTCOMES)[number];

/** One step of a path: what, and what it has to do with the next. */
export interface Step {
  /** The resource, where the step is one. */
  readonly element: Element | undefined;
  readonly text: string;
}

/** Why a check is satisfied for something: one line of evidence. */
export interface Evidence {
  readonly environment: string | undefined;
  readonly text: string;
  readonly elements: readonly Element[];
}

/** Where a check is violated, and along which path. */
export interface CheckViolation {
  /** What to change. */
  readonly at: Element;
  /** What is wrong there, as a sentence. */
  readonly text: string;
  readonly path: readonly Step[];
  readonly fix: string;
}

/** Something that a check needs and that could not be read. */
export interface Undecided {
  /** Where it's written. */
  readonly at: Element | Stack;
  /** Path in the resource. */
  readonly path?: string | undefined;
  /** What isn't known, as a sentence. */
  readonly text: string;
  readonly fix: string;
}

/** What a check comes to. */
export interface CheckResult {
  /** How much of its subject was read. */
  readonly subjects: number;
  readonly evidence: readonly Evidence[];
  readonly violations: readonly CheckViolation[];
  readonly undecided: readonly Undecided[];
  /** What is worth knowing and nothing to change. */
  readonly information: readonly Evidence[];
}

/** One statement about a whole platform, with how it is evaluated. */
export interface PlatformCheck {
  readonly id: string;
  readonly title: string;
  /** What must be so. */
  readonly description: string;
  /** How it's evaluated. */
  readonly method: string;
  /** What it's about, to say what isn't there: "workspace". */
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
