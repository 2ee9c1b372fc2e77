import type { IMonitoring, IResourceGroup, ISubnet, IVirtualNetwork } from "@org/aml-core";
import {
  BaseConstruct,
  dependOn,
  isUnresolved,
  refuse,
  requireConstruct,
  requireId,
  requireProps,
  WriteChain,
} from "@org/aml-core/internal";
import type { EnvironmentNames } from "@org/aml-naming";
import { BASTION_SECURITY_RULES, FIXED_SUBNETS, jumpboxSecurityRules, trainingSecurityRules } from "@org/azure-catalog";
import { Annotations } from "cdktf";
import type { IConstruct } from "constructs";
import { plannedBlock } from "./address-plan.js";
import { BastionHost, type BastionHostOptions, type IBastionHost } from "./bastion-host.js";
import { type BlockSizes, type CidrBlock, overlap, parseBlock, parseNetworkBlock, SUBNET_SIZES } from "./cidr.js";
import { Jumpbox, type JumpboxOptions } from "./jumpbox.js";
import { ExpressRouteGateway, type ExpressRouteGatewayOptions } from "./express-route-gateway.js";
import { GATEWAY_SUBNET_SIZES } from "./network-gateway.js";
import type { IPeerNetwork } from "./peer-network.js";
import { PlatformSubnet, type PrivateEndpointNetworkPolicies } from "./platform-subnet.js";
import { SecurityGroup } from "./security-group.js";
import type { SecurityRule } from "./security-rule.js";
import { VirtualNetworkPeering, type VirtualNetworkPeeringOptions } from "./virtual-network-peering.js";
import { VpnGateway, type VpnGatewayOptions } from "./vpn-gateway.js";

/** Options for a subnet. */
export interface SubnetOptions {
  /** Address prefix in CIDR notation, within the network, /29 or larger. */
  readonly addressPrefix: string;
  /**
   * Name, 1 to 80 characters.
   * @default - derived from the id: `snet-aml-agents-dev-cc-01`
   */
  readonly subnetName?: string | undefined;
  /**
   * Rules of a new security group.
   * @default - no security group
   */
  readonly securityRules?: readonly SecurityRule[] | undefined;
  /**
   * ARM id of an existing security group, used instead of rules.
   * @default - no security group
   */
  readonly networkSecurityGroupId?: string | undefined;
  /**
   * Whether internet traffic uses the network's NAT gateway.
   * @default false
   */
  readonly natGateway?: boolean | undefined;
  /**
   * Whether Azure's implicit outbound access, which Azure is retiring, stays enabled.
   * @default false
   */
  readonly defaultOutboundAccessEnabled?: boolean | undefined;
  /**
   * Private endpoint network policies: whether security rules and routes of the subnet apply to private endpoints.
   * @default "Disabled"
   */
  readonly privateEndpointNetworkPolicies?: PrivateEndpointNetworkPolicies | undefined;
  /**
   * Service endpoints, such as `Microsoft.Storage`. A resource can't have both a service endpoint and a private one.
   * @default - none
   */
  readonly serviceEndpoints?: readonly string[] | undefined;
  /**
   * Whether security rules apply to private link services in the subnet.
   * @default true
   */
  readonly privateLinkServiceNetworkPoliciesEnabled?: boolean | undefined;
}

/** Options of the subnets for training and scoring. */
export interface MachineLearningSubnetOptions extends Pick<
  SubnetOptions,
  | "subnetName"
  | "networkSecurityGroupId"
  | "defaultOutboundAccessEnabled"
  | "privateEndpointNetworkPolicies"
  | "serviceEndpoints"
  | "privateLinkServiceNetworkPoliciesEnabled"
> {
  /**
   * Address prefix in CIDR notation.
   * @default - in 10.1.0.0/16, 10.1.4.0/24 for training and 10.1.5.0/24 for scoring
   */
  readonly addressPrefix?: string | undefined;
  /**
   * Security rules in addition to those that Azure Machine Learning requires.
   * @default - none
   */
  readonly securityRules?: readonly SecurityRule[] | undefined;
}

