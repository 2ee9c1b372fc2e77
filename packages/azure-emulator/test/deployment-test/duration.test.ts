import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDuration, parseDuration } from "../../src/deployment-test/override.js";

describe("parseDuration", () => {
  it.each([
    ["90s", 90],
    ["1h30m", 5400],
    ["1500ms", 1.5],
    ["2m0.5s", 120.5],
    ["250us", 0.000_25],
    ["250µs", 0.000_25],
    ["40ns", 0.000_000_04],
  ])("reads %s as %d seconds", (text, seconds) => {
    expect(parseDuration(text)).toBeCloseTo(seconds, 12);
  });

  it.each(["", "90", "s", "90 s", "-5s", "1d", "90s or so", "${var.wait}"])("doesn't read %j", (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it("reads what formatDuration writes, to the millisecond", () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), (milliseconds) => {
        expect(parseDuration(formatDuration(milliseconds / 1000))).toBeCloseTo(milliseconds / 1000, 6);
      }),
    );
  });
});

describe("formatDuration", () => {
  it("writes whole milliseconds", () => {
    expect([formatDuration(1.5), formatDuration(0.1666), formatDuration(90)]).toEqual(["1500ms", "167ms", "90000ms"]);
  });
});
