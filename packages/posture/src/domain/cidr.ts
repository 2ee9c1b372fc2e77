import { PRIVATE_ADDRESS_BLOCKS } from "@org/azure-catalog";
import { Address4, Address6 } from "ip-address";

type Block = Address4 | Address6;

/** IPv4 blocks that are unreachable from the internet: private ones, loopback and link-local. */
const PRIVATE = [...PRIVATE_ADDRESS_BLOCKS, "127.0.0.0/8", "169.254.0.0/16"].map((block) => new Address4(block));
/** The only block of IPv6 that is routed on the internet (RFC 4291, section 2.4). */
const GLOBAL_UNICAST = new Address6("2000::/3");

/** Whether a text is an address or a block in CIDR notation, of IPv4 or IPv6. */
export function isBlock(text: string): boolean {
  return parse(text) !== undefined;
}

/** Whether a text is an address or a block of IPv6. */
export function isIPv6(text: string): boolean {
  return parse(text) instanceof Address6;
}

/** Whether a block contains every address of its family. */
export function isEverything(text: string): boolean {
  return parse(text)?.subnetMask === 0;
}

/** Whether a block is inside another. Blocks of different families never are. */
export function liesIn(inner: string, outer: string): boolean {
  const [small, large] = [parse(inner), parse(outer)];
  return small !== undefined && large !== undefined && isInside(small, large);
}

/** Whether two blocks overlap. */
export function overlap(one: string, other: string): boolean {
  const [a, b] = [parse(one), parse(other)];
  return a !== undefined && b !== undefined && (isInside(a, b) || isInside(b, a));
}

/** Whether a block contains no internet address. */
export function isPrivate(text: string): boolean {
  const block = parse(text);
  if (block === undefined) return false;
  if (block instanceof Address4) return PRIVATE.some((outer) => isInside(block, outer));
  return !isInside(block, GLOBAL_UNICAST) && !isInside(GLOBAL_UNICAST, block);
}

/** Whether two addresses, and all between them, are in one private block. */
export function arePrivate(first: string, last: string): boolean {
  const [one, other] = [parse(first), parse(last)];
  if (one === undefined || other === undefined) return false;
  if (one instanceof Address6 || other instanceof Address6) return isPrivate(first) && isPrivate(last);
  return PRIVATE.some((outer) => isInside(one, outer) && isInside(other, outer));
}

function isInside(small: Block, large: Block): boolean {
  return small instanceof Address4 === large instanceof Address4 && small.isInSubnet(large);
}

function parse(text: string): Block | undefined {
  // Service tags are frequent, and the library would throw for each.
  if (!/^[\d.]+(\/\d+)?$/.test(text)) {
    return text.includes(":") && Address6.isValid(text) ? new Address6(text) : undefined;
  }
  return Address4.isValid(text) ? new Address4(text) : undefined;
}
