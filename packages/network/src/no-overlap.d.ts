import type { IVirtualNetwork } from "@org/aml-core";
/**
 * Checks that networks that are connected, now or later, don't overlap. Address
 * spaces that only Terraform knows are not validated.
 * @throws InvalidInputError for the first two that overlap
 */
export declare function assertNoOverlap(networks: readonly IVirtualNetwork[]): void;
