import { Token } from "cdktf";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isZeroDuration } from "../src/duration.js";
import { devStack } from "./platform.js";

const stack = devStack();

describe("isZeroDuration", () => {
  it("tells zero from any other duration, in every unit", () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(999), fc.constantFrom("ms", "s", "m", "h"), (whole, fraction, unit) => {
        expect(isZeroDuration(stack, "duration", `${whole}.${fraction}${unit}`)).toBe(whole === 0 && fraction === 0);
        expect(isZeroDuration(stack, "duration", `${whole}${unit}`)).toBe(whole === 0);
      }),
    );
  });

  it("never takes a token for zero", () => {
    expect(isZeroDuration(stack, "duration", Token.asString({ resolve: () => "0s" }))).toBe(false);
  });

  it("refuses what is no single number and unit", () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/^\d+(\.\d+)?(ms|s|m|h)$/.test(text) && !text.includes("${")),
        (text) => {
          expect(() => isZeroDuration(stack, "duration", text)).toThrow(/aml-dev\.duration: got .*such as 90s/s);
        },
      ),
    );
  });
});
