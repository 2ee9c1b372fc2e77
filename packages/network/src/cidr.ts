import { isUnresolved, refuse } from "@org/aml-core/internal";
import {
  AZURE_DNS_ADDRESS,
  FORBIDDEN_ADDRESS_BLOCKS,
  PRIVATE_ADDRESS_BLOCKS,
  SMALLEST_SUBNET_PREFIX_LENGTH,
  VIRTUAL_NETWORK_PREFIX_LENGTHS,
} from "@org/azure-catalog";
import { Address4 } from "ip-address";

/** An IPv4 block that starts at its first address. */
export type CidrBlock = Address4;

/** Path for errors about a block. */
export interface CidrScope {
  readonly node: { readonly path: string };
}

/** Allowed sizes of a block, as prefix lengths. */
export interface BlockSizes {
  /** Prefix length of the largest block. */
  readonly largest: number;
  /** Prefix length of the smallest block. */
  readonly smallest: number;
  /** Reason for the smallest block. */
  readonly reason?: string | undefined;
}

/** Sizes that Azure accepts for an address space. */
const VIRTUAL_NETWORK_SIZES: BlockSizes = VIRTUAL_NETWORK_PREFIX_LENGTHS;

/** Sizes that Azure accepts for a subnet. */
export const SUBNET_SIZES: BlockSizes = {
  largest: VIRTUAL_NETWORK_PREFIX_LENGTHS.largest,
  smallest: SMALLEST_SUBNET_PREFIX_LENGTH,
};

/** Ranges that a network of Azure ML can't use (Azure's virtual network FAQ; Azure ML's managed network guide). */
const UNUSABLE: readonly (readonly [range: string, reason: string])[] = [
  ...FORBIDDEN_ADDRESS_BLOCKS.map(
    (block) =>
      [block, "Docker's bridge on Azure ML computes uses it, so traffic to it never leaves the compute"] as const,
  ),
  ["127.0.0.0/8", "it is the loopback range"],
  ["169.254.0.0/16", "it is the link-local range, where Azure's instance metadata answers"],
  [`${AZURE_DNS_ADDRESS}/32`, "it is the address of Azure's own DNS and health probes"],
  ["224.0.0.0/4", "it is the multicast range"],
  ["255.255.255.255/32", "it is the broadcast address"],
];

/**
 * Reads an IPv4 block.
 * @returns the block, or undefined for a value that is known only to Terraform
 * @throws InvalidInputError for anything that is not a block in CIDR notation, or that doesn't start at its first
 * address
 */
export function parseBlock(scope: CidrScope, prop: string, value: string): CidrBlock | undefined {
  if (isUnresolved(value)) return undefined;
  if (!value.includes("/") || !Address4.isValid(value)) {
    return refuse(scope, prop, {
      value,
      allowed: "an IPv4 block in CIDR notation, such as 10.1.0.0/16",
      fix: "write four numbers from 0 to 255 and a prefix length after a slash",
    });
  }
  const block = new Address4(value);
  if (value !== block.networkForm()) {
    refuse(scope, prop, {
      value,
      allowed: "a block that starts at its first address",
      fix: `use ${block.networkForm()}`,
    });
  }
  return block;
}

/**
 * Reads a block of a virtual network or a subnet.
 * @returns the block, or undefined for a value that is known only to Terraform
 * @throws InvalidInputError for what {@link parseBlock} rejects, for a size that is not allowed, and for a block with
 * addresses that Azure or Azure ML reserves
 */
export function parseNetworkBlock(
  scope: CidrScope,
  prop: string,
  value: string,
  sizes: BlockSizes = VIRTUAL_NETWORK_SIZES,
): CidrBlock | undefined {
  const block = parseBlock(scope, prop, value);
  if (!block) return undefined;
  const { largest, smallest, reason } = sizes;
  if (block.subnetMask < largest || block.subnetMask > smallest) {
    const nearest = Math.min(Math.max(block.subnetMask, largest), smallest);
    refuse(scope, prop, {
      value,
      allowed: `a block from /${largest} to /${smallest}${reason ? `: ${reason}` : ""}`,
      fix: `use ${resized(block, nearest)}`,
    });
  }
  for (const [range, why] of UNUSABLE) {
    if (!overlap(block, new Address4(range))) continue;
    refuse(scope, prop, {
      value,
      allowed: `a block outside ${range}: ${why}`,
      fix: "use a private range, such as 10.1.0.0/16",
    });
  }
  return block;
}

/**
 * Checks that an address space consists of private addresses.
 * @throws InvalidInputError for a block with public addresses
 */
export function requirePrivate(scope: CidrScope, addressSpace: readonly string[]): void {
  for (const value of addressSpace) {
    const block = parseNetworkBlock(scope, "addressSpace", value);
    if (!block || PRIVATE_ADDRESS_BLOCKS.some((range) => block.isInSubnet(new Address4(range)))) continue;
    refuse(scope, "addressSpace", {
      value,
      allowed: `a block of private addresses, within ${PRIVATE_ADDRESS_BLOCKS.join(", ")}`,
      fix:
        "use 10.1.0.0/16, for example; if your organization owns this public block, set allowPublicAddressSpace, and the " +
        "network no longer reaches those addresses on the internet",
    });
  }
}

/** Whether two blocks overlap. */
export function overlap(one: CidrBlock, other: CidrBlock): boolean {
  return one.isInSubnet(other) || other.isInSubnet(one);
}

/** The block of size `prefixLength` that starts at the first address of `block`, or that contains `block`. */
export function resized(block: CidrBlock, prefixLength: number): string {
  return new Address4(`${block.correctForm()}/${prefixLength}`).networkForm();
}

/**
 * Finds two overlapping blocks, in the order of their first addresses.
 *
 * CIDR blocks are nested or disjoint, so after sorting only neighbours have to be compared.
 */
export function findOverlap<T extends { readonly block: CidrBlock }>(items: readonly T[]): readonly [T, T] | undefined {
  const sorted = [...items].sort(
    (one, other) => Number(one.block.bigInt() - other.block.bigInt()) || one.block.subnetMask - other.block.subnetMask,
  );
  for (const [index, current] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next && overlap(current.block, next.block)) return [current, next];
  }
  return undefined;
}

/**
 * Checks that an address in a subnet can be assigned to a resource.
 * @throws InvalidInputError for anything that is not an IPv4 address, one outside the subnet, or one of the five that
 * Azure reserves: the first four and the last
 */
export function requireHostAddress(
  scope: CidrScope,
  prop: string,
  address: string,
  addressPrefix: string | undefined,
): void {
  if (isUnresolved(address)) return;
  const subnet = addressPrefix === undefined || isUnresolved(addressPrefix) ? undefined : new Address4(addressPrefix);
  const range = subnet && { first: subnet.startAddress().offset(4), last: subnet.endAddress().offset(-1) };
  if (!address.includes("/") && Address4.isValid(address)) {
    if (!range) return;
    const value = new Address4(address).bigInt();
    if (value >= range.first.bigInt() && value <= range.last.bigInt()) return;
  }
  const [first, last] = [range?.first.correctForm(), range?.last.correctForm()];
  refuse(scope, prop, {
    value: address,
    allowed: range
      ? `an address from ${first} to ${last}: in ${addressPrefix}, without the five that Azure reserves`
      : "an IPv4 address",
    fix: range ? `use a free one, such as ${first}` : "use a free one of the subnet",
  });
}
