import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ResourceId } from "../../../src/emulator/arm/resource-id.js";

const GROUP = "/subscriptions/s/resourceGroups/rg";
const SUBNET = `${GROUP}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/pe`;

function parse(text: string): ResourceId {
  const id = ResourceId.parse(text);
  if (!id) throw new Error(`${text} is no id`);
  return id;
}

describe("ResourceId", () => {
  it.each([
    ["/subscriptions/s", "Microsoft.Resources/subscriptions", "s"],
    [GROUP, "Microsoft.Resources/resourceGroups", "rg"],
    [SUBNET, "Microsoft.Network/virtualNetworks/subnets", "pe"],
    [`${SUBNET}/providers/Microsoft.Authorization/locks/keep`, "Microsoft.Authorization/locks", "keep"],
  ])("reads %s", (text, type, name) => {
    const id = parse(text);
    expect([id.type, id.name, id.toString()]).toEqual([type, name, text]);
  });

  it.each([
    "",
    "/",
    "/subscriptions",
    "/providers/Microsoft.Network",
    `${GROUP}/providers/Microsoft.Network/virtualNetworks`,
  ])("does not take %j for an id", (text) => {
    expect(ResourceId.parse(text)).toBeUndefined();
  });

  it("is the same in any casing", () => {
    expect(parse(SUBNET).equals(SUBNET.toUpperCase())).toBe(true);
    expect(parse(SUBNET).key).toBe(parse(SUBNET.toUpperCase()).key);
  });

  it("has the resource that it's part of as its parent, then the group", () => {
    const network = parse(SUBNET).parent;
    expect(network?.toString()).toBe(`${GROUP}/providers/Microsoft.Network/virtualNetworks/vnet`);
    expect(network?.parent?.toString()).toBe(GROUP);
    expect(network?.parent?.parent?.toString()).toBe("/subscriptions/s");
    expect(network?.parent?.parent?.parent).toBeUndefined();
  });

  it("has what it extends as its parent", () => {
    expect(parse(`${SUBNET}/providers/Microsoft.Authorization/locks/keep`).parent?.toString()).toBe(SUBNET);
  });

  it("makes the ids of parts and extensions", () => {
    const network = parse(SUBNET).root;
    expect(network.child("subnets", "pe").toString()).toBe(SUBNET);
    expect(network.extension("Microsoft.Authorization/locks", "keep").toString()).toBe(
      `${network.toString()}/providers/Microsoft.Authorization/locks/keep`,
    );
  });

  it("lies within itself and what is above it, and not in what only begins alike", () => {
    const id = parse(SUBNET);
    expect(id.isWithin(SUBNET.toUpperCase())).toBe(true);
    expect(id.isWithin(GROUP)).toBe(true);
    expect(id.isWithin(`${GROUP}-2`)).toBe(false);
    expect(parse(`${GROUP}2`).isWithin(GROUP)).toBe(false);
  });

  it("names its group and subscription", () => {
    expect([parse(SUBNET).subscription, parse(SUBNET).resourceGroup]).toEqual(["s", "rg"]);
    expect(parse("/subscriptions/s").resourceGroup).toBeUndefined();
  });

  it("writes every id as it was read", () => {
    const name = fc.stringMatching(/^[A-Za-z0-9._-]{1,20}$/).filter((text) => text.toLowerCase() !== "providers");
    const id = fc
      .tuple(name, name, fc.array(fc.tuple(name, name), { minLength: 1, maxLength: 3 }))
      .map(([group, namespace, pairs]) =>
        [`/subscriptions/s/resourceGroups/${group}/providers/${namespace}`, ...pairs.flat()].join("/"),
      );
    fc.assert(fc.property(id, (text) => ResourceId.parse(text)?.toString() === text));
  });
});
