import type { Construct } from "constructs";
/** The purposes of subnets, and the default part of the network for each. */
declare const PLAN: {
    readonly privateEndpoints: {
        readonly index: 1;
        readonly prefixLength: 24;
    };
    readonly bastion: {
        readonly index: 2;
        readonly prefixLength: 26;
    };
    readonly jumpbox: {
        readonly index: 3;
        readonly prefixLength: 24;
    };
};
/** A subnet whose block can be derived. */
export type PlannedSubnet = keyof typeof PLAN;
/**
 * The block of a subnet in the plan that the reference platform has for each environment: in 10.1.0.0/16, private endpoints get 10.1.1.0/24, Bastion 10.1.2.0/26 and the jumpbox
 * 10.1.3.0/24.
 * @throws InvalidInputError where the network's first block is unknown or smaller than /22
 */
export declare function plannedBlock(scope: Construct, prop: string, addressSpace: readonly string[], subnet: PlannedSubnet): string;
export {};
