import type { Diagnostic } from "./diagnostic.js";

const BRAND = Symbol.for("@org/aml-synth-model.SynthModelError");

/** Thrown if the model can't be created, or a query can't be answered. */
export class SynthModelError extends Error {
  /** Whether `error` is a `SynthModelError`, even one from another copy of this library. */
  public static isSynthModelError(error: unknown): error is SynthModelError {
    return typeof error === "object" && error !== null && BRAND in error;
  }

  /** The problems, each with its location; empty if the message is complete. */
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
