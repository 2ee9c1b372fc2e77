import { REGIONS } from "@org/azure-catalog";
import { TerraformStack, Testing } from "cdktf";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { registryLocations } from "../src/registry-locations.js";

const registry = new TerraformStack(Testing.app(), "stack");
const region = fc.constantFrom(...Object.keys(REGIONS));

describe("registryLocations", () => {
  it("puts the registry's own region first (S1-REG-11)", () => {
    expect(registryLocations(registry, "canadacentral", ["eastus2", "canadaeast"])).toEqual([
      "canadacentral",
      "eastus2",
      "canadaeast",
    ]);
  });

  it("accepts any regions of Azure, once each", () => {
    fc.assert(
      fc.property(fc.uniqueArray(region, { minLength: 1 }), ([own = "", ...others]) => {
        expect(registryLocations(registry, own, others)).toEqual([own, ...others]);
      }),
    );
  });

  it("refuses a region that is given twice, in any place", () => {
    fc.assert(
      fc.property(fc.uniqueArray(region, { minLength: 1 }), fc.nat(), (regions, at) => {
        const [own = "", ...others] = regions;
        const again = regions[at % regions.length] ?? own;
        expect(() => registryLocations(registry, own, [...others, again])).toThrow(
          `stack.additionalLocations[${others.length}]: got "${again}"; allowed: a region that is not in use yet`,
        );
      }),
    );
  });

  it.each([
    ["Canada Central", "canadacentral"],
    ["canada-central", "canadacentral"],
    ["EASTUS2", "eastus2"],
    ["", "canadacentral"],
  ])("refuses %j, and says %s", (location, instead) => {
    expect(() => registryLocations(registry, location)).toThrow(
      `stack.location: got ${JSON.stringify(location)}; allowed: an Azure region by its name: lower-case letters and digits, canadacentral; fix: use ${instead}`,
    );
  });

  it("names the one among the additional regions that is wrong", () => {
    expect(() => registryLocations(registry, "canadacentral", ["eastus2", "East US"])).toThrow(
      'stack.additionalLocations[1]: got "East US"',
    );
  });

  it("does not evaluate a region that only Terraform knows", () => {
    expect(registryLocations(registry, "${var.location}", ["${var.location}"])).toHaveLength(2);
  });
});
