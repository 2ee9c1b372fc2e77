import { describe, expect, it } from "vitest";
import { REGION_CODE_OVERRIDES, REGIONS } from "../src/index.js";

describe("REGIONS", () => {
  it("have unique geo codes", () => {
    const codes = Object.values(REGIONS).map(({ geoCode }) => geoCode);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^[a-z]{2,4}\d?s?$/);
  });

  it("Canada Central is cc in the platform's own convention, cnc by geo code (S0-NAM-12)", () => {
    expect(REGION_CODE_OVERRIDES.canadacentral).toBe("cc");
    expect(REGIONS.canadacentral.geoCode).toBe("cnc");
  });
});
