import { describe, expect, it } from "vitest";
import { SynthModelError } from "../src/index.js";

describe("SynthModelError", () => {
  it("lists what is wrong, with where it stands", () => {
    const error = new SynthModelError("no model", [
      { code: "invalid-json", severity: "error", message: "is not JSON", file: "a/b.tf.json", stack: "a" },
      { code: "stack-cycle", severity: "error", message: "need each other", stack: "a" },
      { code: "not-terraform", severity: "error", message: "is nothing" },
    ]);
    expect(error.message).toBe("no model\n  a/b.tf.json: is not JSON\n  a: need each other\n  is nothing");
    expect(error.name).toBe("SynthModelError");
    expect(error.diagnostics).toHaveLength(3);
  });

  it("is known by its brand, from whatever copy of the library", () => {
    expect(SynthModelError.isSynthModelError(new SynthModelError("x"))).toBe(true);
    expect(SynthModelError.isSynthModelError({ [Symbol.for("@org/aml-synth-model.SynthModelError")]: true })).toBe(
      true,
    );
    expect(SynthModelError.isSynthModelError(new Error("x"))).toBe(false);
    expect(SynthModelError.isSynthModelError(null)).toBe(false);
  });
});
