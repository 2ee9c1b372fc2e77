import { describe, expect, it } from "vitest";
import { BASTION_SKUS, type BastionSku, type BastionSkuFacts } from "../src/index.js";

const skusWith = (feature: keyof BastionSkuFacts) =>
  (Object.keys(BASTION_SKUS) as BastionSku[]).filter((sku) => BASTION_SKUS[sku][feature]);

describe("BASTION_SKUS", () => {
  it.each([
    ["dedicatedHost", ["Basic", "Standard", "Premium"]],
    ["peeredNetworks", ["Basic", "Standard", "Premium"]],
    ["kerberos", ["Standard", "Premium"]],
    ["tunneling", ["Standard", "Premium"]],
    ["fileCopy", ["Standard", "Premium"]],
    ["ipConnect", ["Standard", "Premium"]],
    ["shareableLink", ["Standard", "Premium"]],
    ["copyPasteSwitch", ["Standard", "Premium"]],
    ["customPort", ["Standard", "Premium"]],
    ["sessionRecording", ["Premium"]],
    ["privateOnly", ["Premium"]],
  ] as const)("offers %s on %j only", (feature, skus) => {
    expect(skusWith(feature)).toEqual(skus);
  });

  it("scales from Standard on", () => {
    expect(BASTION_SKUS.Basic.scaleUnits.max).toBe(2);
    expect(BASTION_SKUS.Standard.scaleUnits).toEqual({ min: 2, max: 50 });
  });
});
