import { Construct } from "constructs";
import { describe, expect, it } from "vitest";
import { assertNoOverlap, PlatformVnet } from "../src/index.js";
import { groupIn, later, namesOf, stackFor } from "./fixture.js";

function networks(...spaces: (string | string[])[]) {
  const stack = stackFor();
  const resourceGroup = groupIn(stack);
  return spaces.map((addressSpace, index) =>
    PlatformVnet.fromVirtualNetworkAttributes(new Construct(stack, `aml-${index}`), "Network", {
      virtualNetworkId: "/vnet",
      virtualNetworkName: "vnet",
      resourceGroup,
      names: namesOf("dev"),
      privateEndpointSubnet: { subnetId: "/subnet" },
      addressSpace: [addressSpace].flat(),
    }),
  );
}

describe("assertNoOverlap", () => {
  it("accepts the reference platform's networks (S0-NET-05)", () => {
    assertNoOverlap(networks("10.1.0.0/16", "10.2.0.0/16"));
  });

  it("fails on networks that overlap and names both (S0-NET-05)", () => {
    expect(() => {
      assertNoOverlap(networks("10.1.0.0/16", "10.2.0.0/16", "10.1.128.0/17"));
    }).toThrow(
      'stack/aml-2/Network.addressSpace: got "10.1.128.0/17"; allowed: a block that does not overlap 10.1.0.0/16 of stack/aml-0/Network',
    );
  });

  it("looks at every block of a network (S0-NET-05)", () => {
    expect(() => {
      assertNoOverlap(networks(["10.1.0.0/16", "192.168.0.0/24"], ["10.2.0.0/16", "192.168.0.0/25"]));
    }).toThrow('got "192.168.0.0/25"');
  });

  it("does not evaluate address spaces that are not known", () => {
    assertNoOverlap(networks("10.1.0.0/16", later(), []));
  });
});
