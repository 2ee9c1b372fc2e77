import type { Element } from "@org/aml-synth-model";
import type { Platform } from "../domain/platform.js";

/** One step of a way: what, and what it has to do with the next. */
export interface Step {
  /** The resource, where the step is one. */
  readonly element: Element | undefined;
  readonly text: string;
}

/** Why a claim holds for something: one line of evidence. */
export interface Evidence {
  readonly environment: string | undefined;
  readonly text: string;
  readonly elements: readonly Element[];
}

/** Where a claim doesn't hold, and along which way. */
export interface CounterExample {
  /** What to change. */
  readonly at: Element;
  /** What is wrong there, as a sentence. */
  readonly text: string;
  readonly path: readonly Step[];
  readonly fix: string;
}

/** The answer of a proof. */
export interface Verdict {
  readonly evidence: readonly Evidence[];
  readonly counterExamples: readonly CounterExample[];
  /** What is worth knowing and nothing to change. */
  readonly information: readonly Evidence[];
}

/** A claim about a whole platform that is proven, or refuted by example. */
export interface Proof {
  readonly id: string;
  readonly title: string;
  /** What is claimed. */
  readonly claim: string;
  /** How it's proven. */
  readonly method: string;
  prove(platform: Platform): Verdict;
}

/** A step of a way. */
export function step(element: Element | undefined, text: string): Step {
  return { element, text };
}

/** A number with its noun. */
export function count(number: number, one: string, several = `${one}s`): string {
  return `${String(number)} ${number === 1 ? one : several}`;
}