/** Options of the subnet for training. */
export interface TrainingSubnetOptions extends MachineLearningSubnetOptions {
  /**
   * Whether computes have public addresses. This weakens isolation: Azure's management services then connect from the
   * internet, which needs two inbound rules.
   * @default false
   */
  readonly publicNodes?: boolean | undefined;
  /**
   * Whether the security rules allow all public addresses, instead of only the services that computes need.
   * @default - true if the network routes its traffic to a firewall, which then decides; otherwise false
   */
  readonly internetOutbound?: boolean | undefined;
}

/** Options of the subnet for scoring. */
export interface ScoringSubnetOptions extends MachineLearningSubnetOptions {
  /**
   * Address blocks of clients that may connect to a public load balancer of the cluster, in CIDR notation. This weakens
   * isolation: models answer requests from the internet.
   * @default - none: models answer only requests from the network
   */
  readonly publicClients?: readonly string[] | undefined;
}

/** Options for adding a Bastion host to a network. */
export interface AddBastionOptions extends BastionHostOptions {
  /**
   * Address prefix of the new `AzureBastionSubnet`, /26 or larger; or an existing subnet.
   * @default - the first /26 of the network's third /24, 10.1.2.0/26 in 10.1.0.0/16; none for a Developer host
   */
  readonly subnet?: string | ISubnet | undefined;
  /**
   * Whether the subnet has a security group with the rules that Azure requires.
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
   * Address prefix of its new subnet, /29 or larger; or an existing subnet with your own security rules.
   * @default - the fourth /24 of the network: 10.1.3.0/24 in 10.1.0.0/16
   */
  readonly subnet?: string | ISubnet | undefined;
  /**
   * The Bastion host, the only host that can reach the jumpbox.
   * @default - that of the network
   */
  readonly bastion?: IBastionHost | undefined;
  /**
   * Resource group.
   * @default - the default group of the network
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
   * Windows computer name, at most 15 characters.
   * @default - derived: `jumpboxdev`
   */
  readonly computerName?: string | undefined;
}

/** Options that gateways have in common, which share a network's `GatewaySubnet`. */
interface AddGatewayOptions {
  /**
   * Address prefix of the new `GatewaySubnet`, /27 or larger; or an existing subnet. Only for the first gateway.
   * @default - a /27 in the network's first /24: 10.1.0.64/27 in 10.1.0.0/16
   */
  readonly subnet?: string | ISubnet | undefined;
  /**
   * Name of the gateway.
   * @default - derived: `vpng-aml-dev-cc-01`, `ergw-aml-dev-cc-01`
   */
  readonly gatewayName?: string | undefined;
  /**
   * Name of its public address.
   * @default - derived: `pip-aml-vpn-dev-cc-01`, `pip-aml-expressroute-dev-cc-01`
   */
  readonly publicIpName?: string | undefined;
}

/** Options for adding a VPN gateway to a network. */
export interface AddVpnGatewayOptions extends VpnGatewayOptions, AddGatewayOptions {}

/** Options for adding an ExpressRoute gateway to a network. */
export interface AddExpressRouteGatewayOptions extends ExpressRouteGatewayOptions, AddGatewayOptions {}

