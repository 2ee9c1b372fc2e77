import fc from "fast-check";
import { REGIONS } from "@org/azure-catalog";
import { describe, expect, it } from "vitest";
import { exportedValues, regionSuffix } from "../src/managed-resources.js";

describe("regionSuffix", () => {
  it("is empty for the registry's own region, whatever it is called", () => {
    expect(regionSuffix("canadacentral", 0)).toBe("");
    expect(regionSuffix("${var.location}", 0)).toBe("");
  });

  it("is another region's name, so that its place in the list does not matter", () => {
    expect(regionSuffix("canadaeast", 1)).toBe("_canadaeast");
    expect(regionSuffix("canadaeast", 2)).toBe("_canadaeast");
  });

  it("is the place in the list of a region that only Terraform knows", () => {
    expect(regionSuffix("${var.location}", 2)).toBe("_2");
  });
});

describe("exportedValues", () => {
  it("has one query for each value: two of the registry, two of each region (S1-REG-08, S0-REG-08)", () => {
    const regions = fc.uniqueArray(fc.constantFrom(...Object.keys(REGIONS)), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(regions, (locations) => {
        const queries = exportedValues(locations);
        expect(Object.keys(queries)).toHaveLength(2 + 2 * locations.length);
        expect(new Set(Object.values(queries)).size).toBe(2 + 2 * locations.length);
      }),
    );
  });
});
