import { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network/index.js";
import type { IMonitoring, IResourceGroup } from "@org/aml-core";
import { type EnvironmentNames } from "@org/aml-naming";
import type { Construct } from "constructs";
import { type BastionHostAttributes } from "./bastion-host.js";
import { type FlowLogOptions } from "./flow-log.js";
import { NatGateway, type NatGatewayOptions } from "./nat-gateway.js";
import { PlatformSubnet, type SubnetAttributes } from "./platform-subnet.js";
import type { SecurityRule } from "./security-rule.js";
import { type IPlatformVnet, VirtualNetworkBase } from "./virtual-network-base.js";
/** Props of {@link PlatformVnet}. */
export interface PlatformVnetProps {
    /** Group to put the network in. */
    readonly resourceGroup: IResourceGroup;
    /** Names of the environment. */
    readonly names: EnvironmentNames;
    /** Address space: one IPv4 block in CIDR notation or several, none of them in 172.17.0.0/16. */
    readonly addressSpace: string | readonly string[];
    /**
     * Address prefix of the subnet for private endpoints, /28 or larger.
     * @default - the second /24 of the network: 10.1.1.0/24 in 10.1.0.0/16
     */
    readonly privateEndpointSubnet?: string | undefined;
    /**
     * Name of the subnet for private endpoints.
     * @default - derived: `snet-aml-pe-dev-cc-01`
     */
    readonly privateEndpointSubnetName?: string | undefined;
    /**
     * Security group of the subnet for private endpoints, which then applies to them: its rules, or true for
     * HTTPS and SMB from the network.
     * @default false
     */
    readonly endpointSubnetSecurityGroup?: boolean | readonly SecurityRule[] | undefined;
    /**
     * Name.
     * @default - derived: `vnet-aml-dev-cc-01`
     */
    readonly vnetName?: string | undefined;
    /**
     * Azure region.
     * @default - that of the resource group
     */
    readonly location?: string | undefined;
    /**
     * Addresses of DNS servers. They have to forward the private zones to 168.63.129.16.
     * @default - Azure's own DNS, which knows the private zones
     */
    readonly dnsServers?: readonly string[] | undefined;
    /**
     * Where logs and metrics of the network and of what is added to it go.
     * @default - nowhere
     */
    readonly monitoring?: IMonitoring | undefined;
    /**
     * Makes a NAT gateway, the jumpbox's way out to Entra and Azure: `true`, or its options.
     * @default false
     */
    readonly natGateway?: boolean | NatGatewayOptions | undefined;
    /**
     * ARM id of an existing NAT gateway, in place of a new one.
     * @default - none
     */
    readonly natGatewayId?: string | undefined;
    /**
     * Logs every flow of the network.
     * @default - not logged
     */
    readonly flowLogs?: FlowLogOptions | undefined;
    /** @default - none */
    readonly tags?: Readonly<Record<string, string>> | undefined;
}
/** Attributes of an existing virtual network. */
export interface VirtualNetworkAttributes {
    /** ARM id. */
    readonly virtualNetworkId: string;
    /** Name. */
    readonly virtualNetworkName: string;
    /** Group of the network. */
    readonly resourceGroup: IResourceGroup;
    /** Names of the environment that it belongs to. */
    readonly names: EnvironmentNames;
    /** Its subnet for private endpoints. */
    readonly privateEndpointSubnet: SubnetAttributes;
    /**
     * Azure region.
     * @default - that of the resource group
     */
    readonly location?: string | undefined;
    /**
     * Address space in CIDR notation.
     * @default - not known; overlaps with it are not seen
     */
    readonly addressSpace?: readonly string[] | undefined;
    /**
     * Its Bastion host.
     * @default - none; one can be added
     */
    readonly bastion?: BastionHostAttributes | undefined;
    /**
     * ARM id of its NAT gateway, for subnets that are added.
     * @default - none
     */
    readonly natGatewayId?: string | undefined;
    /**
     * Where logs and metrics of what is added to it go.
     * @default - nowhere
     */
    readonly monitoring?: IMonitoring | undefined;
    /**
     * Tags of what is added to it.
     * @default - none
     */
    readonly tags?: Readonly<Record<string, string>> | undefined;
}
/**
 * An environment's virtual network: closed, with a subnet for private endpoints. Bastion, jumpbox and peerings are added
 * to it.
 * @throws InvalidInputError for malformed, overlapping or reserved blocks, subnets outside the network or too small for
 * what they hold
 */
export declare class PlatformVnet extends VirtualNetworkBase {
    #private;
    /** An existing network. */
    static fromVirtualNetworkAttributes(scope: Construct, id: string, attributes: VirtualNetworkAttributes): IPlatformVnet;
    /** The network (L1). */
    readonly resource: VirtualNetwork;
    readonly privateEndpointSubnet: PlatformSubnet;
    /** Its NAT gateway, if one was asked for. */
    readonly natGateway: NatGateway | undefined;
    readonly location: string;
    readonly resourceGroup: IResourceGroup;
    readonly addressSpace: readonly string[];
    protected readonly names: EnvironmentNames;
    protected readonly monitoring: IMonitoring | undefined;
    protected readonly natGatewayId: string | undefined;
    protected readonly tags: Readonly<Record<string, string>> | undefined;
    constructor(scope: Construct, id: string, props: PlatformVnetProps);
    get virtualNetworkId(): string;
    get virtualNetworkName(): string;
}