/** A virtual network to which subnets, a Bastion host, a jumpbox, gateways and peerings can be added. */
export interface IPlatformVnet extends IVirtualNetwork {
  /** Its Bastion host, if it has one. */
  readonly bastion: IBastionHost | undefined;
  /** Its jumpboxes. */
  readonly jumpboxes: readonly Jumpbox[];
  /**
   * How subnets that are added reach the internet: with `natGateway`, or by a route to a firewall. Undefined if there
   * is neither, or if it isn't known of an existing network.
   */
  readonly egress: "NatGateway" | "Firewall" | undefined;
  /** Its VPN gateway, if one was added. */
  readonly vpnGateway: VpnGateway | undefined;
  /** Its ExpressRoute gateway, if one was added. */
  readonly expressRouteGateway: ExpressRouteGateway | undefined;
  /** The networks with which it was peered by `peerWith`. */
  readonly peers: readonly IPeerNetwork[];
  /**
   * Adds a subnet.
   * @throws InvalidInputError for one that is outside the network, overlaps another or is too small
   */
  addSubnet(id: string, options: SubnetOptions): PlatformSubnet;
  /**
   * Adds a Bastion host with its subnet and the security group that Azure requires.
   * @throws InvalidInputError for a second host, a subnet smaller than /26, or a feature that the SKU does not support
   */
  addBastion(options?: AddBastionOptions): BastionHost;
  /**
   * Adds a jumpbox with its subnet, which allows only remote desktop from Bastion.
   * @throws InvalidInputError if no Bastion host reaches it, and for what {@link Jumpbox} rejects
   */
  addJumpbox(options: AddJumpboxOptions): Jumpbox;
  /**
   * Adds a point-to-site VPN gateway, by which users connect their computers to the network after they signed in to
   * Entra: inbound access besides Bastion. Its subnet has no security group, because Azure supports none there.
   * @throws InvalidInputError for a second one, and for what {@link VpnGateway} rejects
   */
  addVpnGateway(options: AddVpnGatewayOptions): VpnGateway;
  /**
   * Adds an ExpressRoute gateway, by which networks on premises reach the network.
   * @throws InvalidInputError for a second one, and for what {@link ExpressRouteGateway} rejects
   */
  addExpressRouteGateway(options?: AddExpressRouteGatewayOptions): ExpressRouteGateway;
  /**
   * Adds the subnet for compute clusters and compute instances, with a security group that allows only the services
   * that they need. It uses the network's NAT gateway or firewall. Without one of them, computes without public
   * addresses can't start.
   * @throws InvalidInputError for a network without a NAT gateway or firewall, and for a block that is outside the
   * network, overlaps another or is too small
   * @see https://learn.microsoft.com/azure/machine-learning/how-to-secure-training-vnet
   */
  addTrainingSubnet(options?: TrainingSubnetOptions): PlatformSubnet;
  /**
   * Adds the subnet for an AKS cluster, with a security group. It uses the network's NAT gateway or firewall.
   * @throws InvalidInputError for a block that is outside the network, overlaps another or is too small
   */
  addScoringSubnet(options?: ScoringSubnetOptions): PlatformSubnet;
  /**
   * Connects it with another network: a hub, or an environment's, so that one jumpbox serves both.
   * @throws InvalidInputError for networks that overlap, or a network in a subscription that the stack has no provider
   * for
   */
  peerWith(other: IPeerNetwork, options?: VirtualNetworkPeeringOptions): VirtualNetworkPeering;
}

/**
 * Subnets without a route to a firewall: Azure allows none for Bastion's and for that of gateways, private endpoints
 * start no connections, and the firewall itself reaches the internet.
 */
const ROUTED_BY_AZURE = new Set(["BastionSubnet", "PrivateEndpointSubnet", "FirewallSubnet", "GatewaySubnet"]);

/** Names of subnets that can't have a security group. */
const WITHOUT_SECURITY_GROUP = Object.values(FIXED_SUBNETS)
  .filter(({ networkSecurityGroup }) => !networkSecurityGroup)
  .map(({ name }) => name);

interface KnownSubnet {
  readonly block: CidrBlock;
  readonly id: string;
}

/** Base of created and existing networks. */
export abstract class VirtualNetworkBase extends BaseConstruct implements IPlatformVnet {
  public abstract readonly virtualNetworkId: string;
  public abstract readonly virtualNetworkName: string;
  public abstract readonly privateEndpointSubnet: ISubnet;
  public abstract readonly location: string;
  public abstract readonly resourceGroup: IResourceGroup;
  public abstract readonly addressSpace: readonly string[];
  public readonly defaultResourceGroup: IResourceGroup | undefined;

