import type { IVirtualNetwork } from "@org/aml-core";
import type { ITerraformDependable, TerraformProvider } from "cdktf";
import type { IConstruct } from "constructs";
import { type LinkOptions, PrivateDnsLinks } from "./private-dns-links.js";
import type { Zone } from "./zone.js";
/** How a network is linked that is linked already. */
export interface ExistingLinkOptions {
    /**
     * Provider that writes records of compute instances into the central zone, as in {@link LinkOptions.provider}.
     * @default - the stack's
     */
    readonly provider?: TerraformProvider | undefined;
}
interface LinkedNetwork {
    readonly dependencies: readonly ITerraformDependable[];
    readonly provider: TerraformProvider | undefined;
}
/** The networks that are linked to a set of zones, by construct path. */
export declare class LinkedNetworks {
    #private;
    constructor(scope: IConstruct, zones: readonly Zone[]);
    link(vnet: IVirtualNetwork, options: LinkOptions): PrivateDnsLinks;
    addLinked(vnet: IVirtualNetwork, { provider }: ExistingLinkOptions): void;
    /** @throws InvalidInputError for a network that isn't linked */
    get(vnet: IVirtualNetwork): LinkedNetwork;
}
export {};
