import { Address4 } from "ip-address";
/** An IPv4 block in CIDR notation; undefined for any other text. */
export declare function parseBlock(text: string): Address4 | undefined;
/** Whether the outer block contains the inner one. */
export declare function contains(outer: string, inner: string): boolean;
/** Whether two blocks have addresses in common. */
export declare function overlap(one: string, other: string): boolean;
/** Where an address lies: in a block, among those at its ends that Azure keeps for itself, or outside. */
export declare function placeOf(address: string, block: string): "inside" | "reserved" | "outside";
/** The first address of a subnet that is neither Azure's own nor taken. */
export declare function freeAddress(block: string, taken: readonly string[]): string | undefined;
