import { REGIONS, type RegionName } from "@org/azure-catalog";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PlatformNaming, regionCode } from "../src/index.js";

const regions = Object.keys(REGIONS) as RegionName[];

describe("regionCode", () => {
  it("is cc for Canada Central, the geo code elsewhere (S0-NAM-12)", () => {
    expect(regionCode("canadacentral")).toBe("cc");
    expect(regionCode("westeurope")).toBe("we");
    expect(regionCode("usgovvirginia")).toBe("ugv");
  });

  it("takes codes of your own first", () => {
    expect(regionCode("canadacentral", { canadacentral: "cac" })).toBe("cac");
  });

  it("knows no other regions", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom("constructor", "toString", "__proto__")), (location) => {
        fc.pre(!regions.includes(location as RegionName));
        expect(regionCode(location)).toBeUndefined();
      }),
    );
  });

  it("gives a code that fits into names for every region", () => {
    for (const location of regions) {
      expect(() => new PlatformNaming({ location }).environment("prod")).not.toThrow();
    }
  });
});
