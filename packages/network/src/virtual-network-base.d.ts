import type { IMonitoring, IResourceGroup, ISubnet, IVirtualNetwork } from "@org/aml-core";
import type { EnvironmentNames } from "@org/aml-naming";
import { Construct } from "constructs";
import { BastionHost, type BastionHostOptions, type IBastionHost } from "./bastion-host.js";
import { type BlockSizes } from "./cidr.js";
import { Jumpbox, type JumpboxOptions } from "./jumpbox.js";
import { PlatformSubnet, type PrivateEndpointNetworkPolicies } from "./platform-subnet.js";
import type { SecurityRule } from "./security-rule.js";
import { VirtualNetworkPeering, type VirtualNetworkPeeringOptions } from "./virtual-network-peering.js";
/** Options for a subnet. */
export interface SubnetOptions {
    /** Address prefix in CIDR notation, within the network, /29 or larger. */
    readonly addressPrefix: string;
    /**
     * Name, 1 to 80 characters.
     * @default - derived of the id: `snet-aml-agents-dev-cc-01`
     */
    readonly subnetName?: string | undefined;
    /**
     * Rules of a security group of its own.
     * @default - no security group
     */
    readonly securityRules?: readonly SecurityRule[] | undefined;
    /**
     * ARM id of an existing security group, in place of rules.
     * @default - no security group
     */
    readonly networkSecurityGroupId?: string | undefined;
    /**
     * Whether traffic to the internet leaves by the network's NAT gateway.
     * @default false
     */
    readonly natGateway?: boolean | undefined;
    /**
     * Whether Azure's implicit outbound access, which it is retiring, is left on.
     * @default false
     */
    readonly defaultOutboundAccessEnabled?: boolean | undefined;
    /**
     * What of private endpoints' traffic the subnet's own rules and routes apply to.
     * @default "Disabled"
     */
    readonly privateEndpointNetworkPolicies?: PrivateEndpointNetworkPolicies | undefined;
    /**
     * Service endpoints, `Microsoft.Storage`. A resource can't have both a service endpoint and a private one.
     * @default - none
     */
    readonly serviceEndpoints?: readonly string[] | undefined;
}
/** Options for adding a Bastion host to a network. */
export interface AddBastionOptions extends BastionHostOptions {
    /**
     * Address prefix of `AzureBastionSubnet`, /26 or larger, of the subnet to create; or an existing subnet.
     * @default - the first /26 of the network's third /24, 10.1.2.0/26 in 10.1.0.0/16; none for a Developer host
     */
    readonly subnet?: string | ISubnet | undefined;
    /**
     * Whether the subnet has the security group that Azure prescribes.
     * @default true
     */
    readonly securityGroup?: boolean | undefined;
    /**
     * Name of the host.
     * @default - derived: `bas-aml-dev-cc-01`
     */
    readonly bastionName?: string | undefined;
    /**
     * Name of its public address.
     * @default - derived: `pip-aml-bastion-dev-cc-01`
     */
    readonly publicIpName?: string | undefined;
}
/** Options for adding a jumpbox to a network. */
export interface AddJumpboxOptions extends JumpboxOptions {
    /**
     * Address prefix of its subnet, /29 or larger; or an existing subnet with your own security rules.
     * @default - the fourth /24 of the network: 10.1.3.0/24 in 10.1.0.0/16
     */
    readonly subnet?: string | ISubnet | undefined;
    /**
     * The host that it is reached by: the only one that gets through to it.
     * @default - that of the network
     */
    readonly bastion?: IBastionHost | undefined;
    /**
     * Group to put it in.
     * @default - the group of the network
     */
    readonly resourceGroup?: IResourceGroup | undefined;
    /**
     * Name of the machine.
     * @default - derived: `vm-aml-jumpbox-dev-cc-01`
     */
    readonly jumpboxName?: string | undefined;
    /**
     * Name of its network interface.
     * @default - derived: `nic-aml-jumpbox-dev-cc-01`
     */
    readonly networkInterfaceName?: string | undefined;
    /**
     * Name of its disk. Changing it forces replacement of the virtual machine.
     * @default - derived: `osdisk-aml-jumpbox-dev-cc-01`
     */
    readonly osDiskName?: string | undefined;
    /**
     * Name that the machine has for itself, at most 15 characters.
     * @default - derived: `jumpboxdev`
     */
    readonly computerName?: string | undefined;
}
/** A virtual network that subnets, a Bastion host, a jumpbox and peerings can be added to. */
export interface IPlatformVnet extends IVirtualNetwork {
    /** Its Bastion host, if it was added or named. */
    readonly bastion: IBastionHost | undefined;
    /** Its jumpboxes. */
    readonly jumpboxes: readonly Jumpbox[];
    /** The networks that it was peered with from here. */
    readonly peers: readonly IVirtualNetwork[];
    /**
     * Adds a subnet.
     * @throws InvalidInputError for one that is outside the network, overlaps another or is too small
     */
    addSubnet(id: string, options: SubnetOptions): PlatformSubnet;
    /**
     * Adds a Bastion host with its subnet and the security group that Azure prescribes.
     * @throws InvalidInputError for a second one, a subnet smaller than /26, or a feature that the SKU does not have
     */
    addBastion(options: AddBastionOptions): BastionHost;
    /**
     * Adds a jumpbox with its subnet, which lets in remote desktop from Bastion and nothing else.
     * @throws InvalidInputError for one that no Bastion host reaches, and for what {@link Jumpbox} refuses
     */
    addJumpbox(options: AddJumpboxOptions): Jumpbox;
    /**
     * Connects it with another network, so that one jumpbox serves both.
     * @throws InvalidInputError for networks that overlap
     */
    peerWith(other: IVirtualNetwork, options?: VirtualNetworkPeeringOptions): VirtualNetworkPeering;
}
/** What created and existing networks have in common. */
export declare abstract class VirtualNetworkBase extends Construct implements IPlatformVnet {
    #private;
    abstract readonly virtualNetworkId: string;
    abstract readonly virtualNetworkName: string;
    abstract readonly privateEndpointSubnet: ISubnet;
    abstract readonly location: string;
    abstract readonly resourceGroup: IResourceGroup;
    abstract readonly addressSpace: readonly string[];
    protected abstract readonly names: EnvironmentNames;
    protected abstract readonly monitoring: IMonitoring | undefined;
    protected abstract readonly natGatewayId: string | undefined;
    protected abstract readonly tags: Readonly<Record<string, string>> | undefined;
    protected ownBastion: IBastionHost | undefined;
    get environmentName(): string;
    get bastion(): IBastionHost | undefined;
    get jumpboxes(): readonly Jumpbox[];
    get peers(): readonly IVirtualNetwork[];
    addSubnet(id: string, options: SubnetOptions): PlatformSubnet;
    addBastion(options: AddBastionOptions): BastionHost;
    addJumpbox(options: AddJumpboxOptions): Jumpbox;
    peerWith(other: IVirtualNetwork, options?: VirtualNetworkPeeringOptions): VirtualNetworkPeering;
    /** Makes a subnet, its security group and what is associated to it, after the subnets before it. */
    protected makeSubnet(id: string, role: string, prop: string, options: SubnetOptions, sizes?: BlockSizes): PlatformSubnet;
    /** Adds a subnet that exists already, so that no other one overlaps it. */
    protected addExistingSubnet(id: string, prop: string, addressPrefix: string): void;
}
