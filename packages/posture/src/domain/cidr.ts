import { Address4 } from "ip-address";

/** Blocks of addresses that nobody reaches from the internet (RFC 1918, RFC 6598, loopback, link-local). */
const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"];

/** Whether a text is an IPv4 address or block in CIDR notation. */
export function isBlock(text: string): boolean {
  return Address4.isValid(text);
}

/** Whether a block lies in another. */
export function liesIn(inner: string, outer: string): boolean {
  return isBlock(inner) && isBlock(outer) && new Address4(inner).isInSubnet(new Address4(outer));
}

/** Whether two blocks have an address in common. */
export function overlap(one: string, other: string): boolean {
  return liesIn(one, other) || liesIn(other, one);
}

/** Whether a block has no address of the internet. */
export function isPrivate(block: string): boolean {
  return PRIVATE.some((outer) => liesIn(block, outer));
}
