import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scaleFor } from "../../src/report/scale.js";

describe("scaleFor", () => {
  it.each([
    [0, 1],
    [5, 1],
    [8, 1],
    [9, 2],
    [95, 15],
    [4700, 600],
    [9480, 1800],
    [1_000_000, 125_000],
  ])("divides %d seconds every %d", (length, step) => {
    expect(scaleFor(length).step).toBe(step);
  });

  it("places times in percent of the length", () => {
    const { percent, ticks } = scaleFor(40);
    expect(ticks).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40]);
    expect([percent(0), percent(10), percent(40)]).toEqual(["0.00%", "25.00%", "100.00%"]);
  });

  it("has at most nine ticks, all of them within the width", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e7, noNaN: true }), (length) => {
        const { ticks, percent } = scaleFor(length);
        expect(ticks.length).toBeLessThanOrEqual(9);
        expect(Number.parseFloat(percent(ticks.at(-1) ?? 0))).toBeLessThanOrEqual(100);
      }),
    );
  });
});
