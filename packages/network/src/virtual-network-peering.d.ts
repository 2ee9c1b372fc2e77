import { VirtualNetworkPeering as VirtualNetworkPeeringResource } from "@cdktf/provider-azurerm/lib/virtual-network-peering/index.js";
import type { IVirtualNetwork } from "@org/aml-core";
import { Construct } from "constructs";
/** Options for a peering. */
export interface VirtualNetworkPeeringOptions {
    /**
     * Whether each network takes in traffic that does not come from the other one itself.
     * @default false
     */
    readonly allowForwardedTraffic?: boolean | undefined;
}
/** Props of {@link VirtualNetworkPeering}. */
export interface VirtualNetworkPeeringProps extends VirtualNetworkPeeringOptions {
    /** One network. */
    readonly vnet: IVirtualNetwork;
    /** The other network. */
    readonly remote: IVirtualNetwork;
    /**
     * Name of the peering in the one network, 1 to 80 characters.
     * @default - `peer-` and the names of the environments, `peer-prod-to-dev`
     */
    readonly name?: string | undefined;
    /**
     * Name of the peering in the other network.
     * @default - `peer-` and the names of the environments, `peer-dev-to-prod`
     */
    readonly remoteName?: string | undefined;
}
/**
 * Connects two networks, for administration from one jumpbox. Networks are not peered by default: environments are
 * isolated. No gateway is shared by it.
 * @throws InvalidInputError for networks that overlap
 */
export declare class VirtualNetworkPeering extends Construct {
    #private;
    /** From the one network to the other (L1). */
    readonly outward: VirtualNetworkPeeringResource;
    /** From the other network to the one (L1). */
    readonly inward: VirtualNetworkPeeringResource;
    constructor(scope: Construct, id: string, props: VirtualNetworkPeeringProps);
}
