import type { IConstruct } from "constructs";
/**
 * The time that an answer is kept.
 * @throws InvalidInputError for anything but a whole number of seconds that Azure takes
 */
export declare function requireTtl(scope: IConstruct, prop: string, ttl?: number): number;
/**
 * The address of an endpoint.
 * @throws InvalidInputError for anything but an IPv4 address
 */
export declare function requireAddress(scope: IConstruct, address: string): string;
/**
 * A region as part of a host name: `Canada Central` is `canadacentral` there.
 * @throws InvalidInputError for what can't be a region
 */
export declare function regionLabel(scope: IConstruct, location: string): string;
