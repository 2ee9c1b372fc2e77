import type { TerraformStack } from "cdktf";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import type { CentralPrivateDns } from "../src/index.js";
import { allOf, FakeNetwork, LINK, stackIn, zonesIn } from "./fixture.js";

let stack: TerraformStack;
let zones: CentralPrivateDns;

beforeEach(() => {
  stack = stackIn();
  zones = zonesIn(stack);
});

describe("networks linked to a set of zones", () => {
  it("have links that endpoints wait for (S0-DNS-18)", () => {
    const vnet = new FakeNetwork(stack, "dev");
    const { links } = zones.linkTo(vnet);
    expect(zones.linksOf(vnet)).toEqual(Object.values(links));
  });

  it("fails on a network that is not linked, for names would not resolve there (S0-DNS-18)", () => {
    zones.linkTo(new FakeNetwork(stack, "dev"));
    expect(() => zones.linksOf(new FakeNetwork(stack, "prod"))).toThrow(
      'stack/Zones.linksOf: got "stack/prodNetwork"; allowed: a network that is linked to these zones: stack/devNetwork; fix: call linkTo(vnet) before',
    );
  });

  it("fails on a network where none is linked", () => {
    expect(() => zones.linksOf(new FakeNetwork(stack, "dev"))).toThrow("linked to these zones: none so far");
  });

  it("fails on a network that is linked twice", () => {
    const vnet = new FakeNetwork(stack, "dev");
    zones.linkTo(vnet);
    expect(() => zones.linkTo(vnet, { id: "Again", namePrefix: "again" })).toThrow(
      'stack/Zones.linkTo: got "stack/devNetwork"; allowed: a network that is not linked yet',
    );
  });

  it("takes links that somebody else makes", () => {
    const vnet = new FakeNetwork(stack, "dev");
    zones.useExistingLinks(vnet);
    expect(zones.linksOf(vnet)).toEqual([]);
    expect(stack).not.toHaveResource(LINK);
  });

  it("fails on links of a network whose links somebody else makes", () => {
    const vnet = new FakeNetwork(stack, "dev");
    zones.useExistingLinks(vnet);
    expect(() => zones.linkTo(vnet)).toThrow("a network that is not linked yet");
    expect(() => zones.useExistingLinks(vnet)).toThrow("a network that is not linked yet");
  });

  it("fails on two networks of an environment whose links would have the same names", () => {
    zones.linkTo(new FakeNetwork(stack, "dev"));
    expect(() => zones.linkTo(new FakeNetwork(stack, "dev", "Hub"))).toThrow(
      'stack/Zones.linkTo: got "dev-shared-api"; allowed: a name that is unique among the links of the zone api; the link of stack/devNetwork has this name; fix: set another name for the links of stack/Hub: linkTo(vnet, { namePrefix: "dev-hub" })',
    );
  });

  it("compares the names of links without their case, as Azure does", () => {
    zones.linkTo(new FakeNetwork(stack, "dev"));
    const hub = new FakeNetwork(stack, "hub");
    expect(() => zones.linkTo(hub, { namePrefix: "DEV-shared" })).toThrow("the link of stack/devNetwork has this name");
  });

  it("takes a second network of an environment under names of its own", () => {
    zones.linkTo(new FakeNetwork(stack, "dev"));
    zones.linkTo(new FakeNetwork(stack, "dev", "Hub"), { namePrefix: "dev-hub" });
    expect(stack).toHaveResourceCount(LINK, 18);
  });

  it("fails on an id that the network has a construct of already", () => {
    expect(() => zones.linkTo(new FakeNetwork(stack, "dev"), { id: "Subnet" })).toThrow(
      'stack/Zones.linkTo: got "Subnet"; allowed: an id that is not in use in stack/devNetwork',
    );
  });

  it("never give two links of a zone one name (S0-DNS-07)", () => {
    const environments = fc.uniqueArray(fc.stringMatching(/^[a-z]{2,8}$/), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(environments, (names) => {
        const own = stackIn();
        const set = zonesIn(own);
        for (const name of names) set.linkTo(new FakeNetwork(own, name));
        const links = allOf(own, LINK).map(({ name, private_dns_zone_name }) => `${private_dns_zone_name} ${name}`);
        expect(links).toHaveLength(9 * names.length);
        expect(new Set(links).size).toBe(links.length);
      }),
      { numRuns: 10 },
    );
  });
});
