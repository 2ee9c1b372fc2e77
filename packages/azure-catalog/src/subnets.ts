/** Addresses that Azure keeps in every subnet: network, gateway, two for DNS, broadcast. */
export const RESERVED_ADDRESSES_PER_SUBNET = 5;

/** The prefix length of the smallest IPv4 subnet that Azure takes: 8 addresses, 3 of them usable. */
export const SMALLEST_SUBNET_PREFIX_LENGTH = 29;

/** The prefix length of the smallest and the largest virtual network that Azure takes. */
export const VIRTUAL_NETWORK_PREFIX_LENGTHS = { largest: 2, smallest: 29 } as const;

/** A subnet whose name Azure fixes. */
export interface FixedSubnet {
  readonly name: string;
  /** Prefix length of the smallest one that Azure takes: 26 means /26 or larger. */
  readonly smallestPrefixLength: number;
  /** Whether a network security group may be associated. */
  readonly networkSecurityGroup: boolean;
  /** Whether a route table may be associated. */
  readonly routeTable: boolean;
}

/**
 * Subnets whose names are fixed, letter by letter.
 * Sources: Azure Bastion configuration settings; Azure Firewall FAQ; VPN Gateway settings.
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
 * Address blocks that no network of a platform may overlap.
 * Docker's default bridge on compute instances and clusters takes 172.17.0.0/16.
 * Source: Azure Machine Learning managed network and secure training documentation.
 */
export const FORBIDDEN_ADDRESS_BLOCKS = ["172.17.0.0/16"] as const;

/**
 * Address blocks that nobody owns on the internet: RFC 1918 and the shared block of RFC 6598.
 * Source: Azure Virtual Network FAQ, address ranges.
 */
export const PRIVATE_ADDRESS_BLOCKS = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"] as const;

/** The address of Azure's own DNS resolver in every virtual network. */
export const AZURE_DNS_ADDRESS = "168.63.129.16";