  protected abstract readonly names: EnvironmentNames;
  protected abstract readonly monitoring: IMonitoring | undefined;
  protected abstract readonly natGatewayId: string | undefined;
  /** Route table of the subnets that are added, except Bastion's and that of the private endpoints. */
  protected readonly routeTableId: string | undefined;
  protected abstract readonly tags: Readonly<Record<string, string>> | undefined;

  /** The order of all writes to the network, because Azure accepts one at a time. */
  readonly #writes = new WriteChain();
  readonly #subnets: KnownSubnet[] = [];
  readonly #jumpboxes: Jumpbox[] = [];
  readonly #peers: IPeerNetwork[] = [];
  protected ownBastion: IBastionHost | undefined;
  #gatewaySubnet: ISubnet | undefined;
  #vpnGateway: VpnGateway | undefined;
  #expressRouteGateway: ExpressRouteGateway | undefined;

  public get environmentName(): string {
    return this.names.environmentName;
  }

  public get bastion(): IBastionHost | undefined {
    return this.ownBastion;
  }

  public get jumpboxes(): readonly Jumpbox[] {
    return this.#jumpboxes;
  }

  public get egress(): IPlatformVnet["egress"] {
    if (this.natGatewayId !== undefined) return "NatGateway";
    return this.routeTableId === undefined ? undefined : "Firewall";
  }

  public get vpnGateway(): VpnGateway | undefined {
    return this.#vpnGateway;
  }

  public get expressRouteGateway(): ExpressRouteGateway | undefined {
    return this.#expressRouteGateway;
  }

  public get clientAddressPool(): readonly string[] | undefined {
    return this.#vpnGateway?.clientAddressPool;
  }

  public get peers(): readonly IPeerNetwork[] {
    return this.#peers;
  }

  public addSubnet(id: string, options: SubnetOptions): PlatformSubnet {
    requireId(this, "addSubnet", id);
    requireProps(this, options, "addressPrefix");
    return this.makeSubnet(id, id.toLowerCase(), "addressPrefix", { defaultOutboundAccessEnabled: false, ...options });
  }

  public addTrainingSubnet(options: TrainingSubnetOptions = {}): PlatformSubnet {
    const routed = this.routeTableId !== undefined;
    const { publicNodes = false, internetOutbound = routed, securityRules = [], ...subnet } = options;
    if (!publicNodes && !routed && this.natGatewayId === undefined && !options.defaultOutboundAccessEnabled) {
      refuse(this, "addTrainingSubnet", {
        value: "a network without outbound access",
        allowed:
          "a network with a NAT gateway or a firewall: computes without public addresses can't start without them",
        fix: "set natGateway, firewall or nextHopIpAddress on the network",
      });
    }
    if (publicNodes && routed) {
      refuse(this, "addTrainingSubnet.publicNodes", {
        value: publicNodes,
        allowed:
          "false in a network that routes to a firewall, which would drop the nodes' answers to Azure's management",
        fix: "leave it out: the nodes reach the internet through the firewall",
      });
    }
    const rules = trainingSecurityRules({ location: this.location, publicNodes, internetOutbound });
    return this.#makeComputeSubnet("training", subnet, [...rules, ...securityRules]);
  }

  public addScoringSubnet(options: ScoringSubnetOptions = {}): PlatformSubnet {
    const { publicClients = [], securityRules = [], ...subnet } = options;
    for (const client of publicClients) parseBlock(this, "addScoringSubnet.publicClients", client);
    const rules = publicClients.length > 0 ? [publicClientRule(publicClients)] : [];
    return this.#makeComputeSubnet("scoring", subnet, [...rules, ...securityRules]);
  }

