import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { likelyName, nearestNames } from "../src/index.js";

const REGIONS = ["westeurope", "northeurope", "westus", "canadacentral"];

describe("nearestNames", () => {
  it("puts the name first that takes the fewest changes", () => {
    expect(nearestNames("westeurop", REGIONS).slice(0, 2)).toEqual(["westeurope", "westus"]);
  });

  it("finds a known name itself, whatever its letter case", () => {
    fc.assert(
      fc.property(fc.constantFrom(...REGIONS), (name) => {
        expect(nearestNames(name.toUpperCase(), REGIONS)[0]).toBe(name);
      }),
    );
  });
});

describe("likelyName", () => {
  it("names what was meant", () => {
    expect(likelyName("canadacentrall", REGIONS)).toBe("canadacentral");
  });

  it("names nothing for what is like none of them", () => {
    expect(likelyName("mars", REGIONS)).toBeUndefined();
    expect(likelyName("x", [])).toBeUndefined();
  });
});
