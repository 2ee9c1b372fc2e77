import { Address4 } from "ip-address";

/** The addresses at the start of every subnet that Azure reserves. */
const RESERVED_AT_START = 4;

/** An IPv4 block in CIDR notation; undefined for any other text. */
export function parseBlock(text: string): Address4 | undefined {
  return text.includes("/") && Address4.isValid(text) ? new Address4(text) : undefined;
}

/** Whether the outer block contains the inner one. */
export function contains(outer: string, inner: string): boolean {
  const [one, other] = [parseBlock(outer), parseBlock(inner)];
  return one !== undefined && other !== undefined && other.isInSubnet(one);
}

/** Whether two blocks have addresses in common. */
export function overlap(one: string, other: string): boolean {
  return contains(one, other) || contains(other, one);
}

/** Position of an address: in a block, reserved by Azure at its ends, or outside. */
export function placeOf(address: string, block: string): "inside" | "reserved" | "outside" {
  const range = parseBlock(block);
  if (!range || !Address4.isValid(address)) return "outside";
  const [one, first, last] = [new Address4(address), range.startAddress(), range.endAddress()].map((each) =>
    each.bigInt(),
  ) as [bigint, bigint, bigint];
  if (one < first || one > last) return "outside";
  return one < first + BigInt(RESERVED_AT_START) || one === last ? "reserved" : "inside";
}

/** The first free addresses of a subnet, at most this many. */
export function freeAddresses(block: string, taken: readonly string[], count: number): string[] {
  const range = parseBlock(block);
  if (!range) return [];
  const used = new Set(taken);
  const free: string[] = [];
  const last = range.endAddress().bigInt();
  for (let next = range.startAddress().bigInt() + BigInt(RESERVED_AT_START); next < last; next += 1n) {
    if (free.length >= count) break;
    const address = Address4.fromBigInt(next).correctForm();
    if (!used.has(address)) free.push(address);
  }
  return free;
}
