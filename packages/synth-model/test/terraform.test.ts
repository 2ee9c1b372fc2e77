import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SynthModel } from "../src/index.js";

/** Expressions with what Terraform 1.11.4 makes of them, recorded as outputs of a plan. */
const recorded = JSON.parse(readFileSync(join(import.meta.dirname, "fixtures/expressions.json"), "utf8")) as [
  expression: string,
  value: unknown,
][];

describe("an expression", () => {
  it.each(recorded)("evaluates as Terraform does: %s", (expression, value) => {
    const model = SynthModel.fromStacks({ s: { output: { o: { value: `\${${expression}}` } } } });
    expect(model.diagnostics).toEqual([]);
    const reading = model.stack("s").get("output.o")?.read("value");
    expect(reading?.unknowns).toEqual([]);
    expect(reading?.value ?? null).toEqual(value ?? null);
  });
});
