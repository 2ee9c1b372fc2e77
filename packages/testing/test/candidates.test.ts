import { SynthModel } from "@org/aml-synth-model";
import { describe, expect, it } from "vitest";
import { rank, list, nearest, tally } from "../src/candidates.js";
import { failure } from "./support/failure.js";

const names = (count: number) => Array.from({ length: count }, (_, n) => `n${n}`);

describe("nearest", () => {
  const model = SynthModel.fromStacks({
    s: {
      resource: {
        x: {
          none: { a: 0, b: 0, c: 0 },
          all: { a: 1, b: 1, c: 2 },
          one: { a: 1, b: 0, c: 0 },
          two: { a: 1, b: 1, c: 0 },
          other: {},
        },
      },
    },
  });
  const candidates = model
    .resources()
    .map((element) => ({ element, shown: element.attributes, blocks: "alike" as const }));

  it("puts what misses least first", () => {
    const ranked = rank(candidates, { a: 1, b: 1, c: 2 }, Object.is);
    expect(ranked.map(({ element, comparison }) => [element.name, comparison.misses])).toEqual([
      ["all", 0],
      ["two", 1],
      ["one", 2],
      ["none", 3],
      ["other", 3],
    ]);
  });

  it("shows three in full and names the others", () => {
    const text = nearest(rank(candidates, { a: 2 }, Object.is), () => "difference");
    expect(text.match(/difference/g)).toHaveLength(3);
    expect(text).toMatch(/\n\nfurther from it: s\/x\.\w+, s\/x\.\w+$/);
  });

  it("says nothing of others if there are none", () => {
    expect(nearest(rank(candidates.slice(0, 3), { a: 2 }, Object.is), () => undefined)).not.toContain("further");
  });

  it("is what a failing matcher prints", () => {
    expect(failure(() => expect(model).toHaveResource("x", { a: 1, b: 1, c: 0, d: 1 }))).toMatch(
      /nearest:\n\ns\/x\.two\n/,
    );
  });
});

describe("list", () => {
  it("names up to twelve and counts the rest", () => {
    expect(list([])).toBe("none");
    expect(list(names(12))).toBe(names(12).join(", "));
    expect(list(names(14))).toBe(`${names(12).join(", ")} and 2 more`);
  });
});

describe("tally", () => {
  it("counts each name, sorted", () => {
    expect(tally(["b", "a", "b"])).toBe("a (1), b (2)");
    expect(tally([])).toBe("none");
  });
});
