import fc from "fast-check";
import { Address4 } from "ip-address";
import { describe, expect, it } from "vitest";
import { contains, freeAddresses, overlap, parseBlock, placeOf } from "../../src/emulator/addresses.js";

/** Blocks of private networks, from /16 to the smallest that Azure takes for a subnet. */
const block = fc
  .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 }), fc.integer({ min: 16, max: 29 }))
  .map(([second, third, size]) => {
    const start = new Address4(`10.${second}.${third}.0/${size}`).startAddress().correctForm();
    return `${start}/${size}`;
  });

describe("A block", () => {
  it.each(["10.1.0.0", "10.1.0.0/33", "fd00::/64", "", "everything"])("is not %j", (text) => {
    expect(parseBlock(text)).toBeUndefined();
    expect(contains("0.0.0.0/0", text)).toBe(false);
  });

  it("contains itself and the blocks in it", () => {
    expect(contains("10.1.0.0/16", "10.1.0.0/16")).toBe(true);
    expect(contains("10.1.0.0/16", "10.1.255.0/24")).toBe(true);
    expect(contains("10.1.255.0/24", "10.1.0.0/16")).toBe(false);
    expect(contains("10.1.0.0/16", "10.2.0.0/24")).toBe(false);
  });

  it("overlaps another one if one of them contains the other", () => {
    fc.assert(
      fc.property(block, block, (one, other) => {
        const [first, second] = [new Address4(one), new Address4(other)];
        const apart =
          first.endAddress().bigInt() < second.startAddress().bigInt() ||
          second.endAddress().bigInt() < first.startAddress().bigInt();
        expect(overlap(one, other)).toBe(!apart);
        expect(overlap(other, one)).toBe(!apart);
      }),
    );
  });
});

describe("The place of an address", () => {
  it.each([
    ["10.1.1.0", "reserved"],
    ["10.1.1.3", "reserved"],
    ["10.1.1.4", "inside"],
    ["10.1.1.254", "inside"],
    ["10.1.1.255", "reserved"],
    ["10.1.2.0", "outside"],
    ["10.1.0.255", "outside"],
    ["not an address", "outside"],
  ])("of %s in 10.1.1.0/24 is %s", (address, place) => {
    expect(placeOf(address, "10.1.1.0/24")).toBe(place);
  });

  it("is outside of what is no block", () => {
    expect(placeOf("10.1.1.4", "10.1.1.0")).toBe("outside");
  });
});

describe("Free addresses", () => {
  it("of the smallest subnet are three", () => {
    const taken: string[] = [];
    for (let next = freeAddresses("10.1.1.0/29", taken, 1)[0]; next; next = freeAddresses("10.1.1.0/29", taken, 1)[0])
      taken.push(next);
    expect(taken).toEqual(["10.1.1.4", "10.1.1.5", "10.1.1.6"]);
  });

  it("are empty without a block", () => {
    expect(freeAddresses("10.1.1.0", [], 1)).toEqual([]);
  });

  it("are in their subnet, not reserved by Azure, and unique", () => {
    fc.assert(
      fc.property(block, fc.integer({ min: 1, max: 20 }), (subnet, count) => {
        const taken: string[] = [];
        for (let index = 0; index < count; index += 1) {
          const [address] = freeAddresses(subnet, taken, 1);
          if (address === undefined) break;
          expect(placeOf(address, subnet)).toBe("inside");
          taken.push(address);
        }
        const size = 2 ** (32 - Number(subnet.split("/")[1])) - 5;
        expect(new Set(taken).size).toBe(taken.length);
        expect(taken).toHaveLength(Math.min(count, size));
      }),
    );
  });

  it("leave out those that are taken, wherever they lie", () => {
    fc.assert(
      fc.property(block, fc.array(fc.integer({ min: 4, max: 6 }), { maxLength: 3 }), (subnet, offsets) => {
        const start = new Address4(subnet).startAddress().bigInt();
        const taken = offsets.map((offset) => Address4.fromBigInt(start + BigInt(offset)).correctForm());
        expect(taken).not.toContain(freeAddresses(subnet, taken, 1)[0]);
      }),
    );
  });
});