  public addBastion(options: AddBastionOptions = {}): BastionHost {
    if (this.ownBastion) {
      refuse(this, "addBastion", {
        value: "a second Bastion host",
        allowed: `one Bastion host per network; ${this.ownBastion.node.path} already exists`,
        fix: "remove one: a network can have only one, which serves all its machines",
      });
    }
    const { securityGroup = true, bastionName, publicIpName, ...host } = options;
    const { name, smallestPrefixLength } = FIXED_SUBNETS.bastion;
    const subnet =
      options.subnet ??
      (options.sku === "Developer" ? undefined : plannedBlock(this, "addBastion.subnet", this.addressSpace, "bastion"));
    const ownSubnet =
      typeof subnet === "string"
        ? this.makeSubnet(
            "BastionSubnet",
            "bastion",
            "addBastion.subnet",
            {
              addressPrefix: subnet,
              subnetName: name,
              securityRules: securityGroup ? BASTION_SECURITY_RULES : undefined,
            },
            { ...SUBNET_SIZES, smallest: smallestPrefixLength, reason: "Azure requires this size for Bastion" },
          )
        : subnet;
    const bastion = new BastionHost(this, "Bastion", {
      ...host,
      vnet: this,
      name: bastionName ?? this.names.bastionHost,
      publicIpName: publicIpName ?? this.names.bastionPublicIp,
      subnet: ownSubnet,
      ...this.#shared(),
    });
    this.ownBastion = bastion;
    return bastion;
  }

  public addJumpbox(options: AddJumpboxOptions): Jumpbox {
    requireProps(this, options, "adminUsername", "adminPassword");
    const { bastion = this.ownBastion, jumpboxName, ...machine } = options;
    if (!bastion) {
      refuse(this, "addJumpbox.bastion", {
        value: undefined,
        allowed: "the Bastion host through which the jumpbox is reached, because it has no public address",
        fix: "call addBastion before addJumpbox, or pass the Bastion host of a peered network",
      });
    }
    const subnet = options.subnet ?? plannedBlock(this, "addJumpbox.subnet", this.addressSpace, "jumpbox");
    const ownSubnet =
      typeof subnet === "string"
        ? this.makeSubnet("JumpboxSubnet", "vm", "addJumpbox.subnet", {
            addressPrefix: subnet,
            securityRules: jumpboxSecurityRules(bastion.sessionSource),
            // Sign-in to Entra and Azure needs outbound access: through the NAT gateway, or otherwise Azure's implicit
            // access.
            natGateway: this.natGatewayId !== undefined,
            defaultOutboundAccessEnabled: this.natGatewayId === undefined && this.routeTableId === undefined,
          })
        : subnet;
    const jumpbox = new Jumpbox(this, "Jumpbox", {
      resourceGroup: this.defaultResourceGroup ?? this.resourceGroup,
      location: this.location,
      name: jumpboxName ?? this.names.jumpbox,
      networkInterfaceName: this.names.jumpboxNetworkInterface,
      osDiskName: this.names.jumpboxOsDisk,
      computerName: this.names.jumpboxComputerName,
      ...machine,
      subnet: ownSubnet,
      tags: this.tags,
    });
    if (options.entraSignIn && !bastion.tunnelingEnabled) {
      Annotations.of(jumpbox).addWarning(
        `Entra sign-in to ${jumpbox.node.path} requires a native client, which ${bastion.node.path} doesn't allow: ` +
          "set tunnelingEnabled on the Bastion host (SKU Standard or Premium).",
      );
    }
    this.#jumpboxes.push(jumpbox);
    return jumpbox;
  }

