import { Construct } from "constructs";
import { describe, expect, it } from "vitest";
import { plannedBlock, type PlannedSubnet } from "../src/address-plan.js";
import { later, stackFor } from "./fixture.js";

const plan = (addressSpace: string[], subnet: PlannedSubnet) =>
  plannedBlock(new Construct(stackFor(), "Network"), "subnet", addressSpace, subnet);

describe("plannedBlock", () => {
  it.each([
    ["S0-NET-01 S0-NET-03", "10.1.0.0/16", "privateEndpoints", "10.1.1.0/24"],
    ["S0-NET-02 S0-NET-04", "10.2.0.0/16", "privateEndpoints", "10.2.1.0/24"],
    ["S0-BAS-01", "10.1.0.0/16", "bastion", "10.1.2.0/26"],
    ["S0-BAS-01", "10.2.0.0/16", "bastion", "10.2.2.0/26"],
    ["S0-BAS-02", "10.1.0.0/16", "jumpbox", "10.1.3.0/24"],
    ["S0-BAS-02", "10.2.0.0/16", "jumpbox", "10.2.3.0/24"],
    ["S2-NET-01", "10.150.0.0/16", "training", "10.150.4.0/24"],
    ["S2-NET-01", "10.150.0.0/16", "scoring", "10.150.5.0/24"],
  ] as const)("%s gives a subnet of %s for %s its block %s", (_, space, subnet, block) => {
    expect(plan([space], subnet)).toBe(block);
  });

  it("takes the first block of several, down to /22", () => {
    expect(plan(["10.8.4.0/22", "10.9.0.0/16"], "jumpbox")).toBe("10.8.7.0/24");
  });

  it("needs a /21 for the subnets of a network of your own", () => {
    expect(plan(["10.8.8.0/21"], "scoring")).toBe("10.8.13.0/24");
    expect(() => plan(["10.8.8.0/22"], "scoring")).toThrow("first block is known and /21 or larger");
  });

  it.each(["gateway", "privateEndpoints"] as const)("needs a /22 also for %s, as for the others", (subnet) => {
    expect(() => plan(["10.8.4.0/23"], subnet)).toThrow("first block is known and /22 or larger");
  });

  it.each([["10.8.4.0/23"], [later()]])("asks for a block where the network's is %s", (space) => {
    expect(() => plan([space], "bastion")).toThrow(
      "stack/Network.subnet: got nothing; allowed: a block in CIDR notation; it is optional only if the network's " +
        "first block is known and /22 or larger; fix: set the block",
    );
  });

  it("asks for a block where the network's is not known", () => {
    expect(() => plan([], "bastion")).toThrow("stack/Network.subnet: got nothing");
  });
});
