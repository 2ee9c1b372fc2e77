import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findOverlap, overlap, parseBlock, parseNetworkBlock, requireHostAddress, resized } from "../src/cidr.js";
import { later } from "./fixture.js";

const scope = { node: { path: "stack/Network" } };
const parse = (value: string, sizes?: Parameters<typeof parseNetworkBlock>[3]) =>
  parseNetworkBlock(scope, "block", value, sizes);
const known = (value: string) => {
  const block = parseBlock(scope, "block", value);
  if (!block) throw new Error(`${value} is not known`);
  return block;
};
const text = (address: number) => [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join(".");

/** A block as text, with its first and last address as numbers. Outside of what Azure keeps: 10.0.0.0/8. */
const blocks = fc.tuple(fc.integer({ min: 8, max: 32 }), fc.nat(0xffffff)).map(([prefixLength, offset]) => {
  const size = 2 ** (32 - prefixLength);
  const first = Math.floor((0x0a000000 + offset) / size) * size;
  return { text: `${text(first)}/${prefixLength}`, first, last: first + size - 1 };
});

describe("parseBlock", () => {
  it("reads every block that begins at its own first address", () => {
    fc.assert(
      fc.property(blocks, (block) => {
        const read = known(block.text);
        expect(Number(read.startAddress().bigInt())).toBe(block.first);
        expect(Number(read.endAddress().bigInt())).toBe(block.last);
      }),
    );
  });

  it("fails on every other address of a block and says which one is the first", () => {
    fc.assert(
      fc.property(blocks, fc.nat(), (block, nat) => {
        fc.pre(block.last > block.first);
        const inside = block.first + 1 + (nat % (block.last - block.first));
        const wrong = block.text.replace(text(block.first), text(inside));
        expect(() => parse(wrong)).toThrow(
          `got "${wrong}"; allowed: a block that starts at its first address; fix: use ${block.text}`,
        );
      }),
    );
  });

  it.each([
    "10.1.0.0",
    "10.1.0.0/33",
    "10.1/16",
    "10.1.0.256/16",
    "fd00::/64",
    " 10.1.0.0/16",
    "10.1.0.0/16/16",
    "",
    "/16",
  ])("fails on %j", (value) => {
    expect(() => parse(value)).toThrow(
      `stack/Network.block: got ${JSON.stringify(value)}; allowed: an IPv4 block in CIDR notation, such as 10.1.0.0/16`,
    );
  });

  it("accepts every size, and what Azure keeps", () => {
    expect(known("0.0.0.0/0").address).toBe("0.0.0.0/0");
    expect(known("168.63.129.16/32").address).toBe("168.63.129.16/32");
  });

  it("does not evaluate a block that only Terraform knows", () => {
    expect(parseBlock(scope, "block", later())).toBeUndefined();
  });
});

describe("parseNetworkBlock", () => {
  it.each(["10.1.0.0", "10.1.0.1/16"])("fails on %s as parseBlock does", (value) => {
    expect(() => parse(value)).toThrow(`stack/Network.block: got "${value}"`);
  });

  it.each([
    ["10.0.0.0/30", "10.0.0.0/29"],
    ["10.0.0.4/32", "10.0.0.0/29"],
    ["0.0.0.0/1", "0.0.0.0/2"],
  ])("fails on the size of %s and names the nearest one", (value, nearest) => {
    expect(() => parse(value)).toThrow(`allowed: a block from /2 to /29; fix: use ${nearest}`);
  });

  it.each(["0.0.0.0/2", "10.0.0.0/8", "10.0.0.8/29"])("accepts %s", (value) => {
    expect(parse(value)?.address).toBe(value);
  });

  it("says why no smaller block is allowed", () => {
    expect(() => parse("10.1.1.0/30", { largest: 8, smallest: 28, reason: "eleven endpoints" })).toThrow(
      "allowed: a block from /8 to /28: eleven endpoints; fix: use 10.1.1.0/28",
    );
  });

  it.each([
    ["172.17.0.0/16", "172.17.0.0/16", "Docker's bridge"],
    ["172.17.3.0/24", "172.17.0.0/16", "Docker's bridge"],
    ["172.16.0.0/12", "172.17.0.0/16", "Docker's bridge"],
    ["127.0.0.0/8", "127.0.0.0/8", "loopback"],
    ["169.254.0.0/24", "169.254.0.0/16", "instance metadata"],
    ["168.63.129.0/24", "168.63.129.16/32", "Azure's own DNS"],
    ["224.1.0.0/16", "224.0.0.0/4", "multicast"],
    ["255.255.255.0/24", "255.255.255.255/32", "broadcast"],
  ])("fails on %s, which %s is part of, and says why", (value, range, reason) => {
    expect(() => parse(value)).toThrow(`a block outside ${range}: `);
    expect(() => parse(value)).toThrow(reason);
  });

  it.each(["172.16.0.0/16", "172.18.0.0/16", "192.168.0.0/16"])("accepts %s beside Docker's bridge", (value) => {
    expect(parse(value)).toBeDefined();
  });

  it("does not evaluate a block that only Terraform knows", () => {
    expect(parse(later())).toBeUndefined();
    expect(parse("${var.block}")).toBeUndefined();
  });
});

describe("overlap", () => {
  it("is what having an address in common is", () => {
    fc.assert(
      fc.property(blocks, blocks, (one, other) => {
        const shared = one.first <= other.last && other.first <= one.last;
        expect(overlap(known(one.text), known(other.text))).toBe(shared);
      }),
    );
  });

  it("is found among many, if and only if two of them overlap", () => {
    fc.assert(
      fc.property(fc.array(blocks, { maxLength: 12 }), (all) => {
        const pairs = all.flatMap((one, index) => all.slice(index + 1).map((other) => [one, other] as const));
        const expected = pairs.some(([one, other]) => one.first <= other.last && other.first <= one.last);
        const found = findOverlap(all.map((block) => ({ block: known(block.text) })));
        expect(found !== undefined).toBe(expected);
        if (found) expect(overlap(found[0].block, found[1].block)).toBe(true);
      }),
    );
  });
});

describe("resized", () => {
  it("holds the block, or begins where it does", () => {
    expect(resized(known("10.1.1.64/26"), 24)).toBe("10.1.1.0/24");
    expect(resized(known("10.1.1.0/24"), 26)).toBe("10.1.1.0/26");
  });
});

describe("requireHostAddress", () => {
  it("accepts every address of a subnet but its first four and its last", () => {
    fc.assert(
      fc.property(blocks, fc.integer({ min: -8, max: 8 }), fc.boolean(), (block, offset, fromEnd) => {
        const address = (fromEnd ? block.last : block.first) + offset;
        fc.pre(block.last - block.first >= 7);
        const check = () => {
          requireHostAddress(scope, "address", text(address), block.text);
        };
        if (address >= block.first + 4 && address < block.last) check();
        else expect(check).toThrow(`allowed: an address from ${text(block.first + 4)} to ${text(block.last - 1)}`);
      }),
    );
  });

  it("validates the form alone where the subnet is not known", () => {
    requireHostAddress(scope, "address", "10.9.9.9", undefined);
    requireHostAddress(scope, "address", "10.9.9.9", later());
    expect(() => {
      requireHostAddress(scope, "address", "10.9.9.9/32", undefined);
    }).toThrow("allowed: an IPv4 address");
    expect(() => {
      requireHostAddress(scope, "address", "10.9.9", undefined);
    }).toThrow('stack/Network.address: got "10.9.9"; allowed: an IPv4 address; fix: use a free one of the subnet');
  });
});