  public addVpnGateway(options: AddVpnGatewayOptions): VpnGateway {
    requireProps(this, options, "tenantId", "clientAddressPool");
    const { subnet, gatewayName, publicIpName, ...gateway } = options;
    this.#vpnGateway = new VpnGateway(this, "VpnGateway", {
      ...gateway,
      ...this.#gatewayPlace("addVpnGateway", this.#vpnGateway, subnet),
      addressSpace: [...this.addressSpace, ...this.#peers.flatMap(({ addressSpace }) => addressSpace)],
      name: gatewayName ?? this.names.vpnGateway,
      publicIpName: publicIpName ?? this.names.vpnPublicIp,
    });
    return this.#vpnGateway;
  }

  public addExpressRouteGateway(options: AddExpressRouteGatewayOptions = {}): ExpressRouteGateway {
    const { subnet, gatewayName, publicIpName, ...gateway } = options;
    this.#expressRouteGateway = new ExpressRouteGateway(this, "ExpressRouteGateway", {
      ...gateway,
      ...this.#gatewayPlace("addExpressRouteGateway", this.#expressRouteGateway, subnet),
      name: gatewayName ?? this.names.expressRouteGateway,
      publicIpName: publicIpName ?? this.names.expressRoutePublicIp,
    });
    // Azure changes the gateways of a network one at a time.
    if (this.#vpnGateway) dependOn(this.#expressRouteGateway.resource, [this.#vpnGateway.resource]);
    return this.#expressRouteGateway;
  }

  public peerWith(other: IPeerNetwork, options: VirtualNetworkPeeringOptions = {}): VirtualNetworkPeering {
    requireConstruct(this, "peerWith", "the other network", other);
    const id = `PeeringWith-${other.environmentName}`;
    if (this.node.tryFindChild(id)) {
      refuse(this, "peerWith", {
        value: other.environmentName,
        allowed: `a network other than those that ${this.node.path} is peered with, under a name of its own`,
        fix: "remove the second call, or import the other network with another name",
      });
    }
    const peering = new VirtualNetworkPeering(this, id, {
      ...options,
      vnet: this,
      remote: other,
    });
    this.#peers.push(other);
    return peering;
  }

  /** Subnet and shared props of a new gateway, the first of its kind. */
  #gatewayPlace(method: string, existing: IConstruct | undefined, subnet: string | ISubnet | undefined) {
    if (existing) {
      refuse(this, method, {
        value: "a second gateway of this kind",
        allowed: `one of each kind in a network; ${existing.node.path} already exists`,
        fix: "remove one of the two calls",
      });
    }
    this.#gatewaySubnet = this.#requireGatewaySubnet(method, subnet);
    return {
      resourceGroup: this.defaultResourceGroup ?? this.resourceGroup,
      location: this.location,
      subnet: this.#gatewaySubnet,
      ...this.#shared(),
    };
  }

  #requireGatewaySubnet(method: string, subnet: string | ISubnet | undefined): ISubnet {
    const prop = `${method}.subnet`;
    if (this.#gatewaySubnet) {
      if (subnet === undefined || subnet === this.#gatewaySubnet.addressPrefix) return this.#gatewaySubnet;
      refuse(this, prop, {
        value: typeof subnet === "string" ? subnet : subnet.node.path,
        allowed: `the subnet of the network's other gateway, ${this.#gatewaySubnet.addressPrefix}, which both share`,
        fix: "leave it out for the second gateway",
      });
    }
    const prefix = subnet ?? plannedBlock(this, prop, this.addressSpace, "gateway");
    if (typeof prefix !== "string") return prefix;
    const { name: subnetName } = FIXED_SUBNETS.gateway;
    const options = { addressPrefix: prefix, subnetName };
    return this.makeSubnet("GatewaySubnet", "gateway", prop, options, GATEWAY_SUBNET_SIZES);
  }

  /** Creates a subnet with its security group and associations, after the previous subnets. */
  protected makeSubnet(
    id: string,
    role: string,
    prop: string,
    options: SubnetOptions,
    sizes: BlockSizes = SUBNET_SIZES,
  ): PlatformSubnet {
    this.#reserveBlock(id, prop, options.addressPrefix, sizes);
    const { securityRules, subnetName, natGateway, ...subnet } = options;
    const withGroup = securityRules ? "securityRules" : "networkSecurityGroupId";
    if (options[withGroup] !== undefined && WITHOUT_SECURITY_GROUP.some((name) => name === subnetName)) {
      refuse(this, `${id}.${withGroup}`, {
        value: subnetName,
        allowed: `no security group for ${WITHOUT_SECURITY_GROUP.join(" and ")}: Azure rejects it, or it stops the gateway`,
        fix: "leave it out; firewall, addVpnGateway and addExpressRouteGateway create these subnets",
      });
    }
    if (securityRules && subnet.networkSecurityGroupId !== undefined) {
      refuse(this, `${id}.securityRules`, {
        value: securityRules.map(({ name }) => name),
        allowed: "securityRules or networkSecurityGroupId, not both",
        fix: "remove one: a subnet has only one security group",
      });
    }
    if (natGateway && this.natGatewayId === undefined) {
      refuse(this, `${id}.natGateway`, {
        value: true,
        allowed: "true in a network with a NAT gateway",
        fix: "set natGateway or natGatewayId on the network",
      });
    }
    const securityGroup =
      securityRules &&
      new SecurityGroup(this, `${id}SecurityGroup`, {
        name: this.names.networkSecurityGroup(role),
        resourceGroup: this.defaultResourceGroup ?? this.resourceGroup,
        location: this.location,
        rules: securityRules,
        ...this.#shared(),
      });
    return new PlatformSubnet(this, id, {
      ...subnet,
      networkSecurityGroupId: securityGroup?.securityGroupId ?? subnet.networkSecurityGroupId,
      natGatewayId: natGateway ? this.natGatewayId : undefined,
      routeTableId: ROUTED_BY_AZURE.has(id) ? undefined : this.routeTableId,
      name: subnetName ?? this.names.subnet(role),
      resourceGroup: this.resourceGroup,
      virtualNetworkName: this.virtualNetworkName,
      writes: this.#writes,
    });
  }

  /** Registers an existing subnet, so that no new subnet overlaps it. */
  protected addExistingSubnet(id: string, prop: string, addressPrefix: string): void {
    const block = parseNetworkBlock(this, prop, addressPrefix, SUBNET_SIZES);
    if (block) this.#subnets.push({ block, id });
  }

  #reserveBlock(id: string, prop: string, addressPrefix: string, sizes: BlockSizes): void {
    const block = parseNetworkBlock(this, prop, addressPrefix, sizes);
    if (!block) return;
    const known = this.addressSpace.every((prefix) => !isUnresolved(prefix));
    const space = this.addressSpace.flatMap((prefix) => parseNetworkBlock(this, "addressSpace", prefix) ?? []);
    if (known && space.length > 0 && !space.some((whole) => block.isInSubnet(whole))) {
      refuse(this, prop, {
        value: addressPrefix,
        allowed: `a block within ${this.addressSpace.join(", ")}`,
        fix: "move the subnet into the network, or add its block to addressSpace",
      });
    }
    const taken = this.#subnets.find((other) => overlap(block, other.block));
    if (!taken) {
      this.#subnets.push({ block, id });
      return;
    }
    refuse(this, prop, {
      value: addressPrefix,
      allowed: `a block that does not overlap ${taken.block.address} of ${taken.id}`,
      fix: "use a free block",
    });
  }

  #makeComputeSubnet(
    purpose: "training" | "scoring",
    { addressPrefix, ...options }: MachineLearningSubnetOptions,
    securityRules: readonly SecurityRule[],
  ): PlatformSubnet {
    const id = purpose === "training" ? "TrainingSubnet" : "ScoringSubnet";
    return this.makeSubnet(id, purpose, `add${id}`, {
      defaultOutboundAccessEnabled: false,
      natGateway: this.natGatewayId !== undefined && this.routeTableId === undefined,
      ...options,
      addressPrefix: addressPrefix ?? plannedBlock(this, `add${id}.addressPrefix`, this.addressSpace, purpose),
      securityRules: options.networkSecurityGroupId === undefined ? securityRules : undefined,
    });
  }

  #shared() {
    return {
      monitoring: this.monitoring,
      tags: this.tags,
    };
  }
}

/** Lets clients on the internet connect to the models of a cluster with a public load balancer. */
function publicClientRule(clients: readonly string[]): SecurityRule {
  return {
    name: "AllowPublicClientsInbound",
    priority: 200,
    direction: "Inbound",
    access: "Allow",
    protocol: "Tcp",
    source: clients,
    destination: "*",
    destinationPorts: "443",
    description: "clients of models behind a public load balancer",
  };
}
