import { Address4 } from "ip-address";
/** An IPv4 block whose address is its first one. */
export type CidrBlock = Address4;
/** Where a wrong block is reported. */
export interface CidrScope {
    readonly node: {
        readonly path: string;
    };
}
/** Sizes of a block by its prefix length: the largest and the smallest that is allowed. */
export interface BlockSizes {
    /** Prefix length of the largest block. */
    readonly largest: number;
    /** Prefix length of the smallest block. */
    readonly smallest: number;
    /** Why no smaller one is allowed. */
    readonly reason?: string | undefined;
}
/** Sizes that Azure takes for a subnet. */
export declare const SUBNET_SIZES: BlockSizes;
/**
 * Reads an IPv4 block.
 * @returns the block, or nothing for a value that only Terraform knows
 * @throws InvalidInputError for anything that is not a block in CIDR notation, or whose address is not its first one
 */
export declare function parseBlock(scope: CidrScope, prop: string, value: string): CidrBlock | undefined;
/**
 * Reads a block of a virtual network or a subnet.
 * @returns the block, or nothing for a value that only Terraform knows
 * @throws InvalidInputError as {@link parseBlock}, for a size that is not allowed, and for a block with addresses that
 * Azure or Azure ML keeps for itself
 */
export declare function parseNetworkBlock(scope: CidrScope, prop: string, value: string, sizes?: BlockSizes): CidrBlock | undefined;
/** Whether two blocks have an address in common. */
export declare function overlap(one: CidrBlock, other: CidrBlock): boolean;
/** The prefix length of the smallest subnet in which `count` resources each have an address. */
export declare function prefixLengthFor(count: number): number;
/** The block of another size that begins where `block` does, or that holds it. */
export declare function resized(block: CidrBlock, prefixLength: number): string;
/**
 * Finds two blocks that have an address in common; the one that begins first comes first.
 *
 * Blocks are nested or apart, so after sorting by first address only neighbours need a look.
 */
export declare function findOverlap<T extends {
    readonly block: CidrBlock;
}>(items: readonly T[]): readonly [T, T] | undefined;
/**
 * Checks that a resource can have an address in a subnet.
 * @throws InvalidInputError for anything that is not an IPv4 address, one outside the subnet, or one of the five that
 * Azure keeps: the first four and the last
 */
export declare function requireHostAddress(scope: CidrScope, prop: string, address: string, addressPrefix: string | undefined): void;
