import { RouteTable } from "@cdktf/provider-azurerm/lib/route-table/index.js";
import { VirtualNetworkDnsServers } from "@cdktf/provider-azurerm/lib/virtual-network-dns-servers/index.js";
import { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network/index.js";
import { type IMonitoring, type IResourceGroup, type ISubnet, resourceGroupFromAttributes } from "@org/aml-core";
import {
  armIdPart,
  dependOn,
  prefixLengthFor,
  providerOfGroup,
  refuse,
  requireArmId,
  requireProps,
} from "@org/aml-core/internal";
import { assertName, type EnvironmentNames } from "@org/aml-naming";
import { DIAGNOSTIC_CATEGORIES, FIXED_SUBNETS } from "@org/azure-catalog";
import type { Construct } from "constructs";
import { plannedBlock } from "./address-plan.js";
import { BastionHost, type BastionHostAttributes } from "./bastion-host.js";
import { requireHostAddress, requirePrivate, SUBNET_SIZES } from "./cidr.js";
import { Firewall, FIREWALL_SUBNET_REASON, type FirewallOptions } from "./firewall.js";
import { FlowLog, type FlowLogOptions } from "./flow-log.js";
import { NatGateway, type NatGatewayOptions } from "./nat-gateway.js";
import { assertNoOverlap } from "./no-overlap.js";
import { VIRTUAL_NETWORK_ID_FIX, VIRTUAL_NETWORKS } from "./peer-network.js";
import { PlatformSubnet, type SubnetAttributes } from "./platform-subnet.js";
import { PRIVATE_ENDPOINT_SECURITY_RULES } from "./private-endpoint-security-rules.js";
import type { SecurityRule } from "./security-rule.js";
import { type IPlatformVnet, VirtualNetworkBase } from "./virtual-network-base.js";

/** Props of {@link PlatformVnet}. */
export interface PlatformVnetProps {
  /** Resource group of the network. */
  readonly resourceGroup: IResourceGroup;
  /** Names of the environment. */
  readonly names: EnvironmentNames;
  /** Address space: one IPv4 block in CIDR notation or several, none of them in 172.17.0.0/16. */
  readonly addressSpace: string | readonly string[];
  /**
   * Whether the address space may have public addresses. This weakens isolation if others own them: traffic to their
   * hosts stays in the network, and rules that treat private addresses as internal don't match the network's addresses.
   * @default false
   */
  readonly allowPublicAddressSpace?: boolean | undefined;
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
   * Security group of the subnet for private endpoints, which then also applies to the endpoints: its rules, or `true`
   * for HTTPS, SMB and SQL from the network.
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
   * IPv4 addresses of DNS servers. They have to forward the private zones to 168.63.129.16.
   * @default - Azure's own DNS, which knows the private zones
   */
  readonly dnsServers?: readonly string[] | undefined;
  /**
   * Destination of logs and metrics of the network and of everything added to it.
   * @default - none: they aren't sent
   */
  readonly monitoring?: IMonitoring | undefined;
  /**
   * NAT gateway, through which the jumpbox reaches Entra and Azure: `true`, or its options.
   * @default false
   */
  readonly natGateway?: boolean | NatGatewayOptions | undefined;
  /**
   * IPv4 address of a firewall, such as that of a hub, to which the jumpbox's subnet and added subnets send all traffic
   * that leaves the network. It creates a route table with a route for 0.0.0.0/0. The network has to be peered with the
   * firewall's network, and can't have a NAT gateway.
   * @default - Azure's own routes
   */
  readonly nextHopIpAddress?: string | undefined;
  /**
   * A firewall of the network's own, to which the jumpbox's subnet and added subnets send all traffic that leaves the
   * network. It can't be combined with a NAT gateway or `nextHopIpAddress`, and is billed by the hour.
   * @default - none
   */
  readonly firewall?: NetworkFirewallOptions | undefined;
  /**
   * ARM id of an existing NAT gateway, used instead of a new one.
   * @default - none
   */
  readonly natGatewayId?: string | undefined;
  /**
   * Flow logs of the network.
   * @default - not logged
   */
  readonly flowLogs?: FlowLogOptions | undefined;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** Options of a network's own firewall. */
export interface NetworkFirewallOptions extends FirewallOptions {
  /**
   * Address prefix of the new `AzureFirewallSubnet`, /26 or larger.
   * @default - the first /26 of the network: 10.1.0.0/26 in 10.1.0.0/16
   */
  readonly subnet?: string | undefined;
}

/** Attributes of an existing virtual network. */
export interface VirtualNetworkAttributes {
  /** ARM id. */
  readonly virtualNetworkId: string;
  /**
   * Name.
   * @default - that in the id
   */
  readonly virtualNetworkName?: string | undefined;
  /**
   * Group of the network.
   * @default - that in the id
   */
  readonly resourceGroup?: IResourceGroup | undefined;
  /**
   * The resource group for everything that is added to the network: private endpoints, security groups, Bastion,
   * jumpbox, identities. It has to be in the subscription of the network, as Azure requires.
   * @default - the group of the network
   */
  readonly defaultResourceGroup?: IResourceGroup | undefined;
  /** Names of the environment that it belongs to. */
  readonly names: EnvironmentNames;
  /** Its subnet for private endpoints. */
  readonly privateEndpointSubnet: SubnetAttributes;
  /**
   * Azure region. Required without a resource group.
   * @default - that of the resource group
   */
  readonly location?: string | undefined;
  /**
   * Address space in CIDR notation.
   * @default - not known; overlaps with it are not detected
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
   * Destination of logs and metrics of everything added to it.
   * @default - none: they aren't sent
   */
  readonly monitoring?: IMonitoring | undefined;
  /**
   * Tags of everything added to it.
   * @default - none
   */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * Addresses that an environment's endpoints use: four for storage, one for the vault, two for the container registry
 * (login server and data endpoint), three for the workspace (API, notebooks, online endpoints), one for the registry.
 */
const ENDPOINT_ADDRESSES = 11;

const ENDPOINT_SUBNET_SIZES = {
  ...SUBNET_SIZES,
  smallest: prefixLengthFor(ENDPOINT_ADDRESSES),
  reason: `an environment's endpoints take ${ENDPOINT_ADDRESSES} addresses, and Azure reserves 5`,
};

class ImportedVirtualNetwork extends VirtualNetworkBase {
  public readonly virtualNetworkId: string;
  public readonly virtualNetworkName: string;
  public readonly privateEndpointSubnet: ISubnet;
  public readonly location: string;
  public readonly resourceGroup: IResourceGroup;
  public override readonly defaultResourceGroup: IResourceGroup | undefined;
  public readonly addressSpace: readonly string[];
  protected readonly names: EnvironmentNames;
  protected readonly monitoring: IMonitoring | undefined;
  protected readonly natGatewayId: string | undefined;
  protected readonly tags: Readonly<Record<string, string>> | undefined;

  constructor(scope: Construct, id: string, attributes: VirtualNetworkAttributes) {
    super(scope, id);
    requireProps(this, attributes, "virtualNetworkId");
    this.virtualNetworkId = attributes.virtualNetworkId;
    this.virtualNetworkName = attributes.virtualNetworkName ?? armIdPart(attributes.virtualNetworkId, "name");
    this.resourceGroup = attributes.resourceGroup ?? this.#groupInId(attributes);
    this.defaultResourceGroup = attributes.defaultResourceGroup;
    this.location = attributes.location ?? this.resourceGroup.location;
    this.addressSpace = attributes.addressSpace ?? [];
    this.names = attributes.names;
    this.monitoring = attributes.monitoring;
    this.natGatewayId = attributes.natGatewayId;
    this.tags = attributes.tags;
    assertNoOverlap([this]);
    const { privateEndpointSubnet, bastion } = attributes;
    this.privateEndpointSubnet = PlatformSubnet.fromSubnetAttributes(
      this,
      "PrivateEndpointSubnet",
      privateEndpointSubnet,
    );
    if (privateEndpointSubnet.addressPrefix !== undefined) {
      this.addExistingSubnet(
        "PrivateEndpointSubnet",
        "privateEndpointSubnet.addressPrefix",
        privateEndpointSubnet.addressPrefix,
      );
    }
    if (bastion) {
      this.ownBastion = BastionHost.fromBastionHostAttributes(this, "Bastion", bastion);
      this.addExistingSubnet("BastionSubnet", "bastion.subnetAddressPrefix", bastion.subnetAddressPrefix);
    }
  }

  #groupInId({ virtualNetworkId, location }: VirtualNetworkAttributes): IResourceGroup {
    const id = requireArmId(this, "virtualNetworkId", virtualNetworkId, VIRTUAL_NETWORKS, VIRTUAL_NETWORK_ID_FIX);
    if (location === undefined) {
      refuse(this, "location", {
        value: location,
        allowed: "the region of the network, or its resource group",
        fix: 'give location: "canadacentral"',
      });
    }
    const name = armIdPart(virtualNetworkId, "resourceGroup");
    const subscriptionId = armIdPart(virtualNetworkId, "subscriptionId");
    return id?.parent
      ? { name, location, id: id.parent.toString() }
      : resourceGroupFromAttributes({ name, location, subscriptionId });
  }
}

/**
 * An environment's isolated virtual network, with a subnet for private endpoints. Bastion, jumpbox and peerings can be
 * added.
 * @throws InvalidInputError for malformed, overlapping or reserved blocks, subnets outside the network or too small for
 * their resources
 */
export class PlatformVnet extends VirtualNetworkBase {
  /** An existing network. */
  public static fromVirtualNetworkAttributes(
    scope: Construct,
    id: string,
    attributes: VirtualNetworkAttributes,
  ): IPlatformVnet {
    return new ImportedVirtualNetwork(scope, id, attributes);
  }

  /** The network (L1). */
  public readonly resource: VirtualNetwork;
  public readonly privateEndpointSubnet: PlatformSubnet;
  /** Its route table (L1), if there is a firewall or a `nextHopIpAddress`. */
  public readonly routeTable: RouteTable | undefined;
  /** Its own firewall, if it has one. */
  public readonly firewall: Firewall | undefined;
  /** Its NAT gateway, if it has one. */
  public readonly natGateway: NatGateway | undefined;
  public readonly location: string;
  public readonly resourceGroup: IResourceGroup;
  public readonly addressSpace: readonly string[];
  protected readonly names: EnvironmentNames;
  protected readonly monitoring: IMonitoring | undefined;
  protected override readonly routeTableId: string | undefined;
  protected readonly natGatewayId: string | undefined;
  protected readonly tags: Readonly<Record<string, string>> | undefined;

  constructor(scope: Construct, id: string, props: PlatformVnetProps) {
    super(scope, id);
    requireProps(this, props, "resourceGroup", "names", "addressSpace");
    const { resourceGroup, names, dnsServers = [], flowLogs, monitoring, tags } = props;
    this.resourceGroup = resourceGroup;
    this.location = props.location ?? resourceGroup.location;
    this.names = names;
    this.monitoring = monitoring;
    this.tags = tags;
    this.addressSpace = typeof props.addressSpace === "string" ? [props.addressSpace] : [...props.addressSpace];
    if (this.addressSpace.length === 0) {
      refuse(this, "addressSpace", { value: [], allowed: "at least one block", fix: "use 10.1.0.0/16" });
    }
    if (!props.allowPublicAddressSpace) requirePrivate(this, this.addressSpace);
    assertNoOverlap([this]);
    for (const server of dnsServers) requireHostAddress(this, "dnsServers", server, undefined);

    this.resource = new VirtualNetwork(this, "Resource", {
      name: assertName("virtualNetwork", props.vnetName ?? names.virtualNetwork, `${this.node.path}.vnetName`),
      resourceGroupName: resourceGroup.name,
      provider: providerOfGroup(this, resourceGroup),
      location: this.location,
      addressSpace: [...this.addressSpace],
      dnsServers: dnsServers.length > 0 ? [...dnsServers] : undefined,
      tags: tags,
    });
    dependOn(this.resource, resourceGroup.dependencies ?? []);
    monitoring?.addDiagnosticSetting(this, "Diagnostics", {
      targetResourceId: this.resource.id,
      categories: DIAGNOSTIC_CATEGORIES.virtualNetwork,
    });
    this.natGateway = this.#makeNatGateway(props);
    this.natGatewayId = this.natGateway?.natGatewayId ?? props.natGatewayId;
    this.firewall = this.#createFirewall(props);
    this.routeTable = this.#createRouteTable(props, this.firewall);
    this.routeTableId = this.routeTable?.id;
    this.privateEndpointSubnet = this.#makeEndpointSubnet(props);
    if (flowLogs) {
      new FlowLog(this, "FlowLog", {
        ...flowLogs,
        vnet: this,
        tags,
      });
    }
  }

  public get virtualNetworkId(): string {
    return this.resource.id;
  }

  public get virtualNetworkName(): string {
    return this.resource.name;
  }

  #makeNatGateway({ natGateway, natGatewayId }: PlatformVnetProps): NatGateway | undefined {
    if (!natGateway) return undefined;
    if (natGatewayId !== undefined) {
      refuse(this, "natGatewayId", {
        value: natGatewayId,
        allowed: "natGateway or natGatewayId, not both",
        fix: "leave natGateway out to use the existing one",
      });
    }
    const { publicIpPrefixId } = natGateway === true ? {} : natGateway;
    return new NatGateway(this, "NatGateway", {
      resourceGroup: this.resourceGroup,
      location: this.location,
      name: this.names.natGateway,
      publicIpName: publicIpPrefixId === undefined ? this.names.natPublicIp : undefined,
      publicIpPrefixId,
      monitoring: this.monitoring,
      tags: this.tags,
    });
  }

  /** The firewall with its subnet. It is its network's DNS server if it is a DNS proxy. */
  #createFirewall({ firewall: options, ...props }: PlatformVnetProps): Firewall | undefined {
    if (!options) return undefined;
    const contradicted = (["nextHopIpAddress", "dnsServers"] as const).find(
      (prop) => props[prop] !== undefined && (prop !== "dnsServers" || options.dnsProxyEnabled),
    );
    if (contradicted !== undefined) {
      refuse(this, contradicted, {
        value: props[contradicted],
        allowed: `${contradicted} or ${contradicted === "dnsServers" ? "firewall.dnsProxyEnabled" : "firewall"}, not both`,
        fix: "leave one of them out",
      });
    }
    const { subnet, ...firewall } = options;
    const { name: subnetName, smallestPrefixLength: smallest } = FIXED_SUBNETS.firewall;
    const prop = "firewall.subnet";
    const created = new Firewall(this, "Firewall", {
      ...firewall,
      resourceGroup: this.resourceGroup,
      location: this.location,
      addressSpace: this.addressSpace,
      subnet: this.makeSubnet(
        "FirewallSubnet",
        "firewall",
        prop,
        { addressPrefix: subnet ?? plannedBlock(this, prop, this.addressSpace, "firewall"), subnetName },
        { ...SUBNET_SIZES, smallest, reason: FIREWALL_SUBNET_REASON },
      ),
      name: this.names.firewall,
      policyName: this.names.firewallPolicy,
      publicIpName: this.names.firewallPublicIp,
      monitoring: this.monitoring,
      tags: this.tags,
    });
    if (firewall.dnsProxyEnabled) {
      // In a resource of its own, because the firewall needs the network.
      new VirtualNetworkDnsServers(this, "DnsServers", {
        virtualNetworkId: this.resource.id,
        dnsServers: [created.privateIpAddress],
      });
    }
    return created;
  }

  #createRouteTable(props: PlatformVnetProps, firewall: Firewall | undefined): RouteTable | undefined {
    const nextHopIpAddress = firewall?.privateIpAddress ?? props.nextHopIpAddress;
    if (nextHopIpAddress === undefined) return undefined;
    requireHostAddress(this, "nextHopIpAddress", nextHopIpAddress, undefined);
    if (this.natGatewayId !== undefined) {
      const prop = firewall ? "firewall" : "nextHopIpAddress";
      refuse(this, prop, {
        value: firewall ? firewall.node.path : nextHopIpAddress,
        allowed: `${prop} or a NAT gateway, not both: the route takes all traffic away from the gateway`,
        fix: "leave one of them out",
      });
    }
    const table = new RouteTable(this, "RouteTable", {
      name: assertName("routeTable", this.names.routeTable, `${this.node.path}.routeTable`),
      resourceGroupName: this.resourceGroup.name,
      provider: providerOfGroup(this, this.resourceGroup),
      location: this.location,
      route: [
        {
          name: "default",
          addressPrefix: "0.0.0.0/0",
          nextHopType: "VirtualAppliance",
          nextHopInIpAddress: nextHopIpAddress,
        },
      ],
      tags: this.tags,
    });
    dependOn(table, this.resourceGroup.dependencies ?? []);
    return table;
  }

  #makeEndpointSubnet(props: PlatformVnetProps): PlatformSubnet {
    const prop = "privateEndpointSubnet";
    const { endpointSubnetSecurityGroup: securityGroup = false, privateEndpointSubnetName: subnetName } = props;
    const securityRules = securityGroup === true ? PRIVATE_ENDPOINT_SECURITY_RULES : securityGroup;
    return this.makeSubnet(
      "PrivateEndpointSubnet",
      "pe",
      prop,
      {
        addressPrefix: props[prop] ?? plannedBlock(this, prop, this.addressSpace, "privateEndpoints"),
        defaultOutboundAccessEnabled: false,
        subnetName,
        securityRules: securityRules || undefined,
        privateEndpointNetworkPolicies: securityRules ? "Enabled" : undefined,
      },
      ENDPOINT_SUBNET_SIZES,
    );
  }
}
