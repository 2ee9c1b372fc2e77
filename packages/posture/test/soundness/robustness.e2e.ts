import fc from "fast-check";
import { SynthModel } from "@org/aml-synth-model";
import { describe, expect, it } from "vitest";
import { check, reportSchema, toConsole, toJunit, toSarif } from "../../src/index.js";
import { TODAY } from "../support/found.js";
import { smallPlatform, type Stack } from "../support/small-platform.js";

const PLATFORMS = 250;

type Place = readonly [holder: Stack, key: string];

function placesIn(json: unknown): Place[] {
  if (typeof json !== "object" || json === null) return [];
  return Object.entries(json).flatMap(([key, value]): Place[] => [[json, key], ...placesIn(value)]);
}

const odd = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  fc.string(),
  fc.constant("${var.nothing}"),
  fc.constant("${azapi_resource.workspace.id}"),
  fc.constant("${broken("),
  fc.constant("10.1.0.0/99"),
  fc.array(fc.oneof(fc.constant(null), fc.string(), fc.constant({}))),
  fc.constant({}),
);

describe("whatever stands anywhere in a configuration", () => {
  it("is evaluated without failing, and every format takes the report", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), odd), { minLength: 1, maxLength: 5 }), (changes) => {
        const platform = smallPlatform();
        for (const [index, value] of changes) {
          const places = placesIn({ dev: platform.dev["resource"] as Stack, prod: platform.prod });
          const [holder, key] = places[(index * 7919) % places.length] ?? [{}, ""];
          holder[key] = value;
        }
        const report = check(SynthModel.fromStacks({ ...platform }), { today: TODAY });
        expect(reportSchema.safeParse(report).error).toBeUndefined();
        expect([toConsole(report, { verbose: true }), toSarif(report), toJunit(report)].every(Boolean)).toBe(true);
      }),
      { numRuns: PLATFORMS },
    );
  }, 600_000);
});
