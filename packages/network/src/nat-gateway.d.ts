import { NatGateway as NatGatewayResource } from "@cdktf/provider-azurerm/lib/nat-gateway/index.js";
import { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip/index.js";
import type { IMonitoring, IResourceGroup } from "@org/aml-core";
import { Construct } from "constructs";
/** What a NAT gateway takes its addresses from. */
export interface NatGatewayOptions {
    /**
     * ARM id of an existing public IP prefix, in the gateway's region: all its addresses become addresses of the gateway,
     * so that others can allow the block before anything is deployed.
     * @default - one new public address
     * @see https://learn.microsoft.com/azure/nat-gateway/nat-gateway-resource#nat-gateway-ip-addresses
     */
    readonly publicIpPrefixId?: string | undefined;
}
/** Props of {@link NatGateway}. */
export interface NatGatewayProps extends NatGatewayOptions {
    /** Group to put it in. */
    readonly resourceGroup: IResourceGroup;
    /**
     * Azure region.
     * @default - that of the resource group
     */
    readonly location?: string | undefined;
    /** Name, 1 to 80 characters. */
    readonly name: string;
    /**
     * Name of its new public address, 1 to 80 characters. Either this or `publicIpPrefixId` is required.
     * @default - no new address
     */
    readonly publicIpName?: string | undefined;
    /**
     * Availability zone of gateway and address, one of `1`, `2`, `3`.
     * @default - Azure places them
     */
    readonly zone?: string | undefined;
    /**
     * Where the logs of its public address go.
     * @default - nowhere
     */
    readonly monitoring?: IMonitoring | undefined;
    /** @default - none */
    readonly tags?: Readonly<Record<string, string>> | undefined;
}
/**
 * A way out to the internet for subnets without public addresses, in place of the implicit one that Azure is retiring. Nothing comes in by its address.
 * @throws InvalidInputError for names that Azure refuses, for an id that is not a public IP prefix's, and for both or neither of `publicIpName` and `publicIpPrefixId`
 */
export declare class NatGateway extends Construct {
    /** The gateway (L1). */
    readonly resource: NatGatewayResource;
    /** Its new static address (L1); undefined if its addresses are those of an existing prefix. */
    readonly publicIp: PublicIp | undefined;
    /** ARM id, known once the gateway has its addresses. */
    readonly natGatewayId: string;
    constructor(scope: Construct, id: string, props: NatGatewayProps);
}
