import { RESERVED_ADDRESSES_PER_SUBNET } from "@org/azure-catalog";

/**
 * The number of addresses that resources can have in an IPv4 subnet: all but those that Azure reserves.
 * @returns NaN for NaN
 */
export function usableAddresses(prefixLength: number): number {
  return 2 ** (32 - prefixLength) - RESERVED_ADDRESSES_PER_SUBNET;
}

/** The prefix length of the smallest IPv4 subnet that has an address for each of `count` resources. */
export function prefixLengthFor(count: number): number {
  return 32 - Math.ceil(Math.log2(count + RESERVED_ADDRESSES_PER_SUBNET));
}
