/**
 * Number of addresses that Azure reserves in every subnet: network, gateway, two for DNS, broadcast.
 * @see https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq
 */
export const RESERVED_ADDRESSES_PER_SUBNET = 5;

/** Prefix length of the smallest IPv4 subnet that Azure accepts: 8 addresses, 3 of them usable. */
export const SMALLEST_SUBNET_PREFIX_LENGTH = 29;

/** Prefix lengths of the largest and the smallest virtual network that Azure accepts. */
export const VIRTUAL_NETWORK_PREFIX_LENGTHS = { largest: 2, smallest: 29 } as const;

/** A subnet whose name Azure prescribes. */
export interface FixedSubnet {
  readonly name: string;
  /** Prefix length of the smallest subnet that Azure accepts: 26 means /26 or larger. */
  readonly smallestPrefixLength: number;
  /** Whether a network security group can be associated. */
  readonly networkSecurityGroup: boolean;
  /** Whether a route table can be associated. */
  readonly routeTable: boolean;
}

/**
 * Subnets whose names Azure prescribes, case-sensitively.
 * @see https://learn.microsoft.com/azure/bastion/configuration-settings
 * @see https://learn.microsoft.com/azure/firewall/firewall-faq
 * @see https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-vpn-gateway-settings
 */
export const FIXED_SUBNETS = {
  bastion: {
    name: "AzureBastionSubnet",
    smallestPrefixLength: 26,
    networkSecurityGroup: true,
    routeTable: false,
  },
  firewall: {
    name: "AzureFirewallSubnet",
    smallestPrefixLength: 26,
    networkSecurityGroup: false,
    routeTable: true,
  },
  gateway: { name: "GatewaySubnet", smallestPrefixLength: 29, networkSecurityGroup: false, routeTable: true },
} as const satisfies Readonly<Record<string, FixedSubnet>>;

/**
 * Address blocks that networks of a platform can't overlap: on compute instances and clusters, Docker's default bridge
 * uses 172.17.0.0/16.
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-secure-training-vnet
 */
export const FORBIDDEN_ADDRESS_BLOCKS = ["172.17.0.0/16"] as const;

/**
 * Private address blocks: those of RFC 1918, and the shared block of RFC 6598.
 * @see https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq
 */
export const PRIVATE_ADDRESS_BLOCKS = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"] as const;

/**
 * Address of Azure's DNS resolver in every virtual network.
 * @see https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
 */
export const AZURE_DNS_ADDRESS = "168.63.129.16";
