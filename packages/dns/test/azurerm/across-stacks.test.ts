import { Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { FakeNetwork, stackIn, synthesized, zonesIn } from "../fixture.js";

const outputsOf = (azurermMajor: 4 | 5): string[] => {
  const app = Testing.app();
  const zones = zonesIn(stackIn(app, "dns", azurermMajor));
  zones.linkTo(new FakeNetwork(stackIn(app, "dev", azurermMajor), "dev"));
  return Object.keys(synthesized(app)["dns"]?.output ?? {});
};

describe("what an environment takes from the zones' stack", () => {
  it("is name and group of each zone in azurerm 4", () => {
    expect(outputsOf(4)).toHaveLength(18);
  });

  it("is the id of each zone alone in azurerm 5", () => {
    expect(outputsOf(5)).toHaveLength(9);
  });
});
