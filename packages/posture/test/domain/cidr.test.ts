import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isBlock, isPrivate, liesIn, overlap } from "../../src/domain/cidr.js";

const octet = fc.integer({ min: 0, max: 255 });
const group = fc.integer({ min: 0, max: 0xff_ff }).map((number) => number.toString(16));
const block4 = fc
  .tuple(octet, octet, octet, octet, fc.integer({ min: 0, max: 32 }))
  .map(([a, b, c, d, length]) => `${[a, b, c, d].join(".")}/${String(length)}`);
const block6 = fc
  .tuple(fc.array(group, { minLength: 8, maxLength: 8 }), fc.integer({ min: 0, max: 128 }))
  .map(([groups, length]) => `${groups.join(":")}/${String(length)}`);
const block = fc.oneof(block4, block6);
const everything = (one: string): string => (one.includes(":") ? "::/0" : "0.0.0.0/0");

describe("a block", () => {
  it.each(["10.0.0.0/8", "10.1.2.3", "::/0", "fd00:db8:10:1::/64", "2001:db8::1"])("is %s", (text) => {
    expect(isBlock(text)).toBe(true);
  });

  it.each(["Internet", "*", "10.0.0.0/33", "fd00::/129", "", "AzureCloud.westeurope"])("isn't '%s'", (text) => {
    expect(isBlock(text)).toBe(false);
  });

  it("of IPv6 lies in another of IPv6, and in none of IPv4", () => {
    expect(liesIn("fd00:db8:10:1::/64", "fd00:db8:10::/48")).toBe(true);
    expect(liesIn("fd00:db8:11::/64", "fd00:db8:10::/48")).toBe(false);
    expect(liesIn("::1", "0.0.0.0/0")).toBe(false);
  });

  it("lies in itself and in everything of its family", () => {
    fc.assert(
      fc.property(block, (one) => {
        expect(liesIn(one, one)).toBe(true);
        expect(liesIn(one, everything(one))).toBe(true);
      }),
    );
  });

  it("overlaps another exactly if one lies in the other, whichever is named first", () => {
    fc.assert(
      fc.property(block, block, (one, other) => {
        expect(overlap(one, other)).toBe(overlap(other, one));
        expect(overlap(one, other)).toBe(liesIn(one, other) || liesIn(other, one));
      }),
    );
  });

  it("in a private one is private itself", () => {
    fc.assert(
      fc.property(block, block, (one, other) => {
        if (liesIn(one, other) && isPrivate(other)) expect(isPrivate(one)).toBe(true);
      }),
    );
  });
});
