import { Subnet } from "@cdktf/provider-azurerm/lib/subnet/index.js";
import { type IResourceGroup, type ISubnet, type IWriteChain } from "@org/aml-core";
import { UniqueRegistry, WriteChain } from "@org/aml-core/internal";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
/** What of a private endpoint's traffic the subnet's own rules apply to. */
export type PrivateEndpointNetworkPolicies = "Disabled" | "Enabled" | "NetworkSecurityGroupEnabled" | "RouteTableEnabled";
/** Props of {@link PlatformSubnet}. */
export interface PlatformSubnetProps {
    /** Group of the virtual network. */
    readonly resourceGroup: IResourceGroup;
    /** Name of the virtual network. */
    readonly virtualNetworkName: string;
    /** The order of everything that writes the virtual network. */
    readonly writes: IWriteChain;
    /** Name, 1 to 80 characters, unique in its network. */
    readonly name: string;
    /** Address prefix in CIDR notation. */
    readonly addressPrefix: string;
    /**
     * ARM id of the network security group to associate.
     * @default - none
     */
    readonly networkSecurityGroupId?: string | undefined;
    /**
     * ARM id of the NAT gateway to associate.
     * @default - none
     */
    readonly natGatewayId?: string | undefined;
    /**
     * Whether Azure's implicit outbound access, which it is retiring, is left on.
     * @default - Azure's default
     */
    readonly defaultOutboundAccessEnabled?: boolean | undefined;
    /** @default "Disabled" */
    readonly privateEndpointNetworkPolicies?: PrivateEndpointNetworkPolicies | undefined;
    /**
     * Service endpoints, `Microsoft.Storage`. A resource can't have both a service endpoint and a private one.
     * @default - none
     */
    readonly serviceEndpoints?: readonly string[] | undefined;
}
/** Attributes of an existing subnet. */
export interface SubnetAttributes {
    /** ARM id. */
    readonly subnetId: string;
    /**
     * Address prefix in CIDR notation.
     * @default - not known, and not validated
     */
    readonly addressPrefix?: string | undefined;
}
/**
 * A subnet with what is associated to it. Made by `addSubnet` of a virtual network, which knows its other subnets.
 */
export declare class PlatformSubnet extends Construct implements ISubnet {
    /** References an existing subnet by its ARM id. */
    static fromSubnetId(scope: Construct, id: string, subnetId: string): ISubnet;
    /** References an existing subnet, with its address prefix where it is known. */
    static fromSubnetAttributes(scope: Construct, id: string, attributes: SubnetAttributes): ISubnet;
    /** The subnet (L1). */
    readonly resource: Subnet;
    readonly addressPrefix: string;
    readonly endpointChain: WriteChain;
    readonly staticAddresses: UniqueRegistry;
    readonly dependencies: readonly ITerraformDependable[];
    constructor(scope: Construct, id: string, props: PlatformSubnetProps);
    get subnetId(): string;
}
