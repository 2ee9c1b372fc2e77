import type { Diagnostic } from "./diagnostic.js";

const BRAND = Symbol.for("@org/aml-synth-model.SynthModelError");

/** Raised where no model can be made, or a question about it has no answer. */
export class SynthModelError extends Error {
  /** Whether `error` is one, also when it comes from another copy of this library. */
  public static isSynthModelError(error: unknown): error is SynthModelError {
    return typeof error === "object" && error !== null && BRAND in error;
  }

  /** What is wrong, each with its place; empty if the message says all. */
  public readonly diagnostics: readonly Diagnostic[];

  constructor(message: string, diagnostics: readonly Diagnostic[] = []) {
    super([message, ...diagnostics.map(describe)].join("\n  "));
    this.name = "SynthModelError";
    this.diagnostics = diagnostics;
    Object.defineProperty(this, BRAND, { value: true });
  }
}

function describe({ file, stack, message }: Diagnostic): string {
  const where = file ?? stack;
  return where === undefined ? message : `${where}: ${message}`;
}
